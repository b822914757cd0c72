// @ts-check
/** Browsers: a fresh code, who is connected, and what happens while nothing can be checked. */
import { call, isRefusal, ownKeyId } from "./companion.js";
import { byId, el, fault, say } from "./dom.js";
import { choice } from "./fields.js";
import { ago, day, duration } from "./words.js";

/** @typedef {import("./shapes.js").Key} Key */

/** The code on show, kept while it is good, so that looking elsewhere doesn't use one up. */
/** @type {{code: string, until: number} | null} */
let current = null;

/** Where the groups of a code begin: five, five, five, five and six. */
const GROUPS = [0, 5, 10, 15, 20];

/** How often the list is read again while a code is on show, in seconds. */
const LOOK_AGAIN = 4;

/** @param {import("./settings.js").Visit} visit */
export async function showBrowsers({ status, signal, place, failed }) {
  const [{ keys }, settings] = await Promise.all([call("GET", "/keys", { signal }), call("GET", "/settings", { signal })]);
  if (!current || current.until <= Date.now()) await freshCode(signal);
  const list = el("div", { class: "card" });
  const known = new Set(keys.map((/** @type {Key} */ key) => key.key_id));
  /** @param {Key[]} now */
  const showKeys = (now) => list.replaceChildren(keyList(now, reread, failed));
  const reread = async () => {
    const answer = await call("GET", "/keys", { signal });
    const arrived = answer.keys.filter((/** @type {Key} */ key) => !known.has(key.key_id));
    for (const key of arrived) known.add(key.key_id);
    if (arrived.length && current) {
      current = { ...current, until: 0 };
      say(`${nameOf(arrived[0])} is connected.`);
    }
    if (arrived.length || list.querySelectorAll("li").length !== answer.keys.length) showKeys(answer.keys);
  };
  showKeys(keys);
  const pairing = pairingCard({ signal, failed, reread });
  place(
    el(
      "header",
      {},
      el("h1", { tabindex: -1 }, "Browsers"),
      el("p", { class: "lede" }, "A browser is connected once, with a code from this page."),
    ),
    pairing,
    el("section", { class: "section" }, el("h2", { class: "title", id: "connected", tabindex: -1 }, "Connected"), list),
    unreachable(settings.if_unreachable, status.if_unreachable, failed),
  );
}

/** @param {AbortSignal} signal */
async function freshCode(signal) {
  const { code, expires_in: seconds } = await call("POST", "/keys/code", { body: {}, signal });
  current = { code: code.replace(/[^A-Z2-7]/gu, ""), until: Date.now() + seconds * 1000 };
}

/** @param {{signal: AbortSignal, failed: (error: unknown) => void, reread: () => Promise<void>}} options */
function pairingCard({ signal, failed, reread }) {
  const left = el("p", { class: "hint" });
  const shown = el("p", { class: "pairing" });
  const copy = el(
    "button",
    {
      class: "btn small",
      type: "button",
      onclick: async () => {
        await navigator.clipboard.writeText(shown.textContent ?? "");
        say("The code is copied.");
        copy.textContent = "Copied";
      },
    },
    "Copy",
  );
  const draw = () => {
    const good = current !== null && current.until > Date.now();
    const code = current?.code ?? "";
    const groups = GROUPS.map((start, index) => code.slice(start, GROUPS[index + 1]));
    shown.replaceChildren(...groups.map((group, index) => el("span", {}, index < groups.length - 1 ? `${group}-` : group)));
    shown.hidden = copy.hidden = !good;
    copy.textContent = "Copy";
  };
  let second = 0;
  const tick = () => {
    const rest = Math.ceil(((current?.until ?? 0) - Date.now()) / 1000);
    left.textContent = rest > 0 ? `Good once, for ${duration(rest)}.` : "That code is gone. Take a new one.";
    if (rest <= 0) draw();
    second += 1;
    if (rest > 0 && second % LOOK_AGAIN === 0 && !document.hidden) reread().catch(failed);
  };
  const clock = setInterval(tick, 1000);
  signal.addEventListener("abort", () => clearInterval(clock));
  const renew = async () => {
    try {
      await freshCode(signal);
    } catch (error) {
      return failed(error);
    }
    draw();
    tick();
    say("Here is a new code.");
  };
  draw();
  tick();
  return el(
    "section",
    { class: "card pad stack" },
    el(
      "div",
      { class: "row wrap between" },
      el(
        "div",
        { class: "grow invite" },
        el("h2", { class: "title" }, "Connect a browser"),
        el("p", { class: "small-text soft" }, "Open Right Handle there and type this code."),
        left,
      ),
      el("button", { class: "btn", type: "button", onclick: () => void renew() }, "New code"),
    ),
    el("div", { class: "row wrap" }, shown, copy),
  );
}

