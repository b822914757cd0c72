// @ts-check
/** Try a sentence against the changed policy, before anybody adopts it. */
import { call } from "./companion.js";
import { el } from "./dom.js";
import { openDesk } from "./policy-desk.js";
import { draft } from "./policy-draft.js";
import { ENDINGS, sentencePanel } from "./sentence-panel.js";

/** @typedef {import("./shapes.js").Account} Account */
/** @typedef {import("./shapes.js").Report} Report */

/** @param {import("./settings.js").Visit} visit */
export async function showDraftTry(visit) {
  const { signal, place, failed } = visit;
  const { heading, tabs, meeting, bar } = await openDesk(visit, "policy/edit/try");
  /** @type {{accounts: Account[]}} */
  const { accounts } = await call("GET", "/accounts", { signal });
  const panel = sentencePanel({
    accounts,
    rules: "#/policy/edit/rules",
    signal,
    failed,
    judge: (text, account, mine) => tried(draft.text, text, account, mine),
    beside: async (text, account, report, mine) => {
      const before = await tried(draft.inForce?.text ?? "", text, account, mine).catch(() => report);
      if (before.verdict === report.verdict) return [];
      return [`Under version ${draft.inForce?.version} this would ${ENDINGS[before.verdict]}.`];
    },
  });
  place(heading, tabs, meeting, el("div", { class: "card desk" }, bar), el("div", { class: "section" }, panel));
}

/**
 * @param {string} policy
 * @param {string} text
 * @param {Account | undefined} account
 * @param {AbortSignal} signal
 * @returns {Promise<Report>}
 */
function tried(policy, text, account, signal) {
  const speaker = account ? { site: account.site, account: { kind: account.kind } } : {};
  return call("POST", "/policy/try", { body: { policy, text, surface: "post", ...speaker }, signal });
}
