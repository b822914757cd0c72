// @ts-check
/** The toolbar's window: who is active in this tab, whether it is watched, and how the companion is. */

import "../shared/namespace.js";
import "../shared/messages.js";
import "../shared/shapes.js";
import "../shared/draw.js";

const { el, sign, mark, tile, say, button } = RightHandle.draw;
const { send } = RightHandle.messages;
const main = /** @type {HTMLElement} */ (document.getElementById("popup"));

/**
 * @typedef {PageState & {account: Account}} Named
 * @typedef {object} Overview
 * @property {CompanionState} companion
 * @property {Unreachable} unreachable
 * @property {number} port
 * @property {Named | null} page
 * @property {Named[]} others
 */

const STATES = {
  running: { word: "running", sign: "clear" },
  down: { word: "pop_notRunning", sign: "down" },
  slow: { word: "pop_slow", sign: "down" },
  unpaired: { word: "pop_notConnected", sign: "down" },
  "not-proved": { word: "pop_notProved", sign: "error" },
};

/** The tab this is about: the one before us, or the one named in the address. */
async function tabId() {
  const asked = Number(new URLSearchParams(location.search).get("tab"));
  if (asked) return asked;
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** @param {string} site */
const siteName = (site) => say(`site_${site}`);

/** @param {CompanionState} state */
function header(state) {
  const { word, sign: name } = STATES[state];
  return el(
    "header",
    {},
    el("span.brand", {}, mark(), say("name")),
    el("span.pill", { "data-companion": state }, sign(name), say(word)),
  );
}

/** @param {Watching} watching */
const watchPill = (watching) =>
  watching === "watched"
    ? el("span.pill", {}, sign("eye"), say("pop_watched"))
    : el("span.pill", {}, sign("noeye"), say("pop_notWatched"));

/** This tab. @param {Named | null} page */
function here(page) {
  if (!page || page.watching !== "watched") {
    const off = el("span.off", {}, sign("noeye"));
    const why = say(page ? "siteChanged" : "pop_here");
    return el("section", {}, el("div.row", {}, off, el("div.grow", {}, el("h1", {}, why), el("p.s.m2", {}, say("postsLeave")))));
  }
  const { account, site } = page;
  const handle = account.handle ? `@${account.handle}` : "";
  const title = account.name || handle || say("accountUnknown");
  const under = account.known
    ? say("pop_handleKind", handle, siteName(site), say(`kind_${account.kind}`))
    : account.handle ? say("pop_newOn", siteName(site)) : say("pop_rulesOn", siteName(site));
  return el(
    "section",
    { "data-part": "account" },
    el(
      "div.row",
      {},
      tile(account, 48),
      el(
        "div.grow",
        {},
        el("h1", {}, title),
        el("p.s.m2", {}, under),
        account.purpose ? el("p.s.purpose", {}, account.purpose) : null,
        el("p.watch", {}, watchPill(page.watching)),
      ),
    ),
  );
}

/** Asked once, answered with one click. @param {Named} page */
function who(page) {
  const error = el("p.err", { role: "alert" });
  error.hidden = true;
  const kinds = /** @type {const} */ (["company", "ambassador", "personal"]).map((kind) =>
    button("button.btn.small", kind, async () => {
      const answer = await send("nameAccount", { site: page.site, handle: page.account.handle, kind });
      if (answer.named) return render();
      error.replaceChildren(sign("error"), answer.why ?? say("didNotWork"));
      error.hidden = false;
    }, tile({ kind, colour: "" }), say(`kind_${kind}`)),
  );
  return el(
    "section",
    { "data-part": "who" },
    el("h2", {}, say("pop_who")),
    el("p.s.m2.ask", {}, say("pop_whoThen")),
    el("div.kinds", {}, ...kinds),
    error,
  );
}

/** The companion isn't there: what that means, and the way back. @param {Overview} it */
function away(it) {
  const sentences = { down: "isDown", slow: "isSlow", unpaired: "isUnpaired", "not-proved": "isNotProved", running: "" };
  const how = it.companion === "unpaired"
    ? say("isUnpairedThen")
    : it.companion === "not-proved" ? say("isNotProvedThen") : null;
  return [
    el(
      "section",
      {},
      el(
        "div.row",
        {},
        el("span.off", {}, sign("down")),
        el("div.grow", {}, el("h1", {}, say("pop_nothing")), el("p.s.m2", {}, say(sentences[it.companion]))),
      ),
    ),
    el(
      "section",
      {},
      el(
        "p.s.m2",
        {},
        ...(how ? [how] : [say("pop_startBefore"), " ", el("span.code", {}, "make run"), say("pop_startAfter")]),
        " ",
        say(`policySays_${it.unreachable}`),
      ),
      el(
        "p.row.then",
        {},
        it.companion === "unpaired"
          ? button("button.btn.small.solid", "connect", connect, say("pop_connect"))
          : button("button.btn.small.solid", "again", () => void render(), say("pop_again")),
      ),
    ),
  ];
}

/** @param {Named[]} pages */
function others(pages) {
  const rows = pages.map(({ account, site, watching }) =>
    el(
      "li",
      {},
      tile(account, 32),
      el(
        "div",
        {},
        el("b", {}, account.name || (account.handle ? `@${account.handle}` : say("accountUnknown"))),
        el("p.s.m3", {}, account.handle ? say("handleOnSite", `@${account.handle}`, siteName(site)) : say("pop_rulesOn", siteName(site))),
      ),
      watchPill(watching),
    ),
  );
  return el("section", {}, el("p.s.m3", {}, say("pop_others")), el("ul.tabs", {}, ...rows));
}

async function connect() {
  await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
  window.close();
}

/** @param {Overview} it */
function footer(it) {
  const asks = it.companion === "running" && it.page?.account.handle && !it.page.account.known;
  const error = el("span.err", { role: "alert" });
  const settings = button("button.link", "settings", async () => {
    const answer = await send("settings");
    if (!answer.why && !answer.failed) return window.close();
    error.textContent = answer.why ?? say("didNotWork");
  }, say("pop_settings"));
  return el("footer", {}, settings, error, asks ? button("button.link", "later", () => window.close(), say("pop_later")) : null);
}

async function render() {
  const it = /** @type {Overview & {failed?: string}} */ (await send("overview", { tab: await tabId() }));
  if (it.failed) {
    main.replaceChildren(header("down"), el("section", {}, el("p", {}, say("didNotWork")), button("button.btn.small", "again", () => void render(), say("pop_again"))));
    return;
  }
  const asks = it.page?.watching === "watched" && it.page.account.handle && !it.page.account.known;
  const parts = it.companion === "running"
    ? [here(it.page), asks && it.page ? who(it.page) : null, it.others.length ? others(it.others) : null]
    : away(it);
  main.replaceChildren(...[header(it.companion), ...parts, footer(it)].filter((part) => part !== null));
}

void render();
