// @ts-check
/**
 * The Square, a small social site to practise on. It knows nothing of any extension, and nothing
 * leaves it: what is posted stays in this page, until it is closed.
 *
 * What a reader of this site can rely on, as on any site's own markup:
 * - the active account, twice: localStorage `square-session` = {"handle", "name"}, and the header's
 *   `button[aria-pressed="true"][data-handle]`. Both change at once, in place, without a reload.
 *   Handles stand there without "@".
 * - the composer: `[data-testid="square-composer"]` (contenteditable), sent by
 *   `[data-testid="square-post"]` or Ctrl/Cmd+Enter in it. Its text is its innerText.
 * - a reply: `textarea[data-testid="square-reply"]` in a form, sent by the submit button
 *   `[data-testid="square-reply-send"]` or Enter; Shift+Enter is a new line.
 * - what was received: `article[data-author][data-post]`, `data-post` counting from 1 in the order of
 *   arrival, the words in its `[data-testid="square-text"]`. Replies stand inside what they answer.
 */

const SESSION = "square-session";
const SAMPLE =
  "I find it ironic that Detroit is known as the #motorcity and yet no one here knows how to f**king drive";
const TASKS = [
  "Put the Detroit post in, as Halden Motors.",
  "Press Post. Read why it is held, and edit. Then switch to Jo Marsh.",
  "Post it as Jo Marsh. It leaves untouched.",
];
const DONE = "All three are done. Now write your own.";
const UNHELD = "That post left as Halden Motors, and nothing held it. Is this browser connected?";

/** @type {HTMLButtonElement[]} */
const switchers = Array.from(document.querySelectorAll("button[data-handle]"));
const composer = one("[data-testid='square-composer']", HTMLElement);
const send = one("[data-testid='square-post']", HTMLButtonElement);
let received = 0;
let task = 0;

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [within]
 * @returns {T}
 */
function one(selector, type, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The Square has no ${selector}.`);
  return found;
}

/**
 * @param {string} template  a template's id
 * @returns {HTMLElement}
 */
function copyOf(template) {
  const made = one(`#${template}`, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (!(made instanceof HTMLElement)) throw new Error(`The Square has no ${template}.`);
  return made;
}

/** @returns {{handle: string, name: string}} whoever the header shows as pressed */
function active() {
  const pressed = switchers.find((button) => button.getAttribute("aria-pressed") === "true") ?? switchers[0];
  return { handle: pressed?.dataset["handle"] ?? "", name: pressed?.dataset["name"] ?? "" };
}

/** @param {string | undefined} handle  one that isn't ours leaves the account as it is */
function become(handle) {
  if (switchers.some((button) => button.dataset["handle"] === handle)) {
    for (const button of switchers) button.setAttribute("aria-pressed", String(button.dataset["handle"] === handle));
  }
  const account = active();
  localStorage.setItem(SESSION, JSON.stringify(account));
  one("#posting-as", HTMLElement).textContent = `Posting as ${account.name}`;
  if (account.handle === "jomarsh" && task === 1) showTask(2);
}

/** @returns {string | undefined} whoever was active when the site was last open */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(SESSION) ?? "{}").handle;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} next
 * @param {string} [words]
 */
function showTask(next, words = TASKS[next] ?? DONE) {
  task = next;
  one("#task-number", HTMLElement).textContent = TASKS[next] ? `Task ${next + 1} of ${TASKS.length}.` : "";
  one("#task", HTMLElement).textContent = words;
}

/** @returns {string} the composer's text as it would be posted: editors end a paragraph with a line feed */
function draft() {
  return composer.innerText.replace(/\n+$/u, "");
}

function drawComposer() {
  const blank = draft().trim() === "";
  composer.classList.toggle("blank", blank && !composer.innerText.includes("\n\n"));
  send.disabled = blank;
  if (task === 0 && draft().includes("#motorcity") && active().handle === "HaldenMotors") showTask(1);
}

/**
 * @param {string} text
 * @param {HTMLElement} place
 */
function receive(text, place) {
  const { handle, name } = active();
  received += 1;
  const post = copyOf("post-template");
  post.dataset["author"] = handle;
  post.dataset["post"] = String(received);
  post.setAttribute("aria-label", name);
  one(".who", HTMLElement, post).textContent = name;
  one(".whose", HTMLElement, post).textContent = `@${handle} · now`;
  one(".text", HTMLElement, post).textContent = text;
  place.append(post);
  if (!text.includes("#motorcity")) return;
  if (handle === "jomarsh") showTask(TASKS.length);
  else showTask(1, UNHELD);
}

function post() {
  const text = draft();
  if (!text.trim()) return;
  composer.replaceChildren();
  drawComposer();
  receive(text, one("#received", HTMLElement));
  composer.focus();
}

/** @param {HTMLElement} article */
function openReply(article) {
  const words = one(".words", HTMLElement, article);
  const open = words.querySelector(":scope > form.reply");
  const form = open instanceof HTMLFormElement ? open : words.appendChild(copyOf("reply-template"));
  one("textarea", HTMLTextAreaElement, form).focus();
}

/** @param {HTMLFormElement} form */
function sendReply(form) {
  const box = one("textarea", HTMLTextAreaElement, form);
  if (!box.value.trim() || !form.parentElement) return;
  const text = box.value;
  const words = form.parentElement;
  form.remove();
  receive(text, words);
}

// Formatting has no place in a post. Where the browser can't keep it out, pasting is made plain by hand.
try {
  composer.contentEditable = "plaintext-only";
} catch {
  composer.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
  });
}
composer.addEventListener("input", drawComposer);
composer.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  post();
});
send.addEventListener("click", post);

one("#sample", HTMLButtonElement).addEventListener("click", () => {
  composer.focus();
  getSelection()?.selectAllChildren(composer);
  // As if typed, so that editors' own undo takes it back.
  document.execCommand("insertText", false, SAMPLE);
});

for (const button of switchers) button.addEventListener("click", () => become(button.dataset["handle"]));
// Another tab of the site switched: one session has one account, as on any site.
addEventListener("storage", (event) => {
  if (event.key === SESSION) become(remembered());
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-reply]")) return;
  const article = event.target.closest("article");
  if (article) openReply(article);
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) sendReply(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!(event.target instanceof HTMLTextAreaElement) || !event.target.form) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

become(remembered());
drawComposer();
