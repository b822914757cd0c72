// @ts-check
/** The first thing a person sees without a key: one field for the code. */
import { CompanionError, pair } from "./companion.js";
import { byId, el, icon } from "./dom.js";
import { textField } from "./fields.js";

/**
 * @param {(error?: unknown) => void} done  called once this tab holds a key
 * @param {string} [fault]  why an earlier code or key no longer serves
 */
export function showConnect(done, fault) {
  const code = textField({
    label: "Code",
    maxlength: 64,
    attributes: { placeholder: "XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX", autocapitalize: "characters", name: "code" },
  });
  const button = el("button", { class: "btn solid", type: "submit" }, "Connect");
  const form = el(
    "form",
    {
      class: "card pad stack",
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        code.fail(null);
        button.disabled = true;
        try {
          await pair(code.value());
          done();
        } catch (error) {
          if (!(error instanceof CompanionError)) throw error;
          code.fail(error.message);
          code.focus();
        } finally {
          button.disabled = false;
        }
      },
    },
    el("h2", { class: "title" }, "Connect this page"),
    code.row,
    el(
      "p",
      { class: "hint" },
      "The window where Right Handle started shows a code. For a fresh one: ",
      el("span", { class: "command" }, "python -m server pair"),
    ),
    el("p", {}, button),
  );
  byId("connect").replaceChildren(
    el(
      "main",
      { class: "welcome" },
      el("p", { class: "brand" }, icon("mark"), "Right Handle"),
      el("h1", {}, "Know who is speaking, before it leaves."),
      el("p", { class: "lede" }, "Type the code once. Your text stays on this machine."),
      form,
    ),
  );
  document.title = "Connect · Right Handle";
  byId("app").hidden = true;
  byId("connect").hidden = false;
  if (fault) code.fail(fault);
  code.focus();
}

/** Takes the card away again, code and all. */
export function hideConnect() {
  byId("connect").replaceChildren();
  byId("connect").hidden = true;
  byId("app").hidden = false;
}
