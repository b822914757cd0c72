// @ts-check
/** Held Sends when something goes wrong: the post stays, it is said, and the next Send is looked at anew. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { getMessage, load } from "./parts.js";

const FILES = [
  "shared/messages.js", "shared/shapes.js", "shared/draw.js", "content/gate.js", "content/lines.js", "content/watch.js",
  "content/move.js", "content/leave.js", "content/send.js",
];
const HOW = { type: "click", control: null, form: null, submitter: null };

/** A page with one composer, whose companion answers what `answer` says. */
function world() {
  const sendMessage = async (/** @type {any} */ message) => {
    it.asked.push(message);
    return it.answer(message);
  };
  const RH = load(FILES, { chrome: { i18n: { getMessage }, runtime: { id: "ours", sendMessage } }, console: { error() {} } });
  const it = {
    RH,
    text: "Hello",
    /** @type {any[]} */
    asked: [],
    /** @type {(fields: any) => any} */
    answer: () => ({ report: report("clear") }),
    presses: 0,
    press() {
      it.presses += 1;
    },
    event: () => ({ stopped: false, preventDefault() {}, stopImmediatePropagation() { this.stopped = true; } }),
    /** @type {any} */
    hub: {
      site: { id: "x" }, standing: { companion: "running", unreachable: "ask", policy: "", accounts: [] },
      active: { handle: "BrandX", key: "brandx" }, layer: {},
      readAccount: () => false, account: () => ({ handle: it.hub.active.handle ?? "", kind: "company", known: true }),
      moveTo: () => null, heard() {}, render() {}, orphaned() {}, held() {},
    },
    send: (/** @type {any} */ event) => RH.send.meet(it.watch, event, HOW),
    /** @type {any} */
    watch: null,
  };
  RH.composer = {
    text: () => it.text, parts: () => [], disabled: () => false, control: () => ({ click: () => it.press() }),
  };
  RH.marks = { show() {}, clear() {} };
  RH.caret = { keep: () => () => {} };
  RH.style = { dark: () => false };
  it.watch = RH.watch.start({ spec: { surface: "post" }, editor: { isConnected: true, closest: () => null }, editors: [{}] }, it.hub);
  return it;
}

/** @param {string} verdict */
const report = (verdict) => ({ check_id: "c", verdict, findings: [], not_checked: [], policy: { sha256: "" } });

test("a dialog that can't open leaves the post where it is, says so, and swallows no later Send", async () => {
  const it = world();
  it.answer = () => ({ report: report("confirm") });
  it.RH.dialog = { ask: () => Promise.reject(new Error("no dialog here")) };
  const first = it.event();
  it.send(first);
  await pause(20);
  assert.equal(first.stopped, true);
  assert.equal(it.watch.said.what, "trouble");
  assert.equal(it.watch.holding, false);
  it.RH.dialog = { ask: async () => "post" };
  it.send(it.event());
  await pause(20);
  assert.equal(it.presses, 1);
});

test("a replay that the site breaks leaves no permit behind", async () => {
  const it = world();
  it.press = () => {
    throw new Error("gone");
  };
  it.send(it.event());
  await pause(20);
  assert.equal(it.watch.permit, null);
  assert.equal(it.watch.holding, false);
  assert.equal(it.watch.said.what, "trouble");
});

test("an account that can't be told any more is said as that, not as another one", async () => {
  const it = world();
  it.answer = () => {
    it.hub.active = { handle: null, key: null };
    return { report: report("clear") };
  };
  it.send(it.event());
  await pause(20);
  assert.equal(it.watch.said.what, "accountLost");
  assert.equal(it.presses, 0);
});

test("what is asked about a text names the account it was read under", async () => {
  const it = world();
  const then = it.RH.watch.now(it.watch);
  it.hub.active = { handle: "me", key: "me" };
  await it.RH.watch.check(it.watch, then, "submit");
  assert.equal(it.asked[0].handle, "BrandX");
  assert.equal(it.watch.verdict.key, then.key);
  assert.equal(it.RH.watch.reportFor(it.watch, it.RH.watch.now(it.watch).key), null);
});

test("a click and its submit carry one id, and a later Send of the same text another", async () => {
  const it = world();
  const now = it.RH.watch.now(it.watch);
  await it.RH.watch.check(it.watch, now, "submit");
  await it.RH.watch.check(it.watch, now, "submit");
  it.watch.request.at -= 2_000;
  await it.RH.watch.check(it.watch, now, "submit");
  const [one, two, three] = it.asked.map(({ request }) => request);
  assert.equal(one, two);
  assert.notEqual(one, three);
});

test("an answer that comes late never takes the place of a newer one", async () => {
  const it = world();
  const slow = it.RH.watch.now(it.watch);
  it.answer = () => pause(60).then(() => ({ report: report("clear") }));
  const late = it.RH.watch.check(it.watch, slow, "draft");
  await pause(5);
  it.answer = () => ({ report: report("stop") });
  await it.RH.watch.check(it.watch, slow, "submit");
  await late;
  assert.equal(it.watch.verdict.report.verdict, "stop");
});

test("a mistake while looking at what is typed doesn't end the looking", async () => {
  const it = world();
  it.hub.heard = () => {
    throw new Error("drawing failed");
  };
  await assert.rejects(it.RH.watch.look(it.watch));
  it.hub.heard = () => {};
  await it.RH.watch.look(it.watch);
  assert.equal(it.watch.verdict.report.verdict, "clear");
});

test("what was to be checked and was not is remembered for exactly that text", async () => {
  const it = world();
  it.answer = () => ({ failed: "refused" });
  await it.RH.watch.check(it.watch, it.RH.watch.now(it.watch), "draft");
  assert.equal(it.watch.missed, it.RH.watch.now(it.watch).key);
  it.text = "Hello again";
  assert.notEqual(it.watch.missed, it.RH.watch.now(it.watch).key);
});

test("written on is not gone; emptied is", () => {
  const { gone } = world().RH.leave;
  const held = { text: "Hello", parts: [] };
  assert.equal(gone({ text: "Hello", parts: [] }, held), false);
  assert.equal(gone({ text: "Hello there", parts: [] }, held), false);
  assert.equal(gone({ text: "", parts: [] }, held), true);
  const warned = { text: "", parts: [{ kind: "warning", text: "Food" }] };
  assert.equal(gone(warned, warned), false);
  assert.equal(gone({ text: "", parts: [] }, warned), true);
});

test("a draft that waits for one account is never offered to another", async () => {
  const it = world();
  it.answer = () => {
    it.hub.active = { handle: "me", key: "me" };
    return { draft: { from: "other", text: "for BrandX alone" } };
  };
  await it.RH.move.look(it.watch);
  assert.equal(it.watch.waiting, null);
});
