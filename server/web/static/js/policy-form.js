// @ts-check
/** One rule as a form. What is typed goes into the document as one writes; the rest of it stays as it is. */
import { askFirst } from "./asking.js";
import { call, CompanionError, isRefusal } from "./companion.js";
import { el, fault } from "./dom.js";
import { draft } from "./policy-draft.js";
import { examplesField, headFields, labelFields } from "./policy-form-fields.js";
import { linesOf } from "./policy-lines.js";
import { placeInRule } from "./policy-places.js";
import { dropForm, keepForm, unwritten } from "./policy-unwritten.js";

/** @typedef {import("./shapes.js").RuleForm} RuleForm */

const PAUSE = 400;
const RETRY = 5_000;
const LIST = /^\s*[-*+]\s+(?:\*\*|__)\s*\{([^{}]+)\}/u;

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @param {(error: unknown) => void} failed
 * @returns {Promise<HTMLElement[]>}
 */
export async function ruleForm(id, signal, failed) {
  const document = draft.text;
  /** @type {[RuleForm, {detectors: import("./policy-form-fields.js").Detector[]}]} */
  const [asWritten, { detectors }] = await Promise.all([
    call("POST", "/policy/form", { body: { text: document, rule: id }, signal }),
    call("GET", "/policy/detectors", { signal }),
  ]);
  const left = unwritten(id);
  const form = left?.form ?? asWritten;
  const lists = linesOf(document).flatMap((line) => LIST.exec(line)?.[1]?.trim() ?? []);
  const head = headFields(form);
  const labels = labelFields(form, detectors, lists);
  const changed = () => soon();
  const examples = {
    not_allowed: examplesField({
      legend: "Not allowed",
      hint: "Posts that must be found. Mark the words in question.",
      values: form.not_allowed,
      marks: true,
      changed,
    }),
    allowed: examplesField({ legend: "Allowed", hint: "Posts that must leave.", values: form.allowed, marks: false, changed }),
  };
  const problem = el("div", { role: "alert" });
  const began = new Map(Object.entries({ ...head, ...labels }).map(([name, field]) => [name, field.value()]));

  /**
   * @param {string} name
   * @param {string} source  as it stood; an untouched field sends it to the letter
   * @param {import("./fields.js").Field} field
   */
  const valueOf = (name, source, field) => (field.value() === began.get(name) ? source : field.value());
  /** @returns {RuleForm} */
  const filled = () => ({
    id: valueOf("id", form.id, head.id),
    title: valueOf("title", form.title, head.title),
    why: valueOf("why", form.why, head.why),
    labels: Object.fromEntries(
      Object.entries(labels)
        .map(([name, field]) => [name, valueOf(name, form.labels[name] ?? "", field)])
        .filter(([, value]) => value),
    ),
    not_allowed: examples.not_allowed.values(),
    allowed: examples.allowed.values(),
  });

  let written = asWritten.id;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const soon = (wait = PAUSE) => {
    draft.awaits = true;
    clearTimeout(pause);
    pause = setTimeout(write, wait);
  };
  const write = () => {
    clearTimeout(pause);
    pause = undefined;
    draft.pending = draft.pending.then(send);
  };
  /** Always from the document as it was opened, so that a half-typed id never loses the rule. */
  const send = async () => {
    const sent = filled();
    try {
      const { text } = await call("POST", "/policy/edit", { body: { text: document, rule: id, form: sent } });
      dropForm(written);
      written = sent.id.toUpperCase();
      draft.awaits ||= pause !== undefined;
      clear();
      draft.put(text);
    } catch (error) {
      if (!(error instanceof CompanionError)) throw error;
      const place = error.field?.replace(/^form\./u, "") ?? "";
      keepForm(written, { form: sent, document, place, message: error.message });
      if (signal.aborted) return;
      clear();
      if (isRefusal(error) && error.code !== "busy") return tell(place, error.message);
      // Only a code leads on after the companion’s restart; the form is found again behind it.
      const code = error.code === "not_connected" && el("button", { class: "btn small", type: "button", onclick: () => failed(error) }, "Type a code");
      problem.replaceChildren(fault(`${error.message} Your words stay here.`), code || "");
      if (!code) soon(RETRY);
    }
  };
  signal.addEventListener("abort", () => {
    if (pause !== undefined) write();
  });

  const clear = () => {
    for (const field of [...Object.values(head), ...Object.values(labels), ...Object.values(examples)]) field.fail(null);
    problem.replaceChildren();
  };
  /**
   * @param {string} place  a label's name, a field of the form, or an example's side and number
   * @param {string} message
   */
  const tell = (place, message) => {
    const [, side, index] = /^(not.allowed|allowed)(?: (\d+))?$/u.exec(place) ?? [];
    const name = place.replace(/^labels\./u, "");
    const field = Object.entries({ ...head, ...labels }).find(([key]) => key === name)?.[1];
    if (side) examples[side === "allowed" ? "allowed" : "not_allowed"].fail(message, index ? Number(index) : undefined);
    else if (field) field.fail(message);
    else problem.replaceChildren(fault(message));
  };
  const showErrors = () => {
    if (!draft.isChecked || !draft.found || pause !== undefined || unwritten(written)) return;
    clear();
    const { contents, errors } = draft.found;
    const index = contents.findIndex((rule) => rule.id === written);
    const start = contents[index]?.line ?? 0;
    const end = contents[index + 1]?.line ?? Infinity;
    const lines = linesOf(draft.text);
    /** @type {Map<string, string>} */
    const told = new Map();
    for (const { rule, line, message } of errors) {
      if (rule !== written && (line < start || line >= end)) continue;
      const place = placeInRule(lines, start, line);
      told.set(place, [told.get(place), message].filter(Boolean).join(" "));
    }
    told.forEach((message, place) => tell(place, message));
  };
  draft.addEventListener("changed", showErrors, { signal });

  const body = el(
    "form",
    {
      class: "stack-l rule-form",
      novalidate: true,
      onsubmit: (event) => event.preventDefault(),
      // A word that is still being composed is not written yet.
      oninput: (event) => event.isComposing || soon(),
      oncompositionend: () => soon(),
    },
    problem,
    ...Object.values(head).map((field) => field.row),
    ...Object.entries(labels).filter(([name]) => !WHERE.has(name)).map(([, field]) => field.row),
    examples.not_allowed.row,
    examples.allowed.row,
    el(
      "details",
      { class: "stack", open: [...WHERE].some((name) => form.labels[name]) },
      el("summary", {}, "Only for some sites, surfaces or accounts"),
      ...[...WHERE].map((name) => labels[name]?.row),
    ),
  );
  if (left) tell(left.place, left.message);
  else showErrors();
  // What only the way to the companion held up goes in by itself; over newer words of the text it must not.
  if (left?.document === document) soon(0);
  return [heading(asWritten), body, ending(id, document, failed)];
}

const WHERE = new Set(["Sites", "Surfaces", "Accounts"]);

/** @param {RuleForm} form */
function heading({ id, title }) {
  return el(
    "div",
    { class: "row between wrap section-end" },
    el("h2", { class: "title", tabindex: -1 }, `${id}: ${title}`),
    el("a", { class: "small-text", href: "#/policy/edit/rules" }, "All rules"),
  );
}

/**
 * @param {string} id
 * @param {string} document
 * @param {(error: unknown) => void} failed
 */
function ending(id, document, failed) {
  const row = el("div", { class: "row wrap section-s" });
  const line = draft.found?.contents.find((rule) => rule.id === id)?.line ?? 1;
  row.append(
    el("a", { class: "btn", href: `#/policy/edit/${line}` }, "See it in the text"),
    askFirst({
      button: "Remove rule",
      question: `Remove ${id}?`,
      then: "Its words leave the changed policy.",
      keep: "Keep it",
      row,
      act: async () => {
        try {
          const { text } = await call("POST", "/policy/edit", { body: { text: document, rule: id, form: null } });
          dropForm(id);
          draft.put(text);
          location.hash = "#/policy/edit/rules";
        } catch (error) {
          failed(error);
        }
      },
    }),
  );
  return row;
}
