// @ts-check
"use strict";

/**
 * Finds composers, reads their text, and finds the control that sends. Never writes into an editor.
 *
 * @typedef {object} Composer
 * @property {ComposerSpec} spec
 * @property {HTMLElement} editor  the first editor; it stands for the composer
 * @property {HTMLElement[]} editors  more than one in a thread
 * @property {HTMLElement} scope  the nearest ancestor that also holds the control that sends
 * @property {HTMLElement} frame  what is framed
 */

RightHandle.composer = composerPart();

function composerPart() {
  const MOST = 8;

  /** @param {Element} node @returns {node is HTMLElement} */
  const usable = (node) => node instanceof HTMLElement && node.isConnected;

  /** @param {Element} node */
  function seen(node) {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  }

  /**
   * Every composer of the page as the site describes it, at most eight.
   *
   * @param {Site} site
   * @returns {Composer[]}
   */
  function all(site) {
    /** @type {Composer[]} */
    const found = [];
    const taken = new Set();
    for (const spec of site.composers) {
      for (const node of document.querySelectorAll(spec.selector)) {
        if (found.length >= MOST) return found;
        if (!usable(node) || taken.has(node) || !seen(node)) continue;
        const composer = around(spec, node);
        for (const editor of composer.editors) taken.add(editor);
        found.push(composer);
      }
    }
    return found;
  }

  /**
   * The composer around an editor.
   *
   * @param {ComposerSpec} spec
   * @param {HTMLElement} editor
   * @returns {Composer}
   */
  function around(spec, editor) {
    const controls = spec.send.join(", ");
    /** @type {HTMLElement | null} */
    let scope = editor;
    while (scope && !scope.querySelector(controls)) scope = scope.parentElement;
    const held = scope && scope !== document.body && scope !== document.documentElement ? scope : null;
    const inScope = /** @type {HTMLElement[]} */ (
      spec.thread && held ? [...held.querySelectorAll(spec.selector)].filter(seen) : [editor]
    );
    const editors = inScope.includes(editor) ? inScope : [editor];
    const first = editors[0] ?? editor;
    const frame = (spec.frame && first.closest(spec.frame)) || framed(first, held, spec);
    return { spec, editor: first, editors, scope: held ?? editor, frame: /** @type {HTMLElement} */ (frame) };
  }

  /**
   * Without a described frame: the composer's own block, unless that is much more than a composer.
   *
   * @param {HTMLElement} editor
   * @param {HTMLElement | null} scope
   * @param {ComposerSpec} spec
   */
  function framed(editor, scope, spec) {
    if (!scope) return editor;
    const inner = editor.getBoundingClientRect();
    const outer = scope.getBoundingClientRect();
    return outer.height <= inner.height + 220 && scope.querySelectorAll(spec.selector).length <= 4 ? scope : editor;
  }

  /**
   * The composer that an event is about, or null; a control outside any composer has none.
   *
   * @param {Site} site
   * @param {Event} event
   * @returns {{composer: Composer, control: HTMLElement | null} | null}
   */
  function of(site, event) {
    const path = event.composedPath().filter((node) => node instanceof HTMLElement);
    for (const spec of site.composers) {
      const parts = (spec.parts ?? []).map((part) => part.selector);
      const fields = [spec.selector, ...parts].join(", ");
      const inside = path.find((node) => node.matches(fields));
      if (inside) {
        const editor = inside.matches(spec.selector) ? inside : nearest(inside, spec.selector);
        if (editor) return { composer: around(spec, editor), control: null };
      }
      const controls = spec.send.join(", ");
      const control = path.find((node) => node.matches(controls));
      if (control) {
        const editor = nearest(control, spec.selector);
        if (editor) return { composer: around(spec, editor), control };
      }
      if (event.type === "submit") {
        const form = path[0];
        const editor = form && form.querySelector(spec.selector);
        if (editor && usable(editor)) return { composer: around(spec, editor), control: null };
      }
    }
    return null;
  }

  /**
   * The editor nearest to a node: the first one inside the closest ancestor that has any.
   *
   * @param {HTMLElement} node
   * @param {string} selector
   */
  function nearest(node, selector) {
    for (let here = node.parentElement; here; here = here.parentElement) {
      const editor = [...here.querySelectorAll(selector)].find(seen);
      if (editor && usable(editor)) return editor;
    }
    return null;
  }

  /**
   * The text as a person reads it. `textContent` would fuse the words of two lines into one.
   *
   * @param {HTMLElement} editor
   */
  function textOf(editor) {
    if (editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement) return editor.value;
    return editor.innerText.replace(/\n\n+/g, "\n").replace(/\n$/, "");
  }

  /** A thread's texts follow each other with an empty line between. @param {Composer} composer */
  const text = (composer) => composer.editors.filter((one) => one.isConnected).map(textOf).join("\n\n");

  /**
   * @param {Composer} composer
   * @returns {Part[]}
   */
  function parts(composer) {
    /** @type {Part[]} */
    const found = [];
    for (const { kind, selector } of composer.spec.parts ?? []) {
      for (const node of composer.scope.querySelectorAll(selector)) {
        if (found.length < 16 && usable(node) && textOf(node).trim()) found.push({ kind, text: textOf(node) });
      }
    }
    return found;
  }

  /** @param {HTMLElement} control */
  const disabled = (control) =>
    control.matches(':disabled, [aria-disabled="true"]') || control.closest("fieldset:disabled") !== null;

  /** The control that sends this composer, if it can be pressed now. @param {Composer} composer */
  function control(composer) {
    for (const selector of composer.spec.send) {
      for (const node of composer.scope.querySelectorAll(selector)) {
        if (usable(node) && !disabled(node)) return node;
      }
    }
    return null;
  }

  /** Is a list of suggestions open for this editor? Then Enter takes a name and sends nothing. @param {HTMLElement} editor */
  function listbox(editor) {
    const owner = editor.closest("[aria-activedescendant], [aria-expanded]") ?? editor;
    if (owner.getAttribute("aria-activedescendant")) return true;
    if (owner.getAttribute("aria-expanded") !== "true") return false;
    const list = document.getElementById(owner.getAttribute("aria-controls") ?? owner.getAttribute("aria-owns") ?? "");
    return list ? seen(list) : [...document.querySelectorAll('[role="listbox"]')].some(seen);
  }

  /**
   * An editor that a person is writing in and that no description fits: the site isn't as we know it.
   *
   * @param {Site} site
   * @returns {HTMLElement | null}
   */
  function stranger(site) {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || !(here.isContentEditable || here instanceof HTMLTextAreaElement)) return null;
    const known = [site.ignore, ...site.composers.map((spec) => spec.selector)].filter(Boolean).join(", ");
    const parted = site.composers.flatMap((spec) => (spec.parts ?? []).map((part) => part.selector)).join(", ");
    if (here.closest(known) || (parted && here.closest(parted))) return null;
    return textOf(here).trim() ? here : null;
  }

  return { all, of, textOf, text, parts, control, disabled, listbox, stranger, seen };
}
