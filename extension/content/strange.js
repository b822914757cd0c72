// @ts-check
"use strict";

/** A known site on which somebody writes, and no composer as described: said once. */

RightHandle.strange = strangePart();

function strangePart() {
  /** A composer may still be on its way for this long. */
  const PATIENCE = 4_000;

  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;
  let changed = false;
  let said = false;
  /** @type {{line: HTMLElement, editor: HTMLElement} | null} */
  let shown = null;

  /**
   * Look again, after the page has changed.
   *
   * @param {Hub} hub
   * @param {boolean} found  there is a composer as described
   * @param {() => void} news  called when it is sure that nothing is watched here
   */
  function look(hub, found, news) {
    if (found) changed = false;
    if (shown && (found || !shown.editor.isConnected)) drop();
    if (found || !RightHandle.composer.stranger(hub.site)) {
      if (timer) clearTimeout(timer);
      timer = null;
      return;
    }
    timer ??= setTimeout(() => {
      timer = null;
      const editor = RightHandle.composer.stranger(hub.site);
      if (!editor || RightHandle.composer.all(hub.site).length) return;
      changed = true;
      if (!said) tell(hub.layer, editor);
      news();
    }, PATIENCE);
  }

  /** @param {HTMLElement} layer @param {HTMLElement} editor */
  function tell(layer, editor) {
    said = true;
    const line = RightHandle.note.make(layer);
    RightHandle.note.fill(line, RightHandle.lines.moment({ what: "siteChanged" }), RightHandle.style.dark(editor), () => {});
    line.style.pointerEvents = "none"; // it asks for nothing, and something of the page may lie below
    shown = { line, editor };
    place();
  }

  /** At the foot of the window: at a composer that we don't know it would lie over what we don't know. */
  function place() {
    if (shown) RightHandle.note.place(shown.line, null, false);
  }

  function drop() {
    if (timer) clearTimeout(timer);
    timer = null;
    shown?.line.remove();
    shown = null;
  }

  return {
    look, place, drop,
    get changed() {
      return changed;
    },
    get shown() {
      return shown !== null;
    },
  };
}
