// @ts-check
/**
 * Forms of rules that could not be written into the text: an id that is taken, or no companion. They
 * outlive their page, so that a form left half filled is found again as it was left.
 */
import { askFirst } from "./asking.js";
import { el, fault } from "./dom.js";
import { draft } from "./policy-draft.js";

/**
 * @typedef {object} Unwritten
 * @property {import("./shapes.js").RuleForm} form
 * @property {string} document  the text that it was to go into
 * @property {string} place  the field at fault; empty for the whole form
 * @property {string} message
 */

/** @type {Map<string, Unwritten>} by the id that the rule has in the text */
const forms = new Map();

/** @param {string} id */
export function unwritten(id) {
  return forms.get(id);
}

/**
 * @param {string} id
 * @param {Unwritten} left
 */
export function keepForm(id, left) {
  forms.set(id, left);
  draft.awaits = true;
}

/** @param {string} id */
export function dropForm(id) {
  forms.delete(id);
  draft.awaits = forms.size > 0;
}

/**
 * @param {string} open  the rule whose form is on the screen; it speaks for itself
 * @returns {HTMLElement[]} a card for each of the others
 */
export function unwrittenCards(open) {
  return [...forms].filter(([id]) => id !== open).map(([id, { message }]) => card(id, message));
}

/**
 * @param {string} id
 * @param {string} message
 */
function card(id, message) {
  const row = el("div", { class: "row wrap" });
  const made = el(
    "section",
    { class: "card pad stack section meeting", "aria-label": `The form of ${id}` },
    fault(`What you wrote in the form of ${id} is not in the text yet. ${message}`),
    row,
  );
  row.append(
    el("a", { class: "btn", href: `#/policy/edit/rules/${encodeURIComponent(id)}` }, "Go on with it"),
    askFirst({
      button: "Let it go",
      question: "Let it go?",
      then: "The words in that form are then gone.",
      keep: "Keep it",
      row,
      act: () => {
        dropForm(id);
        made.remove();
      },
    }),
  );
  return made;
}
