// @ts-check
"use strict";

/** Our own corner of the page: one host with a closed root, in which everything of ours stands. */

RightHandle.host = hostPart();

function hostPart() {
  const NAME = "right-handle-ui";
  /** What happens on our pieces is no business of the page's own handlers. */
  const OURS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "keyup", "focusin", "focusout"];

  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {ShadowRoot | null} */
  let root = null;
  /** @type {HTMLElement | null} */
  let footnote = null;

  /** Made when first needed, and put back when a page takes it out. */
  function layer() {
    if (!host || !root) {
      host = document.createElement(NAME);
      root = host.attachShadow({ mode: "closed" });
      RightHandle.style.dress(root);
      root.append(RightHandle.draw.el("div.root"));
      for (const type of OURS) host.addEventListener(type, (event) => event.stopPropagation());
    }
    if (!host.isConnected) {
      RightHandle.dialog.cancel();
      document.documentElement.append(host);
    }
    return /** @type {HTMLElement} */ (root.lastElementChild);
  }

  function restore() {
    if (host && !host.isConnected) layer();
  }

  /** Is this what a page sees of an event on one of our pieces? @param {EventTarget | null} target */
  const is = (target) => host !== null && target === host;

  /** An older copy of us may have left its pieces behind when the extension was updated. */
  function tidy() {
    for (const old of document.querySelectorAll(NAME)) old.remove();
  }

  /**
   * Say at the foot of the window what concerns the page as a whole; its action reloads.
   *
   * @param {Line} line
   * @param {AbortSignal} [signal]  given, the line goes with the next thing that is typed
   */
  function foot(line, signal) {
    footnote?.remove();
    footnote = RightHandle.note.make(layer());
    const dark = RightHandle.style.dark(document.body ?? document.documentElement);
    RightHandle.note.fill(footnote, line, dark, () => location.reload());
    RightHandle.note.place(footnote, null, false);
    if (signal) addEventListener("input", () => footnote?.remove(), { once: true, capture: true, signal });
  }

  return { layer, restore, is, tidy, foot };
}
