// @ts-check
/** Where the changed policy is kept: by the companion, and in this tab while that can’t be done. */
import { call, CompanionError } from "./companion.js";

/** @typedef {import("./shapes.js").PolicyDraft} PolicyDraft */

const PLACE = "right-handle-policy-draft";

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<PolicyDraft | null>} the draft that the companion keeps
 */
export async function savedDraft(signal) {
  try {
    return await call("GET", "/policy/draft", signal ? { signal } : {});
  } catch (error) {
    if (error instanceof CompanionError && error.code === "no_draft") return null;
    throw error;
  }
}

/**
 * Keeps a text in this tab: it outlives a reload, and no other page reads it.
 *
 * @param {string} text
 * @param {string} base
 * @param {number} revision
 */
export function keepInTab(text, base, revision) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ text, base, revision }));
  } catch {
    dropFromTab(); // larger than a tab may keep: an older text must not come back in its place
  }
}

/** @returns {{text: string, base: string, revision: number} | null} */
export function keptInTab() {
  const kept = sessionStorage.getItem(PLACE);
  return kept ? JSON.parse(kept) : null;
}

export function dropFromTab() {
  sessionStorage.removeItem(PLACE);
}
