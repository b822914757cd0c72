// @ts-check
/** The settings page: which of its pages shows, the rail, and the way in by a code. */
import { showAccounts } from "./accounts.js";
import { showBrowsers } from "./browsers.js";
import { call, CompanionError, forget, isConnected, pair } from "./companion.js";
import { hideConnect, showConnect } from "./connect.js";
import { byId, el, fault, icon } from "./dom.js";
import { showChanges } from "./policy-changes.js";
import { showEdit } from "./policy-edit.js";
import { showStarters } from "./policy-new.js";
import { showRules } from "./policy-rules.js";
import { showDraftTry } from "./policy-try.js";
import { showVersions } from "./policy-versions.js";
import { showPolicy } from "./policy.js";
import { showRecord } from "./record.js";
import { showTry } from "./try.js";

/**
 * What a page is given. `place` puts it on the screen, unless the person has moved on meanwhile.
 *
 * @typedef {object} Visit
 * @property {string} rest  what follows the page's name in the address, such as an account's id
 * @property {import("./shapes.js").Status} status
 * @property {AbortSignal} signal  aborted when the person leaves the page
 * @property {(...children: import("./dom.js").Child[]) => void} place
 * @property {(error: unknown) => void} failed  for what happens after the page is up
 */

/** @type {{route: string, title: string, show: (visit: Visit) => Promise<void>}[]} the first that fits is shown */
const PAGES = [
  { route: "accounts", title: "Accounts", show: showAccounts },
  { route: "try", title: "Try a sentence", show: showTry },
  { route: "policy/edit/rules", title: "Edit the policy", show: showRules },
  { route: "policy/edit/try", title: "Edit the policy", show: showDraftTry },
  { route: "policy/edit/changes", title: "Edit the policy", show: showChanges },
  { route: "policy/edit", title: "Edit the policy", show: showEdit },
  { route: "policy/versions", title: "Earlier versions", show: showVersions },
  { route: "policy/new", title: "Start from another", show: showStarters },
  { route: "policy", title: "Policy", show: showPolicy },
  { route: "browsers", title: "Browsers", show: showBrowsers },
  { route: "record", title: "My record", show: showRecord },
];

let leaving = new AbortController();
/** The address of what is on the screen; focus moves to the heading only when it changes. */
let showing = "";

async function route() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const code = asked.get("code");
  if (code !== null) {
    await enter(code, asked.get("page"));
    return;
  }
  if (!isConnected()) {
    leave();
    showConnect(() => void route());
    return;
  }
  await visit();
}

/**
 * A one-time code in the address: out of it and out of the history before anything else. What it leads
 * to stays, such as the rule that a note in a page was about.
 *
 * @param {string} code
 * @param {string | null} page
 */
async function enter(code, page) {
  history.replaceState(null, "", location.pathname + (page ? `#/${page}` : ""));
  try {
    await pair(code);
    await route();
  } catch (error) {
    if (!(error instanceof CompanionError)) throw error;
    if (isConnected()) await route();
    else showConnect(() => void route(), error.message);
  }
}

async function visit() {
  const address = location.hash.replace(/^#\/?/u, "");
  const asked = PAGES.find(({ route }) => address === route || address.startsWith(`${route}/`));
  const page = asked ?? PAGES[0];
  if (!page) return;
  const rest = asked ? address.slice(asked.route.length + 1) : "";
  const signal = leave();
  closeMenu();
  try {
    const status = await call("GET", "/status", { signal });
    hideConnect();
    shell(page, true);
    const moved = showing !== "" && showing !== address;
    showing = address;
    await page.show({
      rest: plain(rest),
      status,
      signal,
      place: (...children) => {
        signal.throwIfAborted();
        byId("main").replaceChildren(...children.filter((child) => child instanceof Node));
        if (moved) {
          scrollTo(0, 0);
          byId("main").querySelector("h1")?.focus({ preventScroll: true });
        }
      },
      failed: (error) => failed(page, error, signal),
    });
  } catch (error) {
    failed(page, error, signal);
  }
}

/**
 * @param {string} escaped
 * @returns {string} what a part of the address says; nothing where it was mistyped
 */
function plain(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return "";
  }
}

/** @returns {AbortSignal} of the visit that begins, once the former one is ended */
function leave() {
  leaving.abort();
  leaving = new AbortController();
  return leaving.signal;
}

/**
 * @param {{route: string, title: string}} page
 * @param {unknown} error
 * @param {AbortSignal} signal
 */
function failed(page, error, signal) {
  if (signal.aborted) return;
  if (!(error instanceof CompanionError)) throw error;
  if (error.code === "not_connected") {
    forget();
    leave();
    showing = "";
    showConnect(() => void route(), error.message);
    return;
  }
  hideConnect();
  shell(page, false);
  const down = error.code === "unreachable";
  byId("main").replaceChildren(
    el("header", {}, el("h1", { tabindex: -1 }, page.title)),
    el(
      "div",
      { class: "card pad stack-s narrow", role: "alert" },
      down ? el("p", {}, el("b", {}, error.message)) : fault(error.message),
      down && el("p", { class: "soft" }, "Start it with ", el("span", { class: "command" }, "make run"), ", then try again."),
      el("p", {}, el("button", { class: "btn", type: "button", onclick: () => void route() }, "Try again")),
    ),
  );
}

/**
 * @param {{route: string, title: string}} page
 * @param {boolean} running  whether the companion proved itself just now
 */
function shell(page, running) {
  document.title = `${page.title} · Right Handle`;
  byId("topbar-title").textContent = page.title;
  for (const link of byId("rail").querySelectorAll("a[data-route]")) {
    if (link.getAttribute("data-route") === page.route.split("/")[0]) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("state").replaceChildren(icon(running ? "w-clear" : "down"), running ? "Companion running" : "Companion not answering");
}

function closeMenu() {
  byId("rail").classList.remove("open");
  byId("menu").setAttribute("aria-expanded", "false");
}

byId("menu").addEventListener("click", () => {
  const open = byId("rail").classList.toggle("open");
  byId("menu").setAttribute("aria-expanded", String(open));
});
byId("rail").addEventListener("click", (event) => {
  if (event.target instanceof HTMLAnchorElement) closeMenu();
});
byId("app").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !byId("rail").classList.contains("open")) return;
  closeMenu();
  byId("menu").focus();
});
addEventListener("hashchange", () => void route());
void route();
