// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, siteFiles } from "./parts.js";

/**
 * A page as far as readings see it.
 *
 * @param {string} host
 * @param {Record<string, {text?: string, [attribute: string]: string | undefined}[]>} nodes  by selector
 * @param {Record<string, string>} [stored]
 */
function page(host, nodes, stored = {}) {
  const find = (/** @type {string} */ selector) =>
    (nodes[selector] ?? []).map((node) => ({
      innerText: node.text, textContent: node.text, getAttribute: (/** @type {string} */ name) => node[name] ?? null,
    }));
  return load(["shared/site.js", ...siteFiles, "content/account.js"], {
    document: { querySelectorAll: find, querySelector: (/** @type {string} */ selector) => find(selector)[0] ?? null, cookie: "" },
    localStorage: { getItem: (/** @type {string} */ key) => stored[key] ?? null },
    location: { hostname: host },
  });
}

const AVATAR = '[data-testid="SideNav_AccountSwitcher_Button"] [data-testid^="UserAvatar-Container-"]';
const SWITCHER = '[data-testid="SideNav_AccountSwitcher_Button"]';
const PROFILE = 'a[data-testid="AppTabBar_Profile_Link"], a[data-testid="DashButton_ProfileIcon_Link"]';

/** @param {Parameters<typeof page>} facts */
const onX = (...facts) => {
  const world = page(...facts);
  return world.account.active(world.sites.x);
};

test("two independent readings that agree name the account, in its own spelling", () => {
  const found = onX("x.com", {
    [AVATAR]: [{ "data-testid": "UserAvatar-Container-HaldenMotors" }],
    [SWITCHER]: [{ text: "Halden Motors\n@HaldenMotors" }],
    [PROFILE]: [{ href: "/haldenmotors" }],
  });
  assert.equal(found.handle, "HaldenMotors");
  assert.equal(found.key, "haldenmotors");
});

test("two readings of one place are one reading: unknown", () => {
  const found = onX("x.com", {
    [AVATAR]: [{ "data-testid": "UserAvatar-Container-HaldenMotors" }],
    [SWITCHER]: [{ text: "@HaldenMotors" }],
  });
  assert.equal(found.handle, null);
});

test("readings that disagree, a place that contradicts itself, and a silent page are unknown", () => {
  const avatar = [{ "data-testid": "UserAvatar-Container-HaldenMotors" }];
  assert.equal(onX("x.com", { [AVATAR]: avatar, [PROFILE]: [{ href: "/jomarsh" }] }).handle, null);
  assert.equal(onX("x.com", { [AVATAR]: avatar, [PROFILE]: [{ href: "/HaldenMotors" }, { href: "/jomarsh" }] }).handle, null);
  assert.equal(onX("x.com", {}).handle, null);
});

test("a Mastodon handle carries its server", () => {
  const state = { meta: { me: "7" }, accounts: { 7: { acct: "halden" } } };
  const link = '.compose-form .navigation-bar a[href*="/@"], .navigation-bar a[href*="/@"]';
  const world = page("mastodon.social", {
    "script#initial-state": [{ text: JSON.stringify(state) }],
    [link]: [{ href: "/@halden" }],
  });
  assert.equal(world.account.active(world.sites.mastodon).handle, "halden@mastodon.social");
});

test("Bluesky's current account is looked up by its id, with or without its deprecated handle", () => {
  const storage = {
    session: { currentAccount: { did: "did:b" }, accounts: [{ did: "did:a", handle: "a.test" }, { did: "did:b", handle: "b.test" }] },
  };
  const link = 'a[aria-label="Profile"][href^="/profile/"]';
  const world = page("bsky.app", { [link]: [{ href: "/profile/b.test" }] }, { BSKY_STORAGE: JSON.stringify(storage) });
  assert.equal(world.account.active(world.sites.bluesky).handle, "b.test");
});

test("broken storage and broken page data are one reading fewer, not an error", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"session":null}', '{"session":{"accounts":7}}']) {
    const world = page("bsky.app", {}, { BSKY_STORAGE: text });
    assert.deepEqual({ ...world.account.active(world.sites.bluesky) }, { handle: null, key: null });
  }
});

test("handles are compared without @, without case, and never across servers", () => {
  const { site } = load(["shared/site.js"]);
  const plain = { handles: "plain" };
  const server = { handles: "server" };
  assert.equal(site.normal(plain, " @HaldenMotors ", "x.com"), "haldenmotors");
  assert.equal(site.normal(server, "@Halden", "mastodon.social"), "halden@mastodon.social");
  assert.equal(site.normal(server, "halden@other.example", "mastodon.social"), "halden@other.example");
});

test("a reading that fails is a doubt: unknown, and no error at Send", () => {
  const world = page("x.com", {
    [AVATAR]: [{ "data-testid": "UserAvatar-Container-HaldenMotors" }],
    [PROFILE]: [{ href: "/haldenmotors" }],
  });
  const site = { ...world.sites.x, account: [...world.sites.x.account, { from: "cookie", kind: "element", selector: null, pattern: "(" }] };
  assert.equal(world.account.active(site).handle, null);
});
