// @ts-check
"use strict";

/**
 * What happens at Send. A clear post is never touched. A held one ends in posted, edited, moved, or
 * "not sent, your text is still here".
 *
 * @typedef {object} How  by what the person sent, so that it can be done once more
 * @property {"click" | "keydown" | "submit"} type
 * @property {HTMLElement | null} control
 * @property {HTMLFormElement | null} form
 * @property {HTMLElement | null} submitter
 */

RightHandle.send = sendPart();

function sendPart() {
  const { decide, settle, fresh } = RightHandle.gate;
  const { now, empty, check, tell } = RightHandle.watch;
  const { say } = RightHandle.draw;
  /** "Checking" is said only when the wait can be felt. */
  const FELT = 150;
  const DEADLINE = 3_000;
  /** A site that took the post has emptied or closed its composer by then. */
  const LEAVES = 5_000;

  /**
   * Decide about one event that would send.
   *
   * @param {Watch} watch
   * @param {Event} event
   * @param {How} how
   */
  function meet(watch, event, how) {
    const switched = watch.hub.readAccount() && watch.verdict !== null;
    const it = now(watch);
    const choice = decide(facts(watch, it));
    if (choice === "through") {
      // Our own replay was recorded when it was held.
      if (watch.permit === null && !empty(it)) passed(watch, it);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (choice === "hold") void hold(watch, it, how, switched);
  }

  /** @param {Watch} watch @param {Now} it @returns {Sending} */
  function facts(watch, it) {
    const { verdict, hub } = watch;
    return {
      key: it.key,
      empty: empty(it),
      verdictKey: verdict?.key ?? null,
      verdict: verdict?.report.verdict ?? null,
      age: verdict ? performance.now() - verdict.at : Infinity,
      samePolicy: !hub.standing.policy || verdict?.report.policy.sha256 === hub.standing.policy,
      permit: watch.permit,
      holding: watch.holding,
      leftKey: watch.leftKey,
      sinceLeft: performance.now() - watch.leftAt,
    };
  }

  /** A clear post went by itself: record it, after the fact and out of its way. @param {Watch} watch @param {Now} it */
  function passed(watch, it) {
    const known = watch.verdict;
    setTimeout(() => {
      void check(watch, it, "submit").then(() => {
        // The composer has moved on: what was posted is no verdict about what is written next.
        if (known && now(watch).key !== it.key) watch.verdict = null;
      });
    }, 0);
  }

  /**
   * @param {Watch} watch
   * @param {Now} held
   * @param {How} how
   * @param {boolean} switched
   */
  async function hold(watch, held, how, switched) {
    const { hub } = watch;
    watch.holding = true;
    hub.held(true);
    const felt = setTimeout(() => tell(watch, "checking"), FELT);
    const before = fresh(facts(watch, held)) ? (watch.verdict?.report ?? null) : null;
    const answer = await check(watch, held, "submit", DEADLINE);
    clearTimeout(felt);
    if (watch.said?.what === "checking") watch.said = null;
    const report = "report" in answer ? answer.report : null;
    const failed = "failed" in answer ? answer.failed : null;
    hub.readAccount();
    const it = now(watch);
    const outcome = settle({
      verdict: report?.verdict ?? null,
      known: before?.verdict ?? null,
      failed,
      unreachable: hub.standing.unreachable,
      heldKey: held.key,
      nowKey: it.key,
      sameAccount: held.account === it.account,
      switched,
    });
    RightHandle.watch.mark(watch);
    if (outcome === "confirm" || outcome === "stop" || outcome === "ask") {
      await choose(watch, held, how, outcome, report ?? before, failed, switched);
    } else {
      end(watch);
      if (outcome === "replay") release(watch, held, how, report);
      else if (outcome === "unchecked") release(watch, held, how, null, true);
      else if (outcome === "account-changed") tell(watch, "accountChanged", name(watch));
      else if (outcome === "text-changed") {
        tell(watch, "notSent");
        RightHandle.watch.typed(watch);
      }
    }
  }

  /** @param {Watch} watch */
  function end(watch) {
    watch.holding = false;
    watch.hub.held(false);
    watch.hub.render(watch);
  }

  /** The active account, for a sentence. @param {Watch} watch */
  const name = (watch) => (watch.hub.active.handle ? `@${watch.hub.account().handle}` : say("thisAccount"));

  /**
   * The dialog, and what the person makes of it.
   *
   * @param {Watch} watch
   * @param {Now} held
   * @param {How} how
   * @param {"confirm" | "stop" | "ask"} weight
   * @param {CheckReport | null} report
   * @param {Failure | null} failed
   * @param {boolean} switched
   */
  async function choose(watch, held, how, weight, report, failed, switched) {
    const { hub, composer } = watch;
    const back = RightHandle.caret.keep(composer.editor);
    const why = weight === "ask" ? reasons(watch, failed) : (report?.not_checked ?? []).map((one) => one.why);
    if (switched) why.unshift(say("accountChanged", name(watch)));
    const moveTo = hub.moveTo();
    const asked = RightHandle.dialog.ask(hub.layer, {
      weight,
      account: hub.account(),
      site: say(`site_${hub.site.id}`),
      text: held.text,
      findings: report?.findings ?? [],
      why,
      moveTo,
      dark: RightHandle.style.dark(composer.editor),
    });
    hub.render(watch); // the dialog says it all: the line under the composer would say it twice
    const act = await asked;
    end(watch);
    back();
    if (act === "post") {
      hub.readAccount();
      const it = now(watch);
      if (it.account !== held.account) tell(watch, "accountChanged", name(watch));
      else if (it.key !== held.key) tell(watch, "notSent");
      else release(watch, held, how, report);
      return;
    }
    if (act === "move" && moveTo) {
      decided(report, "moved");
      await RightHandle.move.park(watch, moveTo, held.text);
      return;
    }
    const rule = RightHandle.lines.heaviestFirst(report?.findings ?? [])[0]?.rule ?? "";
    decided(report, "edited", act === "wrong" ? `rule-wrong ${rule}` : "");
    tell(watch, act === "wrong" ? "ruleWrong" : "notSent");
  }

  /** Why nothing was checked, with the remedy. @param {Watch} watch @param {Failure | null} failed */
  function reasons(watch, failed) {
    if (failed === "too-long") return [say("tooLong")];
    if (failed === "slow") return [say("tookTooLong")];
    const line = RightHandle.lines.line({
      said: null, companion: watch.hub.standing.companion === "running" ? "down" : watch.hub.standing.companion,
      unreachable: watch.hub.standing.unreachable, account: watch.hub.account(), waiting: null, report: null,
      dismissed: watch.dismissed, moveTo: null,
    });
    return [line?.bold ?? "", watch.hub.standing.companion === "unpaired" ? (line?.plain ?? "") : say("howToStart")];
  }

  /**
   * Let this post go, once: the permit lasts for this one call and is bound to text and account.
   *
   * @param {Watch} watch
   * @param {Now} held
   * @param {How} how
   * @param {CheckReport | null} report
   * @param {boolean} [unchecked]
   */
  function release(watch, held, how, report, unchecked = false) {
    watch.permit = held.key;
    try {
      if (!again(watch, how)) {
        tell(watch, "notSent");
        decided(report, "cancelled", "no-control");
        return;
      }
    } finally {
      watch.permit = null;
    }
    watch.leftKey = held.key;
    watch.leftAt = performance.now();
    void left(watch, held, report, unchecked);
  }

  /** Do what the person did, once more. @param {Watch} watch @param {How} how */
  function again(watch, how) {
    const { disabled, control } = RightHandle.composer;
    if (how.type === "submit" && how.form?.isConnected) {
      how.form.requestSubmit(how.submitter?.isConnected ? how.submitter : undefined);
      return true;
    }
    const button = how.control?.isConnected && !disabled(how.control) ? how.control : control(watch.composer);
    if (button) {
      button.click();
      return true;
    }
    if (!how.form?.isConnected) return false;
    how.form.requestSubmit();
    return true;
  }

  /**
   * Did it leave? A composer that keeps its text for five seconds has not sent it.
   *
   * @param {Watch} watch
   * @param {Now} held
   * @param {CheckReport | null} report
   * @param {boolean} unchecked
   */
  async function left(watch, held, report, unchecked) {
    const { editor } = watch.composer;
    const until = performance.now() + LEAVES;
    while (performance.now() < until) {
      if (!editor.isConnected || now(watch).text !== held.text) {
        decided(report, "posted");
        watch.verdict = null;
        RightHandle.marks.clear(watch.composer);
        if (unchecked) {
          const time = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hour12: false }).format();
          tell(watch, "postedUnchecked", time);
        } else {
          watch.hub.render(watch);
        }
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    decided(report, "cancelled", "not-taken");
    tell(watch, "notSent");
  }

  /**
   * @param {CheckReport | null} report
   * @param {"posted" | "edited" | "moved" | "cancelled"} decision
   * @param {string} [reason]
   */
  function decided(report, decision, reason = "") {
    if (report) void RightHandle.messages.send("decide", { check: report.check_id, decision, reason });
  }

  return { meet, decided };
}
