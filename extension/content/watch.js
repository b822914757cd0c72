// @ts-check
"use strict";

/**
 * One composer being watched: its text, its last verdict, and the checks while a person types.
 * One request at a time, the last text wins, at most four a second, nothing when nothing changes.
 *
 * @typedef {object} Now  what stands in a composer at this moment
 * @property {string} text
 * @property {Part[]} parts
 * @property {string | null} account  the account's handle as compared, null for unknown
 * @property {string | null} handle  the same in its own spelling, as the companion is told it
 * @property {string} key  stands for all three
 *
 * @typedef {object} Hub  what a watch needs of its page
 * @property {Site} site
 * @property {Standing} standing
 * @property {{handle: string | null, key: string | null}} active
 * @property {HTMLElement} layer
 * @property {() => boolean} readAccount  true when the account changed
 * @property {(handle?: string | null) => Account} account
 * @property {() => Account | null} moveTo
 * @property {(standing: Standing | undefined) => void} heard
 * @property {(watch: Watch | null) => void} render
 * @property {() => void} orphaned
 * @property {() => void} held  a Send began or ceased to be held
 *
 * @typedef {object} Watch
 * @property {Composer} composer
 * @property {Hub} hub
 * @property {{key: string, report: CheckReport, at: number} | null} verdict  `at`: when it was asked for
 * @property {string | null} missed  what was to be checked while typing, and was not
 * @property {Said | null} said
 * @property {string} saidKey  the text under which it was said
 * @property {{from: string, text: string} | null} waiting
 * @property {Set<string>} dismissed
 * @property {ReturnType<typeof setTimeout> | null} timer
 * @property {boolean} busy
 * @property {number} lastCheck
 * @property {number} typedAt
 * @property {boolean} holding
 * @property {string | null} permit
 * @property {string | null} leftKey
 * @property {number} leftAt
 * @property {{key: string, id: string, at: number} | null} request  the Send that was asked about last
 */

RightHandle.watch = watchPart();

