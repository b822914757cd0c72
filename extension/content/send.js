// @ts-check
"use strict";

/**
 * What happens at Send. A clear post is never touched. A held one ends in posted, edited, moved, or
 * "not sent, your text is still here".
 */

RightHandle.send = sendPart();

function sendPart() {
  const { decide, settle, fresh } = RightHandle.gate;
  const { now, empty, check, tell } = RightHandle.watch;
  const { release, decided } = RightHandle.leave;
  const { say } = RightHandle.draw;
  /** "Checking" is said only when the wait can be felt. */
  const FELT = 150;
  const DEADLINE = 3_000;

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
   * Hold a Send until it is decided. Whatever goes wrong in here, the post stays, that is said, and the
   * next Send is looked at anew.
   *
   * @param {Watch} watch
   * @param {Now} held
   * @param {How} how
   * @param {boolean} switched
   */
  async function hold(watch, held, how, switched) {
    watch.holding = true;
    const felt = setTimeout(() => tell(watch, "checking"), FELT);
    try {
      watch.hub.held();
      await look(watch, held, how, switched, felt);
    } catch (error) {
      console.error(error);
      if (watch.holding) end(watch);
      tell(watch, "trouble");
    } finally {
      clearTimeout(felt);
      watch.holding = false;
    }
  }

  /**
   * @param {Watch} watch
   * @param {Now} held
   * @param {How} how
   * @param {boolean} switched
   * @param {ReturnType<typeof setTimeout>} felt
   */
  async function look(watch, held, how, switched, felt) {
    const { hub } = watch;
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
      return;
    }
    end(watch);
    if (outcome === "replay") release(watch, held, how, report);
    else if (outcome === "unchecked") release(watch, held, how, null, true);
    else if (outcome === "account-changed") changed(watch);
    else if (outcome === "text-changed") {
      tell(watch, "notSent");
      RightHandle.watch.typed(watch);
    }
  }

  /** @param {Watch} watch */
  function end(watch) {
    watch.holding = false;
    watch.hub.held();
    watch.hub.render(null); // no line is shown beside an open dialog
  }

  /** The active account, for a sentence. @param {Watch} watch */
  const name = (watch) => (watch.hub.active.handle ? `@${watch.hub.account().handle}` : say("thisAccount"));

  /** It would go out as somebody else now. @param {Watch} watch */
  function changed(watch) {
    if (watch.hub.active.handle) tell(watch, "accountChanged", name(watch));
    else tell(watch, "accountLost");
  }

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
    if (switched) why.unshift(hub.active.handle ? say("accountChanged", name(watch)) : say("accountLost"));
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
    if (composer.editor.isConnected) back();
    else watch.composer.editor.focus({ preventScroll: true }); // the page made it anew meanwhile
    if (act === "post") {
      hub.readAccount();
      const it = now(watch);
      if (it.account !== held.account) changed(watch);
      else if (it.key !== held.key) tell(watch, "notSent");
      else release(watch, held, how, report);
      return;
    }
    if (act === "move" && moveTo) {
      decided(report, "moved");
      await RightHandle.move.park(watch, moveTo, held.text);
      return;
    }
    const found = RightHandle.lines.heaviestFirst(report?.findings ?? []);
    const rule = (act === "sign" ? found.find((one) => one.category === "standing") : found[0])?.rule ?? "";
    decided(report, "edited", act === "wrong" ? `rule-wrong ${rule}` : "");
    tell(watch, act === "wrong" ? "ruleWrong" : "notSent");
    if (act === "sign") await RightHandle.messages.send("openSettings", { rule });
  }

  /** Why nothing was checked, with the remedy. @param {Watch} watch @param {Failure | null} failed */
  function reasons(watch, failed) {
    if (failed === "too-long") return [say("tooLong")];
    if (failed === "slow") return [say("tookTooLong")];
    if (failed === "refused") return [say("notChecked")]; // it runs, but had no answer for this
    const line = RightHandle.lines.line({
      said: null, companion: watch.hub.standing.companion === "running" ? "down" : watch.hub.standing.companion,
      unreachable: watch.hub.standing.unreachable, account: watch.hub.account(), waiting: null, report: null,
      missed: false, dismissed: watch.dismissed, moveTo: null,
    });
    return [line?.bold ?? "", watch.hub.standing.companion === "unpaired" ? (line?.plain ?? "") : say("howToStart")];
  }

  return { meet };
}
