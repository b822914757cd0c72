// @ts-check
/** Try a sentence: the same check as at Send, on a text that goes nowhere and leaves no row. */
import { call, check, isRefusal } from "./companion.js";
import { el, facts, fault, icon, say } from "./dom.js";
import { choice } from "./fields.js";
import { siteName, tile, withAt } from "./identity.js";
import { carried, marked, weightLine } from "./marks.js";
import { listed, took } from "./words.js";

/** @typedef {import("./shapes.js").Account} Account */
/** @typedef {import("./shapes.js").Report} Report */
/** @typedef {import("./shapes.js").Finding} Finding */

const UNKNOWN = "";
const PAUSE = 200;
const MOST_OTHERS = 6;
const LONGEST_QUOTE = 60;
/** More than a check takes, so that its own refusal is what is read, and less than a request may hold. */
const LONGEST_TEXT = 100_000;

/** @param {import("./settings.js").Visit} visit */
export async function showTry({ signal, place, failed }) {
  const { accounts } = await call("GET", "/accounts", { signal });
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
      const account = accounts.find((/** @type {Account} */ one) => one.id === speaking);
      const report = await check(draftOf(text, account), mine);
      marks = marksOf(report);
      draw();
      result.replaceChildren(card(report, text));
      say(sentenceOf(report));
      const lines = await elsewhere(text, report, accounts.filter((/** @type {Account} */ one) => one !== account), mine);
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
      ...accounts.map((/** @type {Account} */ one) => ({ value: one.id, label: labelOf(one, accounts), drawing: tile(one.kind, one.colour) })),
      { value: UNKNOWN, label: "Unknown", drawing: tile("unknown", null) },
    ],
    changed: (id) => {
      speaking = id;
      void run();
    },
  });
  result.replaceChildren(empty());
  draw();
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, "Try a sentence"),
      el("p", { class: "lede" }, "Choose who speaks. Nothing here is posted or kept."),
    ),
    el(
      "div",
      { class: "stack-l narrow" },
      speaker.row,
      el("div", {}, el("label", { class: "label", for: "sentence" }, "Sentence"), el("div", { class: "sheet" }, copy, box)),
      result,
    ),
  );
}

/**
 * @param {Account} account
 * @param {Account[]} accounts
 * @returns {string} the handle; with its site where the handle alone could be either of two
 */
function labelOf({ handle, site }, accounts) {
  const same = accounts.filter((one) => withAt(one.handle).toLowerCase() === withAt(handle).toLowerCase());
  return same.length > 1 ? `${withAt(handle)} on ${siteName(site)}` : withAt(handle);
}

/**
 * @param {string} text
 * @param {Account | undefined} account
 */
function draftOf(text, account) {
  const draft = { text, surface: "post", stage: "draft" };
  return account ? { ...draft, site: account.site, account: { handle: account.handle } } : draft;
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

/**
 * What is read out: the verdict and what was found, in one breath.
 *
 * @param {Report} report
 */
function sentenceOf(report) {
  const titles = report.findings.map((finding) => finding.title);
  return [weightLine(report.verdict).textContent, ...new Set(titles)].join(". ");
}

/**
 * @param {Report} report
 * @param {string} text
 */
function card(report, text) {
  const heading = el(
    "div",
    { class: "pad row between wrap" },
    weightLine(report.verdict),
    el("span", { class: "small-text faint" }, took(report.took_us)),
  );
  const made = el("section", { class: "card", "aria-label": "Result" }, heading);
  if (report.findings.length) {
    made.append(el("div", { class: "pad ruled" }, ...report.findings.map((finding) => findingCard(finding, text))));
  }
  if (report.not_checked.length) {
    const lines = report.not_checked.map(({ rule, why }) => el("li", {}, `${rule}: ${why}`));
    made.append(el("div", { class: "pad ruled small-text soft" }, el("p", {}, "Not checked:"), el("ul", {}, ...lines)));
  }
  return made;
}

/**
 * @param {Finding} finding
 * @param {string} text
 */
function findingCard(finding, text) {
  const [start, end] = finding.span;
  const words = text.slice(start, end);
  const quote = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
  const found = start === 0 && end === text.length ? finding.match || "the whole sentence" : `“${quote}”, characters ${start} to ${end}`;
  return el(
    "div",
    { class: `finding ${finding.weight}` },
    icon(`w-${finding.weight}`),
    el(
      "div",
      {},
      el("h3", {}, finding.title),
      el("p", {}, finding.why),
      facts([
        ["Found", found],
        ["Write instead", finding.instead],
        ["Consequence", finding.consequence],
        ["Where", el("a", { href: `#/policy/${encodeURIComponent(finding.rule)}` }, finding.section || finding.rule)],
      ]),
    ),
  );
}

/**
 * What the same text would meet from the other accounts, by really checking it as each.
 *
 * @param {string} text
 * @param {Report} report
 * @param {Account[]} others
 * @param {AbortSignal} signal
 * @returns {Promise<string[]>}
 */
async function elsewhere(text, report, others, signal) {
  if (report.verdict === "clear") return [];
  /** @type {Record<string, string[]>} */
  const groups = {};
  for (const account of others.slice(0, MOST_OTHERS)) {
    const { verdict } = await check(draftOf(text, account), signal);
    (groups[ELSEWHERE[verdict]] ??= []).push(labelOf(account, others));
  }
  return Object.entries(groups).map(([ending, handles]) => `As ${listed(handles)} this would ${ending}.`);
}

/** @type {Record<import("./shapes.js").Verdict, string>} */
const ELSEWHERE = {
  clear: "leave untouched",
  note: "leave, with a note",
  confirm: "be held until you confirm",
  stop: "be held, too",
};
