// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./parts.js";

const { gate } = load(["content/gate.js"]);

const press = {
  type: "keydown", composing: false, key: "Enter", mod: false, shift: false, alt: false, listbox: false,
  keys: ["Enter"], control: false,
};
const sending = {
  key: "K", empty: false, verdictKey: "K", verdict: "clear", age: 100, samePolicy: true, permit: null, holding: false,
  leftKey: null, sinceLeft: Infinity,
};
const over = {
  verdict: "clear", known: null, failed: null, unreachable: "ask", heldKey: "K", nowKey: "K", sameAccount: true,
  switched: false,
};

test("Enter sends where the site says so, and a new line stays a new line", () => {
  assert.equal(gate.sends(press), true);
  assert.equal(gate.sends({ ...press, shift: true }), false);
  assert.equal(gate.sends({ ...press, alt: true }), false);
  assert.equal(gate.sends({ ...press, keys: ["Mod+Enter"] }), false);
  assert.equal(gate.sends({ ...press, keys: ["Mod+Enter"], mod: true }), true);
  assert.equal(gate.sends({ ...press, mod: true }), false);
  assert.equal(gate.sends({ ...press, key: "a", mod: true, keys: ["Mod+Enter"] }), false);
});

test("an Enter that ends a composed word or takes a name from a list sends nothing", () => {
  assert.equal(gate.sends({ ...press, composing: true }), false);
  assert.equal(gate.sends({ ...press, listbox: true }), false);
  assert.equal(gate.sends({ ...press, listbox: true, mod: true, keys: ["Mod+Enter"] }), true);
});

test("a click sends only on a control that sends, and a form's submit always", () => {
  assert.equal(gate.sends({ ...press, type: "click" }), false);
  assert.equal(gate.sends({ ...press, type: "click", control: true }), true);
  assert.equal(gate.sends({ ...press, type: "submit" }), true);
});

test("a fresh clear or note verdict leaves the person's own event untouched", () => {
  assert.equal(gate.decide(sending), "through");
  assert.equal(gate.decide({ ...sending, verdict: "note" }), "through");
});

test("a flagged, missing, foreign, old or outdated verdict holds", () => {
  for (const change of [
    { verdict: "confirm" }, { verdict: "stop" }, { verdict: null, verdictKey: null, age: Infinity },
    { verdictKey: "another text or account" }, { age: gate.FRESH + 1 }, { samePolicy: false },
  ]) {
    assert.equal(gate.decide({ ...sending, ...change }), "hold", JSON.stringify(change));
  }
});

test("a post without text is none of ours", () => {
  assert.equal(gate.decide({ ...sending, empty: true, verdict: null, verdictKey: null }), "through");
});

test("while one Send is held its twin is swallowed, and so is one right after it left", () => {
  assert.equal(gate.decide({ ...sending, holding: true }), "swallow");
  assert.equal(gate.decide({ ...sending, empty: true, holding: true }), "swallow");
  assert.equal(gate.decide({ ...sending, leftKey: "K", sinceLeft: gate.DOUBLE - 1 }), "swallow");
  assert.equal(gate.decide({ ...sending, leftKey: "K", sinceLeft: gate.DOUBLE + 1 }), "through");
  assert.equal(gate.decide({ ...sending, leftKey: "another", sinceLeft: 1 }), "through");
});

test("a permit lets exactly its own text and account go", () => {
  assert.equal(gate.decide({ ...sending, verdict: "confirm", permit: "K" }), "through");
  assert.equal(gate.decide({ ...sending, verdict: "confirm", permit: "other" }), "swallow");
});

test("a held Send that turns out clear is let go once", () => {
  assert.equal(gate.settle(over), "replay");
  assert.equal(gate.settle({ ...over, verdict: "note" }), "replay");
});

test("a flagged one opens the dialog, also by a verdict from before when nobody answers now", () => {
  assert.equal(gate.settle({ ...over, verdict: "stop" }), "stop");
  assert.equal(gate.settle({ ...over, verdict: "confirm" }), "confirm");
  assert.equal(gate.settle({ ...over, verdict: null, known: "stop", failed: "down", unreachable: "allow" }), "stop");
});

test("when nobody could check, the policy's choice decides", () => {
  for (const failed of ["down", "slow", "unpaired", "not-proved"]) {
    assert.equal(gate.settle({ ...over, verdict: null, failed }), "ask");
    assert.equal(gate.settle({ ...over, verdict: null, failed, unreachable: "allow" }), "unchecked");
    assert.equal(gate.settle({ ...over, verdict: null, known: "clear", failed }), "ask");
  }
});

test("a text that is too long to check is never let through by a policy", () => {
  for (const failed of ["too-long", "refused"]) {
    assert.equal(gate.settle({ ...over, verdict: null, failed, unreachable: "allow" }), "ask");
  }
});

test("another account or another text than the one held is never let go", () => {
  assert.equal(gate.settle({ ...over, sameAccount: false }), "account-changed");
  assert.equal(gate.settle({ ...over, nowKey: "written on" }), "text-changed");
  assert.equal(gate.settle({ ...over, switched: true }), "account-changed");
  assert.equal(gate.settle({ ...over, switched: true, verdict: "stop" }), "stop");
});

test("after an update of the extension nothing is decided any more", () => {
  assert.equal(gate.settle({ ...over, verdict: null, failed: "orphaned", unreachable: "allow" }), "orphaned");
});
