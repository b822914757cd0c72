// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../extension/shared/namespace.js";
import "../../extension/shared/site.js";
import "../../extension/sites/x.js";
import "../../extension/sites/mastodon.js";
import { accountOf } from "../../extension/background/knowledge.js";

const known = { handle: "HaldenMotors", name: "Halden Motors", purpose: "", colour: "lagoon", known: true };
const accounts = /** @type {any[]} */ ([
  { ...known, site: "mastodon", handle: "haldenmotors@mastodon.social", kind: "personal" },
  { ...known, site: "x", kind: "company" },
]);

test("an account is known by its handle on its own site, with or without @ and in any case", () => {
  for (const handle of ["HaldenMotors", "@haldenmotors"]) {
    assert.equal(accountOf({ accounts }, { site: "x", handle }).kind, "company", handle);
  }
  assert.equal(accountOf({ accounts }, { site: "mastodon", handle: "@HaldenMotors@mastodon.social" }).kind, "personal");
});

test("nobody, somebody new and an unknown site are unknown", () => {
  for (const page of [{ site: "x", handle: null }, { site: "x", handle: "else" }, { site: "nowhere", handle: "HaldenMotors" }]) {
    const account = accountOf({ accounts }, page);
    assert.equal(account.kind, "unknown");
    assert.equal(account.known, false);
  }
});
