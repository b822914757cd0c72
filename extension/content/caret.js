// @ts-check
"use strict";

/** Keeps the caret for the person: where it was before a dialog is where it is after. */

RightHandle.caret = caretPart();

function caretPart() {
  /**
   * Remember where the caret is; what is answered gives it back, also where the editor has drawn its
   * nodes anew meanwhile.
   *
   * @param {HTMLElement} editor
   * @returns {() => void}
   */
  function keep(editor) {
    if (editor instanceof HTMLTextAreaElement) {
      const { selectionStart, selectionEnd } = editor;
      return () => {
        editor.blur(); // a field that kept the focus through a dialog has lost its caret: give it anew
        editor.focus({ preventScroll: true });
        editor.setSelectionRange(selectionStart, selectionEnd);
      };
    }
    const selection = getSelection();
    const anchor = distance(editor, selection?.anchorNode ?? null, selection?.anchorOffset ?? 0);
    const focus = distance(editor, selection?.focusNode ?? null, selection?.focusOffset ?? 0);
    return () => {
      if (!editor.isConnected) return;
      editor.focus({ preventScroll: true });
      const from = anchor === null ? null : place(editor, anchor);
      const to = focus === null ? null : place(editor, focus);
      if (from && to) getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
      else atEnd(editor);
    };
  }

  /** Put the caret after the last character. @param {HTMLElement} editor */
  function atEnd(editor) {
    if (editor instanceof HTMLTextAreaElement) {
      editor.setSelectionRange(editor.value.length, editor.value.length);
      return;
    }
    const last = texts(editor).at(-1);
    if (last) getSelection()?.collapse(last, last.length);
  }

  /** @param {HTMLElement} editor */
  function texts(editor) {
    const found = [];
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
    return found;
  }

  /**
   * How many characters stand before a place, or null where it is outside or between the lines.
   *
   * @param {HTMLElement} editor
   * @param {Node | null} node
   * @param {number} offset
   */
  function distance(editor, node, offset) {
    if (!(node instanceof Text) || !editor.contains(node)) return null;
    const all = texts(editor);
    return all.slice(0, all.indexOf(node)).reduce((sum, text) => sum + text.length, offset);
  }

  /**
   * @param {HTMLElement} editor
   * @param {number} characters
   */
  function place(editor, characters) {
    let left = characters;
    for (const node of texts(editor)) {
      if (left <= node.length) return { node, offset: left };
      left -= node.length;
    }
    return null;
  }

  return { keep, atEnd };
}
