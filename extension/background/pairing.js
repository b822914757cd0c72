// @ts-check
/** Connecting: by the code that a person types, or by the one that `make run` laid beside us. */

import * as companion from "./companion.js";
import * as rh1 from "./rh1.js";
import { refresh } from "./knowledge.js";
import { recall, remember } from "./store.js";

/** This browser's name in the companion's list. */
export function browserName() {
  const agent = navigator.userAgent;
  const brands = /** @type {any} */ (navigator).userAgentData?.brands?.map((/** @type {any} */ one) => one.brand) ?? [];
  const name = agent.includes("Firefox/") ? "Firefox"
    : agent.includes("Edg/") ? "Edge"
    : brands.includes("Google Chrome") ? "Chrome"
    : "Chromium";
  return chrome.i18n.getMessage("browserName", name);
}

/**
 * @param {string} code
 * @param {number} port
 * @returns {Promise<{connected: true} | {connected: false, why: string}>}  `why` is a sentence
 */
export async function connect(code, port) {
  const say = chrome.i18n.getMessage;
  if (rh1.plainCode(code).length !== 26) return { connected: false, why: say("codeShort") };
  if (port < 1 || port > 65_535) return { connected: false, why: say("portBad") };
  try {
    await companion.pair(code, port, browserName());
    await refresh();
    return { connected: true };
  } catch (error) {
    if (error instanceof companion.Refused) {
      if (error.status === 429) return { connected: false, why: say("codeSlow") };
      return { connected: false, why: error.code ? error.message : say("codeWrong") };
    }
    const state = error instanceof companion.Unreached ? error.state : "down";
    const key = state === "not-proved" ? "isNotProved" : state === "slow" ? "isSlow" : "nobodyThere";
    return { connected: false, why: say(key, String(port)) };
  }
}

/** Wait between tries while the companion is still starting, in ms. */
const TRIES = [0, 500, 1_000, 2_000, 4_000];

/**
 * `make run` starts a browser with a private copy of us that holds `pairing.json`; its code is used once.
 *
 * @returns {Promise<boolean>}  true when such a file was there
 */
async function lookBeside() {
  if (await recall("lookedBeside")) return false;
  let laid;
  try {
    laid = await (await fetch(chrome.runtime.getURL("pairing.json"), { cache: "no-store" })).json();
  } catch {
    await remember("lookedBeside", true);
    return false; // the usual case: there is none
  }
  const { code, port } = laid ?? {};
  if (typeof code !== "string" || !Number.isInteger(port)) return false;
  const mark = await rh1.sha256hex(new TextEncoder().encode(rh1.plainCode(code)));
  if ((await chrome.storage.local.get("usedCode")).usedCode === mark) return true;
  for (const wait of TRIES) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await companion.pair(code, port, browserName());
      await chrome.storage.local.set({ usedCode: mark });
      await refresh();
      break;
    } catch (error) {
      if (!(error instanceof companion.Unreached) || error.state === "not-proved") break;
    }
  }
  await remember("lookedBeside", true);
  return true;
}

/** One look for each start, whoever asks first. @type {Promise<boolean> | null} */
let looking = null;
export const beside = () =>
  (looking ??= lookBeside().catch(() => {
    looking = null; // whoever asked must still be told how the companion is
    return false;
  }));
