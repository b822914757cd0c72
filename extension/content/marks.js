// @ts-check
"use strict";

/**
 * Underlines the words in question. In rich editors by CSS highlights, which change no node; in a
 * textarea, where those paint nothing, by a mirror laid over it.
 */

RightHandle.marks = marksPart();

function marksPart() {
  const { el } = RightHandle.draw;
  const WEIGHTS = /** @type {const} */ (["note", "confirm", "stop"]);
  /** What each composer has marked. @type {Map<HTMLElement, {weight: string, range: Range}[]>} */
  const marked = new Map();
  /** @type {Map<HTMLElement, HTMLElement>} */
  const mirrors = new Map();

  const able = typeof Highlight === "function" && typeof CSS !== "undefined" && "highlights" in CSS;

  /**
   * Mark the findings of a text in its editors; no findings clears the marks.
   *
   * @param {Composer} composer
   * @param {string} text  as it was checked
   * @param {Finding[]} findings
   * @param {ParentNode & Node} layer  our own root, for mirrors
   */
  function show(composer, text, findings, layer) {
    clear(composer, false);
    const own = findings.filter((finding) => finding.part === undefined && finding.span[1] > finding.span[0]);
    if (own.length) {
      if (composer.editor instanceof HTMLTextAreaElement) mirror(composer.editor, text, own, layer);
      else if (able) marked.set(composer.editor, ranges(composer, text, own));
    }
    paint(composer.editor);
  }

  /**
   * @param {Composer} composer
   * @param {boolean} [repaint]
   */
  function clear(composer, repaint = true) {
    marked.delete(composer.editor);
    mirrors.get(composer.editor)?.remove();
    mirrors.delete(composer.editor);
    if (repaint) paint(composer.editor);
  }

  /** @param {HTMLElement} near  whose page's brightness decides the colours */
  function paint(near) {
    if (!able) return;
    const dark = near.isConnected && RightHandle.style.dark(near);
    for (const weight of WEIGHTS) {
      const all = [...marked.values()].flat().filter((mark) => mark.weight === weight).map((mark) => mark.range);
      CSS.highlights.delete(`right-handle-${weight}`);
      CSS.highlights.delete(`right-handle-${weight}-dark`);
      if (all.length) CSS.highlights.set(`right-handle-${weight}${dark ? "-dark" : ""}`, new Highlight(...all));
    }
  }

  /**
   * Lay the checked text over the editors' text nodes. Both are walked without their white space,
   * since editors keep lines as blocks; where they part ways nothing is marked, rather than a wrong word.
   *
   * @param {Composer} composer
   * @param {string} text
   * @param {Finding[]} findings
   */
  function ranges(composer, text, findings) {
    /** @type {{node: Text, offset: number}[]} */
    const places = new Array(text.length);
    let at = 0;
    for (const editor of composer.editors) {
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const data = /** @type {Text} */ (node).data;
        for (let offset = 0; offset < data.length; offset += 1) {
          if (blank(data[offset])) continue;
          while (at < text.length && blank(text[at])) at += 1;
          if (text[at] !== data[offset]) return [];
          places[at] = { node: /** @type {Text} */ (node), offset };
          at += 1;
        }
      }
    }
    const found = [];
    for (const finding of findings) {
      let [start, end] = finding.span;
      while (start < end && !places[start]) start += 1;
      while (end > start && !places[end - 1]) end -= 1;
      const first = places[start];
      const last = places[end - 1];
      if (!first || !last || end <= start) continue;
      const range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      found.push({ weight: finding.weight, range });
    }
    return found;
  }

  /** @param {string | undefined} unit */
  const blank = (unit) => unit === undefined || /[\s\u200b\ufeff]/.test(unit);

  const COPIED = [
    "fontFamily", "fontSize", "fontWeight", "fontStyle", "fontStretch", "lineHeight", "letterSpacing", "wordSpacing",
    "textTransform", "textIndent", "textAlign", "direction", "tabSize", "paddingTop", "paddingRight", "paddingBottom",
    "paddingLeft", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth",
  ];

  /**
   * @param {HTMLTextAreaElement} field
   * @param {string} text
   * @param {Finding[]} findings
   * @param {ParentNode & Node} layer
   */
  function mirror(field, text, findings, layer) {
    const look = /** @type {any} */ (getComputedStyle(field));
    const node = el("div.mirror", { "aria-hidden": "true" }, ...pieces(text, findings));
    const style = /** @type {any} */ (node.style);
    for (const name of COPIED) style[name] = look[name];
    style.whiteSpace = "pre-wrap";
    style.overflowWrap = "break-word";
    layer.append(node);
    mirrors.set(field, node);
    place(field);
  }

  /** Put a mirror where its field is, scrolled as it is. @param {HTMLElement} field */
  function place(field) {
    const node = mirrors.get(field);
    if (!node) return;
    const box = field.getBoundingClientRect();
    // A scrollbar narrows the text; the mirror must wrap where the field wraps.
    const bar = field.offsetWidth - field.clientWidth - field.clientLeft * 2;
    node.style.left = `${box.left}px`;
    node.style.top = `${box.top}px`;
    node.style.width = `${box.width - Math.max(0, bar)}px`;
    node.style.height = `${box.height}px`;
    node.scrollTop = field.scrollTop;
  }

  /**
   * A text cut into marked and unmarked pieces; where findings overlap, the heavier one shows.
   *
   * @param {string} text
   * @param {Finding[]} findings
   * @returns {(string | HTMLElement)[]}
   */
  function pieces(text, findings) {
    const own = findings.filter((finding) => finding.part === undefined && finding.span[1] > finding.span[0]);
    const cuts = [...new Set([0, text.length, ...own.flatMap((finding) => finding.span)])]
      .filter((cut) => cut >= 0 && cut <= text.length)
      .sort((a, b) => a - b);
    return cuts.slice(1).map((end, index) => {
      const start = cuts[index] ?? 0;
      const over = own.filter((finding) => finding.span[0] <= start && finding.span[1] >= end);
      const weight = WEIGHTS.findLast((name) => over.some((finding) => finding.weight === name));
      const slice = text.slice(start, end);
      return weight ? el(`span.hl.${weight}`, {}, slice) : slice;
    });
  }

  return { show, clear, place, pieces };
}
