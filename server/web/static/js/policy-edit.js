// @ts-check
/** The changed policy as text, with the errors beside their lines as one writes. */
import { askFirst } from "./asking.js";
import { el } from "./dom.js";
import { openDesk } from "./policy-desk.js";
import { draft } from "./policy-draft.js";
import { policyEditor } from "./policy-editor.js";

/** @param {import("./settings.js").Visit} visit */
export async function showEdit(visit) {
  const { rest, signal, place, failed } = visit;
  const { heading, tabs, meeting, bar } = await openDesk(visit, "policy/edit");
  const editor = policyEditor({
    text: draft.shown,
    label: "The policy’s text",
    describedBy: "policy-state",
    signal,
    changed: (text) => draft.write(text),
  });
  const row = el("div", { class: "row wrap section-s" });
  row.append(el("a", { class: "btn solid", href: "#/policy/edit/changes" }, "Show what changes"), letGo(row, failed));

  const next = el(
    "button",
    { class: "btn small", type: "button", hidden: true, "aria-label": "Next error", onclick: () => editor.goToNext() },
    "Next",
  );
  bar.append(next, editor.here);
  /** @type {import("./shapes.js").PolicyCheck | null} */
  let shown = null;
  const showErrors = () => {
    if (!draft.isChecked || draft.found === shown) return;
    shown = draft.found;
    const errors = draft.found?.errors ?? [];
    next.hidden = errors.length === 0;
    editor.showErrors(errors);
  };
  draft.addEventListener("changed", showErrors, { signal });
  draft.addEventListener("replaced", () => editor.show(draft.shown), { signal });
  place(heading, tabs, meeting, el("section", { class: "card desk", "aria-label": "Text" }, bar, editor.leaf), row);
  showErrors();
  if (Number(rest) > 0) editor.goTo(Number(rest));
}

/**
 * “Back to version 5”, which asks before the draft is gone.
 *
 * @param {HTMLElement} row
 * @param {(error: unknown) => void} failed
 */
function letGo(row, failed) {
  const version = `version ${draft.inForce?.version}`;
  return askFirst({
    button: `Back to ${version}`,
    question: `Back to ${version}?`,
    then: "Your changes are then gone.",
    keep: "Keep my changes",
    row,
    act: async () => {
      try {
        await draft.discard();
        location.hash = "#/policy";
      } catch (error) {
        failed(error);
      }
    },
  });
}
