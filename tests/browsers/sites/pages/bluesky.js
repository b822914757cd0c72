// bsky.app: TipTap in a composer that is one part of a page which swaps accounts in place.
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { mounted, notice, publish, start } from "./shared.js";

const KEY = "BSKY_STORAGE";
const data = "https://morel.us-east.host.bsky.network";
let shown = start.shown;
let editor = null;

/** @param {number} index the account whose session the page's storage now names */
function remember(index) {
  const accounts = start.accounts.map((each) => ({ did: each.id, handle: each.handle, service: data, active: true }));
  const account = accounts[index];
  localStorage.setItem(
    KEY,
    JSON.stringify({ colorMode: "light", session: { accounts, currentAccount: { did: account.did } } }),
  );
}

function active() {
  const { session } = JSON.parse(localStorage.getItem(KEY));
  return start.accounts.find((each) => each.id === session.currentAccount.did);
}

/** Another account takes over: the whole page is made anew, without a reload, the draft kept. */
globalThis.switchAccount = (index) => {
  shown = index;
  remember(index);
  history.pushState(null, "", "/");
  draw();
};

/** The composer's nodes are thrown away and made anew, with the text kept. */
globalThis.remount = () => composer(document.querySelector("[role=dialog]"));

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

function draw() {
  const account = start.accounts[shown];
  const page = element(`
    <div class="columns">
      <header role="navigation">
        <a aria-label="Profile" href="/profile/${account.handle}">Profile</a>
        <button type="button" aria-label="Switch accounts"><span class="avatar"></span><span>${account.name}</span><span>@${account.handle}</span></button>
      </header>
      <main><h2>Following</h2><div role="dialog" aria-label="Write post"></div><article>The night bus runs again. #motorcity</article></main>
    </div>`);
  document.getElementById("root").replaceChildren(page);
  void mounted.then(() => composer(page.querySelector("[role=dialog]")));
}

/** @param {Element} place */
function composer(place) {
  const kept = editor ? editor.getJSON() : "";
  editor?.destroy();
  const view = element(`
    <div data-testid="composePostView" class="composer">
      <div class="field"></div>
      <button type="button" data-testid="composerPublishBtn" aria-label="Publish post" class="send">Post</button>
    </div>`);
  place.replaceChildren(view);
  const button = view.querySelector("button");
  const text = () => editor.getText({ blockSeparator: "\n" });
  const mark = () => button.toggleAttribute("disabled", text().trim() === "");
  editor = new Editor({
    element: view.querySelector(".field"),
    extensions: [StarterKit.configure({ heading: false, bulletList: false, orderedList: false })],
    content: kept,
    autofocus: "end",
    onUpdate: mark,
    editorProps: {
      attributes: { role: "textbox", "aria-label": "Rich-Text Editor" },
      handleDOMEvents: {
        keydown: (_, event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
          event.preventDefault();
          send(event);
          return true;
        },
      },
    },
  });
  const send = (event) => {
    notice(event);
    const said = text();
    if (said.trim() === "") return;
    editor.commands.clearContent(true);
    const did = active().id;
    void publish(`${data}/xrpc/com.atproto.repo.applyWrites`, {
      repo: did,
      validate: true,
      writes: [
        {
          $type: "com.atproto.repo.applyWrites#create",
          collection: "app.bsky.feed.post",
          rkey: "3lbtest",
          value: { $type: "app.bsky.feed.post", text: said, createdAt: new Date().toISOString(), langs: ["en"] },
        },
      ],
    });
  };
  button.addEventListener("click", send);
  mark();
}

remember(start.active);
draw();
