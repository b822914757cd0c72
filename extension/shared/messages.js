// @ts-check
"use strict";

/**
 * Every message between the parts: who may send it, its shape, and how long its answer may take.
 *
 * @typedef {"company" | "ambassador" | "personal" | "unknown"} Kind
 * @typedef {"clear" | "note" | "confirm" | "stop"} Verdict
 * @typedef {"running" | "down" | "slow" | "unpaired" | "not-proved"} CompanionState
 * @typedef {"ask" | "allow"} Unreachable
 *
 * @typedef {object} Account  an account of the registry, or one that only the page knows (`known` false)
 * @property {string} handle  without @
 * @property {string} name
 * @property {Kind} kind
 * @property {string} purpose
 * @property {string} colour  a token's name such as `lagoon`; empty for none
 * @property {boolean} known
 *
 * @typedef {object} Finding  as in the companion's report; spans in UTF-16 units
 * @property {string} rule
 * @property {string} category
 * @property {"note" | "confirm" | "stop"} weight
 * @property {[number, number]} span
 * @property {string} match
 * @property {string} title
 * @property {string} why
 * @property {string} instead
 * @property {string} consequence
 * @property {string} section
 * @property {number} [part]
 *
 * @typedef {object} CheckReport
 * @property {string} check_id
 * @property {Verdict} verdict
 * @property {{handle: string, name: string, kind: Kind, purpose: string, colour: string, symbol?: string, known: boolean}} account
 * @property {Finding[]} findings
 * @property {{rule: string, why: string}[]} not_checked
 * @property {{title: string, version: string, sha256: string}} policy
 *
 * @typedef {object} Standing  what a page must know of the companion
 * @property {CompanionState} companion
 * @property {Unreachable} unreachable  what to do with a post that nobody could check
 * @property {string} policy  the fingerprint of the policy in force, empty when not known
 * @property {Account[]} accounts  those of this page's site
 *
 * @typedef {object} Part
 * @property {"title" | "warning" | "poll" | "alt"} kind
 * @property {string} text
 *
 * @typedef {{report: CheckReport} | {failed: Failure}} Checked
 * @typedef {CompanionState | "too-long" | "refused" | "orphaned"} Failure
 *
 * @typedef {"watched" | "unwatched" | "changed"} Watching  `changed`: a known site that isn't as described
 *
 * @typedef {object} PageState  what a page tells about itself
 * @property {string} site
 * @property {string | null} handle
 * @property {Watching} watching
 * @property {boolean} held
 */

RightHandle.messages = messagesPart();

