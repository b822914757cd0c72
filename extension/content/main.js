// @ts-check
"use strict";

/** Wires the parts to one page: listeners first, everything else when there is a composer. */

{
  const site = RightHandle.site.of(location.href);
  if (site) watchPage(site);
}

/** @param {Site} site */
function watchPage(site) {
  const { host, messages, pieces, strange } = RightHandle;
  const MOVING = ["scroll", "resize", "transitionend", "animationend"];

  const stop = new AbortController();
  const listen = { capture: true, signal: stop.signal };
  /** The practice page counts only on the companion's own address: until that is sure, nothing is touched. */
  let ours = !site.companionOnly;
  let reported = "";
  let scanning = false;

  host.tidy();
  // Made now: afterwards no sentence of ours can be read any more.
  const farewell = RightHandle.lines.moment({ what: "updated" });
  const trouble = RightHandle.lines.moment({ what: "trouble" });

  /** @type {Hub} */
  const hub = {
    site,
    standing: { companion: "running", unreachable: "ask", policy: "", accounts: [] },
    active: { handle: null, key: null },
    get layer() {
      return host.layer();
    },
    readAccount() {
      const next = RightHandle.account.active(site);
      const moved = next.key !== hub.active.key;
      hub.active = next;
      if (moved) {
        report();
        for (const watch of pieces.watches()) {
          void RightHandle.move.look(watch);
          if (!watch.holding) RightHandle.watch.typed(watch);
          pieces.render(watch);
        }
      }
      return moved;
    },
    account(handle = hub.active.handle) {
      const blank = { handle: handle ?? "", name: "", kind: /** @type {Kind} */ ("unknown"), purpose: "", colour: "", known: false };
      if (!handle) return blank;
      const key = RightHandle.site.normal(site, handle, location.hostname);
      const known = hub.standing.accounts.find((one) => RightHandle.site.normal(site, one.handle, location.hostname) === key);
      return known ?? blank;
    },
    moveTo() {
      // One that only the policy lists has no colour, and may be a colleague's: nobody is sent there.
      const others = hub.standing.accounts.filter(
        (one) => one.colour && RightHandle.site.normal(site, one.handle, location.hostname) !== hub.active.key,
      );
      return others.find((one) => one.kind === "personal") ?? others[0] ?? null;
    },
    heard(next) {
      if (!next) return;
      const before = hub.standing;
      hub.standing = next;
      if (JSON.stringify(next) === JSON.stringify(before)) return;
      // Who an account is, or whether anybody answers, decides about every draft that stands there.
      const renamed = JSON.stringify(next.accounts) !== JSON.stringify(before.accounts);
      const back = next.companion === "running" && before.companion !== "running";
      for (const watch of pieces.watches()) {
        if (renamed && !watch.holding) watch.verdict = null;
        if (renamed || back || next.policy !== before.policy) RightHandle.watch.typed(watch);
      }
      pieces.render(null);
    },
    render: pieces.render,
    orphaned() {
      orphaned();
    },
    held() {
      report();
      later(); // a composer that went meanwhile was kept for as long as it was held
    },
  };

  /** Look for composers; cheap enough to run when the page has changed, never on a clock. */
  function scan() {
    scanning = false;
    if (!ours || stop.signal.aborted) return;
    hub.readAccount();
    const found = RightHandle.composer.all(site);
    for (const composer of found) pieces.at(composer, hub);
    pieces.keep(found, stop.signal);
    strange.look(hub, found.length > 0, report);
    report();
    pieces.place();
  }

  /** @returns {PageState} */
  function state() {
    const held = pieces.watches().some(({ holding }) => holding);
    return { site: site.id, handle: hub.active.handle, watching: strange.changed ? "changed" : "watched", held };
  }

  /** Tell the toolbar, when it is news. */
  function report() {
    if (!ours) return;
    const page = state();
    const news = JSON.stringify(page);
    if (news === reported) return;
    reported = news;
    void messages.send("page", page).then((answer) => {
      if (answer.failed === "orphaned") orphaned();
    });
  }

  function later() {
    if (scanning) return;
    scanning = true;
    setTimeout(scan, pieces.watches().length ? 200 : 60);
  }

  /** @param {Event} event */
  function onSend(event) {
    if (!ours || host.is(event.target)) return;
    const key = event instanceof KeyboardEvent ? event : null;
    if (key && key.key !== "Enter") return;
    const met = RightHandle.composer.of(site, event);
    if (!met) return;
    try {
      meet(event, key, met);
    } catch (error) {
      // What can't be looked at stays where it is, and that is said: letting it go would be a guess.
      event.preventDefault();
      event.stopImmediatePropagation();
      console.error(error);
      host.foot(trouble, stop.signal);
    }
  }

  /**
   * @param {Event} event
   * @param {KeyboardEvent | null} key
   * @param {{composer: Composer, control: HTMLElement | null}} met
   */
  function meet(event, key, { composer, control }) {
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
    RightHandle.send.meet(pieces.at(composer, hub), event, {
      type: press.type,
      control,
      form: event.type === "submit" ? /** @type {HTMLFormElement} */ (event.target) : composer.editor.closest("form"),
      submitter: submitter instanceof HTMLElement ? submitter : null,
    });
  }

  /** After an update nothing of ours can check any more: say so, and step aside. */
  function orphaned() {
    if (stop.signal.aborted) return;
    stop.abort();
    observer.disconnect();
    RightHandle.dialog.cancel();
    pieces.clear();
    host.layer().replaceChildren();
    host.foot(farewell);
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
    else if (host.is(event.target)) event.stopImmediatePropagation();
    else if (event.key === "Control" || event.key === "Meta") {
      const watch = pieces.of(event);
      if (watch) RightHandle.watch.renew(watch);
    }
  }, listen);
  addEventListener("pointerdown", (event) => {
    const watch = host.is(event.target) ? undefined : pieces.of(event);
    if (watch) RightHandle.watch.renew(watch);
  }, listen);
  addEventListener("input", (event) => {
    const watch = pieces.of(event);
    if (watch) RightHandle.watch.typed(watch);
    else later();
  }, listen);
  // A switch of accounts in place starts with a click or comes from another tab.
  addEventListener("click", () => setTimeout(later, 0), listen);
  for (const type of ["focusin", "storage"]) addEventListener(type, later, listen);
  for (const type of MOVING) addEventListener(type, pieces.place, { passive: true, ...listen });
  addEventListener("pageshow", (event) => event.persisted && void hello(), listen);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void hello().then(() => pieces.watches().forEach(RightHandle.watch.back));
  }, listen);

  const observer = new MutationObserver((records) => {
    if (!ours) return;
    if (records.some((record) => record.type === "attributes")) hub.readAccount();
    const texts = records.filter((record) => record.type !== "attributes").slice(0, 50);
    for (const watch of pieces.watches()) {
      const inside = texts.some(({ target }) => watch.composer.editors.some((editor) => editor.contains(target)));
      if (inside) RightHandle.watch.typed(watch);
    }
    host.restore();
    if (records.some((record) => record.type === "childList")) later(); // typing alone moves no composer
  });
  observer.observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: site.attributes,
  });

  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return;
    if (message.name === "standing") hub.heard(message.standing);
    if (message.name === "probe" && ours) reply(state());
  });

  void hello();
}
