// @ts-check
/** What the pages of a changed policy share: heading, tabs, how it stands, and another’s changes. */
import { askFirst } from "./asking.js";
import { call, isRefusal } from "./companion.js";
import { el, fault, icon, say } from "./dom.js";
import { draft } from "./policy-draft.js";
import { difference } from "./policy-lines.js";
import { unwrittenCards } from "./policy-unwritten.js";
import { count, dayAndClock, inWords } from "./words.js";

const TABS = [
  { route: "policy/edit", title: "Text" },
  { route: "policy/edit/rules", title: "Rules" },
  { route: "policy/edit/try", title: "Try it" },
  { route: "policy/edit/changes", title: "What changes" },
];
const MOST_QUOTED = 12;

/**
 * The frame of a page about the changed policy. It follows the draft until the person leaves.
 *
 * @param {import("./settings.js").Visit} visit
 * @param {string} route  of the tab on the screen
 */
export async function openDesk({ rest, signal, failed }, route) {
  await draft.open(signal);
  const title = el("h1", { tabindex: -1 }, "Edit the policy");
  const lede = el("p", { class: "lede" });
  const clashes = el("div");
  const meeting = el("div", {}, clashes, ...unwrittenCards(rest));
  const links = TABS.map((tab) => el("a", { href: `#/${tab.route}`, "aria-current": tab.route === route ? "page" : null }, tab.title));
  const saved = el("div", { class: "soft row wrap close" });
  const state = el("span", { id: "policy-state" });
  let told = draft.found?.errors.length ?? 0;
  let met = "";

  const show = () => {
    lede.textContent = summary();
    saved.replaceChildren(...savedLine(failed));
    state.replaceChildren(stateLine());
    const errors = draft.found?.errors.length ?? 0;
    if (errors !== told) say(stateLine().textContent ?? "");
    told = errors;
    void meet();
  };
  const meet = async () => {
    const clash = `${draft.theirs?.revision ?? ""} ${draft.isBehind && draft.inForce?.sha256}`;
    if (clash === met) return;
    met = clash;
    // Told whole or not at all: a button must not move away from under a click.
    const cards = draft.theirs || draft.isBehind ? [meetingCard(await changesOf(draft.theirs), failed, () => title.focus())] : [];
    if (clash === met) clashes.replaceChildren(...cards);
  };
  draft.addEventListener("changed", show, { signal });
  show();
  return {
    heading: el("header", {}, title, lede),
    tabs: el("nav", { class: "tabs", "aria-label": "The changed policy" }, ...links),
    meeting,
    bar: el("div", { class: "bar small-text" }, saved, state),
  };
}

/** @returns {string} "Two lines need a change. Version 5 stays in force until then." */
function summary() {
  const version = `Version ${draft.inForce?.version ?? ""}`;
  if (unjudged()) return `Not checked. ${version} stays in force.`;
  if (!draft.found) return `Checking. ${version} stays in force.`;
  const errors = draft.found.errors.length;
  if (errors) {
    const lines = errors === 1 ? "One place needs" : `${capital(inWords(errors))} places need`;
    return `${lines} a change. ${version} stays in force until then.`;
  }
  return draft.isChanged ? `${version} stays in force until you adopt this.` : `This is ${version.toLowerCase()}, as it is in force.`;
}

/**
 * @param {(error: unknown) => void} failed
 * @returns {(Node | string)[]}
 */
function savedLine(failed) {
  if (draft.standing === "kept") {
    const { cutOff } = draft;
    const code = cutOff && el("button", { class: "btn small", type: "button", onclick: () => failed(cutOff) }, "Type a code");
    return [fault(`${draft.message} Your text is kept in this tab.`), ...(code ? [code] : [])];
  }
  if (draft.standing === "clash") return [fault("Not saved. Your text is kept in this tab.")];
  if (draft.standing === "saving") return ["Saving"];
  return [draft.isChanged ? "Saved here as a draft" : `${draft.inForce?.title ?? ""}`];
}

/** Whether the check of this text failed, too: what an older text had would read as “fine”. */
function unjudged() {
  return draft.standing === "kept" && !draft.isChecked;
}

function stateLine() {
  if (unjudged()) return el("span", { class: "weight clear" }, icon("down"), "Not checked");
  if (!draft.found) return el("span", { class: "weight clear" }, "Checking");
  const errors = draft.found.errors.length;
  if (errors) return el("span", { class: "weight stop" }, icon("err"), `${count(errors, "error")}, not in force`);
  return el("span", { class: "weight clear" }, icon("w-clear"), draft.isChanged ? "No errors, not in force yet" : "In force");
}

/**
 * Another window’s draft, or another policy in force: what differs, and whose text goes on.
 *
 * @param {string[]} changes
 * @param {(error: unknown) => void} failed
 * @param {() => void} settled  moves the focus on, since the card goes away under it
 */
function meetingCard(changes, failed, settled) {
  const { theirs, inForce } = draft;
  const told = theirs ? draft.message : `Version ${inForce?.version} came into force meanwhile. Compare before you adopt.`;
  const other = theirs?.text ?? inForce?.text ?? "";
  const savedAt = theirs && dayAndClock(theirs.saved_at)[1];
  const apart = difference(draft.text, other);
  const take = async () => {
    try {
      await draft.takeTheirs();
      settled();
    } catch (error) {
      failed(error);
    }
  };
  const keep = () => {
    draft.keepMine();
    settled();
  };
  const row = el("div", { class: "row wrap" });
  row.append(
    el("button", { class: "btn", type: "button", onclick: keep }, "Keep mine"),
    askFirst({
      button: "Take theirs",
      question: "Take theirs?",
      then: "Your own changes are then gone.",
      keep: "Keep mine for now",
      act: take,
      row,
      style: "btn",
    }),
  );
  return el(
    "section",
    { class: "card pad stack section meeting", "aria-label": "Another version" },
    fault(told, { role: "alert" }),
    savedAt && !told.includes(savedAt) ? el("p", { class: "small-text soft" }, `The other draft was saved at ${savedAt}.`) : null,
    el("ul", { class: "bulleted" }, ...changes.map((sentence) => el("li", {}, sentence))),
    el("div", { class: "cols" }, quote("Only in yours", apart.mine), quote("Only in theirs", apart.theirs)),
    row,
  );
}

/**
 * What the other one changes, in sentences. A draft with errors has none: its lines stand beside it.
 *
 * @param {import("./shapes.js").PolicyDraft | null} theirs
 * @returns {Promise<string[]>}
 */
async function changesOf(theirs) {
  try {
    const { changes } = theirs
      ? await call("POST", "/policy/preview", { body: { text: theirs.text } })
      : await call("GET", `/policy/diff?before=${draft.base}&after=${draft.inForce?.sha256}`);
    return changes;
  } catch (error) {
    return isRefusal(error) && theirs ? ["The other draft has errors still."] : [];
  }
}

/**
 * @param {string} title
 * @param {import("./policy-lines.js").Line[]} lines
 */
function quote(title, lines) {
  const shown = lines.slice(0, MOST_QUOTED).map(({ line, text }) => el("p", { class: "code" }, el("span", { class: "faint" }, `${line} `), text));
  const more = lines.length > MOST_QUOTED && el("p", { class: "soft" }, `And ${count(lines.length - MOST_QUOTED, "line")} more.`);
  return el("div", { class: "small-text grow" }, el("p", { class: "label" }, title), ...(shown.length ? shown : [el("p", { class: "soft" }, "Nothing")]), more);
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
