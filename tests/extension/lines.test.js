// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./parts.js";

const { lines } = load(["shared/shapes.js", "shared/draw.js", "content/lines.js"]);

const account = { handle: "BrandX", name: "Brand X", kind: "company", purpose: "", colour: "lagoon", known: true };
const calm = {
  said: null, companion: "running", unreachable: "ask", account, waiting: null, report: null, missed: false, dismissed: new Set(), moveTo: "me",
};
const finding = {
  rule: "VOICE-1", category: "profanity", weight: "stop", span: [0, 4], match: "word", title: "We do not swear", why: "Why.",
  instead: "", consequence: "", section: "",
};
/** @param {...Partial<typeof finding>} findings */
const report = (...findings) => ({ verdict: "stop", findings: findings.map((one) => ({ ...finding, ...one })), not_checked: [] });

test("a clear text has no line", () => {
  assert.equal(lines.line(calm), null);
  assert.equal(lines.line({ ...calm, report: report() }), null);
});

test("what will be held names the rule, the heaviest first and the others after it", () => {
  const line = lines.line({ ...calm, report: report({ weight: "note", title: "A note" }, {}) });
  assert.equal(line.bold, "This will be held at Send: We do not swear.");
  assert.equal(line.plain, "Also: A note.");
  assert.equal(line.tone, "stop");
  assert.deepEqual([...line.acts.map((/** @type {any} */ one) => one.act)], ["move", "rule"]);
});

test("a voice that isn't the account's is said as such, and can be waved off for these words", () => {
  const voice = { category: "wrong-account", weight: "note", match: "I" };
  const line = lines.line({ ...calm, report: report(voice) });
  assert.equal(line.bold, "This reads like you, not like @BrandX.");
  const dismissed = new Set([lines.dismissal({ ...finding, ...voice })]);
  assert.equal(lines.line({ ...calm, dismissed, report: report(voice) }), null);
});

test("a waved-off rule that holds is said all the same", () => {
  const dismissed = new Set([lines.dismissal(finding)]);
  assert.notEqual(lines.line({ ...calm, dismissed, report: report({}) }), null);
});

test("an unknown and a new account are said, but never before what will be held", () => {
  const unknown = { ...account, handle: "", known: false };
  assert.match(lines.line({ ...calm, account: unknown }).bold, /can’t tell which account/);
  assert.match(lines.line({ ...calm, account: { ...account, known: false } }).bold, /Who speaks here/);
  assert.match(lines.line({ ...calm, account: unknown, report: report({}) }).bold, /held at Send/);
});

test("a companion out of reach is one sentence, the policy's choice and the remedy", () => {
  const down = lines.line({ ...calm, companion: "down", report: report({}) });
  assert.equal(`${down.bold} ${down.plain}`, "Right Handle isn’t running, so nothing is checked. The policy says: ask before posting.");
  assert.equal(lines.line({ ...calm, companion: "down", unreachable: "allow" }).plain, "The policy lets posts through.");
  assert.equal(lines.line({ ...calm, companion: "unpaired" }).plain, "Open Browsers and type the code.");
  assert.equal(lines.line({ ...calm, companion: "not-proved" }).plain, "Nothing was sent to it.");
});

test("a title that is a sentence ends in one full stop, and an unsigned policy says what to do", () => {
  const unsigned = {
    rule: "signature", category: "standing", weight: "confirm", match: "", title: "Version 5 isn’t signed yet.",
    instead: "Sign it to speak for @BrandX.",
  };
  const line = lines.line({ ...calm, report: report(unsigned, { weight: "note", title: "A note." }) });
  assert.equal(line.bold, "This will be held at Send: Version 5 isn’t signed yet.");
  assert.equal(line.plain, "Sign it to speak for @BrandX. Also: A note.");
  assert.deepEqual([...line.acts.map((/** @type {any} */ one) => one.act)], ["move", "sign"]);
  assert.equal(line.rule, "signature");
});

test("a note about the hour stands without words of the text, and goes once it is no problem", () => {
  const hour = {
    rule: "personal use", category: "activity", weight: "note", match: "", title: "This isn’t a time for personal posts.",
    why: "Personal posts are fine after 17:00.",
  };
  const line = lines.line({ ...calm, report: report(hour) });
  assert.equal(`${line.bold} ${line.plain}`, "This isn’t a time for personal posts. Personal posts are fine after 17:00.");
  assert.deepEqual([...line.acts.map((/** @type {any} */ one) => one.act)], ["fine", "rule"]);
  const dismissed = new Set([lines.dismissal({ ...finding, ...hour })]);
  assert.equal(lines.line({ ...calm, dismissed, report: report(hour) }), null);
});

test("something that could not be looked at is not silence", () => {
  const line = lines.line({ ...calm, report: { verdict: "clear", findings: [], not_checked: [{ rule: "tone", why: "Tone is warming up." }] } });
  assert.equal(`${line.bold} ${line.plain}`, "Not everything was checked. Tone is warming up.");
});

test("what just happened comes first", () => {
  const line = lines.line({ ...calm, companion: "down", said: { what: "accountChanged", parts: ["@me"] } });
  assert.equal(line.bold, "The account changed to @me. Not sent, your text is still here.");
});

test("a text that should have been checked and wasn’t is said, whoever is active", () => {
  assert.equal(lines.line({ ...calm, missed: true }).bold, "This text has not been checked.");
  assert.match(lines.line({ ...calm, missed: true, report: report({}) }).bold, /held at Send/);
});

test("a site that isn't as described, and a mistake of ours, are each one line", () => {
  const changed = lines.moment({ what: "siteChanged" });
  assert.equal(`${changed.bold} ${changed.plain}`, "This site has changed, and we can’t watch it yet. Posts leave unchecked.");
  assert.equal(changed.tone, "down");
  const trouble = lines.moment({ what: "trouble" });
  assert.equal(`${trouble.bold} ${trouble.plain}`, "Something went wrong in Right Handle. Not sent, your text is still here. Copy it, then reload this page.");
});
