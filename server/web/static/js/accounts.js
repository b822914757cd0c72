// @ts-check
/** Accounts: who speaks here. The list on the left, the one that was chosen on the right. */
import { accountForm } from "./account-form.js";
import { call } from "./companion.js";
import { el, icon, say } from "./dom.js";
import { siteName, tile, withAt } from "./identity.js";

/** @typedef {import("./shapes.js").Account} Account */

const NEW = "new";

/** What just happened to an account, shown once the list has been read again. */
let happened = "";

/** @param {import("./settings.js").Visit} visit */
export async function showAccounts({ rest, signal, place, failed }) {
  const { accounts } = await call("GET", "/accounts", { signal });
  const chosen = rest === NEW ? undefined : pick(accounts, rest);
  /** @type {import("./account-form.js").Changed} */
  const changed = (account, sentence) => {
    happened = sentence;
    const wanted = account ? `#/accounts/${encodeURIComponent(account.id)}` : "#/accounts";
    if (location.hash === wanted) dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = wanted;
  };
  const { form, heading } = accountForm({ account: chosen, accounts, changed, failed });
  const done = happened && el("p", { class: "ok small-text soft" }, icon("w-clear"), happened);
  if (happened) say(happened);
  happened = "";
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, "Accounts"),
      el("p", { class: "lede" }, "Outline shows the kind. Colour and symbol show the account."),
      !rest && done,
    ),
    el("div", { class: "cols" }, list(accounts, chosen), form),
  );
  if (done && rest) heading.after(done);
  if (rest) {
    heading.focus({ preventScroll: true });
    if (matchMedia("(max-width: 720px)").matches) heading.scrollIntoView({ block: "center" });
  }
}

/**
 * @param {Account[]} accounts
 * @param {string} id
 * @returns {Account | undefined} the one of that id, else the first
 */
function pick(accounts, id) {
  return accounts.find((account) => account.id === id) ?? accounts[0];
}

/**
 * @param {Account[]} accounts
 * @param {Account | undefined} chosen
 */
function list(accounts, chosen) {
  const entries = accounts.map((account) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: `#/accounts/${encodeURIComponent(account.id)}`, "aria-current": account === chosen ? "true" : null },
        tile(account.kind, account.colour, 40),
        el(
          "span",
          { class: "grow" },
          el("b", {}, account.name || withAt(account.handle)),
          el("br"),
          el("span", { class: "small-text soft" }, `${withAt(account.handle)} on ${siteName(account.site)}`),
          account.purpose && el("br"),
          account.purpose && el("span", { class: "small-text faint" }, account.purpose),
        ),
      ),
    ),
  );
  const none = el("p", { class: "pad soft" }, "No accounts yet. Open a social site and we’ll ask once.");
  return el(
    "div",
    { class: "card" },
    accounts.length ? el("ul", { class: "list people", "aria-label": "Accounts" }, ...entries) : none,
    el("p", { class: "ruled add" }, el("a", { class: "btn quiet", href: `#/accounts/${NEW}` }, "Add an account")),
  );
}
