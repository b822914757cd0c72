// @ts-check
/** The first three steps, each done by itself: connect, say whose accounts these are, see a post held. */

import "../shared/namespace.js";
import "../shared/messages.js";
import "../shared/shapes.js";
import "../shared/draw.js";
import { browserName } from "../background/pairing.js";

const { el, sign, mark, tile, say, button } = RightHandle.draw;
const { send } = RightHandle.messages;
const main = /** @type {HTMLElement} */ (document.getElementById("welcome"));

/**
 * @param {number} number
 * @param {"done" | "now" | "later"} state
 * @param {string} title
 * @param {...(Node | string | null)} children
 */
function step(number, state, title, ...children) {
  return el(
    "li.step",
    { "data-step": String(number), "data-state": state },
    el(`span.number.${state}`, {}, state === "done" ? sign("clear") : String(number)),
    el("div", {}, el("h2", {}, title), ...children),
  );
}

/** @param {number} port */
function connectForm(port) {
  const error = el("p.err", { role: "alert" });
  const code = /** @type {HTMLInputElement} */ (
    el("input", { id: "code", name: "code", autocomplete: "off", spellcheck: "false", autocapitalize: "characters", maxlength: "64", required: "" })
  );
  const number = /** @type {HTMLInputElement} */ (
    el("input", { id: "port", name: "port", inputmode: "numeric", pattern: "[0-9]{1,5}", value: String(port), required: "" })
  );
  const go = /** @type {HTMLButtonElement} */ (el("button.btn.solid", { type: "submit" }, say("wel_go")));
  const form = el(
    "form",
    {},
    el("div", {}, el("label", { for: "code" }, say("wel_code")), code),
    el("div", {}, el("label", { for: "port" }, say("wel_port")), number, el("p.hint", {}, say("wel_portHint"))),
    error,
    el("div", {}, go),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    error.replaceChildren();
    const answer = await send("connect", { code: code.value, port: Number(number.value) });
    go.disabled = false;
    if (answer.connected) return render();
    error.replaceChildren(sign("error"), answer.why ?? say("didNotWork"));
    code.focus();
  });
  return form;
}

/** @param {any[]} pages */
function accounts(pages) {
  const rows = pages.map(({ account, site }) => {
    const kinds = /** @type {const} */ (["company", "ambassador", "personal"]).map((kind) =>
      button("button.btn.small", kind, async () => {
        await send("nameAccount", { site, handle: account.handle, kind });
        await render();
      }, tile({ kind, colour: "" }), say(`kind_${kind}`)),
    );
    return el(
      "li",
      {},
      tile(account, 40),
      el("div.grow", {}, el("b", {}, `@${account.handle}`), el("p.s.m2", {}, say("wel_on", say(`site_${site}`)))),
      account.known
        ? el("span.pill", {}, sign("clear"), say(`kind_${account.kind}`))
        : el("span.kinds", {}, ...kinds),
    );
  });
  return el("ul.card", {}, ...rows);
}

async function render() {
  const it = await send("overview", { tab: null });
  const connected = it.companion === "running";
  const seen = (it.others ?? []).filter((/** @type {any} */ page) => page.account.handle);
  const asked = seen.filter((/** @type {any} */ page) => !page.account.known);
  /** @type {Record<string, string>} */
  const troubles = { down: "isDown", slow: "isSlow", "not-proved": "isNotProved" };
  const trouble = troubles[it.companion];
  const first = connected
    ? step(1, "done", say("wel_connected"), el("p.s.m2", {}, say("wel_connectedAt", browserName(), String(it.port))))
    : step(
        1,
        "now",
        say("wel_connect"),
        el("p.m2", {}, say("wel_connectHow")),
        trouble ? el("p.err.then", {}, sign("error"), el("span", {}, say(trouble), " ", trouble === "isNotProved" ? say("isNotProvedThen") : [say("pop_startBefore"), " make run", say("pop_startAfter")].join(""))) : null,
        connectForm(it.port ?? 8791),
      );
  const second = step(
    2,
    !connected ? "later" : seen.length && !asked.length ? "done" : "now",
    say("wel_accounts"),
    el("p.s.m2", {}, say(asked.length ? "wel_accountsOne" : "wel_accountsNone")),
    seen.length && connected ? accounts(seen) : null,
  );
  const third = step(
    3,
    connected ? "now" : "later",
    say("wel_see"),
    el("p.s.m2", {}, say("wel_seeHow")),
    connected ? el("p.then", {}, button("button.btn", "practice", () => void send("practice"), say("wel_open"))) : null,
  );
  main.replaceChildren(
    el("p.brand", {}, mark(), say("name")),
    el("h1", {}, say("wel_title")),
    el("p.lede", {}, say("wel_lede")),
    el("ol", {}, first, second, third),
  );
}

void render();
