// mastodon.social: a form with a textarea under React's control.
import { createElement as h, useEffect, useReducer, useState } from "react";
import { createRoot } from "react-dom/client";
import { mounted, notice, publish, start } from "./shared.js";

const page = { shown: start.shown, remounts: 0, late: Boolean(start.slow) };
let redraw = () => {};

/** Mastodon has one account for each log-in; the page then comes anew. Here it changes in place. */
globalThis.switchAccount = (index) => {
  page.shown = index;
  const blob = document.getElementById("initial-state");
  const state = JSON.parse(blob.textContent);
  state.meta.me = start.accounts[index].id;
  blob.textContent = JSON.stringify(state);
  redraw();
};

/** The composer's nodes are thrown away and made anew, with the text kept. */
globalThis.remount = () => {
  page.remounts += 1;
  redraw();
};

function NavigationBar() {
  const account = start.accounts[page.shown];
  return h(
    "div",
    { className: "navigation-bar" },
    h(
      "div",
      { className: "account account--minimal" },
      h(
        "a",
        {
          className: "account__display-name",
          href: `/@${account.handle}`,
          title: account.handle,
          "data-hover-card-account": account.id,
        },
        h("span", { className: "account__avatar" }),
        h(
          "span",
          { className: "display-name" },
          h("bdi", null, h("strong", { className: "display-name__html" }, account.name)),
          h("span", { className: "display-name__account" }, `@${account.handle}`),
        ),
      ),
    ),
  );
}

function ComposeForm({ text, setText }) {
  const [spoiler, setSpoiler] = useState("");
  const empty = text.trim() === "";
  const send = (event) => {
    notice(event);
    event.preventDefault();
    if (empty) return;
    setText("");
    void publish("/api/v1/statuses", {
      status: text,
      spoiler_text: spoiler,
      visibility: "public",
      media_ids: [],
      in_reply_to_id: null,
    });
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };
  return h(
    "form",
    { className: "compose-form", onSubmit: send },
    h(NavigationBar),
    h(
      "div",
      { className: "compose-form__highlightable" },
      h("input", {
        id: "cw-spoiler-input",
        className: "spoiler-input__input",
        placeholder: "Content warning (optional)",
        value: spoiler,
        onChange: (event) => setSpoiler(event.target.value),
        onKeyDown: keys,
      }),
      h(
        "div",
        { className: "autosuggest-textarea" },
        h("textarea", {
          className: "autosuggest-textarea__textarea",
          placeholder: "What’s on your mind?",
          rows: 4,
          value: text,
          onChange: (event) => setText(event.target.value),
          onKeyDown: keys,
        }),
      ),
      h(
        "div",
        { className: "compose-form__actions" },
        h(
          "div",
          { className: "compose-form__submit" },
          h("button", { type: "submit", className: "button send", disabled: empty }, "Post"),
        ),
      ),
    ),
  );
}

function App() {
  const [, draw] = useReducer((count) => count + 1, 0);
  const [text, setText] = useState("");
  redraw = draw;
  useEffect(() => {
    void mounted.then(() => {
      page.late = false;
      draw();
    });
  }, []);
  return h(
    "div",
    { className: "columns columns-area" },
    h(
      "header",
      { className: "compose-panel" },
      page.late ? null : h(ComposeForm, { key: page.remounts, text, setText }),
    ),
    h("main", null, h("h2", null, "Home"), h("article", null, "The night bus runs again. #motorcity")),
  );
}

createRoot(document.getElementById("mastodon")).render(h(App));
