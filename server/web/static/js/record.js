// @ts-check
/** My record: every row that is kept, and what keeps it. */
import { call } from "./companion.js";
import { el, icon, say } from "./dom.js";
import { tile, withAt } from "./identity.js";
import { count, dayAndClock, exactly } from "./words.js";

/** @typedef {import("./shapes.js").Ledger} Ledger */
/** @typedef {import("./shapes.js").LedgerRow} LedgerRow */
/** @typedef {import("./shapes.js").Account} Account */

const PAGE = 50;
const SHORT_HASH = 12;

/** What stays open, in security.md's words: nobody should think it closed. */
const NOT_DEFENDED = [
  "Software that runs as you, and means harm, can read what you can read.",
  "A browser that was tampered with can show and send what it likes.",
  "Whoever rules this machine, as root or administrator, rules Right Handle too.",
];

/** @param {import("./settings.js").Visit} visit */
export async function showRecord({ status, signal, place, failed }) {
  /** @type {[Ledger, {accounts: Account[]}]} */
  const [ledger, { accounts }] = await Promise.all([
    call("GET", `/ledger?limit=${PAGE}`, { signal }),
    call("GET", "/accounts", { signal }),
  ]);
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, "Your record"),
      el("p", { class: "lede" }, "Everything kept about you, on this machine. No one else sees it."),
    ),
    el(
      "dl",
      { class: "figures" },
      figure("Rows kept", String(ledger.count)),
      figure("Newest row’s hash", ledger.count ? ledger.head.slice(0, SHORT_HASH) : "None yet", { class: "code", title: ledger.head }),
    ),
    el("section", { class: "section" }, el("h2", { class: "title" }, "Every row"), rows(ledger, accounts, signal, failed)),
    el("section", { class: "section" }, el("h2", { class: "title" }, "How it is kept"), keyStore(status), ...status.notices.map(happened)),
    el(
      "section",
      { class: "section stack-s" },
      el("h2", { class: "title" }, "What this does not hold off"),
      el("ul", { class: "bulleted" }, ...NOT_DEFENDED.map((line) => el("li", {}, line))),
    ),
  );
}

/**
 * @param {string} term
 * @param {string} value
 * @param {import("./dom.js").Attributes} [attributes]
 */
function figure(term, value, attributes = {}) {
  return el("div", {}, el("dt", {}, term), el("dd", attributes, value));
}

/**
 * The table, with older rows on request.
 *
 * @param {Ledger} ledger  its newest rows, newest first
 * @param {Account[]} accounts
 * @param {AbortSignal} signal
 * @param {(error: unknown) => void} failed
 */
function rows(ledger, accounts, signal, failed) {
  const hint = el("p", { class: "hint" }, "Texts are never kept, only a hash of each.");
  if (!ledger.rows.length) {
    return el("div", { class: "stack-s" }, el("p", { class: "empty" }, "No holds yet. They’ll appear here, for you only."), hint);
  }
  const body = el("tbody", {}, ...ledger.rows.map((entry) => row(entry, accounts)));
  let oldest = Math.min(...ledger.rows.map(({ seq }) => seq));
  const more = el("button", { class: "btn small", type: "button" }, "Show older rows");
  const whole = () => oldest <= 1 || body.childElementCount >= ledger.count;
  more.hidden = whole();
  more.addEventListener("click", async () => {
    const after = Math.max(0, oldest - 1 - PAGE);
    try {
      /** @type {Ledger} */
      const older = await call("GET", `/ledger?after=${after}&limit=${oldest - 1 - after}`, { signal });
      const found = older.rows.filter(({ seq }) => seq < oldest).sort((a, b) => b.seq - a.seq);
      body.append(...found.map((entry) => row(entry, accounts)));
      oldest = after + 1;
      more.hidden = whole();
      say(`${count(found.length, "more row")}.`);
    } catch (error) {
      failed(error);
    }
  });
  const heads = ["No.", "When", "Account", "Rules", "Ended"].map((name) => el("th", { scope: "col" }, name));
  const table = el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body);
  return el("div", { class: "stack-s" }, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Every row" }, table), el("p", {}, more), hint);
}

/**
 * @param {LedgerRow} entry
 * @param {Account[]} accounts
 */
function row(entry, accounts) {
  const [date, clock] = dayAndClock(entry.at);
  return el(
    "tr",
    {},
    el("td", {}, entry.seq),
    el("td", { title: exactly(entry.at) }, el("span", { class: "piece" }, date), el("span", { class: "piece" }, clock)),
    el("td", {}, who(entry, accounts)),
    el("td", {}, ...entry.rules.map((rule) => el("span", { class: "piece" }, rule))),
    el("td", {}, ended(entry)),
  );
}

/**
 * The account as it is drawn now; one that was removed since keeps its handle and no colour.
 *
 * @param {LedgerRow} entry
 * @param {Account[]} accounts
 */
function who({ type, site, account }, accounts) {
  if (type === "loss") return "";
  const handle = account ? withAt(account) : "Unknown";
  const known = accounts.find((one) => one.site === site && withAt(one.handle).toLowerCase() === handle.toLowerCase());
  const drawing = known ? tile(known.kind, known.colour, 16) : tile("unknown", null, 16);
  return el("span", { class: "who" }, drawing, el("span", { class: "handle" }, handle));
}

/** @type {Record<string, string>} */
const DECISIONS = { posted: "Posted", edited: "Edited", moved: "Moved", cancelled: "Not sent" };
/** @type {Record<string, string>} */
const CHECKED = { clear: "Left untouched", note: "Left, with a note", confirm: "Held", stop: "Held" };

/** @param {LedgerRow} entry */
function ended({ decision, reason, verdict, type }) {
  if (type === "loss") return reason;
  const said = decision ? DECISIONS[decision] : CHECKED[verdict];
  return reason ? `${said}: “${reason}”` : said;
}

/** @param {string} sentence  what befell the data folder */
function happened(sentence) {
  return el("p", { class: "lines small-text soft" }, sentence);
}

/** @param {import("./shapes.js").Status} status */
function keyStore({ key_store: { kind, notice } }) {
  if (kind === "system" && !notice) return el("p", {}, "The key to it lies in this system’s own key store.");
  return el(
    "div",
    { class: "card notice", role: "note" },
    icon("err"),
    el(
      "div",
      { class: "stack-s" },
      el("p", {}, el("b", {}, kind === "file" ? "The key to it lies in a file." : "The key to it lies in this system’s own key store.")),
      notice && el("p", { class: "soft" }, notice),
    ),
  );
}
