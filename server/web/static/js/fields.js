// @ts-check
/** Fields of a form: a label, the control, and the fault beside it. */
import { el, fault } from "./dom.js";

let made = 0;

/** @typedef {{row: HTMLElement, value: () => string, focus: () => void, fail: (message: string | null) => void}} Field */

/**
 * @param {{label: string, value?: string, hint?: string, maxlength?: number, attributes?: import("./dom.js").Attributes}} field
 * @returns {Field & {input: HTMLInputElement}}
 */
export function textField({ label, value = "", hint, maxlength, attributes = {} }) {
  const id = newId();
  const input = el("input", { class: "in", id, maxlength, autocomplete: "off", spellcheck: "false", ...attributes });
  input.value = value;
  return { input, ...withFault(id, label, input, hint), value: () => input.value.trim() };
}

/**
 * @param {{label: string, value: string, options: {value: string, label: string}[]}} field
 * @returns {Field & {input: HTMLSelectElement}}
 */
export function selectField({ label, value, options }) {
  const id = newId();
  const entries = options.map((option) => el("option", { value: option.value }, option.label));
  const input = el("select", { class: "in", id }, ...entries);
  input.value = value;
  return { input, ...withFault(id, label, input), value: () => input.value };
}

/**
 * Several lines; the box grows with its text.
 *
 * @param {{label: string, value?: string, hint?: string, attributes?: import("./dom.js").Attributes}} field
 * @returns {Field & {input: HTMLTextAreaElement}}
 */
export function areaField({ label, value = "", hint, attributes = {} }) {
  const id = newId();
  const input = el("textarea", { class: "in area", id, rows: 1, spellcheck: "true", ...attributes });
  input.value = value;
  return { input, ...withFault(id, label, input, hint), value: () => input.value.trim() };
}

/**
 * Boxes of which any number may be ticked. The value is those ticked, parted by commas.
 *
 * @param {{legend: string, values: string[], options: {value: string, label: string}[]}} field
 * @returns {Field}
 */
export function checksField({ legend, values, options }) {
  const place = el("div", { id: newId() });
  const inputs = options.map(({ value }) => el("input", { type: "checkbox", value, checked: values.includes(value) }));
  const labels = options.map(({ label }, index) => el("label", {}, inputs[index], el("span", {}, label)));
  const row = el(
    "fieldset",
    { "aria-describedby": place.id },
    el("legend", { class: "label" }, legend),
    el("div", { class: "seg checks" }, ...labels),
    place,
  );
  return {
    row,
    value: () => inputs.filter((input) => input.checked).map((input) => input.value).join(", "),
    focus: () => inputs[0]?.focus(),
    fail: (message) => place.replaceChildren(...(message ? [fault(message)] : [])),
  };
}

/**
 * Radio buttons drawn as a row. The browser's own arrow keys move between them.
 *
 * @param {object} field
 * @param {string} field.legend
 * @param {string} field.value
 * @param {{value: string, label: string, drawing?: Node, disabled?: boolean}[]} field.options
 * @param {boolean} [field.drawn]  show the drawing alone; the label is read out and shown as a tooltip
 * @param {(value: string) => void} [field.changed]
 * @returns {Field}
 */
export function choice({ legend, value, options, drawn = false, changed }) {
  const name = newId();
  const inputs = options.map((option) =>
    el("input", { type: "radio", name, value: option.value, checked: option.value === value, disabled: option.disabled }),
  );
  const labels = options.map((option, index) =>
    el(
      "label",
      { title: drawn ? option.label : null },
      inputs[index],
      option.drawing,
      el("span", { class: drawn ? "away" : null }, option.label),
    ),
  );
  const place = el("div", { id: `${name}-err` });
  const row = el(
    "fieldset",
    { "aria-describedby": place.id, onchange: (event) => changed?.(event.target.value) },
    el("legend", { class: "label" }, legend),
    el("div", { class: drawn ? "pick" : "seg" }, ...labels),
    place,
  );
  const chosen = () => inputs.find((input) => input.checked);
  return {
    row,
    value: () => chosen()?.value ?? "",
    focus: () => (chosen() ?? inputs[0])?.focus(),
    fail: (message) => place.replaceChildren(...(message ? [fault(message)] : [])),
  };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input
 * @param {string} [hint]
 */
function withFault(id, label, input, hint) {
  const place = el("div", { id: `${id}-err` });
  const help = hint ? el("p", { class: "hint", id: `${id}-hint` }, hint) : null;
  input.setAttribute("aria-describedby", help ? `${place.id} ${help.id}` : place.id);
  const row = el("div", {}, el("label", { class: "label", for: id }, label), input, place, help);
  /** @param {string | null} message */
  const fail = (message) => {
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    place.replaceChildren(...(message ? [fault(message)] : []));
  };
  return { row, focus: () => input.focus(), fail };
}

function newId() {
  made += 1;
  return `field-${made}`;
}
