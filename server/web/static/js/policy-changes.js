// @ts-check
/** What the changed policy would change, in sentences and on real posts; and adopting it after that. */
import { askFirst } from "./asking.js";
import { call, CompanionError, isRefusal } from "./companion.js";
import { el, facts, fault, say } from "./dom.js";
import { rank, weightLine } from "./marks.js";
import { openDesk } from "./policy-desk.js";
import { draft } from "./policy-draft.js";
import { gapLine } from "./policy-facts.js";
import { count, listed } from "./words.js";

/** @typedef {import("./shapes.js").PolicyEffect} PolicyEffect */

const MOST_POSTS = 100;

/** @param {import("./settings.js").Visit} visit */
export async function showChanges(visit) {
  const { signal, place, failed } = visit;
  const { heading, tabs, meeting, bar } = await openDesk(visit, "policy/edit/changes");
  const result = el("div", { class: "stack-l" }, el("p", { class: "empty" }, "Checking. This takes a moment."));
  place(heading, tabs, meeting, el("div", { class: "card desk" }, bar), el("div", { class: "section narrow" }, result));
  let asked = "";
  const run = async () => {
    const { text } = draft;
    if (!draft.isChecked || asked === text) return;
    asked = text;
    try {
      result.replaceChildren(...(await resultOf(text, signal, failed)));
    } catch (error) {
      if (signal.aborted) return;
      if (!isRefusal(error)) return failed(error);
      const again = () => {
        asked = "";
        void run();
      };
      result.replaceChildren(fault(error.message), el("p", {}, el("button", { class: "btn", type: "button", onclick: again }, "Try again")));
    }
  };
  draft.addEventListener("changed", () => void run(), { signal });
  await run();
}

/**
 * @param {string} text
 * @param {AbortSignal} signal
 * @param {(error: unknown) => void} failed
 * @returns {Promise<HTMLElement[]>}
 */
async function resultOf(text, signal, failed) {
  if (!draft.isChanged) return [el("p", { class: "empty" }, "Nothing has changed yet.")];
  const errors = draft.found?.errors.length ?? 0;
  if (errors) {
    return [
      fault(`${count(errors, "error")} to mend first. Then this page shows what changes.`),
      el("p", {}, el("a", { class: "btn", href: "#/policy/edit" }, "Go to the text")),
    ];
  }
  const effect = await call("POST", "/policy/preview", { body: { text }, signal });
  say(effectSentence(effect));
  return [changesPart(effect), effectPart(effect), adoptPart(failed)];
}

/** @param {PolicyEffect} effect */
function changesPart({ changes }) {
  const sentences = changes.length ? changes : ["Nothing that counts has changed."];
  return el(
    "section",
    { class: "stack" },
    el("h2", { class: "title" }, `Changed since version ${draft.inForce?.version}`),
    el("ul", { class: "bulleted" }, ...sentences.map((sentence) => el("li", {}, sentence))),
  );
}

/**
 * @param {PolicyEffect} effect
 * @returns {string} "Of 136 real posts, 3 would now be held and 1 would now leave."
 */
function effectSentence({ posts, changed }) {
  const isHeld = (/** @type {import("./shapes.js").Verdict} */ verdict) => rank(verdict) >= rank("confirm");
  const held = changed.filter(({ before, after }) => isHeld(after) && !isHeld(before)).length;
  const free = changed.filter(({ before, after }) => isHeld(before) && !isHeld(after)).length;
  const other = changed.length - held - free;
  const parts = [
    ...(held ? [`${held} would now be held`] : []),
    ...(free ? [`${free} would now leave`] : []),
    ...(other ? [`${other} would be marked otherwise`] : []),
  ];
  return `Of ${count(posts, "real post")}, ${parts.length ? listed(parts) : "none would be judged otherwise"}.`;
}

/** @param {PolicyEffect} effect */
function effectPart(effect) {
  const shown = effect.changed.slice(0, MOST_POSTS);
  const more = effect.changed.length - shown.length;
  return el(
    "section",
    { class: "stack" },
    el("h2", { class: "title" }, "On real posts"),
    el("p", {}, effectSentence(effect)),
    shown.length ? el("ul", { class: "card list posts" }, ...shown.map(changedPost)) : null,
    more > 0 ? el("p", { class: "soft small-text" }, `And ${count(more, "post")} more.`) : null,
  );
}

/** @param {PolicyEffect["changed"][number]} post */
function changedPost({ text, kind, organisation, year, before, after, rules }) {
  const links = rules.map((id) => el("a", { href: `#/policy/edit/rules/${encodeURIComponent(id)}` }, id));
  return el(
    "li",
    {},
    el(
      "div",
      { class: "grow stack-s" },
      el("p", { class: "lines" }, text),
      el("p", { class: "row wrap close" }, weightLine(before), el("span", { "aria-label": "becomes" }, "→"), weightLine(after)),
      facts([
        ["Posted by", [organisation, year].filter(Boolean).join(", ")],
        ["From", `${kind === "unknown" ? "an unknown" : `a ${kind}`} account`.replace("a ambassador", "an ambassador")],
        ["Rules", links.length ? el("span", {}, ...links.flatMap((link, index) => (index ? [", ", link] : [link]))) : null],
      ]),
    ),
  );
}

/** @param {(error: unknown) => void} failed */
function adoptPart(failed) {
  const version = draft.found?.version ?? "";
  const sameName = version === draft.inForce?.version;
  const sha256 = draft.inForce?.sha256 ?? "";
  const problem = el("div", { role: "alert" });
  const row = el("div", { class: "row wrap" });
  const adopt = async () => {
    try {
      await draft.adopt(sha256);
      location.hash = "#/policy";
    } catch (error) {
      if (!(error instanceof CompanionError) || !isRefusal(error)) return failed(error);
      problem.replaceChildren(fault(error.message));
      if (error.code === "changed_meanwhile") await draft.open(new AbortController().signal).catch(failed);
    }
  };
  row.append(
    askFirst({
      button: `Adopt version ${version}`,
      question: `Adopt version ${version}?`,
      then: `It counts at once, and version ${draft.inForce?.version} is kept.`,
      keep: "Not yet",
      act: adopt,
      row,
      style: "btn solid",
    }),
  );
  return el(
    "section",
    { class: "stack ruled section-s" },
    el("h2", { class: "title" }, "Adopt it"),
    sameName ? el("p", {}, `It is still called version ${version}. Give it a new number in the text first.`) : null,
    gapLine(draft.found?.coverage ?? []),
    el("p", { class: "soft" }, "Everyone who speaks for the company is asked to sign it again."),
    row,
    problem,
  );
}
