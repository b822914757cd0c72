// @ts-check
"use strict";

/** The way to the right account: the draft waits in memory until that account is active. */

RightHandle.move = movePart();

function movePart() {
  const { tell } = RightHandle.watch;
  const { send } = RightHandle.messages;

  /**
   * Keep a draft for another account. The text in the composer stays as it is.
   *
   * @param {Watch} watch
   * @param {Account} to
   * @param {string} text
   */
  async function park(watch, to, text) {
    const { site, active } = watch.hub;
    const answer = await send("park", { site: site.id, from: active.handle ?? "", to: to.handle, text });
    if (answer.parked) tell(watch, "moved", `@${to.handle}`);
    else tell(watch, "notSent");
  }

  /** Ask whether a draft waits for the active account. @param {Watch} watch */
  async function look(watch) {
    const { handle } = watch.hub.active;
    if (!handle) {
      watch.waiting = null;
      return;
    }
    const answer = await send("waiting", { site: watch.hub.site.id, handle });
    if (watch.hub.active.handle !== handle) return; // another account's draft is never offered here
    watch.waiting = answer.draft ?? null;
    watch.hub.render(watch);
  }

  /**
   * Put a waiting draft into the composer as a person would type it.
   *
   * @param {Watch} watch
   */
  async function put(watch) {
    const draft = watch.waiting;
    if (!draft || watch.hub.readAccount()) return;
    if (await RightHandle.insert.insert(watch.composer, draft.text)) {
      await drop(watch);
      return;
    }
    try {
      await navigator.clipboard.writeText(draft.text);
      tell(watch, "pasteIt");
    } catch {
      tell(watch, "notSent");
    }
  }

  /** @param {Watch} watch */
  async function drop(watch) {
    const { handle } = watch.hub.active;
    watch.waiting = null;
    watch.hub.render(watch);
    if (handle) await send("letGo", { site: watch.hub.site.id, handle });
    RightHandle.watch.typed(watch);
  }

  return { park, look, put, drop };
}
