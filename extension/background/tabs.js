// @ts-check
/** The open pages that we watch: what each said of itself, its badge, and the companion's list of them. */

import * as badge from "./badge.js";
import * as companion from "./companion.js";
import { accountOf, known, onNews, standing } from "./knowledge.js";
import { recall, remember } from "./store.js";

/** @type {Promise<Record<string, PageState>> | null} */
let current = null;
/** @returns {Promise<Record<string, PageState>>} by tab id */
const pages = () => (current ??= recall("pages").then((kept) => kept ?? {}));

/** @param {Record<string, PageState>} next */
async function keep(next) {
  current = Promise.resolve(next);
  await remember("pages", next);
  tellCompanion();
}

/** A page told about itself. @param {number} tabId @param {PageState} page */
export async function heard(tabId, page) {
  await keep({ ...(await pages()), [tabId]: page });
  await face(tabId, page);
}

/** @param {number} tabId */
async function gone(tabId) {
  const { [tabId]: closed, ...left } = await pages();
  if (closed) await keep(left);
}
chrome.tabs.onRemoved.addListener((tabId) => void gone(tabId));

/** @param {number} tabId @param {PageState} page */
async function face(tabId, page) {
  const it = await known();
  const say = chrome.i18n.getMessage;
  if (page.watching !== "watched") return badge.show(tabId, "unwatched", "", say("siteChanged"));
  if (page.held) return badge.show(tabId, "held", "", say("titleHeld"));
  if (it.companion !== "running") return badge.show(tabId, "down", "", say(stateKey(it.companion)));
  const account = accountOf(it, page);
  const kind = say(`kind_${account.kind}`);
  const title = account.handle ? say("titleAccount", [`@${account.handle}`, kind]) : say("accountUnknown");
  return badge.show(tabId, account.kind, account.colour, title);
}

/** The sentence for a state. @param {CompanionState} state */
export const stateKey = (state) =>
  ({ running: "running", down: "isDown", slow: "isSlow", unpaired: "isUnpaired", "not-proved": "isNotProved" })[state];

onNews(async (it) => {
  for (const [tabId, page] of Object.entries(await pages())) {
    await face(Number(tabId), page);
    chrome.tabs.sendMessage(Number(tabId), { name: "standing", standing: standing(it, page.site) }).catch(() => gone(Number(tabId)));
  }
});

/**
 * Ask the pages that are still there, this one first; those that don't answer are forgotten.
 *
 * @param {number | null} tabId
 * @returns {Promise<{page: PageState | null, others: PageState[]}>}
 */
export async function survey(tabId) {
  const ids = new Set([...Object.keys(await pages()).map(Number), ...(tabId === null ? [] : [tabId])]);
  const asked = await Promise.all(
    [...ids].map(async (id) => {
      try {
        return /** @type {const} */ ([id, await chrome.tabs.sendMessage(id, { name: "probe" })]);
      } catch {
        return /** @type {const} */ ([id, null]);
      }
    }),
  );
  const live = Object.fromEntries(asked.filter(([, page]) => page));
  // A page that came while the others were asked is none of those that don't answer.
  const came = Object.entries(await pages()).filter(([id]) => !ids.has(Number(id)));
  await keep({ ...Object.fromEntries(came), ...live });
  const { [String(tabId)]: page = null, ...others } = live;
  return { page, others: Object.values(others) };
}

/** @type {ReturnType<typeof setTimeout> | null} */
let telling = null;
let told = "";

/** Presence: which sites are open and as whom, when that changes. Nothing rides on it, so it may fail. */
function tellCompanion() {
  telling ??= setTimeout(async () => {
    telling = null;
    const tabs = Object.values(await pages()).map(({ site, handle, watching }) => ({
      site, watched: watching === "watched", ...(handle ? { handle } : {}),
    }));
    const news = JSON.stringify(tabs);
    if (news === told || (await known()).companion !== "running") return;
    told = news;
    await companion.call("POST", "presence", { tabs }).catch(() => {
      told = "";
    });
  }, 1_000);
}
