// @ts-check
/** What the background knows of the companion: its state, the policy's choice, the accounts, moved drafts. */

import "../shared/namespace.js";
import "../shared/site.js";
import * as companion from "./companion.js";
import { recall, remember } from "./store.js";

/**
 * @typedef {object} Known
 * @property {CompanionState} companion
 * @property {Unreachable} unreachable  what the policy said last; never known means ask
 * @property {string} policy
 * @property {(Account & {site: string})[]} accounts
 * @property {number} at  when it was last heard, ms of this machine's clock
 */

/** @type {Known} */
const NOTHING = { companion: "unpaired", unreachable: "ask", policy: "", accounts: [], at: 0 };
/** @type {Promise<Known> | null} */
let current = null;

/** @returns {Promise<Known>} */
export async function known() {
  current ??= recall("known").then((kept) => kept ?? NOTHING);
  return current;
}

/** @type {((known: Known) => void)[]} */
const hearers = [];
/** Be told when something is news. @param {(known: Known) => void} hearer */
export const onNews = (hearer) => hearers.push(hearer);

/** @param {Partial<Known>} change */
async function note(change) {
  const before = await known();
  const after = { ...before, ...change };
  const news = JSON.stringify({ ...before, at: 0 }) !== JSON.stringify({ ...after, at: 0 });
  current = Promise.resolve(after);
  if (!news) return;
  await remember("known", after);
  for (const hearer of hearers) hearer(after);
}

/**
 * Do something with the companion and keep what its answer, or its silence, says about it.
 *
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function heeding(act) {
  try {
    const answer = await act();
    await note({ companion: "running" });
    return answer;
  } catch (error) {
    if (error instanceof companion.Unreached) await note({ companion: error.state });
    if (error instanceof companion.Refused) await note({ companion: "running" });
    throw error;
  }
}

/** @type {Promise<Known> | null} */
let asking = null;

/**
 * Ask for status and accounts, unless that was done a moment ago.
 *
 * @param {number} [older]  ms
 * @returns {Promise<Known>}  also when the companion is out of reach: then as last known
 */
export async function refresh(older = 0) {
  const { at, companion: state } = await known();
  if (state === "running" && Date.now() - at < older) return known();
  asking ??= heeding(async () => {
    const status = await companion.status();
    const { accounts, known: all } = await companion.call("GET", "accounts");
    await note({
      companion: "running",
      unreachable: status.if_unreachable === "allow" ? "allow" : "ask",
      policy: String(status.policy?.sha256 ?? ""),
      // What a check knows; a companion of before tells the registry alone.
      accounts: (all ?? accounts ?? []).flatMap((/** @type {any} */ one) =>
        (one.site ? [one.site] : Object.keys(RightHandle.sites)).map((site) => ({
          site, handle: String(one.handle).replace(/^@/, ""), name: one.name ?? "", kind: one.kind,
          purpose: one.purpose ?? "", colour: one.colour ?? "", known: true,
        })),
      ),
      at: Date.now(),
    });
    return known();
  }).catch(known).finally(() => {
    asking = null;
  });
  return asking;
}

/**
 * Who is active on a page.
 *
 * @param {Pick<Known, "accounts">} it
 * @param {{site: string, handle: string | null}} page
 * @returns {Account}
 */
export function accountOf(it, { site, handle }) {
  const about = RightHandle.sites[site];
  const found = about && handle
    ? it.accounts.find(
        (one) => one.site === site && RightHandle.site.normal(about, one.handle, "") === RightHandle.site.normal(about, handle, ""),
      )
    : undefined;
  if (!found) return { handle: handle ?? "", name: "", kind: "unknown", purpose: "", colour: "", known: false };
  const { site: _, ...account } = found;
  return account;
}

/**
 * A report names the policy it was made under: a new one makes old verdicts stale everywhere. One that
 * knows the account otherwise than we do says that the registry was changed.
 *
 * @param {CheckReport} report
 * @param {string} site
 */
export async function heardReport(report, site) {
  const before = await known();
  await note({ policy: report.policy.sha256 });
  const { handle, kind, known: there } = report.account;
  const ours = accountOf(before, { site, handle });
  if (there !== ours.known || (ours.known && ours.kind !== kind)) void refresh();
}

/** What a page of one site must know. @param {Known} it @param {string} site @returns {Standing} */
export function standing(it, site) {
  const { companion: state, unreachable, policy } = it;
  const accounts = it.accounts.filter((one) => one.site === site).map(({ site: _, ...account }) => account);
  return { companion: state, unreachable, policy, accounts };
}

/**
 * Drafts on their way to another account: in memory, gone with the browser.
 *
 * @typedef {{site: string, from: string, to: string, text: string}} Moved
 */
const MOST = 20;

/** @param {Moved} draft */
export async function park(draft) {
  const others = (await parked()).filter((one) => !(one.site === draft.site && one.to === draft.to));
  await remember("moved", [...others, draft].slice(-MOST));
}

/** @returns {Promise<Moved[]>} */
const parked = async () => (await recall("moved")) ?? [];

/** @param {string} site @param {string} handle */
export async function waiting(site, handle) {
  const same = (/** @type {Moved} */ one) => one.site === site && one.to.toLowerCase() === handle.toLowerCase();
  return (await parked()).findLast(same) ?? null;
}

/** @param {string} site @param {string} handle */
export async function letGo(site, handle) {
  const gone = await waiting(site, handle);
  await remember("moved", (await parked()).filter((one) => JSON.stringify(one) !== JSON.stringify(gone)));
}
