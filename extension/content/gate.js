// @ts-check
"use strict";

/**
 * The decision at Send, and nothing else: no page, no clock, no network. What goes in are facts.
 *
 * @typedef {object} Press  one event that might send
 * @property {"click" | "keydown" | "submit"} type
 * @property {boolean} composing  an input method is at work, or keyCode 229
 * @property {string} key
 * @property {boolean} mod  Ctrl or Cmd
 * @property {boolean} shift
 * @property {boolean} alt
 * @property {boolean} listbox  a list of suggestions is open: Enter takes one of them
 * @property {("Mod+Enter" | "Enter")[]} keys  those that send here
 * @property {boolean} control  a click: it met a control that sends, and one that is not disabled
 *
 * @typedef {object} Sending  what is known when it does
 * @property {string} key  stands for text, parts and account together
 * @property {boolean} empty  there is no text at all
 * @property {string | null} verdictKey  for what the last verdict was given
 * @property {Verdict | null} verdict
 * @property {number} age  of the verdict, in ms
 * @property {boolean} samePolicy  the verdict was given under the policy in force
 * @property {string | null} permit  the key that may leave now, once
 * @property {boolean} holding  a Send of this composer is already held
 * @property {string | null} leftKey  what we let go last
 * @property {number} sinceLeft  how long ago, in ms
 */

RightHandle.gate = gatePart();

function gatePart() {
  /** A verdict older than this is asked for again: the policy or the account's voice may have moved. */
  const FRESH = 60_000;
  /** The second half of a double click or a double Enter arrives within this. */
  const DOUBLE = 700;

  /**
   * Would this event send, as the site describes itself?
   *
   * @param {Press} press
   */
  function sends(press) {
    if (press.type === "submit") return true;
    if (press.type === "click") return press.control;
    if (press.composing || press.key !== "Enter") return false;
    if (press.mod) return press.keys.includes("Mod+Enter");
    return press.keys.includes("Enter") && !press.shift && !press.alt && !press.listbox;
  }

  /** @param {Sending} it */
  const fresh = (it) => it.verdictKey === it.key && it.age <= FRESH && it.samePolicy;

  /**
   * What becomes of a Send: `through` leaves the event untouched; `hold` stops it and looks;
   * `swallow` stops it because its twin is being dealt with or has just left.
   *
   * @param {Sending} it
   * @returns {"through" | "hold" | "swallow"}
   */
  function decide(it) {
    if (it.permit !== null) return it.permit === it.key ? "through" : "swallow";
    if (it.holding) return "swallow";
    if (it.empty) return "through";
    if (it.leftKey === it.key && it.sinceLeft < DOUBLE) return "swallow";
    if (fresh(it) && (it.verdict === "clear" || it.verdict === "note")) return "through";
    return "hold";
  }

  /**
   * What follows when the check of a held Send is over.
   *
   * `replay` lets it go once · `confirm` and `stop` open the dialog · `ask` says that nothing was
   * checked and lets the person choose · `unchecked` lets it go with a mark · the rest say why it stays.
   *
   * @param {object} it
   * @param {Verdict | null} it.verdict  null when nobody could check
   * @param {Verdict | null} it.known  a fresh verdict from before, for the same key
   * @param {Failure | null} it.failed
   * @param {Unreachable} it.unreachable
   * @param {string} it.heldKey
   * @param {string} it.nowKey
   * @param {boolean} it.sameAccount  the account now is the one at the moment of Send
   * @param {boolean} it.switched  the account at Send was not the one of the last verdict
   * @returns {"replay" | "confirm" | "stop" | "ask" | "unchecked" | "account-changed" | "text-changed" | "orphaned"}
   */
  function settle(it) {
    if (it.failed === "orphaned") return "orphaned";
    if (!it.sameAccount) return "account-changed";
    if (it.heldKey !== it.nowKey) return "text-changed";
    const verdict = it.verdict ?? (it.known === "confirm" || it.known === "stop" ? it.known : null);
    if (verdict === "confirm" || verdict === "stop") return verdict;
    if (verdict !== null) return it.switched ? "account-changed" : "replay";
    // A text that is too long was refused, not missed: no policy lets it through unseen.
    if (it.failed === "too-long" || it.failed === "refused") return "ask";
    return it.unreachable === "allow" ? "unchecked" : "ask";
  }

  return { FRESH, DOUBLE, sends, fresh, decide, settle };
}
