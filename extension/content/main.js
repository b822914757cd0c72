// @ts-check
"use strict";

/** Wires the parts to one page: listeners first, everything else when there is a composer. */

{
  const site = RightHandle.site.of(location.href);
  if (site) watchPage(site);
}

/** @param {Site} site */
function watchPage(site) {
  const { messages } = RightHandle;

  /** A known site without a composer as described is said within this. */
  const STRANGE = 4_000;
  const MOVING = ["scroll", "resize", "transitionend", "animationend"];

  const stop = new AbortController();
  const listen = { capture: true, signal: stop.signal };
  /** @type {Map<HTMLElement, {watch: Watch, frame: HTMLElement, label: HTMLElement, note: HTMLElement, dark: boolean}>} */
  const watches = new Map();
  /** @type {Standing} */
  let standing = { companion: "running", unreachable: "ask", policy: "", accounts: [] };
  /** The practice page counts only on the companion's own address: until that is sure, nothing is touched. */
  let ours = !site.companionOnly;
  let heldNow = false;
  let reported = "";
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {ShadowRoot | null} */
  let root = null;
  let scanning = false;
  /** @type {ReturnType<typeof setTimeout> | null} */
  let strangeTimer = null;
  let changed = false;
  let placing = false;

  // An older copy of us may have left its pieces behind when the extension was updated.
  for (const old of document.querySelectorAll("right-handle-ui")) old.remove();
  const farewell = RightHandle.lines.line({
    said: { what: "updated" }, companion: "running", unreachable: "ask", waiting: null, report: null,
    account: { handle: "", name: "", kind: "unknown", purpose: "", colour: "", known: false },
    dismissed: new Set(), moveTo: null,
  });

  /** @type {Hub} */
  const hub = {
    site,
    standing,
    active: { handle: null, key: null, readings: 0 },
    get layer() {
      return layer();
    },
    readAccount() {
      const next = RightHandle.account.active(site);
      const moved = next.key !== hub.active.key;
      hub.active = next;
      if (moved) {
        report();
        for (const { watch } of watches.values()) {
          void RightHandle.move.look(watch);
          if (!watch.holding) RightHandle.watch.typed(watch);
          render(watch);
        }
      }
      return moved;
    },
    account(handle = hub.active.handle) {
      const blank = { handle: handle ?? "", name: "", kind: /** @type {Kind} */ ("unknown"), purpose: "", colour: "", known: false };
      if (!handle) return blank;
      const key = RightHandle.site.normal(site, handle, location.hostname);
      const known = standing.accounts.find((one) => RightHandle.site.normal(site, one.handle, location.hostname) === key);
      return known ?? blank;
    },
    moveTo() {
      const others = standing.accounts.filter(
        (one) => RightHandle.site.normal(site, one.handle, location.hostname) !== hub.active.key,
      );
      return others.find((one) => one.kind === "personal") ?? others[0] ?? null;
    },
    heard(next) {
      if (!next) return;
      const before = JSON.stringify(standing);
      standing = next;
      hub.standing = next;
      if (JSON.stringify(next) !== before) render(null);
    },
    render(watch) {
      render(watch);
    },
    orphaned() {
      orphaned();
    },
    held(held) {
      heldNow = held;
      report();
    },
  };

  /** Our host and closed root, made when first needed and put back when a page takes it out. */
  function layer() {
    if (!host || !root) {
      host = document.createElement("right-handle-ui");
      root = host.attachShadow({ mode: "closed" });
      RightHandle.style.dress(root);
      root.append(RightHandle.draw.el("div.root"));
      // What happens on our pieces is no business of the page's own handlers.
      for (const type of ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "keyup", "focusin", "focusout"]) {
        host.addEventListener(type, (event) => event.stopPropagation());
      }
    }
    if (!host.isConnected) {
      RightHandle.dialog.cancel();
      document.documentElement.append(host);
    }
    return /** @type {HTMLElement} */ (root.lastElementChild);
  }

  /** Look for composers; cheap enough to run when the page has changed, never on a clock. */
  function scan() {
    scanning = false;
    if (!ours || stop.signal.aborted) return;
    hub.readAccount();
    const found = RightHandle.composer.all(site);
    const editors = new Set(found.map((composer) => composer.editor));
    for (const [editor, { watch, frame, label, note }] of watches) {
      if (editors.has(editor) || watch.holding) continue;
      RightHandle.marks.clear(watch.composer);
      if (watch.timer) clearTimeout(watch.timer);
      // What was just said outlives the composer it was said about.
      if (!watch.said || found.length) for (const piece of [frame, label, note]) piece.remove();
      else last(watch, note, [frame, label]);
      watches.delete(editor);
    }
    for (const composer of found) {
      const known = watches.get(composer.editor);
      if (known) known.watch.composer = composer;
      else begin(composer);
    }
    strange(found.length > 0);
    report();
    place();
  }

  /** @param {Composer} composer */
  function begin(composer) {
    const watch = RightHandle.watch.start(composer, hub);
    const dark = RightHandle.style.dark(composer.editor);
    const pieces = { watch, dark, ...RightHandle.label.make(layer()), note: RightHandle.note.make(layer()) };
    watches.set(composer.editor, pieces);
    render(watch);
    void RightHandle.move.look(watch);
    RightHandle.watch.typed(watch);
    return watch;
  }

  /**
   * @param {Watch} watch
   * @param {HTMLElement} note
   * @param {HTMLElement[]} gone
   */
  function last(watch, note, gone) {
    for (const piece of gone) piece.remove();
    RightHandle.note.place(note, null, false);
    const clear = () => note.remove();
    addEventListener("input", clear, { once: true, ...listen });
    if (watch.said?.what !== "postedUnchecked") setTimeout(clear, 10_000);
  }

  /** A writer on a known site, and no composer as described: say that nothing is watched. @param {boolean} found */
  function strange(found) {
    const stranger = found ? null : RightHandle.composer.stranger(site);
    if (found || !stranger) {
      if (strangeTimer) clearTimeout(strangeTimer);
      strangeTimer = null;
      if (found && changed) changed = false;
      return;
    }
    strangeTimer ??= setTimeout(() => {
      strangeTimer = null;
      if (RightHandle.composer.all(site).length || !RightHandle.composer.stranger(site)) return;
      changed = true;
      report();
    }, STRANGE);
  }

  /** Tell the toolbar, when it is news. */
  function report() {
    if (!ours) return;
    const page = {
      site: site.id, handle: hub.active.handle, watching: changed ? "changed" : "watched", held: heldNow,
    };
    const news = JSON.stringify(page);
    if (news === reported) return;
    reported = news;
    void messages.send("page", page).then((answer) => {
      if (answer.failed === "orphaned") orphaned();
    });
  }

  /** @param {Watch | null} one  null for all */
  function render(one) {
    const [first] = watches.values();
    for (const { watch, frame, label, note, dark } of watches.values()) {
      if (one && watch !== one) continue;
      const it = RightHandle.watch.now(watch);
      RightHandle.label.fill({ frame, label }, hub.account(), dark);
      const here = document.activeElement;
      const inUse = watch.said || watch.waiting || it.text.trim() || (here && watch.composer.editor.contains(here)) || watch === first?.watch;
      const line = inUse && !RightHandle.dialog.isOpen()
        ? RightHandle.lines.line({
            said: watch.said, companion: standing.companion, unreachable: standing.unreachable, account: hub.account(),
            waiting: watch.waiting, report: RightHandle.watch.reportFor(watch, it.key), dismissed: watch.dismissed,
            moveTo: hub.moveTo()?.handle ?? null,
          })
        : null;
      RightHandle.note.fill(note, line, dark, (act) => void press(watch, act));
    }
    place();
  }

  /** @param {Watch} watch @param {string} act */
  async function press(watch, act) {
    const findings = watch.verdict?.report.findings ?? [];
    if (act === "put-here") await RightHandle.move.put(watch);
    else if (act === "let-go") await RightHandle.move.drop(watch);
    else if (act === "fine") {
      for (const one of findings) if (one.weight === "note") watch.dismissed.add(RightHandle.lines.dismissal(one));
      RightHandle.watch.mark(watch);
      render(watch);
    } else if (act === "move") {
      const to = hub.moveTo();
      if (to) await RightHandle.move.park(watch, to, RightHandle.watch.now(watch).text);
    } else if (act === "always-ask") {
      hub.heard((await messages.send("alwaysAsk")).standing);
      RightHandle.watch.tell(watch, "willAsk");
    } else if (act === "rule" || act === "settings") await messages.send("openSettings");
    else if (act === "help") await messages.send("openHelp");
    else if (act === "name") await messages.send("openPopup");
    else if (act === "reload") location.reload();
  }

  /** Put every piece where its composer is, once a frame at most. */
  function place() {
    if (placing || !watches.size) return;
    placing = true;
    requestAnimationFrame(() => {
      placing = false;
      for (const { watch, frame, label, note } of watches.values()) {
        const box = watch.composer.frame.isConnected ? watch.composer.frame.getBoundingClientRect() : null;
        const shown = box !== null && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
        if (box) RightHandle.label.place({ frame, label }, box, shown);
        note.style.visibility = shown ? "" : "hidden";
        RightHandle.note.place(note, box, box !== null && box.top < 34);
        RightHandle.marks.place(watch.composer.editor);
      }
    });
  }

  function later() {
    if (scanning) return;
    scanning = true;
    setTimeout(scan, watches.size ? 200 : 60);
  }

  /** The watch of the composer an event is about. @param {Composer} composer */
  function watchFor(composer) {
    const known = watches.get(composer.editor)?.watch;
    if (known) known.composer = composer;
    return known ?? begin(composer);
  }

  /** @param {Event} event */
  function onSend(event) {
    if (!ours || event.target === host) return;
    const key = event instanceof KeyboardEvent ? event : null;
    if (key && key.key !== "Enter") return;
    const met = RightHandle.composer.of(site, event);
    if (!met) return;
    const { composer, control } = met;
    const press = {
      type: /** @type {Press["type"]} */ (event.type),
      composing: Boolean(key && (key.isComposing || key.keyCode === 229)),
      key: key?.key ?? "",
      mod: Boolean(key && (key.ctrlKey || key.metaKey)),
      shift: Boolean(key?.shiftKey),
      alt: Boolean(key?.altKey),
      listbox: Boolean(key && RightHandle.composer.listbox(composer.editor)),
      keys: control ? [] : composer.spec.keys,
      control: control !== null && !RightHandle.composer.disabled(control),
    };
    if (!RightHandle.gate.sends(press)) return;
    const submitter = event instanceof SubmitEvent ? event.submitter : null;
    RightHandle.send.meet(watchFor(composer), event, {
      type: press.type,
      control,
      form: event.type === "submit" ? /** @type {HTMLFormElement} */ (event.target) : composer.editor.closest("form"),
      submitter: submitter instanceof HTMLElement ? submitter : null,
    });
  }

  /** @param {Event} event */
  function watched(event) {
    const path = event.composedPath();
    return [...watches.values()].find(({ watch }) => path.includes(watch.composer.editor) || path.includes(watch.composer.scope))?.watch;
  }

  /** After an update nothing of ours can check any more: say so, and step aside. */
  function orphaned() {
    if (stop.signal.aborted) return;
    stop.abort();
    observer.disconnect();
    RightHandle.dialog.cancel();
    for (const { watch } of watches.values()) RightHandle.marks.clear(watch.composer);
    layer().replaceChildren();
    const note = RightHandle.note.make(layer());
    RightHandle.note.fill(note, farewell, RightHandle.style.dark(document.body ?? document.documentElement), () => location.reload());
    RightHandle.note.place(note, null, false);
    watches.clear();
  }

  /** Ask the background what it knows; on the practice page also whether this page is the companion's. */
  async function hello(tries = 5) {
    if (!messages.alive()) return orphaned();
    const answer = await messages.send("hello", { site: site.id });
    if (answer.failed === "orphaned") return orphaned();
    if (answer.watch === false) {
      ours = false;
      stop.abort();
      observer.disconnect();
      return;
    }
    // A background that is still busy connecting answers later: a page must not stay unwatched for that.
    if (answer.failed && tries > 0) setTimeout(() => void hello(tries - 1), 2_000);
    ours = ours || answer.watch === true;
    reported = "";
    hub.heard(answer.standing);
    scan();
  }

  for (const type of ["click", "keydown", "submit"]) addEventListener(type, onSend, listen);
  addEventListener("keydown", (event) => {
    if (RightHandle.dialog.isOpen()) RightHandle.dialog.guardKey(event);
    else if (event.target === host) event.stopImmediatePropagation();
    else if (event.key === "Control" || event.key === "Meta") {
      const watch = watched(event);
      if (watch) RightHandle.watch.renew(watch);
    }
  }, listen);
  addEventListener("pointerdown", (event) => {
    const watch = event.target === host ? undefined : watched(event);
    if (watch) RightHandle.watch.renew(watch);
  }, listen);
  addEventListener("input", (event) => {
    const watch = watched(event);
    if (watch) RightHandle.watch.typed(watch);
    else later();
  }, listen);
  // A switch of accounts in place starts with a click or comes from another tab.
  addEventListener("click", () => setTimeout(later, 0), listen);
  for (const type of ["focusin", "storage"]) addEventListener(type, later, listen);
  for (const type of MOVING) addEventListener(type, place, { passive: true, ...listen });
  addEventListener("pageshow", (event) => event.persisted && void hello(), listen);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void hello();
  }, listen);

  const observer = new MutationObserver((records) => {
    if (!ours) return;
    for (const record of records.slice(0, 50)) {
      if (record.type === "attributes") {
        hub.readAccount();
        break;
      }
      for (const { watch } of watches.values()) {
        if (watch.composer.editors.some((editor) => editor.contains(record.target))) RightHandle.watch.typed(watch);
      }
    }
    if (host && !host.isConnected) layer();
    if (records.some((record) => record.type === "childList")) later(); // typing alone moves no composer
  });
  observer.observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: site.attributes,
  });

  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return;
    if (message.name === "standing") hub.heard(message.standing);
    if (message.name === "probe" && ours) {
      reply({ site: site.id, handle: hub.active.handle, watching: changed ? "changed" : "watched", held: heldNow });
    }
  });

  void hello();
}
