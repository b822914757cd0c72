// @ts-check
/** Earlier versions: when each came into force, what it said, how two differ, and going back to one. */
import { askFirst } from "./asking.js";
import { call, isRefusal } from "./companion.js";
import { el, fault, icon, say } from "./dom.js";
import { selectField } from "./fields.js";
import { adoptPolicy } from "./policy-adopt.js";
import { dayAndTime, exactly } from "./words.js";

/** @typedef {import("./shapes.js").PolicyVersion} Version */

/** @param {import("./settings.js").Visit} visit */
export async function showVersions({ rest, signal, place, failed }) {
  /** @type {{versions: Version[]}} */
  const { versions } = await call("GET", "/policy/versions", { signal });
  const current = versions.find((version) => version.in_force);
  const header = el(
    "header",
    {},
    el("h1", { tabindex: -1 }, "Earlier versions"),
    el("p", { class: "lede" }, "Every version that was in force is kept. Going back adopts it again."),
    el("p", { class: "section-s" }, el("a", { href: "#/policy" }, "Read the policy in force")),
  );
  if (!rest) return place(header, versionList(versions), versions.length > 1 ? comparer(versions, signal, failed) : null);
  const read = await call("GET", `/policy/versions/${encodeURIComponent(rest)}`, { signal });
  place(header, oneVersion(read, read.text, current, failed));
}

/** @param {Version[]} versions */
function versionList(versions) {
  const items = versions.map((version) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: `#/policy/versions/${version.sha256}` },
        el(
          "span",
          { class: "grow" },
          el("b", {}, `Version ${version.version}`),
          el("span", { class: "soft" }, `, ${version.title}`),
          el("span", { class: "small-text faint since", title: exactly(version.adopted_at) }, `Since ${dayAndTime(version.adopted_at)}`),
        ),
        version.in_force ? el("span", { class: "ok small-text" }, icon("w-clear"), "In force") : null,
      ),
    ),
  );
  return el("ul", { class: "card list people narrow" }, ...items);
}

/**
 * @param {Version[]} versions
 * @param {AbortSignal} signal
 * @param {(error: unknown) => void} failed
 */
function comparer(versions, signal, failed) {
  const options = versions.map((version) => ({
    value: version.sha256,
    label: `Version ${version.version}, ${dayAndTime(version.adopted_at)}`,
  }));
  const before = selectField({ label: "From", value: options[1]?.value ?? "", options });
  const after = selectField({ label: "To", value: options[0]?.value ?? "", options });
  const result = el("div");
  const compare = async () => {
    try {
      const { changes } = await call("GET", `/policy/diff?before=${before.value()}&after=${after.value()}`, { signal });
      const sentences = changes.length ? changes : ["Nothing that counts differs."];
      result.replaceChildren(el("ul", { class: "bulleted" }, ...sentences.map((/** @type {string} */ one) => el("li", {}, one))));
      say(sentences.join(" "));
    } catch (error) {
      if (signal.aborted) return;
      if (!isRefusal(error)) return failed(error);
      result.replaceChildren(fault(error.message));
    }
  };
  return el(
    "section",
    { class: "section narrow stack" },
    el("h2", { class: "title" }, "Compare two"),
    el("div", { class: "cols" }, before.row, after.row),
    el("div", {}, el("button", { class: "btn", type: "button", onclick: () => void compare() }, "Compare")),
    result,
  );
}

/**
 * @param {Version} version
 * @param {string} text
 * @param {Version | undefined} current
 * @param {(error: unknown) => void} failed
 */
function oneVersion(version, text, current, failed) {
  const problem = el("div", { role: "alert" });
  const row = el("div", { class: "row wrap" });
  const name = `version ${version.version}`;
  const adopt = async () => {
    try {
      await adoptPolicy(text, current?.sha256 ?? "");
      location.hash = "#/policy";
    } catch (error) {
      if (!isRefusal(error)) return failed(error);
      problem.replaceChildren(fault(error.message));
    }
  };
  const back = askFirst({
    button: `Go back to ${name}`,
    question: `Go back to ${name}?`,
    then: `It counts at once, and version ${current?.version} is kept.`,
    keep: "Not now",
    act: adopt,
    row,
    style: "btn",
  });
  row.append(...(version.in_force ? [] : [back]), el("a", { class: "small-text", href: "#/policy/versions" }, "All versions"));
  const since = dayAndTime(version.adopted_at);
  const state = version.in_force ? `In force since ${since}.` : `It came into force on ${since}, and is so no more.`;
  return el(
    "section",
    { class: "stack" },
    el("h2", { class: "title" }, `Version ${version.version}: ${version.title}`),
    el("p", { class: "soft" }, state),
    row,
    problem,
    sourceOf(text),
  );
}

/**
 * A document to read as its text stands.
 *
 * @param {string} text
 */
export function sourceOf(text) {
  return el("pre", { class: "card pad source", tabindex: 0, "aria-label": "The document’s text" }, text);
}
