// @ts-check
/** The background's front door: every message is checked here, then handed to the part it is for. */

import "../shared/namespace.js";
import "../shared/messages.js";
import "../shared/shapes.js";
import "../shared/site.js";
import "../sites/x.js";
import "../sites/mastodon.js";
import "../sites/bluesky.js";
import "../sites/practice.js";
import * as companion from "./companion.js";
import * as knowledge from "./knowledge.js";
import { beside, connect } from "./pairing.js";
import { loadPort } from "./store.js";
import * as tabs from "./tabs.js";

const { heeding, known, refresh, standing } = knowledge;
/** A page that opens asks for news that is at most this old. */
const RECENT = 5_000;

/** @typedef {chrome.runtime.MessageSender} Sender */

/** @type {Record<string, (message: any, sender: Sender) => Promise<unknown>>} */
const HANDLERS = {
  async hello({ site }, sender) {
    await beside();
    const about = RightHandle.sites[site];
    if (about?.companionOnly && new URL(sender.url ?? "").origin !== (await companion.origin())) return { watch: false };
    return { watch: true, standing: standing(await refresh(RECENT), site) };
  },

  async check({ text, parts, site, surface, stage, handle, request }) {
    const draft = {
      text, site, surface, stage, request_id: request,
      ...(handle ? { account: { handle: `@${handle}` } } : {}),
      ...(parts.length ? { parts } : {}),
    };
    try {
      const report = await heeding(() => companion.check(draft));
      await knowledge.heardReport(report, site);
      return { report, standing: standing(await known(), site) };
    } catch (error) {
      return { failed: failure(error), standing: standing(await known(), site) };
    }
  },

  async decide({ check, decision, reason }) {
    await heeding(() => companion.call("POST", "decisions", { check_id: check, decision, ...(reason ? { reason } : {}) }));
    return {};
  },

  async page({ site, handle, watching, held }, sender) {
    if (sender.tab?.id !== undefined) await tabs.heard(sender.tab.id, { site, handle, watching, held });
    return {};
  },

  async park({ site, from, to, text }) {
    await knowledge.park({ site, from, to, text });
    return { parked: true };
  },

  async waiting({ site, handle }) {
    const draft = await knowledge.waiting(site, handle);
    return { draft: draft && { from: draft.from, text: draft.text } };
  },

  async letGo({ site, handle }) {
    await knowledge.letGo(site, handle);
    return {};
  },

  // A page may only tighten: the other way lies in the settings.
  async alwaysAsk(_, sender) {
    await heeding(() => companion.call("PUT", "settings", { if_unreachable: "ask" }));
    return { standing: standing(await refresh(), RightHandle.site.of(sender.url ?? "")?.id ?? "") };
  },

  openSettings: ({ rule }) => openSettings(rule),
  settings: () => openSettings(),

  async openHelp() {
    await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
    return {};
  },

  // Naming an account grants it rights, so a page only brings up our own window for it.
  async openPopup(_, sender) {
    try {
      await chrome.action.openPopup();
    } catch {
      await chrome.tabs.create({ url: chrome.runtime.getURL(`popup/popup.html?tab=${sender.tab?.id ?? ""}`) });
    }
    return {};
  },

  async overview({ tab }) {
    await beside();
    const [it, { page, others }] = await Promise.all([refresh(), tabs.survey(tab)]);
    const named = (/** @type {PageState} */ one) => ({ ...one, account: knowledge.accountOf(it, one) });
    return {
      companion: it.companion, unreachable: it.unreachable, port: await loadPort(),
      page: page && named(page), others: others.map(named),
    };
  },

  connect: ({ code, port }) => connect(code, port),

  async nameAccount({ site, handle, kind }) {
    try {
      await heeding(() => companion.call("POST", "accounts", { site, handle: `@${handle}`, kind }));
    } catch (error) {
      // Named in another window meanwhile: then it is known, which was the wish.
      if (!(error instanceof companion.Refused && error.status === 409)) return { why: sentence(error) };
    }
    await refresh();
    return { named: true };
  },

  async practice() {
    await chrome.tabs.create({ url: `${await companion.origin()}/practice` });
    return {};
  },
};

/** @param {string} [rule]  to read at once, as a finding names it */
async function openSettings(rule) {
  try {
    const { code } = await heeding(() => companion.call("POST", "page-code"));
    const page = rule ? `&page=${encodeURIComponent(`policy/${rule}`)}` : "";
    await chrome.tabs.create({ url: `${await companion.origin()}/#code=${encodeURIComponent(code)}${page}` });
    return {};
  } catch (error) {
    return { why: sentence(error) };
  }
}

/** @param {unknown} error @returns {Failure} */
function failure(error) {
  if (error instanceof companion.Unreached) return error.state;
  if (error instanceof companion.Refused && error.status === 413) return "too-long";
  return "refused";
}

/** @param {unknown} error */
function sentence(error) {
  if (error instanceof companion.Unreached) return chrome.i18n.getMessage(tabs.stateKey(error.state));
  return error instanceof companion.Refused ? error.message : chrome.i18n.getMessage("didNotWork");
}

/**
 * Who sent a message: a content script in a tab's top frame on its own site, or one of our own pages.
 *
 * @param {Sender} sender
 * @returns {"page" | "own" | null}
 */
function origin(sender) {
  if (sender.id !== chrome.runtime.id) return null;
  if (sender.url?.startsWith(chrome.runtime.getURL(""))) return "own";
  return sender.tab && sender.frameId === 0 ? "page" : null;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const from = origin(sender);
  if (!from || RightHandle.messages.fault(message, from)) {
    reply({ failed: "refused" });
    return;
  }
  const site = from === "page" ? RightHandle.site.of(sender.url ?? "")?.id : undefined;
  if (from === "page" && (!site || (message.site !== undefined && message.site !== site))) {
    reply({ failed: "refused" }); // a page speaks for its own site only
    return;
  }
  const handler = HANDLERS[message.name];
  if (!handler) return;
  handler(message, sender).then(reply, (error) => reply({ failed: failure(error) }));
  return true;
});

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  if (reason === "install" && !(await beside())) {
    await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
  }
});

void beside();
