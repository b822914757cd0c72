// @ts-check
/** The rules of the changed policy: the list of them, and one in its form. */
import { call, isRefusal } from "./companion.js";
import { el, fault, icon } from "./dom.js";
import { selectField } from "./fields.js";
import { openDesk } from "./policy-desk.js";
import { draft } from "./policy-draft.js";
import { ruleForm } from "./policy-form.js";
import { count } from "./words.js";

/** @type {import("./shapes.js").RuleForm} what a new rule begins as; its errors say what is missing */
const NEW = {
  id: "NEW-1",
  title: "A new rule",
  why: "",
  labels: { Category: "confidential", Weight: "confirm", "Applies to": "company" },
  not_allowed: [],
  allowed: [],
};

/** @param {import("./settings.js").Visit} visit */
export async function showRules(visit) {
  const { rest, signal, place, failed } = visit;
  const { heading, tabs, meeting, bar } = await openDesk(visit, "policy/edit/rules");
  const stateCard = el("div", { class: "card desk" }, bar);
  if (rest) {
    const body = el("div", { class: "section narrow" });
    place(heading, tabs, meeting, stateCard, body);
    const show = async () => {
      try {
        body.replaceChildren(...(await ruleForm(rest, signal, failed)));
      } catch (error) {
        if (!signal.aborted && !isRefusal(error)) return failed(error);
        if (isRefusal(error)) body.replaceChildren(fault(error.message), el("p", {}, el("a", { class: "btn", href: "#/policy/edit/rules" }, "All rules")));
      }
    };
    // Another window's text in the place of ours: the form would write over it with what it held.
    draft.addEventListener("replaced", () => void show(), { signal });
    return show();
  }
  const list = el("div", { class: "section stack-l narrow" });
  place(heading, tabs, meeting, stateCard, list);
  /** @type {import("./shapes.js").PolicyCheck | null} */
  let shown = null;
  const show = () => {
    if (!draft.isChecked || draft.found === shown) return;
    shown = draft.found;
    list.replaceChildren(ruleList(), adder(failed));
  };
  draft.addEventListener("changed", show, { signal });
  show();
}

function ruleList() {
  const { contents, errors } = draft.found ?? { contents: [], errors: [] };
  if (!contents.length) {
    return el("p", { class: "empty" }, errors.length ? "The errors hide the rules. Mend the text first." : "No rules yet. Add the first one here.");
  }
  const items = contents.map(({ id, title, line }, index) => {
    const end = contents[index + 1]?.line ?? Infinity;
    const wrong = errors.filter((error) => error.rule === id || (!error.rule && error.line >= line && error.line < end)).length;
    return el(
      "li",
      {},
      el(
        "a",
        { href: id ? `#/policy/edit/rules/${encodeURIComponent(id)}` : `#/policy/edit/${line}` },
        el("span", { class: "faint code id" }, id),
        el("b", { class: "grow" }, title),
        wrong ? el("span", { class: "weight stop" }, icon("err"), count(wrong, "error")) : null,
      ),
    );
  });
  return el("ul", { class: "card list people" }, ...items);
}

/**
 * “Add a rule”: at the end of a chapter, with an id that is free, and then in its form.
 *
 * @param {(error: unknown) => void} failed
 */
function adder(failed) {
  if (!draft.found?.chapters.length) return "";
  const { chapters } = draft.found;
  const chapter = selectField({
    label: "Add a rule in chapter",
    value: String(Math.max(0, draft.found?.contents.at(-1)?.chapter ?? 0)),
    options: chapters.map((title, index) => ({ value: String(index), label: title })),
  });
  const problem = el("div", { role: "alert" });
  const add = async () => {
    const form = { ...NEW, id: freeId() };
    try {
      const { text } = await call("POST", "/policy/edit", { body: { text: draft.text, rule: "", chapter: Number(chapter.value()), form } });
      draft.put(text);
      await draft.settle();
      location.hash = `#/policy/edit/rules/${form.id}`;
    } catch (error) {
      if (!isRefusal(error)) return failed(error);
      problem.replaceChildren(fault(error.message));
    }
  };
  const button = el("button", { class: "btn", type: "button", onclick: () => void add() }, "Add a rule");
  return el("div", { class: "stack" }, el("div", { class: "row wrap end" }, el("div", { class: "grow" }, chapter.row), button), problem);
}

/** @returns {string} "NEW-1", or the next one that no rule has */
function freeId() {
  const used = new Set(draft.found?.contents.map(({ id }) => id));
  let number = 1;
  while (used.has(`NEW-${number}`)) number += 1;
  return `NEW-${number}`;
}
