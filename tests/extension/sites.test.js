// @ts-check
/** The site files are data in one shape, and the manifest says the same as they do. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { FOLDER, SITES, load, manifest, read, sentences, siteFiles } from "./parts.js";

const { sites, site: rules } = load(["shared/site.js", ...siteFiles]);
const CONFIDENCE = ["high", "medium", "low"];
const SURFACES = ["post", "reply", "quote", "repost", "thread", "edit", "comment", "message", "schedule"];
/** @type {Record<string, string[]>} */
const NEEDS = { element: ["selector", "pattern"], json: ["selector", "path"], storage: ["key", "path"], cookie: ["key"] };

/** @param {any} fact @param {string} where */
function sourced(fact, where) {
  assert.ok(typeof fact.source === "string" && fact.source.length > 4, `${where}: source`);
  assert.ok(CONFIDENCE.includes(fact.confidence), `${where}: confidence`);
}

for (const [id, site] of Object.entries(sites)) {
  test(`${id}: every fact has its shape, its source and its confidence`, () => {
    assert.equal(site.id, id);
    assert.match(site.verified, /^\d{4}-\d{2}-\d{2}$/);
    assert.ok(["plain", "server"].includes(site.handles));
    for (const reading of site.account) {
      sourced(reading, `${id} ${reading.from}`);
      for (const need of NEEDS[reading.kind] ?? ["no such kind"]) {
        assert.ok(reading[need], `${id} ${reading.from}: ${need}`);
      }
      if (reading.pattern) assert.doesNotThrow(() => new RegExp(reading.pattern));
    }
    for (const composer of site.composers) {
      sourced(composer, `${id} ${composer.surface}`);
      assert.ok(SURFACES.includes(composer.surface));
      assert.ok(composer.send.length > 0 && composer.keys.every((/** @type {string} */ key) => ["Enter", "Mod+Enter"].includes(key)));
    }
  });

  test(`${id}: the account is read in at least two independent ways`, () => {
    assert.ok(new Set(site.account.map((/** @type {any} */ reading) => reading.from)).size >= 2);
  });

  test(`${id}: has its name for people`, () => assert.ok(sentences[`site_${id}`]?.message));
}

test("every site file is loaded, on exactly the site's own pages, and nothing else is", () => {
  assert.deepEqual(Object.keys(sites).sort(), [...SITES].sort());
  assert.equal(manifest.content_scripts.length, SITES.length);
  for (const entry of manifest.content_scripts) {
    const own = entry.js.filter((/** @type {string} */ path) => path.startsWith("sites/"));
    assert.equal(own.length, 1);
    const id = own[0].slice("sites/".length, -".js".length);
    assert.deepEqual(entry.matches, [...sites[id].matches], id);
    assert.equal(entry.run_at, "document_start");
  }
});

test("all sites load the same parts in the same order", () => {
  const orders = manifest.content_scripts.map((/** @type {any} */ entry) =>
    entry.js.filter((/** @type {string} */ path) => !path.startsWith("sites/")).join());
  assert.equal(new Set(orders).size, 1);
});

test("the manifest asks for storage, the companion and the sites, and for nothing more", () => {
  assert.deepEqual(manifest.permissions, ["storage"]);
  const hosts = Object.values(sites).filter((site) => !site.companionOnly).flatMap((site) => [...site.matches]);
  assert.deepEqual([...manifest.host_permissions].sort(), ["http://127.0.0.1/*", ...hosts].sort());
  for (const key of ["web_accessible_resources", "externally_connectable", "optional_permissions"]) {
    assert.equal(manifest[key], undefined, key);
  }
});

test("every file that the manifest and the background name is there", () => {
  const named = [
    ...manifest.content_scripts.flatMap((/** @type {any} */ entry) => [...entry.js, ...entry.css]),
    ...manifest.background.scripts, manifest.background.service_worker, manifest.action.default_popup,
    ...Object.values(manifest.icons), ...Object.values(manifest.action.default_icon),
  ];
  for (const path of named) assert.ok(existsSync(new URL(path, FOLDER)), path);
  for (const file of siteFiles) assert.ok(read("background/main.js").includes(`"../${file}"`), file);
});

test("an address belongs to its own site only", () => {
  for (const [address, id] of Object.entries({
    "https://x.com/home": "x",
    "https://x.com.evil.example/home": undefined,
    "http://x.com/home": undefined,
    "https://bsky.app/": "bluesky",
    "http://127.0.0.1:8791/practice?as=personal": "practice",
    "http://127.0.0.1:8791/practices": undefined,
    "http://127.0.0.1:8791/": undefined,
    "not an address": undefined,
  })) {
    assert.equal(rules.of(address)?.id, id, address);
  }
});
