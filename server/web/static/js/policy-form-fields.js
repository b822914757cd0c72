// @ts-check
/** The fields of a rule's form: one for each label, and the examples. */
import { el, fault } from "./dom.js";
import { areaField, checksField, selectField, textField } from "./fields.js";

/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./shapes.js").RuleForm} RuleForm */
/** @typedef {{name: string, finds: string}} Detector */

const CATEGORIES = [
  "wrong-account", "profanity", "harassment", "confidential", "personal-data", "secret", "tone", "disclosure",
  "legal", "link", "activity", "time", "standing",
];
const WEIGHTS = [
  { value: "note", label: "Note: a quiet line, nothing is held" },
  { value: "confirm", label: "Confirm: held, and may be posted" },
  { value: "stop", label: "Stop: held, and not from this account" },
];
const KINDS = [
  { value: "company", label: "Company" },
  { value: "ambassador", label: "Ambassador" },
  { value: "personal", label: "Personal" },
];

/** @type {[string, string][]} labels that take a line of words, each with its hint */
const LINES = [
  ["Unless it says", "Phrases, parted by semicolons. They count in the same sentence."],
  ["Unless the post says", "The same, anywhere in the post."],
  ["Always allowed", "Names, web addresses or numbers that are never found."],
  ["Write instead", ""],
  ["Consequence", "What happens then, the first time and again."],
  ["Sites", "For example: x, LinkedIn. Nothing means all sites."],
  ["Surfaces", "For example: posts, replies. Nothing means all of them."],
  ["Accounts", "For example: @handle on x. Nothing means all accounts."],
];

/**
 * @param {RuleForm} form
 * @param {Detector[]} detectors
 * @param {string[]} lists  names of the document's own lists
 * @returns {Record<string, Field>} by the label's name, in the order of the form
 */
export function labelFields({ labels }, detectors, lists) {
  const category = labels["Category"] ?? "";
  const weight = labels["Weight"] ?? "";
  const found = areaField({ label: "Looks for", value: labels["Looks for"] ?? "", hint: "Parted by semicolons. “any form of launch” finds launched, too." });
  found.row.append(picker(found.input, detectors, lists));
  return {
    Category: selectField({ label: "Category", value: category, options: known(category, CATEGORIES.map((value) => ({ value, label: value }))) }),
    Weight: selectField({ label: "Weight", value: weight, options: known(weight, WEIGHTS) }),
    "Applies to": checksField({ legend: "Applies to", values: (labels["Applies to"] ?? "").split(/[,;]|\band\b/u).map((word) => word.trim()), options: KINDS }),
    "Looks for": found,
    ...Object.fromEntries(LINES.map(([label, hint]) => [label, areaField({ label, value: labels[label] ?? "", hint })])),
  };
}

/**
 * @param {string} value  as the document has it, perhaps mistyped
 * @param {{value: string, label: string}[]} options
 */
function known(value, options) {
  return options.some((option) => option.value === value) ? options : [{ value, label: value || "Choose one" }, ...options];
}

/**
 * What can be looked for by name, with what each finds; choosing one writes it behind the others.
 *
 * @param {HTMLTextAreaElement} input
 * @param {Detector[]} detectors
 * @param {string[]} lists
 */
function picker(input, detectors, lists) {
  const entries = [
    ...detectors.map(({ name, finds }) => ({ value: name, label: `${name}: ${finds}` })),
    ...lists.map((name) => ({ value: `{${name}}`, label: `{${name}}: a list of this policy` })),
  ];
  const finder = selectField({ label: "Something Right Handle finds by itself", value: "", options: [{ value: "", label: "Choose one to add" }, ...entries] });
  finder.input.addEventListener("change", () => {
    const before = input.value.trim().replace(/;$/u, "");
    input.value = before ? `${before}; ${finder.value()}` : finder.value();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    finder.input.value = "";
  });
  finder.row.classList.add("picker");
  return finder.row;
}

/**
 * The heading and the reason.
 *
 * @param {RuleForm} form
 */
export function headFields(form) {
  return {
    id: textField({ label: "Id", value: form.id, maxlength: 21, hint: "Capitals, a hyphen, a number, like VOICE-1." }),
    title: textField({ label: "Title", value: form.title, maxlength: 300, attributes: { spellcheck: "true" } }),
    why: areaField({ label: "Reason", value: form.why, hint: "Why there is this rule. People read it when a post is held." }),
  };
}

/** @typedef {{row: HTMLElement, values: () => string[], fail: (message: string | null, index?: number) => void}} Examples */

/**
 * Examples, each in a box of its own.
 *
 * @param {object} field
 * @param {string} field.legend
 * @param {string} field.hint
 * @param {string[]} field.values
 * @param {boolean} field.marks  whether the words to find are marked in them
 * @param {() => void} field.changed
 * @returns {Examples}
 */
export function examplesField({ legend, hint, values, marks, changed }) {
  /** @type {{area: Field & {input: HTMLTextAreaElement}, row: HTMLElement}[]} */
  let boxes = [];
  const place = el("div", { class: "stack-s" });
  const problem = el("div");
  const draw = () => place.replaceChildren(...boxes.map(({ row }) => row));
  /** @param {string} value */
  const box = (value) => {
    const area = areaField({ label: `${legend}: example ${boxes.length + 1}`, value });
    area.row.querySelector("label")?.classList.add("away");
    const take = () => {
      boxes = boxes.filter((one) => one.area !== area);
      draw();
      (boxes.at(-1)?.area ?? { focus: () => add.focus() }).focus();
      changed();
    };
    const remove = el("button", { class: "btn small quiet", type: "button", onclick: take }, "Remove");
    const mark = el("button", { class: "btn small", type: "button", onclick: () => bold(area.input) }, "Mark the selected words");
    const row = el("div", { class: "example" }, area.row, el("div", { class: "row wrap" }, marks && mark, remove));
    boxes.push({ area, row });
    return area;
  };
  const add = el("button", { class: "btn small", type: "button" }, "Add an example");
  add.addEventListener("click", () => {
    const area = box("");
    draw();
    area.focus();
  });
  values.forEach(box);
  draw();
  return {
    row: el("fieldset", { class: "stack-s" }, el("legend", { class: "label" }, legend), el("p", { class: "hint" }, hint), place, problem, el("div", {}, add)),
    values: () => boxes.map(({ area }) => area.value()).filter(Boolean),
    fail: (message, index) => {
      const at = index === undefined ? undefined : boxes[index]?.area;
      if (message === null) for (const { area } of boxes) area.fail(null);
      if (at && message) at.fail(message);
      problem.replaceChildren(...(message && !at ? [fault(message)] : []));
    },
  };
}

/**
 * Puts ** around the selected words, or takes it away; an author needs no Markdown for it.
 *
 * @param {HTMLTextAreaElement} input
 */
function bold(input) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  const words = value.slice(start, end);
  const marked = words.trim() ? words.replace(words.trim(), `**${words.trim().replaceAll("**", "")}**`) : "";
  input.focus();
  if (!marked) return;
  input.setRangeText(/^\*\*[^*]*\*\*$/u.test(words.trim()) ? words.replaceAll("**", "") : marked, start, end, "select");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
