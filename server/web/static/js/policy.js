// @ts-check
/** The policy as people read it: a column of text, the rules as cards, the contents beside them. */
import { call } from "./companion.js";
import { el, fault, icon } from "./dom.js";
import { takeNews } from "./policy-adopt.js";
import { gapLine, inShort } from "./policy-facts.js";
import { ruleCard } from "./policy-rule.js";
import { signPart } from "./policy-sign.js";
import { count, day, inWords } from "./words.js";

/** @typedef {import("./shapes.js").PolicyDocument} PolicyDocument */

const WORDS_A_MINUTE = 200;

/** @param {import("./settings.js").Visit} visit */
export async function showPolicy({ rest, status, signal, place, failed }) {
  /** @type {[PolicyDocument, {acknowledgements: import("./shapes.js").Signature[]}]} */
  const [policy, { acknowledgements }] = await Promise.all([
    call("GET", "/policy", { signal }),
    call("GET", "/acknowledgements", { signal }),
  ]);
  const chapters = [
    ...policy.sections.map(({ title, paragraphs, rules }) => chapter(title, ...prose(paragraphs), ...rules.map(ruleCard))),
    chapter("In short", inShort(policy), gapLine(policy.coverage)),
    chapter("Signature", signPart(policy, acknowledgements, failed)),
  ];
  const headings = chapters.map(({ heading }) => heading);
  const links = chapters.map(({ title }, index) => el("a", { href: `#/policy/${index + 1}` }, title));
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, policy.title),
      el("p", { class: "lede" }, summary(policy)),
      el(
        "nav",
        { class: "row wrap close section-s", "aria-label": "Change the policy" },
        el("a", { href: "#/policy/edit" }, "Change it"),
        el("a", { href: "#/policy/versions" }, "Earlier versions"),
        el("a", { href: "#/policy/new" }, "Start from another"),
      ),
    ),
    news(),
    status.policy_error ? broken(status.policy_error) : null,
    el(
      "div",
      { class: "doc" },
      el("article", { class: "prose" }, ...chapters.map(({ part }) => part)),
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
 * @param {string} title
 * @param {...import("./dom.js").Child} content
 */
function chapter(title, ...content) {
  const heading = el("h2", { tabindex: -1 }, title);
  return { title, heading, part: el("section", {}, heading, ...content) };
}

/** What was just adopted, said once. */
function news() {
  const sentence = takeNews();
  return sentence ? el("p", { class: "ok notice card narrow news" }, icon("w-clear"), el("b", {}, sentence)) : null;
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
 * Paragraphs, where those that follow each other with a bullet or with numbers are one list.
 *
 * @param {string[]} paragraphs
 * @returns {HTMLElement[]}
 */
function prose(paragraphs) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (const text of paragraphs) {
    const last = made.at(-1);
    const [, sign, words] = /^(•|\d+\.) (.*)$/su.exec(text) ?? [];
    const tag = sign === "•" ? "ul" : "ol";
    if (sign === undefined) made.push(el("p", {}, text));
    else if (last?.matches(tag)) last.append(el("li", {}, words));
    else made.push(el(tag, { class: tag === "ul" ? "bulleted" : "numbered", start: tag === "ol" && parseInt(sign, 10) }, el("li", {}, words)));
  }
  return made;
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
    const { scrollHeight } = document.documentElement;
    const isEnd = scrollY > 0 && scrollY + innerHeight >= scrollHeight - 2;
    const edge = isEnd ? innerHeight : innerHeight / 3;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < edge).length;
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
  // What no rule asks for stands under these names in a finding: the signature and the hours.
  const last = { signature: -1, "personal use": -2 }[rest];
  const chapter = last ? headings.at(last) : headings[Number(rest) - 1];
  const wanted = document.getElementById(`rule-${rest.toUpperCase()}`) ?? chapter;
  wanted?.scrollIntoView();
  wanted?.focus({ preventScroll: true });
}
