// @ts-check
/** The weight of a finding, in words and as a line under the words in question. */
import { el, icon } from "./dom.js";

/** @typedef {import("./shapes.js").Weight} Weight */
/** @typedef {import("./shapes.js").Verdict} Verdict */
/** @typedef {{start: number, end: number, weight: Weight}} Mark  end excluded, in UTF-16 code units */

/** @type {Verdict[]} Mildest first; a verdict's place is its rank. */
const VERDICTS = ["clear", "note", "confirm", "stop"];

/** @type {Record<Verdict, string>} */
const SENTENCES = {
  clear: "Leaves untouched",
  note: "Leaves, with a note",
  confirm: "Held. Please confirm",
  stop: "Held. Not from this account",
};

/**
 * @param {Verdict} verdict
 * @param {string} [sentence]  where the usual one does not fit
 */
export function weightLine(verdict, sentence = SENTENCES[verdict]) {
  return el("span", { class: `weight ${verdict}` }, icon(`w-${verdict}`), sentence);
}

/** @param {Verdict} verdict */
export function rank(verdict) {
  return VERDICTS.indexOf(verdict);
}

/**
 * A text with its marks. Where marks overlap, the heaviest one shows.
 *
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {DocumentFragment}
 */
export function marked(text, marks) {
  const made = document.createDocumentFragment();
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const places = [...edges].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  places.slice(0, -1).forEach((from, index) => {
    const piece = text.slice(from, places[index + 1]);
    const over = marks.filter((mark) => mark.start <= from && from < mark.end);
    const heaviest = over.sort((a, b) => rank(b.weight) - rank(a.weight))[0];
    made.append(heaviest ? el("mark", { class: `hl ${heaviest.weight}` }, piece) : piece);
  });
  return made;
}

/**
 * Marks carried over an edit: those before it stay, those behind it move along, those it touched go.
 * Without this every keystroke would wipe all marks until the next answer, and the page would flicker.
 *
 * @param {Mark[]} marks
 * @param {string} before
 * @param {string} after
 * @returns {Mark[]}
 */
export function carried(marks, before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start >= before.length - tail) return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
    return [];
  });
}
