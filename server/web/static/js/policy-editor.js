// @ts-check
/**
 * A document’s text in a real text box, over a copy that carries line numbers and marks the lines at
 * fault. The copy is changed only in the lines that changed: it holds thousands of them.
 */
import { el, icon } from "./dom.js";
import { same } from "./policy-lines.js";

/** @typedef {import("./shapes.js").PolicyError} PolicyError */

const MOST_SHOWN = 100;
/** Between two notes in the margin, in pixels. */
const GAP = 4;
/** Lines this far out of sight have their numbers already, in pixels. */
const AROUND = 400;

/**
 * @param {object} options
 * @param {string} options.text
 * @param {string} options.label
 * @param {string} options.describedBy  the id of what tells how many errors there are
 * @param {AbortSignal} options.signal
 * @param {(text: string) => void} options.changed
 */
export function policyEditor({ text, label, describedBy, signal, changed }) {
  const copy = el("div", { class: "copy", "aria-hidden": "true" });
  const box = el("textarea", {
    id: "policy-text",
    spellcheck: "false",
    autocapitalize: "none",
    autocomplete: "off",
    "aria-label": label,
    "aria-describedby": `${describedBy} policy-here`,
  });
  const here = el("div", { id: "policy-here", class: "here" });
  const notes = el("ol", { class: "margin", "aria-label": "Errors" });
  const leaf = el("div", { class: "leaf" }, el("div", { class: "sheet paper" }, copy, box), notes);
  /** @type {string[]} */
  let lines = [];
  /** @type {HTMLElement[]} one for each line */
  let rows = [];
  /** @type {{row: HTMLElement | undefined, note: HTMLElement, error?: PolicyError}[]} */
  let marked = [];
  let composing = false;

  const draw = () => {
    const after = box.value.split("\n");
    const { head, tail } = same(lines, after);
    const gone = rows.slice(head, rows.length - tail);
    const fresh = after.slice(head, after.length - tail).map((line, index) => {
      const row = gone[index] ?? el("div");
      row.textContent = line;
      return row;
    });
    for (const row of gone.slice(fresh.length)) row.remove();
    const added = fresh.slice(gone.length);
    const next = rows[rows.length - tail];
    if (added.length && next && tail) next.before(...added);
    else copy.append(...added);
    rows.splice(head, gone.length, ...fresh);
    lines = after;
    arrange();
    soon();
  };

  /** Numbers the lines in sight: thousands of numbers would make every Enter lag. */
  const number = () => {
    framed = 0;
    const top = -copy.getBoundingClientRect().top - AROUND;
    let [first, last] = [0, rows.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((rows[middle]?.offsetTop ?? 0) <= top) first = middle;
      else last = middle - 1;
    }
    const past = rows.findIndex((row, index) => index > first && row.offsetTop > top + innerHeight + 2 * AROUND);
    const seen = rows.slice(first, past < 0 ? undefined : past);
    for (const row of numbered) row.removeAttribute("data-line");
    seen.forEach((row, index) => row.setAttribute("data-line", String(first + index + 1)));
    numbered = seen;
  };
  /** @type {HTMLElement[]} */
  let numbered = [];
  let framed = 0;
  const soon = () => {
    framed ||= requestAnimationFrame(number);
  };

  /** Puts each note beside its line; where lines are close, under the note before it. */
  const arrange = () => {
    if (!marked.length || getComputedStyle(notes).position !== "absolute") return;
    const tops = marked.map(({ row }) => (row?.isConnected ? row.offsetTop : 0));
    const heights = marked.map(({ note }) => note.offsetHeight);
    let free = 0;
    marked.forEach(({ note }, index) => {
      const top = Math.max(free, tops[index] ?? 0);
      note.style.top = `${top}px`;
      free = top + (heights[index] ?? 0) + GAP;
    });
    // The last notes may reach below the last line; the card grows with them.
    leaf.style.minHeight = `${free}px`;
  };

  /** @param {number} line  counts from 1 */
  const goTo = (line) => {
    const index = Math.min(Math.max(line, 1), lines.length) - 1;
    const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
    box.focus({ preventScroll: true });
    box.setSelectionRange(start, start + (lines[index]?.length ?? 0));
    rows[index]?.scrollIntoView({ block: "center" });
  };

  /** Says the errors of the caret’s line where there is no margin to say them beside it. */
  const tellHere = () => {
    const at = marked.length ? box.value.slice(0, box.selectionStart).split("\n").length - 1 : -1;
    const told = marked.flatMap(({ row, error }) => (error && row && row === rows[at] ? [errorWords(error)] : []));
    here.replaceChildren(...told.map((words) => el("p", { class: "err" }, icon("err"), words)));
  };

  /** The first line at fault behind the caret, and behind the last one the first of all. */
  const goToNext = () => {
    const caret = box.selectionEnd;
    const at = box.value.slice(0, caret).split("\n").length;
    const places = marked.flatMap(({ row }) => (row?.isConnected ? rows.indexOf(row) + 1 : []));
    const next = places.find((place) => place > at) ?? places[0];
    if (next) goTo(next);
  };

  /** @param {PolicyError[]} errors */
  const showErrors = (errors) => {
    for (const { row } of marked) row?.classList.remove("bad");
    marked = errors.slice(0, MOST_SHOWN).map((error) => {
      const row = rows[error.line - 1];
      row?.classList.add("bad");
      return { row, error, note: el("li", {}, errorNote(error, goTo)) };
    });
    const more = errors.length - marked.length;
    if (more > 0) marked.push({ row: undefined, note: el("li", { class: "soft" }, `And ${more} more, further down.`) });
    notes.replaceChildren(...marked.map(({ note }) => note));
    box.setAttribute("aria-invalid", String(errors.length > 0));
    leaf.style.minHeight = "";
    arrange();
    tellHere();
  };

  const written = () => {
    draw();
    changed(box.value);
  };
  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    written();
  });
  // Half a word that is still being composed is nobody’s text yet: saved, another window would show it.
  box.addEventListener("input", () => (composing ? draw() : written()));
  document.addEventListener("selectionchange", tellHere, { signal });
  addEventListener("scroll", soon, { signal, passive: true });
  const width = new ResizeObserver(() => {
    arrange();
    soon();
  });
  width.observe(leaf);
  signal.addEventListener("abort", () => {
    width.disconnect();
    if (composing) changed(box.value);
  });
  /** @param {string} fresh */
  const show = (fresh) => {
    box.value = fresh;
    draw();
  };
  show(text);
  return { leaf, here, show, showErrors, goTo, goToNext };
}

/**
 * @param {PolicyError} error
 * @returns {string} "Line 47, CONF-3"
 */
function placeOf({ line, rule, message }) {
  if (!line) return "The whole file";
  return rule && !message.startsWith(rule) ? `Line ${line}, ${rule}` : `Line ${line}`;
}

/**
 * @param {PolicyError} error
 * @param {(line: number) => void} goTo
 */
function errorNote(error, goTo) {
  return el(
    "button",
    { class: "err", type: "button", onclick: () => goTo(error.line) },
    icon("err"),
    errorWords(error),
  );
}

/** @param {PolicyError} error */
function errorWords(error) {
  return el("span", {}, el("b", {}, `${placeOf(error)}: `), error.message);
}