/** @param {Key} key */
function nameOf(key) {
  return key.key_id === ownKeyId() ? `${key.name} (this tab)` : key.name;
}

/**
 * @param {Key[]} keys
 * @param {() => Promise<void>} reread
 * @param {(error: unknown) => void} failed
 */
function keyList(keys, reread, failed) {
  if (!keys.some((key) => key.role !== "page")) {
    const none = el("p", { class: "pad soft" }, "No browser is connected. Type the code there.");
    if (!keys.length) return none;
    return el("div", {}, none, el("ul", { class: "list ruled" }, ...keys.map((key) => keyRow(key, reread, failed))));
  }
  const browsersFirst = [...keys].sort((a, b) => Number(a.role === "page") - Number(b.role === "page"));
  return el("ul", { class: "list" }, ...browsersFirst.map((key) => keyRow(key, reread, failed)));
}

/**
 * @param {Key} key
 * @param {() => Promise<void>} reread
 * @param {(error: unknown) => void} failed
 */
function keyRow(key, reread, failed) {
  const used = key.last_used_at ? ` Last used ${ago(key.last_used_at)}.` : " Not used yet.";
  const disconnect = async () => {
    try {
      await call("DELETE", `/keys/${encodeURIComponent(key.key_id)}`);
      say(`${key.name} is disconnected.`);
      await reread();
      byId("connected").focus();
    } catch (error) {
      failed(error);
    }
  };
  return el(
    "li",
    {},
    el(
      "div",
      { class: "grow" },
      el("b", {}, nameOf(key)),
      el("p", { class: "small-text soft" }, `${ROLES[key.role] ?? "Connected"} ${day(key.created_at)}.${used}`),
    ),
    el(
      "button",
      { class: "btn small", type: "button", "aria-label": `Disconnect ${nameOf(key)}`, onclick: () => void disconnect() },
      "Disconnect",
    ),
  );
}

/** @type {Record<Key["role"], string>} */
const ROLES = { extension: "Connected", program: "A program, connected", page: "Settings, opened" };

/**
 * @param {"policy" | "ask"} chosen
 * @param {"ask" | "allow"} effective  what holds now; the policy's own choice while `chosen` is "policy"
 * @param {(error: unknown) => void} failed
 */
function unreachable(chosen, effective, failed) {
  const place = el("div", { role: "alert" });
  const strict = chosen === "policy" && effective === "ask";
  const says = strict ? ": ask before posting" : chosen === "policy" ? ": let it through, marked" : "";
  const field = choice({
    legend: "While Right Handle can’t be reached",
    value: chosen,
    options: [
      { value: "policy", label: `As the policy says${says}` },
      { value: "ask", label: "Always ask me first" },
    ],
    changed: async (value) => {
      place.replaceChildren();
      try {
        await call("PUT", "/settings", { body: { if_unreachable: value } });
        say("Saved.");
      } catch (error) {
        if (!isRefusal(error)) return failed(error);
        place.replaceChildren(fault(error.message));
      }
    },
  });
  return el(
    "section",
    { class: "section" },
    el("h2", { class: "title" }, "If a check can’t run"),
    el("div", { class: "narrow" }, field.row, place, el("p", { class: "hint" }, "You may be stricter than the policy, never looser.")),
  );
}
