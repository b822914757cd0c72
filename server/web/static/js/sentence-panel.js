// @ts-check
/** A sentence, who speaks, and what a check says of it: on its own page, and against a changed policy. */
import { isRefusal } from "./companion.js";
import { el, fault, say } from "./dom.js";
import { choice } from "./fields.js";
import { siteName, tile, withAt } from "./identity.js";
import { carried, marked } from "./marks.js";
import { reportCard, sentenceOf } from "./report-card.js";

/** @typedef {import("./shapes.js").Account} Account */
/** @typedef {import("./shapes.js").Report} Report */

const UNKNOWN = "";
const PAUSE = 200;
/** More than a check takes, so that its own refusal is what is read, and less than a request may hold. */
const LONGEST_TEXT = 100_000;

/**
 * @param {object} options
 * @param {Account[]} options.accounts
 * @param {(text: string, account: Account | undefined, signal: AbortSignal) => Promise<Report>} options.judge
 * @param {(text: string, account: Account | undefined, report: Report, signal: AbortSignal) => Promise<string[]>} options.beside
 *   sentences to set under the result
 * @param {string} options.rules  the address under which a rule is read
 * @param {AbortSignal} options.signal
 * @param {(error: unknown) => void} options.failed
 */
export function sentencePanel({ accounts, judge, beside, rules, signal, failed }) {
  /** @type {import("./marks.js").Mark[]} */
  let marks = [];
  let before = "";
  let speaking = accounts[0]?.id ?? UNKNOWN;
  let running = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const copy = el("div", { class: "copy", "aria-hidden": "true" });
  const box = el("textarea", { id: "sentence", rows: 3, maxlength: LONGEST_TEXT, spellcheck: "true", "aria-describedby": "verdict" });
  const result = el("div", { id: "verdict", class: "stack" });
  const draw = () => copy.replaceChildren(marked(box.value, marks), "\u200B");

  const run = async () => {
    running.abort();
    running = new AbortController();
    const mine = AbortSignal.any([signal, running.signal]);
    const text = box.value;
    if (!text.trim()) {
      marks = [];
      draw();
      result.replaceChildren(empty());
      return;
    }
    try {
      const account = accounts.find((one) => one.id === speaking);
      const report = await judge(text, account, mine);
      marks = marksOf(report);
      draw();
      result.replaceChildren(reportCard(report, text, rules));
      say(sentenceOf(report));
      const lines = await beside(text, account, report, mine);
      if (lines.length) result.append(el("div", { class: "small-text soft" }, ...lines.map((line) => el("p", {}, line))));
    } catch (error) {
      if (mine.aborted) return;
      if (!isRefusal(error)) return failed(error);
      marks = [];
      draw();
      result.replaceChildren(fault(error.message));
    }
  };
  box.addEventListener("input", () => {
    marks = carried(marks, before, box.value);
    before = box.value;
    draw();
    clearTimeout(pause);
    pause = setTimeout(() => void run(), PAUSE);
  });
  signal.addEventListener("abort", () => clearTimeout(pause));

  const speaker = choice({
    legend: "Speaking as",
    value: speaking,
    options: [
      ...accounts.map((one) => ({ value: one.id, label: labelOf(one, accounts), drawing: tile(one.kind, one.colour) })),
      { value: UNKNOWN, label: "Unknown", drawing: tile("unknown", null) },
    ],
    changed: (id) => {
      speaking = id;
      void run();
    },
  });
  result.replaceChildren(empty());
  draw();
  return el(
    "div",
    { class: "stack-l narrow" },
    speaker.row,
    el("div", {}, el("label", { class: "label", for: "sentence" }, "Sentence"), el("div", { class: "sheet" }, copy, box)),
    result,
  );
}

/**
 * @param {Account} account
 * @param {Account[]} accounts
 * @returns {string} the handle; with its site where the handle alone could be either of two
 */
export function labelOf({ handle, site }, accounts) {
  const same = accounts.filter((one) => withAt(one.handle).toLowerCase() === withAt(handle).toLowerCase());
  return same.length > 1 ? `${withAt(handle)} on ${siteName(site)}` : withAt(handle);
}

/**
 * @param {Report} report
 * @returns {import("./marks.js").Mark[]}
 */
function marksOf(report) {
  return report.findings.map(({ span: [start, end], weight }) => ({ start, end, weight }));
}

function empty() {
  return el("p", { class: "empty" }, "Nothing to check. Write a sentence above.");
}

/** @type {Record<import("./shapes.js").Verdict, string>} behind “this would” */
export const ENDINGS = {
  clear: "leave untouched",
  note: "leave, with a note",
  confirm: "be held until you confirm",
  stop: "be held",
};
