// @ts-check
"use strict";

/**
 * What stands at the composers of a page: for each its watch, frame, label and line, drawn and placed.
 *
 * @typedef {object} Piece
 * @property {Watch} watch
 * @property {HTMLElement} frame
 * @property {HTMLElement} label
 * @property {HTMLElement} note
 * @property {boolean} dark
 */

RightHandle.pieces = piecesPart();

function piecesPart() {
  /** By the composer's first editor. @type {Map<HTMLElement, Piece>} */
  const all = new Map();
  let placing = false;

  const watches = () => [...all.values()].map(({ watch }) => watch);

  /**
   * The watch of a composer, begun when it is met for the first time.
   *
   * @param {Composer} composer
   * @param {Hub} hub
   */
  function at(composer, hub) {
    const known = all.get(composer.editor)?.watch ?? heir(composer);
    if (!known) return begin(composer, hub);
    known.composer = composer;
    return known;
  }

  /** @param {Composer} composer @param {Hub} hub */
  function begin(composer, hub) {
    const watch = RightHandle.watch.start(composer, hub);
    const { layer } = hub;
    const dark = RightHandle.style.dark(composer.editor);
    all.set(composer.editor, { watch, dark, ...RightHandle.label.make(layer), note: RightHandle.note.make(layer) });
    render(watch);
    void RightHandle.move.look(watch);
    RightHandle.watch.typed(watch);
    return watch;
  }

  /**
   * An editor that the page has made anew goes on where the old one was: a held post, what was just said
   * and what was called no problem are about the text, not about the node.
   *
   * @param {Composer} composer
   */
  function heir(composer) {
    for (const [editor, piece] of all) {
      const { watch } = piece;
      if (editor.isConnected || watch.composer.spec !== composer.spec) continue;
      RightHandle.marks.clear(watch.composer);
      all.delete(editor);
      all.set(composer.editor, { ...piece, dark: RightHandle.style.dark(composer.editor) });
      watch.composer = composer;
      RightHandle.watch.typed(watch);
      return watch;
    }
    return null;
  }

  /** Let go of every composer that is no longer there. @param {Composer[]} found @param {AbortSignal} signal */
  function keep(found, signal) {
    const editors = new Set(found.map(({ editor }) => editor));
    for (const [editor, { watch, frame, label, note }] of all) {
      if (editors.has(editor) || watch.holding) continue;
      RightHandle.marks.clear(watch.composer);
      if (watch.timer) clearTimeout(watch.timer);
      for (const piece of [frame, label]) piece.remove();
      // What was just said outlives the composer it was said about.
      if (watch.said && !found.length) last(watch, note, signal);
      else note.remove();
      all.delete(editor);
    }
  }

  /** @param {Watch} watch @param {HTMLElement} note @param {AbortSignal} signal */
  function last(watch, note, signal) {
    RightHandle.note.place(note, null, false);
    const clear = () => note.remove();
    addEventListener("input", clear, { once: true, capture: true, signal });
    if (watch.said?.what !== "postedUnchecked") setTimeout(clear, 10_000);
  }

  /** @param {Watch | null} one  null for all */
  function render(one) {
    const [first] = all.values();
    for (const { watch, frame, label, note, dark } of all.values()) {
      if (one && watch !== one) continue;
      const { hub } = watch;
      const it = RightHandle.watch.now(watch);
      const account = hub.account();
      RightHandle.label.fill({ frame, label }, account, dark);
      const here = document.activeElement;
      const inUse = watch.said || watch.waiting || it.text.trim() || (here && watch.composer.editor.contains(here)) || watch === first?.watch;
      const line = inUse && !RightHandle.dialog.isOpen()
        ? RightHandle.lines.line({
            said: watch.said, companion: hub.standing.companion, unreachable: hub.standing.unreachable, account,
            waiting: watch.waiting, report: RightHandle.watch.reportFor(watch, it.key), missed: watch.missed === it.key,
            dismissed: watch.dismissed, moveTo: hub.moveTo()?.handle ?? null,
          })
        : null;
      RightHandle.note.fill(note, line, dark, (act) => void press(watch, act, line?.rule));
    }
    place();
  }

  /** What a line's action asks of the background. @type {Record<string, string>} */
  const OPENS = { rule: "openSettings", sign: "openSettings", settings: "openSettings", help: "openHelp", name: "openPopup" };

  /** @param {Watch} watch @param {string} act @param {string} [rule]  what the line is about */
  async function press(watch, act, rule = "") {
    const { hub } = watch;
    const { send } = RightHandle.messages;
    if (act === "put-here") await RightHandle.move.put(watch);
    else if (act === "let-go") await RightHandle.move.drop(watch);
    else if (act === "reload") location.reload();
    else if (act === "fine") {
      const notes = (watch.verdict?.report.findings ?? []).filter((one) => one.weight === "note");
      for (const one of notes) watch.dismissed.add(RightHandle.lines.dismissal(one));
      RightHandle.watch.mark(watch);
      render(watch);
    } else if (act === "move") {
      const to = hub.moveTo();
      if (to) await RightHandle.move.park(watch, to, RightHandle.watch.now(watch).text);
    } else if (act === "always-ask") {
      const { standing } = await send("alwaysAsk");
      hub.heard(standing);
      RightHandle.watch.tell(watch, standing?.unreachable === "ask" ? "willAsk" : "didNotWork");
    } else if (OPENS[act]) {
      const answer = await send(OPENS[act], OPENS[act] === "openSettings" ? { rule } : {});
      if (answer.why || answer.failed) RightHandle.watch.tell(watch, "didNotWork");
    }
  }

  /** Put every piece where its composer is, once a frame at most. */
  function place() {
    if (placing || (!all.size && !RightHandle.strange.shown)) return;
    placing = true;
    requestAnimationFrame(() => {
      placing = false;
      RightHandle.strange.place();
      for (const { watch, frame, label, note } of all.values()) {
        const box = watch.composer.frame.isConnected ? watch.composer.frame.getBoundingClientRect() : null;
        const shown = box !== null && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
        if (box) RightHandle.label.place({ frame, label }, box, shown);
        note.style.visibility = shown ? "" : "hidden";
        RightHandle.note.place(note, box, box !== null && box.top < 34);
        RightHandle.marks.place(watch.composer.editor);
      }
    });
  }

  /** The watch whose composer an event happened in. @param {Event} event */
  function of(event) {
    const path = event.composedPath();
    return watches().find(({ composer }) => path.includes(composer.editor) || path.includes(composer.scope));
  }

  /** Nothing of ours stays at any composer. */
  function clear() {
    for (const watch of watches()) RightHandle.marks.clear(watch.composer);
    RightHandle.strange.drop();
    all.clear();
  }

  return { watches, at, keep, render, place, of, clear };
}
