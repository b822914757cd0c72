// @ts-check
/** Building the page: elements, drawings, and what is read out. Text goes in as text, never as markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]  `onclick` and the like take a function; false and null leave an attribute out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...present(children));
  return made;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]} what is there; numbers as text
 */
export function present(children) {
  /** @type {(Node | string)[]} */
  const kept = [];
  for (const child of children) {
    if (typeof child === "number") kept.push(String(child));
    else if (child) kept.push(child);
  }
  return kept;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * A drawing of the sprite. Hidden from screen readers: the words beside it say the same.
 *
 * @param {string} name  a symbol's id, such as "w-stop"
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

/** Long enough for a screen reader to notice that the same sentence came again. */
const BREATH = 50;

/**
 * Reads a sentence out, politely, without moving focus.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  const place = byId("said");
  place.textContent = "";
  setTimeout(() => {
    place.textContent = sentence;
  }, BREATH);
}

/**
 * Terms and their descriptions; a description that is empty leaves its term out.
 *
 * @param {[string, Child][]} pairs
 * @returns {HTMLDListElement}
 */
export function facts(pairs) {
  const list = el("dl", { class: "facts" });
  for (const [term, description] of pairs) {
    if (description) list.append(el("dt", {}, term), el("dd", {}, description));
  }
  return list;
}

/**
 * A form's fault: a triangle, never the octagon, which is for posts alone.
 *
 * @param {string} message
 * @param {Attributes} [attributes]
 */
export function fault(message, attributes = {}) {
  return el("p", { class: "err", ...attributes }, icon("err"), el("span", {}, message));
}
