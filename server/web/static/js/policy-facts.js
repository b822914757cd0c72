// @ts-check
/** What the document says beside its rules: the company’s accounts, its lists, times, steps and more. */
import { el, facts } from "./dom.js";
import { siteName, tile, withAt } from "./identity.js";
import { count, listed } from "./words.js";

/** @typedef {import("./shapes.js").PolicyDocument} PolicyDocument */
const TWELVE_MONTHS = 12;

/**
 * What Right Handle takes from the document’s prose, where it may stand in any chapter.
 *
 * @param {PolicyDocument} policy
 */
export function inShort(policy) {
  return el(
    "div",
    { class: "stack" },
    ...titled("The company’s accounts", policy.accounts.length ? accountList(policy) : null),
    ...titled("Time and training", times(policy)),
    ...titled("When it happens again", ordered(policy.steps)),
    ...titled("After a slip", ordered(policy.after_a_slip)),
    ...titled("Lists", lists(policy)),
  );
}

/**
 * @param {string} title
 * @param {HTMLElement | null} content
 */
function titled(title, content) {
  return content ? [el("h3", { class: "title" }, title), content] : [];
}

/** @param {PolicyDocument} policy */
function accountList({ accounts }) {
  const items = accounts.map(({ handle, site, kind, purpose, speakers }) =>
    el(
      "li",
      {},
      tile(kind, null),
      el(
        "div",
        { class: "grow" },
        el("p", {}, el("b", {}, withAt(handle)), el("span", { class: "faint" }, site ? ` on ${siteName(site)}, ${kind}` : ` ${kind}`)),
        purpose ? el("p", { class: "small-text soft" }, purpose) : null,
        speakers.length ? el("p", { class: "small-text soft" }, `Spoken for by ${listed(speakers)}`) : null,
      ),
    ),
  );
  return el("ul", { class: "card list" }, ...items);
}

/** @param {PolicyDocument} policy */
function times(policy) {
  return facts([
    ["Time allowed", policy.allowance_minutes === null ? "" : `${count(policy.allowance_minutes, "minute")} a day`],
    ["Personal use", policy.personal_use],
    ["Personal activity", policy.personal_activity.join("; ")],
    ["Training", training(policy.training_months)],
    ["Signature", policy.signing === "before" ? "needed before you speak for the company" : "asked for"],
    ["If Right Handle is off", policy.if_unreachable === "ask" ? "you are asked before posting" : "posts are let through, and marked"],
  ]);
}

/**
 * @param {number | null} months
 * @returns {string} "once", "once a year", "every 6 months"
 */
function training(months) {
  if (months === null) return "";
  if (months === 0) return "once";
  if (months === TWELVE_MONTHS) return "once a year";
  return months % TWELVE_MONTHS ? `every ${count(months, "month")}` : `every ${count(months / TWELVE_MONTHS, "year")}`;
}

/** @param {string[]} steps */
function ordered(steps) {
  if (!steps.length) return null;
  return el("ol", { class: "numbered" }, ...steps.map((step) => el("li", {}, step.replace(/^\d+[.)] /u, ""))));
}

/** @param {PolicyDocument} policy */
function lists(policy) {
  const entries = Object.entries(policy.lists);
  return entries.length ? facts(entries.map(([name, items]) => [`{${name}}`, items.join("; ")])) : null;
}

/**
 * What a written policy covers and this one doesn't: one quiet line, since only its authors can judge it.
 *
 * @param {import("./shapes.js").Topic[]} coverage
 */
export function gapLine(coverage) {
  const gaps = coverage.filter(({ where }) => !where).map(({ name }) => name);
  return gaps.length ? el("p", { class: "small-text faint" }, `This policy says nothing about ${listed(gaps)}.`) : null;
}