function messagesPart() {
  /** @typedef {(value: unknown) => boolean} Guard */

  /** @type {(most: number) => Guard} */
  const text = (most) => (value) => typeof value === "string" && value.length <= most;
  /** @type {(...allowed: unknown[]) => Guard} */
  const oneOf = (...allowed) => (value) => allowed.includes(value);
  /** @type {(guard: Guard) => Guard} */
  const orNull = (guard) => (value) => value === null || guard(value);
  /** @type {(guard: Guard, most: number) => Guard} */
  const list = (guard, most) => (value) =>
    Array.isArray(value) && value.length <= most && value.every(guard);
  /** @type {(fields: Record<string, Guard>) => Guard} */
  const shape = (fields) => (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, guard]) => guard(/** @type {any} */ (value)[key]));
  /** @type {Guard} */
  const flag = (value) => typeof value === "boolean";
  /** @type {Guard} */
  const count = (value) => Number.isInteger(value) && Number(value) >= 0;

  const site = text(64);
  const handle = text(320);
  const draft = text(65_536);
  const part = shape({ kind: oneOf("title", "warning", "poll", "alt"), text: draft });
  const watching = oneOf("watched", "unwatched", "changed");

  /** The companion's deadline is 3 s; a hop through the background may add a worker's cold start. */
  const HOP = 3_600;

  /**
   * `from` page: a content script in a tab's top frame. `from` own: the popup or the welcome page.
   * No message carries an address: the background alone knows where the companion is.
   *
   * @type {Record<string, {from: "page" | "own", deadline: number, fields: Record<string, Guard>}>}
   */
  const TABLE = {
    hello: { from: "page", deadline: HOP, fields: { site } },
    check: {
      from: "page",
      deadline: HOP,
      fields: {
        text: draft,
        parts: list(part, 16),
        site,
        surface: text(32),
        stage: oneOf("draft", "submit"),
        handle: orNull(handle),
        request: text(64),
      },
    },
    decide: {
      from: "page",
      deadline: HOP,
      fields: {
        check: text(128),
        decision: oneOf("posted", "edited", "moved", "cancelled"),
        reason: text(200),
      },
    },
    page: { from: "page", deadline: HOP, fields: { site, handle: orNull(handle), watching, held: flag } },
    park: { from: "page", deadline: 1_000, fields: { site, from: handle, to: handle, text: draft } },
    waiting: { from: "page", deadline: 1_000, fields: { site, handle } },
    letGo: { from: "page", deadline: 1_000, fields: { site, handle } },
    alwaysAsk: { from: "page", deadline: HOP, fields: {} },
    openSettings: { from: "page", deadline: HOP, fields: { rule: text(64) } },
    openHelp: { from: "page", deadline: 2_000, fields: {} },
    openPopup: { from: "page", deadline: 2_000, fields: {} },
    overview: { from: "own", deadline: HOP * 2, fields: { tab: orNull(count) } },
    connect: { from: "own", deadline: HOP * 2, fields: { code: text(64), port: count } },
    nameAccount: {
      from: "own",
      deadline: HOP * 2,
      fields: { site, handle, kind: oneOf("company", "ambassador", "personal") },
    },
    settings: { from: "own", deadline: HOP * 2, fields: {} },
    practice: { from: "own", deadline: 2_000, fields: {} },
  };

  /**
   * Tell what is wrong with a message, or null when it may be acted on.
   *
   * @param {unknown} message
   * @param {"page" | "own"} from
   */
  function fault(message, from) {
    if (typeof message !== "object" || message === null) return "not an object";
    const { name, ...fields } = /** @type {{name?: unknown}} */ (message);
    if (typeof name !== "string" || !Object.hasOwn(TABLE, name)) return "unknown name";
    const row = /** @type {(typeof TABLE)[string]} */ (TABLE[name]);
    if (row.from !== from) return "not for this sender";
    return shape(row.fields)(fields) ? null : `bad fields for ${name}`;
  }

  /** Is the extension that wrote this page's script still there? After an update it isn't. */
  function alive() {
    try {
      return Boolean(chrome.runtime?.id);
    } catch {
      return false;
    }
  }

  /**
   * Send one message and wait for its answer, at most its deadline.
   *
   * @param {string} name
   * @param {Record<string, unknown>} [fields]
   * @param {number} [deadline]  milliseconds, where the caller can wait less than the table says
   * @returns {Promise<any>}  the answer, or `{failed: "orphaned" | "slow" | "refused"}`
   */
  async function send(name, fields = {}, deadline = 0) {
    const row = TABLE[name];
    if (row === undefined || !shape(row.fields)(fields)) return { failed: "refused" };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve({ failed: "slow" }), deadline || row.deadline);
    });
    try {
      const answer = await Promise.race([once(name, fields), late]);
      return answer ?? { failed: "refused" };
    } catch {
      return { failed: alive() ? "refused" : "orphaned" };
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * A worker that is killed with our message in its hands rejects at once; the next message wakes it.
   *
   * @param {string} name
   * @param {Record<string, unknown>} fields
   */
  async function once(name, fields) {
    try {
      return await chrome.runtime.sendMessage({ name, ...fields });
    } catch (error) {
      if (!alive()) throw error;
      return await chrome.runtime.sendMessage({ name, ...fields });
    }
  }

  return { TABLE, fault, send, alive };
}
