// @ts-check
/** What a check answers, as a card: the verdict, what was found and where the rule is written. */
import { el, facts, icon } from "./dom.js";
import { weightLine } from "./marks.js";
import { took } from "./words.js";

/** @typedef {import("./shapes.js").Report} Report */
/** @typedef {import("./shapes.js").Finding} Finding */

const LONGEST_QUOTE = 60;
/** @type {Record<string, string>} What helps where no words are at fault, by the finding’s category. */
const INSTEAD = { standing: "What to do", activity: "Permitted" };

/**
 * What is read out: the verdict and what was found, in one breath.
 *
 * @param {Report} report
 */
export function sentenceOf(report) {
  const titles = report.findings.map((finding) => finding.title.replace(/\.$/u, ""));
  return [weightLine(report.verdict).textContent, ...new Set(titles)].join(". ");
}

/**
 * @param {Report} report
 * @param {string} text
 * @param {string} rules  the address under which a rule is read
 */
export function reportCard(report, text, rules) {
  const heading = el(
    "div",
    { class: "pad row between wrap" },
    weightLine(report.verdict),
    el("span", { class: "small-text faint" }, took(report.took_us)),
  );
  const made = el("section", { class: "card", "aria-label": "Result" }, heading);
  if (report.findings.length) {
    made.append(el("div", { class: "pad ruled" }, ...report.findings.map((finding) => findingCard(finding, text, rules))));
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
 * @param {string} rules
 */
function findingCard(finding, text, rules) {
  const [start, end] = finding.span;
  const words = text.slice(start, end);
  const quote = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
  const whole = start === 0 && end === text.length;
  const found = whole ? finding.match || "the whole sentence" : `“${quote}”, characters ${start} to ${end}`;
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
        ["Found", end > 0 && found],
        [INSTEAD[finding.match ? "" : finding.category] ?? "Write instead", finding.instead],
        ["Consequence", finding.consequence],
        ["Where", el("a", { href: `${rules}/${encodeURIComponent(finding.rule)}` }, finding.section || finding.rule)],
      ]),
    ),
  );
}
