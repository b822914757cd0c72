// @ts-check
/**
 * The only module that talks to the companion: pairing, the key, and every signed call.
 *
 * The key lives in sessionStorage, so that it is gone with the tab and no other page reads it.
 */
import { authorization, deriveSecret, fromBase64url, isMac, isProved, mac, newNonce, toBase64url } from "./rh1.js";

const ROOT = "/api/v1";
const PLACE = "right-handle-key";
const CODE_LETTERS = 26;
const NOTHING = new Uint8Array(0);

/** A draft goes only to a companion that proved itself this many milliseconds before (contract, Keys). */
const PROOF_LASTS = 2_000;

/** What the server's clock is ahead of ours, in milliseconds; learned from one `clock_skew`. */
let ahead = 0;

/** When the companion last proved itself, by `performance.now()`. */
let provedAt = -Infinity;

/** Something a call ended in that is not its answer, as a sentence for a person. */
export class CompanionError extends Error {
  /**
   * @param {string} code  the API's own, or `unreachable`, `not_proved`, `not_connected`
   * @param {string} message
   * @param {string} [field]  the place in what was sent
   */
  constructor(code, message, field) {
    super(message);
    this.name = "CompanionError";
    this.code = code;
    this.field = field;
  }
}

/** The faults of the way to the companion; every other one is about what was asked. */
const LOST = new Set(["unreachable", "not_proved", "not_connected"]);

/**
 * @param {unknown} error
 * @returns {error is CompanionError} whether the companion was reached and refused what was asked
 */
export function isRefusal(error) {
  return error instanceof CompanionError && !LOST.has(error.code);
}

/** @returns {boolean} whether this tab holds a key; it may have been taken away meanwhile */
export function isConnected() {
  return storedKey() !== null;
}

/** @returns {string | null} the id of this tab's key */
export function ownKeyId() {
  return storedKey()?.keyId ?? null;
}

/** Drops this tab's key. */
export function forget() {
  sessionStorage.removeItem(PLACE);
}

/**
 * Turns a pairing code into this tab's key.
 *
 * @param {string} typed  the code, with or without its hyphens, in any case
 * @returns {Promise<void>}
 * @throws {CompanionError} with `field` "code" where the code is at fault
 */
export async function pair(typed) {
  const code = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/gu, "");
  if (code.length !== CODE_LETTERS || /[^A-Z2-7]/u.test(code)) {
    throw new CompanionError("bad_code", "A code has 26 letters and digits, without 0, 1, 8 and 9.", "code");
  }
  const secret = new TextEncoder().encode(code);
  const clientNonce = newNonce();
  const proof = await mac(secret, [clientNonce]);
  const answer = await reach("POST", `${ROOT}/pair`, bytesOf({ name: "Settings page", client_nonce: clientNonce, proof }));
  const said = parse(answer.body);
  if (!answer.ok) throw refusal(said, "code");
  const { key_id: keyId, server_nonce: serverNonce, proof: claimed } = said ?? {};
  if (typeof serverNonce !== "string" || !(await isMac(secret, [clientNonce, serverNonce], claimed))) throw notProved();
  const derived = await deriveSecret(code, clientNonce, serverNonce);
  sessionStorage.setItem(PLACE, JSON.stringify({ keyId, secret: toBase64url(derived) }));
}

/**
 * One signed call. An answer that isn't proved is never looked into.
 *
 * @template T
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path  after `/api/v1`, with its query
 * @param {{body?: object, signal?: AbortSignal}} [options]
 * @returns {Promise<T>} the parsed answer; undefined for 204
 * @throws {CompanionError}
 */
export async function call(method, path, { body, signal } = {}) {
  const sent = body ? bytesOf(body) : NOTHING;
  let answer = await signedCall(method, ROOT + path, sent, signal);
  const serverTime = answer.said?.error?.server_time;
  if (answer.said?.error?.code === "clock_skew" && typeof serverTime === "number") {
    ahead = serverTime - Date.now();
    answer = await signedCall(method, ROOT + path, sent, signal);
  }
  if (answer.ok) return answer.said;
  throw refusal(answer.said);
}

/**
 * Checks a draft, once the companion has shown that it is the companion.
 *
 * @param {object} draft  the body of `POST check`
 * @param {AbortSignal} signal
 * @returns {Promise<import("./shapes.js").Report>}
 * @throws {CompanionError}
 */
export async function check(draft, signal) {
  if (performance.now() - provedAt > PROOF_LASTS) await call("GET", "/status", { signal });
  return call("POST", "/check", { body: draft, signal });
}

/**
 * @param {string} method
 * @param {string} path
 * @param {import("./rh1.js").Bytes} body
 * @param {AbortSignal | undefined} signal
 */
async function signedCall(method, path, body, signal) {
  const key = storedKey();
  if (!key) throw notConnected();
  const { keyId, secret } = key;
  const nonce = newNonce();
  const time = Date.now() + ahead;
  const header = await authorization({ keyId, secret, method, path, time, nonce, body });
  const answer = await reach(method, path, body, { header, signal });
  const { status, proof } = answer;
  if (await isProved({ secret, nonce, status, body: answer.body, proof })) {
    provedAt = performance.now();
    return { ok: answer.ok, said: parse(answer.body) };
  }
  provedAt = -Infinity;
  // Whoever lost our secret can't prove anything. A new code settles who it is, so ask for one.
  if (status === 401) throw notConnected();
  throw notProved();
}

/**
 * @param {string} method
 * @param {string} path
 * @param {import("./rh1.js").Bytes} body
 * @param {{header?: string, signal?: AbortSignal | undefined}} [options]
 */
async function reach(method, path, body, { header, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (header) headers["Authorization"] = header;
  if (body.length) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: body.length ? body : null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: signal ?? null,
    });
    const received = new Uint8Array(await answer.arrayBuffer());
    return { ok: answer.ok, status: answer.status, proof: answer.headers.get("RH1-Proof"), body: received };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new CompanionError("unreachable", "Right Handle isn’t running, so nothing is checked.");
  }
}

/** @returns {{keyId: string, secret: import("./rh1.js").Bytes} | null} */
function storedKey() {
  const kept = sessionStorage.getItem(PLACE);
  if (!kept) return null;
  const { keyId, secret } = JSON.parse(kept);
  return { keyId, secret: fromBase64url(secret) };
}

/** @param {object} value */
function bytesOf(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

/**
 * @param {import("./rh1.js").Bytes} body
 * @returns {any} undefined where there is no JSON in it
 */
function parse(body) {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/**
 * @param {any} said
 * @param {string} [field]  the place to name where the answer names none
 */
function refusal(said, field) {
  const { code, message, field: named } = said?.error ?? {};
  return new CompanionError(code ?? "unclear", message ?? "The answer made no sense. Nothing was changed.", named ?? field);
}

function notConnected() {
  return new CompanionError("not_connected", "This page isn’t connected any more. Type a new code.");
}

function notProved() {
  return new CompanionError("not_proved", "Something else answers in Right Handle’s place. Its answer was refused.");
}
