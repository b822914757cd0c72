// @ts-check
"use strict";

/** The quiet line under a composer. Never takes focus, never closes by itself. */

RightHandle.note = notePart();

function notePart() {
  const { el, sign, button } = RightHandle.draw;

  /** @param {HTMLElement} layer */
  function make(layer) {
    const node = el("div.note", { role: "status", "data-part": "note" });
    node.hidden = true;
    // A press on the line must not take the caret out of the editor.
    node.addEventListener("mousedown", (event) => event.preventDefault());
    layer.append(node);
    return node;
  }

  /**
   * @param {HTMLElement} node
   * @param {Line | null} line
   * @param {boolean} dark
   * @param {(act: string) => void} press
   */
  function fill(node, line, dark, press) {
    const stamp = line ? JSON.stringify([line, dark]) : "";
    if (node.dataset.stamp === stamp) return;
    node.dataset.stamp = stamp;
    node.hidden = !line;
    if (!line) {
      node.replaceChildren();
      return;
    }
    node.className = `note ${line.tone} ${dark ? "dark" : "light"}`;
    const acts = (line.acts ?? []).map(({ act, label }) => button("button", act, press, label));
    node.replaceChildren(
      sign(line.sign),
      el(
        "div",
        {},
        el("p", {}, el("b", {}, line.bold), line.plain ? ` ${line.plain}` : null),
        acts.length ? el("div.acts", {}, ...acts) : null,
      ),
    );
  }

  /**
   * @param {HTMLElement} node
   * @param {DOMRect | null} box  the composer's, or null when it is gone: then at the foot of the window
   * @param {boolean} low  the label hangs below the composer
   */
  function place(node, box, low) {
    if (node.hidden) return;
    const width = Math.min(Math.max(box?.width ?? 480, 280), innerWidth - 16);
    const left = Math.max(8, Math.min(box?.left ?? 8, innerWidth - width - 8));
    node.style.left = `${left}px`;
    node.style.width = `${width}px`;
    const under = box ? box.bottom + 8 + (low ? 34 : 0) : innerHeight;
    // Below the window's edge nobody would see it: then it stands just inside.
    node.style.top = `${Math.min(under, innerHeight - node.offsetHeight - 8)}px`;
  }

  return { make, fill, place };
}