function watchPart() {
  const QUIET = 150;
  const GAP = 250;
  /** The companion takes 65,536 bytes. */
  const LIMIT = 65_536;
  /** Before a Send, a verdict older than this is asked for again, so that it is fresh when it counts. */
  const RENEW = 15_000;
  /** A click and the submit that it makes follow each other within this. */
  const TWIN = 1_000;

  const encoder = new TextEncoder();

  /**
   * @param {Composer} composer
   * @param {Hub} hub
   * @returns {Watch}
   */
  function start(composer, hub) {
    return {
      composer, hub, verdict: null, missed: null, said: null, saidKey: "", waiting: null, dismissed: new Set(), timer: null,
      busy: false, lastCheck: 0, typedAt: 0, holding: false, permit: null, leftKey: null, leftAt: 0, request: null,
    };
  }

  /** @param {Watch} watch @returns {Now} */
  function now(watch) {
    const { composer, hub } = watch;
    const text = RightHandle.composer.text(composer);
    const parts = RightHandle.composer.parts(composer);
    const { key: account, handle } = hub.active;
    return { text, parts, account, handle, key: JSON.stringify([account, text, parts]) };
  }

  /** @param {Now} it */
  const empty = (it) => !it.text.trim() && it.parts.length === 0;

  /** The report for what stands there now, or null. @param {Watch} watch @param {string} key */
  const reportFor = (watch, key) => (watch.verdict?.key === key ? watch.verdict.report : null);

  /** The text may have changed: look, once the typing pauses. @param {Watch} watch */
  function typed(watch) {
    watch.typedAt = performance.now();
    if (watch.timer) clearTimeout(watch.timer);
    const wait = Math.max(QUIET, watch.lastCheck + GAP - performance.now());
    watch.timer = setTimeout(() => {
      watch.timer = null;
      void look(watch);
    }, wait);
  }

  /** @param {Watch} watch */
  async function look(watch) {
    if (watch.busy || watch.holding || !watch.composer.editor.isConnected) return;
    watch.hub.readAccount();
    const it = now(watch);
    if (watch.said && watch.saidKey !== it.key) watch.said = null;
    const fresh =
      watch.verdict?.key === it.key &&
      performance.now() - watch.verdict.at < RENEW &&
      watch.verdict.report.policy.sha256 === (watch.hub.standing.policy || watch.verdict.report.policy.sha256);
    if (empty(it)) watch.verdict = null;
    if (!empty(it) && !fresh) {
      watch.busy = true;
      watch.lastCheck = performance.now();
      try {
        const answer = await check(watch, it, "draft");
        if ("failed" in answer && answer.failed === "too-long") tell(watch, "tooLong");
      } finally {
        watch.busy = false; // or nothing that is typed from here on would ever be looked at
      }
      if (now(watch).key !== it.key) typed(watch); // it was written on meanwhile: the last text wins
    }
    mark(watch);
    watch.hub.render(watch);
  }

  /**
   * Ask the companion about this text as this account, and keep the verdict unless a later one is there.
   *
   * @param {Watch} watch
   * @param {Now} it
   * @param {"draft" | "submit"} stage
   * @param {number} [deadline]
   * @returns {Promise<Checked>}
   */
  async function check(watch, it, stage, deadline = 3_000) {
    if (tooLong(it)) return { failed: "too-long" };
    const { hub, composer } = watch;
    const at = performance.now();
    const surface = composer.editors.length > 1 ? "thread" : composer.spec.surface;
    const request = requestFor(watch, it.key, stage);
    const fields = {
      text: it.text, parts: it.parts, site: hub.site.id, surface, stage, handle: it.handle, request,
    };
    const answer = await RightHandle.messages.send("check", fields, deadline);
    hub.heard(answer.standing);
    if (answer.failed === "orphaned") hub.orphaned();
    watch.missed = answer.report ? null : it.key;
    if (!answer.report) return { failed: answer.failed ?? "refused" };
    if (!watch.verdict || watch.verdict.at <= at) watch.verdict = { key: it.key, report: answer.report, at };
    return { report: answer.report };
  }

  /** @param {Now} it */
  function tooLong(it) {
    const texts = [it.text, ...it.parts.map((part) => part.text)];
    return texts.some((text) => text.length > LIMIT || (text.length * 3 > LIMIT && encoder.encode(text).length > LIMIT));
  }

  /**
   * The same Send seen twice (a click, then its form's submit) carries one id and makes one row. A later
   * Send of the same text is asked about anew: the policy or the account may have been changed since.
   *
   * @param {Watch} watch
   * @param {string} key
   * @param {string} stage
   */
  function requestFor(watch, key, stage) {
    if (stage === "draft") return crypto.randomUUID();
    const at = performance.now();
    if (watch.request?.key !== key || at - watch.request.at > TWIN) watch.request = { key, id: crypto.randomUUID(), at };
    return watch.request.id;
  }

  /** Underline what the last verdict found, if it is about this text. @param {Watch} watch */
  function mark(watch) {
    const it = now(watch);
    const report = reportFor(watch, it.key);
    const findings = (report?.findings ?? []).filter(
      (one) => one.weight !== "note" || !watch.dismissed.has(RightHandle.lines.dismissal(one)),
    );
    RightHandle.marks.show(watch.composer, it.text, findings, watch.hub.layer);
  }

  /**
   * Say what just happened under this composer, until the person writes on.
   *
   * @param {Watch} watch
   * @param {string} what
   * @param {...string} parts
   */
  function tell(watch, what, ...parts) {
    watch.said = { what, parts };
    watch.saidKey = now(watch).key;
    watch.hub.render(watch);
  }

  /** The person was away: what no text shows may have changed, a signature or the hour. @param {Watch} watch */
  function back(watch) {
    if (!watch.verdict?.report.findings.some((one) => !one.match)) return;
    watch.verdict.at = -Infinity;
    typed(watch);
  }

  /** The hand is on its way to Send: renew a verdict that has grown old. @param {Watch} watch */
  function renew(watch) {
    if (!watch.verdict || performance.now() - watch.verdict.at > RENEW) void look(watch);
  }

  return { start, now, empty, typed, look, check, tell, mark, renew, back, reportFor };
}
