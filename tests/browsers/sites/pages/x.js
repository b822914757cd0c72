// x.com: React and Draft.js. The side navigation names the account, the store and the page's state too.
import { Editor, EditorState } from "draft-js";
import { createElement as h, useEffect, useReducer, useState } from "react";
import { createRoot } from "react-dom/client";
import { mounted, notice, publish, start } from "./shared.js";

const page = { active: start.active, shown: start.shown, remounts: 0, late: Boolean(start.slow) };
let redraw = () => {};

/** Another account of the same person takes over in place. */
globalThis.switchAccount = (index) => {
  page.active = page.shown = index;
  globalThis.__INITIAL_STATE__.session.user_id = start.accounts[index].id;
  remember();
  redraw();
};

/** The composer's nodes are thrown away and made anew, with the text kept. */
globalThis.remount = () => {
  page.remounts += 1;
  redraw();
};

function remember() {
  document.cookie = `twid=u%3D${start.accounts[page.active].id}; path=/; secure`;
}
remember();

const store = { getState: () => globalThis.__INITIAL_STATE__ };

function SideNav() {
  const account = start.accounts[page.active];
  const linked = start.accounts[page.shown];
  return h(
    "header",
    { role: "banner" },
    h("a", { "data-testid": "AppTabBar_Profile_Link", href: `/${linked.handle}`, role: "link" }, "Profile"),
    h(
      "button",
      { "data-testid": "SideNav_AccountSwitcher_Button", type: "button" },
      h("div", { "data-testid": `UserAvatar-Container-${account.handle}`, className: "avatar" }),
      h("div", null, account.name),
      h("div", null, `@${account.handle}`),
    ),
  );
}

function Composer({ editorState, setEditorState }) {
  const text = editorState.getCurrentContent().getPlainText();
  const empty = text.trim() === "";
  const send = (event) => {
    notice(event);
    if (empty) return;
    setEditorState(EditorState.moveFocusToEnd(EditorState.createEmpty()));
    void publish("/i/api/graphql/Zk3vXq0BHkF5tP8mWcY2aQ/CreateTweet", {
      variables: { tweet_text: text, dark_request: false, media: { media_entities: [] } },
      queryId: "Zk3vXq0BHkF5tP8mWcY2aQ",
    });
  };
  return h(
    "div",
    {
      className: "composer",
      onKeyDown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send(event);
        }
      },
    },
    h(Editor, {
      editorState,
      onChange: setEditorState,
      keyBindingFn: undefined,
      placeholder: empty ? "What is happening?" : "",
      ariaLabel: "Post text",
      webDriverTestID: "tweetTextarea_0",
    }),
    h(
      "button",
      { "data-testid": "tweetButtonInline", type: "button", "aria-disabled": empty || undefined, onClick: send },
      h("span", null, "Post"),
    ),
  );
}

function Home() {
  const [, draw] = useReducer((count) => count + 1, 0);
  const [editorState, setEditorState] = useState(() => EditorState.createEmpty());
  redraw = draw;
  useEffect(() => {
    void mounted.then(() => {
      page.late = false;
      draw();
    });
  }, []);
  return h(
    "div",
    { className: "columns" },
    h(SideNav),
    h(
      "main",
      { role: "main" },
      h("h2", null, "Home"),
      page.late ? null : h(Composer, { key: page.remounts, editorState, setEditorState }),
      h("article", { "data-testid": "tweet" }, "The night bus runs again. #motorcity"),
    ),
    h("aside", null, h("div", { "data-testid": "UserCell" }, "Who to follow", h("span", null, "@detroitnews"))),
  );
}

const Provided = ({ children }) => children;
const Outer = ({ children }) => children;
const rootNode = document.getElementById("react-root");
createRoot(rootNode).render(h("div", null, h(Outer, null, h(Provided, { store }, h(Home)))));
