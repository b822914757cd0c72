// @ts-check
/** A document as lines: what an edit left alone, and the line ends that a text box would take away. */

const END = /\r\n|\r|\n/gu;

/**
 * @param {string} text
 * @returns {string[]} its lines without their ends
 */
export function linesOf(text) {
  return text.split(END);
}

/**
 * How many lines at the head and at the tail of two texts are the same. They never overlap.
 *
 * @param {string[]} before
 * @param {string[]} after
 * @returns {{head: number, tail: number}}
 */
export function same(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/**
 * The typed text with the document's own line ends: an untouched line keeps its end, a new one takes
 * the usual one. Otherwise a file from Windows would change in every line, and no two would compare.
 *
 * @param {string} document  as it stood, with any line ends
 * @param {string} typed  as a text box gives it, with line feeds
 * @returns {string}
 */
export function withEnds(document, typed) {
  const ends = document.match(END) ?? [];
  const usual = 2 * ends.filter((end) => end === "\r\n").length > ends.length ? "\r\n" : "\n";
  const before = linesOf(document);
  const after = typed.split("\n");
  const { head, tail } = same(before, after);
  const moved = before.length - after.length;
  return after
    .map((line, index) => {
      if (index === after.length - 1) return line;
      if (index < head) return line + (ends[index] ?? usual);
      return line + ((index >= after.length - tail ? ends[index + moved] : undefined) ?? usual);
    })
    .join("");
}

/** A document that is being typed: its line ends are found again when somebody asks, not at every key. */
export class TypedText extends EventTarget {
  #text = "";
  /** @type {string | null} newer than `#text`, as the text box gives it */
  #typed = null;

  /** With its own line ends. */
  get text() {
    if (this.#typed !== null) this.#text = withEnds(this.#text, this.#typed);
    this.#typed = null;
    return this.#text;
  }

  set text(text) {
    this.#text = text;
    this.#typed = null;
  }

  /** As a text box shows it. */
  get shown() {
    return this.#typed ?? linesOf(this.#text).join("\n");
  }

  /** @param {string} typed  as a text box gives it */
  set typed(typed) {
    this.#typed = typed;
  }
}

/** @typedef {{line: number, text: string}} Line  `line` counts from 1 */

/**
 * The lines that stand in only one of two documents, in their order; empty ones say nothing.
 *
 * @param {string} mine
 * @param {string} theirs
 * @returns {{mine: Line[], theirs: Line[]}}
 */
export function difference(mine, theirs) {
  const [ours, others] = [linesOf(mine), linesOf(theirs)];
  return { mine: alone(ours, new Set(others)), theirs: alone(others, new Set(ours)) };
}

/**
 * @param {string[]} lines
 * @param {Set<string>} others
 * @returns {Line[]}
 */
function alone(lines, others) {
  return lines.map((text, index) => ({ line: index + 1, text })).filter(({ text }) => text.trim() && !others.has(text));
}
