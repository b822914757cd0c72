// @ts-check
/** The policies to start from: read one, and put it into the editor. Nothing is adopted here. */
import { askFirst } from "./asking.js";
import { call } from "./companion.js";
import { el } from "./dom.js";
import { draft } from "./policy-draft.js";
import { sourceOf } from "./policy-versions.js";

/** @typedef {{name: string, title: string, about: string}} Starter */

/** @param {import("./settings.js").Visit} visit */
export async function showStarters({ rest, signal, place }) {
  /** @type {{starters: Starter[]}} */
  const { starters } = await call("GET", "/policy/starters", { signal });
  const header = el(
    "header",
    {},
    el("h1", { tabindex: -1 }, "Start from another"),
    el("p", { class: "lede" }, "Whole policies to fill in. Nothing is in force until you adopt it."),
    el("p", { class: "section-s" }, el("a", { href: "#/policy" }, "Read the policy in force")),
  );
  if (!rest) return place(header, starterList(starters));
  const [{ text }] = await Promise.all([call("GET", `/policy/starters/${encodeURIComponent(rest)}`, { signal }), draft.open(signal)]);
  const starter = starters.find((one) => one.name === rest);
  place(header, oneStarter(starter?.title ?? rest, starter?.about ?? "", text));
}

/** @param {Starter[]} starters */
function starterList(starters) {
  const items = starters.map(({ name, title, about }) =>
    el(
      "li",
      {},
      el("a", { href: `#/policy/new/${encodeURIComponent(name)}` }, el("span", { class: "grow" }, el("b", {}, title), el("span", { class: "small-text soft since" }, about))),
    ),
  );
  return el("ul", { class: "card list people narrow" }, ...items);
}

/**
 * @param {string} title
 * @param {string} about
 * @param {string} text
 */
function oneStarter(title, about, text) {
  const row = el("div", { class: "row wrap" });
  const use = () => {
    draft.put(text);
    location.hash = "#/policy/edit";
  };
  const words = "Put it into the editor";
  row.append(
    draft.isChanged
      ? askFirst({
          button: words,
          question: "Let your draft go?",
          then: "The changes in the editor are then gone.",
          keep: "Keep my draft",
          act: use,
          row,
          style: "btn solid",
        })
      : el("button", { class: "btn solid", type: "button", onclick: use }, words),
    el("a", { class: "small-text", href: "#/policy/new" }, "All of them"),
  );
  return el("section", { class: "stack" }, el("h2", { class: "title" }, title), el("p", { class: "soft" }, about), row, sourceOf(text));
}
