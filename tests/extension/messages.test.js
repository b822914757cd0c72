// @ts-check
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { FOLDER, load, read, sentences } from "./parts.js";

const { messages } = load(["shared/messages.js"]);

const CHECK = {
  name: "check", text: "Hello", parts: [{ kind: "warning", text: "Food" }], site: "x", surface: "post", stage: "draft",
  handle: "HaldenMotors", request: "r1",
};

test("a message of the right shape from the right sender passes", () => {
  assert.equal(messages.fault(CHECK, "page"), null);
  assert.equal(messages.fault({ ...CHECK, handle: null }, "page"), null);
  assert.equal(messages.fault({ name: "overview", tab: null }, "own"), null);
});

test("a field too many, too few, too long or of another kind is refused", () => {
  const { text: _, ...without } = CHECK;
  for (const bad of [
    null, "check", [], {}, { name: "constructor" }, { name: "toString" }, without,
    { ...CHECK, url: "http://127.0.0.1:1/" },
    { ...CHECK, text: 7 }, { ...CHECK, text: "x".repeat(65_537) }, { ...CHECK, stage: "post" },
    { ...CHECK, parts: [{ kind: "body", text: "" }] }, { ...CHECK, parts: Array(17).fill(CHECK.parts[0]) },
    { ...CHECK, parts: [{ kind: "alt", text: "", more: 1 }] }, { ...CHECK, handle: {} },
  ]) {
    assert.notEqual(messages.fault(bad, "page"), null, JSON.stringify(bad)?.slice(0, 80));
  }
});

test("a page can't send what only our own windows may: connecting and naming accounts", () => {
  assert.notEqual(messages.fault({ name: "connect", code: "A", port: 1 }, "page"), null);
  assert.notEqual(messages.fault({ name: "nameAccount", site: "x", handle: "a", kind: "personal" }, "page"), null);
  assert.notEqual(messages.fault({ name: "settings" }, "page"), null);
});

test("no message carries an address, and each has a deadline", () => {
  for (const [name, row] of Object.entries(messages.TABLE)) {
    assert.ok(row.deadline > 0 && row.deadline <= 8_000, name);
    for (const field of Object.keys(row.fields)) assert.doesNotMatch(field, /url|address|host|path/i, name);
  }
});

test("every message has its handler and every handler its message", () => {
  const source = read("background/main.js");
  const body = source.slice(source.indexOf("const HANDLERS"), source.indexOf("\n};", source.indexOf("const HANDLERS")));
  const handled = [...body.matchAll(/^ {2}(?:async )?(\w+)[(,:]/gm)].map((match) => match[1]).sort();
  assert.deepEqual(handled, Object.keys(messages.TABLE).sort());
});

test("an answer that does not come is told as slow, and a lost extension as orphaned", async () => {
  const world = (/** @type {any} */ runtime) => load(["shared/messages.js"], { chrome: { runtime } }).messages;
  const silent = world({ id: "ours", sendMessage: () => new Promise(() => {}) });
  assert.equal((await silent.send("alwaysAsk", {}, 20)).failed, "slow");
  const gone = world({ get id() { throw new Error("Extension context invalidated."); }, sendMessage() { throw new Error("invalidated"); } });
  assert.equal((await gone.send("alwaysAsk")).failed, "orphaned");
  let tries = 0;
  const killed = world({ id: "ours", async sendMessage() { tries += 1; if (tries === 1) throw new Error("channel closed"); return { ok: 1 }; } });
  assert.equal((await killed.send("alwaysAsk")).ok, 1);
});

/** Every script of the extension. */
const SCRIPTS = ["shared", "sites", "background", "content", "popup", "welcome"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, FOLDER)).filter((file) => file.endsWith(".js")).map((file) => `${folder}/${file}`));

test("every sentence that a script asks for is written", () => {
  for (const path of SCRIPTS) {
    for (const [, key = ""] of read(path).matchAll(/\b(?:say|getMessage)\("(\w+)"/g)) {
      assert.ok(sentences[key], `${path}: ${key}`);
    }
  }
});

test("no sentence is longer than 14 words, shouts, or scolds", () => {
  for (const [key, { message }] of Object.entries(sentences)) {
    for (const sentence of message.split(/(?<=[.?])\s+/)) {
      assert.ok(sentence.split(/\s+/).length <= 14, `${key}: ${sentence}`);
    }
    assert.doesNotMatch(message, /[!]|violation|inappropriate|oops/i, key);
    assert.doesNotMatch(message, /[A-Za-z]'[a-z]/, `${key}: a straight apostrophe`);
  }
});

test("nothing is built from strings of markup or of code", () => {
  for (const path of SCRIPTS) {
    assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function/, path);
  }
});
