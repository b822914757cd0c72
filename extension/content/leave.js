// @ts-check
"use strict";

/**
 * How a post that was held leaves after all: once, by what the person did, and whether it truly left.
 *
 * @typedef {object} How  by what the person sent, so that it can be done once more
 * @property {"click" | "keydown" | "submit"} type
 * @property {HTMLElement | null} control
 * @property {HTMLFormElement | null} form
 * @property {HTMLElement | null} submitter
 */

RightHandle.leave = leavePart();

function leavePart() {
  const { now, tell } = RightHandle.watch;
  /** A site that took the post has emptied or closed its composer by then. */
  const LEAVES = 5_000;
  /** One whose control stays out of reach is still sending, but not for ever. */
  const SLOWEST = 30_000;

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
    const pressable = RightHandle.composer.control(watch.composer) !== null;
    let went = false;
    watch.permit = held.key;
    try {
      went = again(watch, how);
    } finally {
      watch.permit = null;
    }
    if (!went) {
      tell(watch, "notSent");
      decided(report, "cancelled", "no-control");
      return;
    }
    watch.leftKey = held.key;
    watch.leftAt = performance.now();
    void left(watch, held, report, unchecked, pressable);
  }

  /** Do what the person did, once more. @param {Watch} watch @param {How} how */
  function again(watch, how) {
    const { disabled, control } = RightHandle.composer;
    if (how.type === "submit" && how.form?.isConnected) {
      const own = how.submitter?.isConnected && "form" in how.submitter && how.submitter.form === how.form;
      how.form.requestSubmit(own ? how.submitter : undefined);
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
   * Did it leave? A composer that keeps its text has not sent it, unless the site is still at it: to say
   * "not sent" of a post that is on its way would have it posted twice.
   *
   * @param {Watch} watch
   * @param {Now} held
   * @param {CheckReport | null} report
   * @param {boolean} unchecked
   * @param {boolean} pressable  the control that sends could be pressed before
   */
  async function left(watch, held, report, unchecked, pressable) {
    const since = performance.now();
    const busy = () => pressable && RightHandle.composer.control(watch.composer) === null;
    while (performance.now() - since < (busy() ? SLOWEST : LEAVES)) {
      if (gone(now(watch), held)) {
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

  /** Written on is not gone; emptied or put away is. @param {Now} it @param {Now} held */
  const gone = (it, held) =>
    !it.text.includes(held.text) || (!held.text && JSON.stringify(it.parts) !== JSON.stringify(held.parts));

  /**
   * @param {CheckReport | null} report
   * @param {"posted" | "edited" | "moved" | "cancelled"} decision
   * @param {string} [reason]
   */
  function decided(report, decision, reason = "") {
    if (report) void RightHandle.messages.send("decide", { check: report.check_id, decision, reason });
  }

  return { release, decided, gone };
}
