// @ts-check
"use strict";

/** The one place that writes into an editor, on the person's own wish, as their typing or pasting would. */

RightHandle.insert = insertPart();

function insertPart() {
  const { textOf } = RightHandle.composer;

  /**
   * Put text where a person would type it, after what is there, and read back whether it arrived. Editors
   * that draw their own text are given a paste, which they take as theirs: the browser's own insertion
   * writes past them, and some then fall over and take the page with them.
   *
   * @param {Composer} composer
   * @param {string} draft
   */
  async function insert(composer, draft) {
    const { editor, spec } = composer;
    const arrived = () => squeeze(textOf(editor)).includes(squeeze(draft));
    if (arrived()) return true;
    editor.focus();
    RightHandle.caret.atEnd(editor);
    await pause(30); // editors take up a new selection with the next turn
    const before = textOf(editor);
    const whole = before.trim() ? `\n${draft}` : draft;
    const own = spec.editor === "draft" || spec.editor === "prosemirror";
    for (const put of own ? [pasted] : [inserted, pasted]) {
      put(editor, whole);
      await pause(60);
      if (arrived()) return true;
      if (textOf(editor) !== before) return false; // half of it is there: another try would double it
    }
    return false;
  }

  /** @param {HTMLElement} _ @param {string} draft */
  const inserted = (_, draft) => document.execCommand("insertText", false, draft);

  /**
   * A paste as the page itself would see one. Firefox takes the text by fields of its own and shows a page
   * none that was made on our side of the wall, so it is made on the page's; the text is for it anyway.
   *
   * @param {HTMLElement} editor
   * @param {string} draft
   */
  function pasted(editor, draft) {
    const { wrappedJSObject: theirs, cloneInto } = /** @type {any} */ (globalThis);
    const how = { bubbles: true, cancelable: true, composed: true };
    if (theirs) {
      const made = cloneInto({ ...how, dataType: "text/plain", data: draft }, theirs);
      editor.dispatchEvent(new theirs.ClipboardEvent("paste", made));
      return;
    }
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", draft);
    editor.dispatchEvent(new ClipboardEvent("paste", { ...how, clipboardData }));
  }

  /** @param {string} value */
  const squeeze = (value) => value.replace(/\s+/g, " ").trim();
  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  return { insert };
}
