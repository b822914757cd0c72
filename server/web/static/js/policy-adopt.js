// @ts-check
/** Bringing a document into force; the reading page says so afterwards. */
import { call } from "./companion.js";
import { say } from "./dom.js";

let news = "";

/**
 * @param {string} text  with its own line ends
 * @param {string} base  the SHA-256 of the policy that it takes the place of
 * @throws {import("./companion.js").CompanionError} `changed_meanwhile` where another is in force by now
 */
export async function adoptPolicy(text, base) {
  /** @type {{version: string}} */
  const { version } = await call("POST", "/policy/adopt", { body: { text, base_sha256: base } });
  news = `Version ${version} is in force.`;
  say(news);
}

/** @returns {string} what was just adopted, the first time one asks */
export function takeNews() {
  const sentence = news;
  news = "";
  return sentence;
}
