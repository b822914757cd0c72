// @ts-check
/** Try a sentence: the same check as at Send, on a text that goes nowhere and leaves no row. */
import { call, check } from "./companion.js";
import { el } from "./dom.js";
import { ENDINGS, labelOf, sentencePanel } from "./sentence-panel.js";
import { listed } from "./words.js";

/** @typedef {import("./shapes.js").Account} Account */
/** @typedef {import("./shapes.js").Report} Report */

const MOST_OTHERS = 6;

/** @param {import("./settings.js").Visit} visit */
export async function showTry({ signal, place, failed }) {
  /** @type {{accounts: Account[]}} */
  const { accounts } = await call("GET", "/accounts", { signal });
  const panel = sentencePanel({
    accounts,
    rules: "#/policy",
    signal,
    failed,
    judge: (text, account, mine) => check(draftOf(text, account), mine),
    beside: (text, account, report, mine) => elsewhere(text, report, accounts.filter((one) => one !== account), mine),
  });
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, "Try a sentence"),
      el("p", { class: "lede" }, "Choose who speaks. Nothing here is posted or kept."),
    ),
    panel,
  );
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
    (groups[verdict === "stop" ? "be held, too" : ENDINGS[verdict]] ??= []).push(labelOf(account, others));
  }
  return Object.entries(groups).map(([ending, handles]) => `As ${listed(handles)} this would ${ending}.`);
}
