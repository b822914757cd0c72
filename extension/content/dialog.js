// @ts-check
"use strict";

/** The dialog of a held post: the account first, then the words, then the rule. */

RightHandle.dialog = dialogPart();

function dialogPart() {
  const { el, sign, tile, say, button } = RightHandle.draw;
  /** A second Enter that was on its way when the dialog opened must not answer it. */
  const SETTLE = 350;

  /** @type {{close: (act: string) => void, at: number, node: HTMLElement} | null} */
  let open = null;

  /**
   * @typedef {object} Held
   * @property {"confirm" | "stop" | "ask"} weight
   * @property {Account} account
   * @property {string} site  the site's name for people
   * @property {string} text
   * @property {Finding[]} findings
   * @property {string[]} why  plain sentences: why nothing was checked, or what was not
   * @property {Account | null} moveTo
   * @property {boolean} dark
   */

  /**
   * Show it and wait for the person's choice.
   *
   * @param {HTMLElement} layer
   * @param {Held} held
   * @returns {Promise<"edit" | "move" | "post" | "wrong" | "sign">}
   */
  function ask(layer, held) {
    return new Promise((resolve) => {
      open?.close("edit");
      const node = /** @type {HTMLDialogElement} */ (
        el("dialog", { "aria-labelledby": "rh-head", "data-part": "dialog", "data-weight": held.weight })
      );
      node.className = held.dark ? "dark" : "light";
      /** @type {ReturnType<typeof watchSight> | null} */
      let sight = null;
      const close = (/** @type {string} */ act) => {
        if (open?.node !== node) return;
        open = null;
        sight?.end();
        node.close();
        node.remove();
        resolve(/** @type {any} */ (act));
      };
      const press = async (/** @type {string} */ act) => {
        // A page may lay something over us and lure a click: what can't be seen can't be agreed to.
        if (act !== "post" || (await sight?.seen())) close(act);
        else node.querySelector(".safe")?.lastChild?.replaceWith(say("covered"));
      };
      node.append(...content(held, press));
      node.addEventListener("cancel", (event) => {
        event.preventDefault();
        close("edit");
      });
      node.addEventListener("close", () => close("edit"));
      layer.append(node);
      open = { close, at: performance.now(), node };
      node.showModal();
      /** @type {HTMLElement | null} */ (node.querySelector('[data-act="edit"]'))?.focus();
      const post = node.querySelector('[data-act="post"]');
      if (post) sight = watchSight(post);
    });
  }

  /** The browser tells of visibility a little late, and not while the dialog rises: wait that long. */
  const PATIENCE = 800;

  /**
   * Follow whether a button can truly be seen, where the browser can tell (Chromium can).
   *
   * @param {Element} node
   */
  function watchSight(node) {
    if (!("isVisible" in IntersectionObserverEntry.prototype)) return { seen: async () => true, end() {} };
    let visible = false;
    let told = () => {};
    const options = /** @type {IntersectionObserverInit} */ (
      /** @type {unknown} */ ({ threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 })
    );
    const watcher = new IntersectionObserver((entries) => {
      visible = /** @type {{isVisible?: boolean} | undefined} */ (entries.at(-1))?.isVisible !== false;
      if (visible) told();
    }, options);
    watcher.observe(node);
    return {
      async seen() {
        if (!visible) {
          await new Promise((resolve) => {
            told = () => resolve(null);
            setTimeout(resolve, PATIENCE);
          });
        }
        return visible;
      },
      end: () => watcher.disconnect(),
    };
  }

  /**
   * @param {Held} held
   * @param {(act: string) => void} press
   */
  function content(held, press) {
    const { account, weight } = held;
    const handle = account.handle ? `@${account.handle}` : say("thisAccount");
    const plate = el(
      `div.plate.${account.kind}.${account.kind === "unknown" ? "none" : account.colour || "none"}`,
      {},
      tile(account, 40),
      el(
        "div",
        {},
        el("p.who", {}, account.name || (account.handle ? handle : say("accountUnknown"))),
        el("p.sub", {}, account.handle ? say("handleOnSite", handle, held.site) : held.site),
      ),
      el("p.sub.end", {}, RightHandle.label.kindWord(account.kind), el("br"), account.purpose),
    );
    const body = el(
      "div.body",
      { tabindex: "-1" },
      el(`p.weight.${weight}`, {}, sign(weight === "ask" ? "down" : weight), say(`weight_${weight}`)),
      el("h2", { id: "rh-head" }, say(`head_${weight}`, handle)),
      held.why.length ? el("p.why", {}, held.why.join(" ")) : null,
      el("p.draft", {}, ...RightHandle.marks.pieces(held.text, held.findings)),
      el("div.finds", {}, ...RightHandle.lines.heaviestFirst(held.findings).map((one) => finding(one, press))),
    );
    return [plate, weight === "stop" && el("div.hazard"), body, foot(held, handle, press)].filter(
      (part) => part instanceof HTMLElement,
    );
  }

  /** @type {Record<string, string>} What helps where no words are at fault. */
  const INSTEAD = { standing: "whatToDo", activity: "permitted" };

  /**
   * @param {Finding} one
   * @param {(act: string) => void} press
   */
  function finding(one, press) {
    const facts = [
      [INSTEAD[one.match ? "" : one.category] ?? "writeInstead", one.instead],
      ["consequence", one.consequence],
      ["where", one.section],
    ].filter((row) => row[1]);
    return el(
      `div.find.${one.weight}`,
      {},
      sign(one.weight),
      el(
        "div",
        {},
        el("h3", {}, one.title),
        el("p", {}, one.why),
        one.part === undefined ? null : el("p", {}, `“${one.match}”`),
        el("dl", {}, ...facts.flatMap(([key = "", value]) => [el("dt", {}, say(key)), el("dd", {}, value)])),
        one.category === "standing" ? el("p.acts", {}, button("button", "sign", press, say("act_sign"))) : null,
      ),
    );
  }

  /**
   * @param {Held} held
   * @param {string} handle
   * @param {(act: string) => void} press
   */
  function foot(held, handle, press) {
    const { moveTo, weight, account } = held;
    const colour = account.kind === "unknown" ? "none" : account.colour || "none";
    return el(
      "div.foot",
      {},
      el("p.safe", {}, sign("safe"), say("notSent")),
      el(
        "div.btns",
        {},
        moveTo && button("button.btn", "move", press, tile(moveTo), say("act_move", `@${moveTo.handle}`)),
        button("button.btn.solid", "edit", press, say(weight === "ask" ? "act_wait" : "act_edit")),
        weight === "stop"
          ? button("button.btn.quiet.end", "wrong", press, say("act_wrong"))
          : button(`button.btn.acct.end.${colour}`, "post", press, tile(account), say("act_post", handle)),
      ),
    );
  }

  /** Take it away without a choice: the page pulled it out, or the extension was updated. */
  const cancel = () => open?.close("edit");
  const isOpen = () => open !== null;

  /**
   * Our keys stay ours: a site's shortcuts never see them, and a hurried Enter answers nothing.
   *
   * @param {KeyboardEvent} event
   */
  function guardKey(event) {
    if (!open) return;
    event.stopImmediatePropagation();
    const presses = event.key === "Enter" || event.key === " ";
    if (presses && (event.repeat || performance.now() - open.at < SETTLE)) event.preventDefault();
    // "Enter never posts": the button wants the pointer or the space bar, both on purpose.
    const focused = open.node.querySelector(":focus");
    if (event.key === "Enter" && focused?.getAttribute("data-act") === "post") event.preventDefault();
  }

  return { ask, cancel, isOpen, guardKey };
}
