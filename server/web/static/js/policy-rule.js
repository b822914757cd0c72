// @ts-check
/** One rule as people read it: why, examples of both kinds, and where it counts. */
import { el, facts, icon } from "./dom.js";
import { siteName } from "./identity.js";
import { marked, weightLine } from "./marks.js";
import { listed } from "./words.js";

/** @typedef {import("./shapes.js").Rule} Rule */

/** @type {Record<string, string>} */
const SURFACES = {
  post: "posts", reply: "replies", quote: "quotes", repost: "reposts", thread: "threads", edit: "edits",
  comment: "comments", message: "messages", schedule: "scheduled posts",
};

/** @param {Rule} rule */
export function ruleCard(rule) {
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
    ...rule.why.split("\n\n").map((paragraph) => el("p", { class: "soft" }, paragraph)),
    el("div", { class: "examples" }, heldExample(rule), fineExample(rule)),
    facts([
      ["Looks for", rule.looks_for.join("; ")],
      ["Unless it says", rule.unless.join("; ")],
      ["Unless the post says", rule.unless_post.join("; ")],
      ["Always allowed", rule.always_allowed.join("; ")],
      ["Write instead", rule.instead],
      ["Applies to", rule.kinds.length ? `${listed([...rule.kinds])} accounts` : ""],
      ["Only on", listed(rule.sites.map(siteName))],
      ["Only in", listed(rule.surfaces.map((surface) => SURFACES[surface] ?? surface))],
      ["Only from", listed(rule.accounts)],
      ["Consequence", rule.consequence],
    ]),
  );
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
