// @ts-check
/** The policy as people read it: a column of text, the rules as cards, the contents beside them. */
import { call } from "./companion.js";
import { el, facts, fault, icon } from "./dom.js";
import { marked, weightLine } from "./marks.js";
import { count, day, inWords, listed } from "./words.js";

/** @typedef {import("./shapes.js").Rule} Rule */
/** @typedef {import("./shapes.js").PolicyDocument} PolicyDocument */

const WORDS_A_MINUTE = 200;

/** @param {import("./settings.js").Visit} visit */
export async function showPolicy({ rest, status, signal, place }) {
  /** @type {PolicyDocument} */
  const policy = await call("GET", "/policy", { signal });
  const headings = policy.sections.map((section) => el("h2", { tabindex: -1 }, section.title));
  const chapters = policy.sections.map((section, index) =>
    el("section", {}, headings[index], ...prose(section.paragraphs), ...section.rules.map(ruleCard)),
  );
  const links = policy.sections.map((section, index) => el("a", { href: `#/policy/${index + 1}` }, section.title));
  place(
    el("header", {}, el("h1", { tabindex: -1 }, policy.title), el("p", { class: "lede" }, summary(policy))),
    status.policy_error ? broken(status.policy_error) : null,
    el(
      "div",
      { class: "doc" },
      el("article", { class: "prose" }, ...chapters),
      el(
        "nav",
        { class: "toc", "aria-label": "Contents" },
        el("p", { class: "faint" }, "Contents"),
        el("ol", {}, ...links.map((link) => el("li", {}, link))),
      ),
    ),
  );
  follow(headings, links, signal);
  goTo(rest, headings);
}

/**
 * @param {PolicyDocument} policy
 * @returns {string} "Version 5, in force since 2 March 2026. 14 rules, about eight minutes."
 */
function summary(policy) {
  const rules = policy.sections.reduce((sum, section) => sum + section.rules.length, 0);
  const minutes = Math.max(1, Math.round(policy.text.split(/\s+/u).length / WORDS_A_MINUTE));
  const since = policy.adopted_at ? `, in force since ${day(policy.adopted_at)}` : "";
  const reading = minutes === 1 ? "one minute" : `${inWords(minutes)} minutes`;
  return `Version ${policy.version}${since}. ${count(rules, "rule")}, about ${reading}.`;
}

/**
 * Paragraphs, where those that follow each other with a bullet or a number are one list.
 *
 * @param {string[]} paragraphs
 * @returns {HTMLElement[]}
 */
function prose(paragraphs) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (const text of paragraphs) {
    const last = made.at(-1);
    if (!/^(?:•|\d+\.) /u.test(text)) made.push(el("p", {}, text));
    else if (last?.matches("ul")) last.append(el("li", {}, text));
    else made.push(el("ul", { class: "items" }, el("li", {}, text)));
  }
  return made;
}

/** @param {Rule} rule */
function ruleCard(rule) {
  return el(
    "section",
    { class: "card pad rule stack", id: `rule-${rule.id}`, tabindex: -1, "aria-label": `${rule.id}: ${rule.title}` },
    el(
      "div",
      { class: "row between wrap close" },
      el("span", { class: "small-text faint" }, rule.id),
      rule.weight === "note" ? weightLine("note", "Note") : weightLine(rule.weight),
    ),
    el("h3", {}, rule.title),
    el("p", { class: "soft" }, rule.why),
    el("div", { class: "examples" }, heldExample(rule), fineExample(rule)),
    facts([
      ["Looks for", rule.looks_for.join("; ")],
      ["Unless it says", rule.unless.join("; ")],
      ["Write instead", rule.instead],
      ["Applies to", applies(rule)],
      ["Consequence", rule.consequence],
    ]),
  );
}

/** @param {Rule} rule */
function applies(rule) {
  return rule.kinds.length ? `${listed([...rule.kinds])} accounts` : "";
}

/** @param {Rule} rule */
function heldExample(rule) {
  const texts = rule.not_allowed.map(({ text, spans }) =>
    el("p", {}, marked(text, spans.map(([start, end]) => ({ start, end, weight: rule.weight })))),
  );
  const word = rule.weight === "note" ? "Noted" : "Held";
  return el("div", {}, el("p", { class: "label" }, icon(`w-${rule.weight}`), word), ...texts);
}

/** @param {Rule} rule */
function fineExample(rule) {
  return el("div", {}, el("p", { class: "label" }, icon("w-clear"), "Fine"), ...rule.allowed.map(({ text }) => el("p", {}, text)));
}

/** @param {string} error */
function broken(error) {
  return el(
    "div",
    { class: "card pad stack-s narrow section", role: "alert" },
    fault("The new policy has errors. This one, the last good one, stays in force."),
    el("p", { class: "small-text lines" }, error),
  );
}

/**
 * Shows in the contents which chapter is being read.
 *
 * @param {HTMLElement[]} headings
 * @param {HTMLElement[]} links
 * @param {AbortSignal} signal
 */
function follow(headings, links, signal) {
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).length;
    links.forEach((link, index) => {
      if (index === Math.max(0, passed - 1)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", mark, { signal, passive: true });
  mark();
}

/**
 * @param {string} rest  a chapter's number or a rule's id; empty for the top
 * @param {HTMLElement[]} headings
 */
function goTo(rest, headings) {
  if (!rest) return;
  const wanted = document.getElementById(`rule-${rest.toUpperCase()}`) ?? headings[Number(rest) - 1];
  wanted?.scrollIntoView();
  wanted?.focus({ preventScroll: true });
}
