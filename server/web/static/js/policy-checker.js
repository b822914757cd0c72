// @ts-check
/** What is wrong with a policy, and of which text that was said. */
import { call } from "./companion.js";

/** @typedef {import("./shapes.js").PolicyCheck} PolicyCheck */

export class PolicyChecker {
  /** @type {PolicyCheck | null} the last answer */
  found = null;
  /** @type {string | null} */
  #text = null;

  /** @param {string} text */
  isOf(text) {
    return this.#text === text;
  }

  /**
   * Asks once for each text.
   *
   * @param {string} text
   * @throws {import("./companion.js").CompanionError} and the last answer stays
   */
  async run(text) {
    if (this.isOf(text)) return;
    this.found = await call("POST", "/policy/check", { body: { text } });
    this.#text = text;
  }
}
