// @ts-check
"use strict";

/** The frame and the label at a composer: who is about to speak, in name, kind, symbol and colour. */

RightHandle.label = labelPart();

function labelPart() {
  const { el, tile, say } = RightHandle.draw;

  /** The kind in a word. @param {Kind} kind */
  const kindWord = (kind) => say(`kind_${kind}`);

  /**
   * @param {HTMLElement} layer
   * @returns {{frame: HTMLElement, label: HTMLElement}}
   */
  function make(layer) {
    const frame = el("div.frame");
    const label = el("div.label", { "data-part": "label" });
    layer.append(frame, label);
    return { frame, label };
  }

  /**
   * @param {{frame: HTMLElement, label: HTMLElement}} pieces
   * @param {Account} account
   * @param {boolean} dark
   */
  function fill({ frame, label }, account, dark) {
    const unknown = account.kind === "unknown";
    const look = `${account.kind} ${unknown ? "none" : account.colour || "none"} ${dark ? "dark" : "light"}`;
    const stamp = JSON.stringify([look, account.name, account.handle]);
    if (label.dataset.stamp === stamp) return;
    label.dataset.stamp = stamp;
    frame.className = `frame ${look}`;
    label.className = `label ${look}`;
    const name = account.handle ? account.name || `@${account.handle}` : say("accountUnknown");
    const handle = account.handle && account.name ? el("span", {}, ` @${account.handle}`) : null;
    label.replaceChildren(
      tile(account),
      el("span.who", {}, name, handle),
      el("span.kind", {}, unknown ? say("companyRules") : kindWord(account.kind)),
    );
  }

  /**
   * Put both where the composer is now; hidden with it.
   *
   * @param {{frame: HTMLElement, label: HTMLElement}} pieces
   * @param {DOMRect} box
   * @param {boolean} shown
   */
  function place({ frame, label }, box, shown) {
    frame.hidden = !shown;
    label.hidden = !shown;
    if (!shown) return;
    const low = box.top < 34; // no room above: the label hangs below instead of vanishing
    frame.classList.toggle("low", low);
    label.classList.toggle("low", low);
    set(frame, { left: box.left - 2, top: box.top - 2, width: box.width + 4, height: box.height + 4 });
    label.style.left = `${box.left - 2}px`;
    label.style.top = `${low ? box.bottom + 2 : box.top - 34}px`;
    label.style.maxWidth = `${box.width + 4}px`;
    const handle = /** @type {HTMLElement | null} */ (label.querySelector(".who span"));
    if (handle) handle.hidden = box.width < 340;
  }

  /**
   * @param {HTMLElement} node
   * @param {Record<string, number>} values  pixels
   */
  function set(node, values) {
    for (const [name, value] of Object.entries(values)) node.style.setProperty(name, `${value}px`);
  }

  return { make, fill, place, kindWord };
}
