// @ts-check
"use strict";

/**
 * Which one line stands under a composer: the most urgent thing, once, or nothing. Decides only.
 *
 * @typedef {object} Line
 * @property {string} id  stays the same while the line says the same
 * @property {"note" | "confirm" | "stop" | "down"} tone
 * @property {string} sign
 * @property {string} bold
 * @property {string} [plain]
 * @property {{act: string, label: string}[]} [acts]
 * @property {string} [rule]  what “Read the rule” is about
 *
 * @typedef {object} Said  something that just happened, until the person writes on
 * @property {string} what
 * @property {string[]} [parts]
 */

RightHandle.lines = linesPart();

function linesPart() {
  const { say } = RightHandle.draw;

  /** What can be said about a moment: its sign, its tone and, for some, a way on. */
  const MOMENTS = /** @type {Record<string, {sign: string, tone: Line["tone"], then?: string, acts?: string[]}>} */ ({
    checking: { sign: "note", tone: "note" },
    tookTooLong: { sign: "note", tone: "down" },
    notSent: { sign: "safe", tone: "note" },
    accountChanged: { sign: "safe", tone: "note" },
    accountLost: { sign: "safe", tone: "note", then: "notSent" },
    trouble: { sign: "down", tone: "down", then: "troubleThen" },
    didNotWork: { sign: "note", tone: "down" },
    siteChanged: { sign: "down", tone: "down", then: "postsLeave" },
    moved: { sign: "safe", tone: "note", then: "movedThen" },
    postedUnchecked: { sign: "note", tone: "down", then: "postedUncheckedThen", acts: ["always-ask"] },
    willAsk: { sign: "safe", tone: "note" },
    tooLong: { sign: "note", tone: "down" },
    pasteIt: { sign: "safe", tone: "note" },
    ruleWrong: { sign: "safe", tone: "note" },
    updated: { sign: "down", tone: "down", then: "updatedThen", acts: ["reload"] },
  });

  /** @param {string} act @param {string} [to] */
  const action = (act, to = "") => ({ act, label: say(`act_${act.replaceAll("-", "_")}`, to) });

  /**
   * @param {object} it
   * @param {Said | null} it.said
   * @param {CompanionState} it.companion
   * @param {Unreachable} it.unreachable
   * @param {Account} it.account  who is active
   * @param {{from: string} | null} it.waiting  a draft that was moved here
   * @param {CheckReport | null} it.report  for the text as it stands
   * @param {boolean} it.missed  the text as it stands was to be checked, and was not
   * @param {Set<string>} it.dismissed  rule and words that the person called no problem
   * @param {string | null} it.moveTo  the handle of the account to move to
   * @returns {Line | null}
   */
  function line(it) {
    if (it.said) return moment(it.said);
    if (it.waiting) {
      return {
        id: `waiting ${it.waiting.from}`,
        tone: "note",
        sign: "safe",
        bold: say("draftWaiting", `@${it.waiting.from}`),
        plain: say("draftWaitingThen"),
        acts: [action("put-here"), action("let-go")],
      };
    }
    if (it.companion !== "running") return down(it.companion, it.unreachable);
    const found = it.report ? finding(it.report, it) : null;
    if (found && found.tone !== "note") return found;
    if (it.missed) return { id: "missed", tone: "down", sign: "down", bold: say("notChecked") };
    if (!it.account.handle) {
      return { id: "unknown", tone: "note", sign: "note", bold: say("cantTell"), plain: say("cantTellThen") };
    }
    if (!it.account.known) {
      return {
        id: `new ${it.account.handle}`,
        tone: "note",
        sign: "note",
        bold: say("whoSpeaks"),
        plain: say("whoSpeaksThen"),
        acts: [action("name")],
      };
    }
    return found ?? unchecked(it.report);
  }

  /** @param {Said} said @returns {Line} */
  function moment({ what, parts = [] }) {
    const row = MOMENTS[what] ?? { sign: "note", tone: /** @type {const} */ ("note") };
    return {
      id: `${what} ${parts.join(" ")}`,
      tone: row.tone,
      sign: row.sign,
      bold: say(what, ...parts),
      plain: row.then ? say(row.then) : "",
      acts: (row.acts ?? []).map((act) => action(act)),
    };
  }

  /**
   * @param {CompanionState} state
   * @param {Unreachable} unreachable
   * @returns {Line}
   */
  function down(state, unreachable) {
    const key = { down: "isDown", slow: "isSlow", unpaired: "isUnpaired", "not-proved": "isNotProved", running: "" }[state];
    const plain = state === "unpaired" || state === "not-proved" ? say(`${key}Then`) : say(`policySays_${unreachable}`);
    return { id: `${state} ${unreachable}`, tone: "down", sign: "down", bold: say(key), plain, acts: [action("help")] };
  }

  /**
   * The heaviest finding, the others by name: one warning a post.
   *
   * @param {CheckReport} report
   * @param {{account: Account, dismissed: Set<string>, moveTo: string | null}} it
   * @returns {Line | null}
   */
  function finding(report, it) {
    const left = heaviestFirst(report.findings).filter(
      (one) => one.weight !== "note" || !it.dismissed.has(dismissal(one)),
    );
    const first = left[0];
    if (!first) return null;
    // A private post at the wrong hour is no better from the company’s account.
    const move = it.moveTo && first.category !== "activity" ? [action("move", `@${it.moveTo}`)] : [];
    const read = action(first.category === "standing" ? "sign" : "rule");
    if (first.weight !== "note") {
      return {
        id: `held ${first.rule}`,
        tone: first.weight,
        sign: first.weight,
        bold: say("willBeHeld", bare(first.title)),
        plain: [first.match ? "" : first.instead, also(left, first)].filter(Boolean).join(" "),
        acts: [...move, read],
        rule: first.rule,
      };
    }
    const voice = first.category === "wrong-account";
    return {
      id: `note ${first.rule} ${first.match}`,
      tone: "note",
      sign: "note",
      bold: voice && it.account.handle ? say("readsLikeYou", `@${it.account.handle}`) : `${bare(first.title)}.`,
      plain: [first.why, also(left, first)].filter(Boolean).join(" "),
      acts: [...move, action("fine"), read],
      rule: first.rule,
    };
  }

  /** Without its full stop: a whole sentence as a title would end in two. @param {string} title */
  const bare = (title) => title.replace(/\.$/u, "");

  /** The other rules by name, in the same line. @param {Finding[]} all @param {Finding} first */
  function also(all, first) {
    const titles = new Set(all.map((one) => bare(one.title)).filter((title) => title !== bare(first.title)));
    return titles.size ? say("also", [...titles].join("; ")) : "";
  }

  /** Something that could not be looked at is said: silence would read as "fine". @param {CheckReport | null} report @returns {Line | null} */
  function unchecked(report) {
    const first = report?.not_checked[0];
    if (!first) return null;
    return { id: `unchecked ${first.rule}`, tone: "note", sign: "note", bold: say("notAllChecked"), plain: first.why };
  }

  const RANK = { stop: 0, confirm: 1, note: 2 };

  /** @param {Finding[]} findings */
  const heaviestFirst = (findings) => [...findings].sort((a, b) => RANK[a.weight] - RANK[b.weight]);

  /** What "not a problem" is about: this rule on these words. @param {Finding} one */
  const dismissal = (one) => `${one.rule} ${one.match.toLowerCase()}`;

  return { line, moment, heaviestFirst, dismissal };
}
