// @ts-check
/**
 * The only part that talks to the companion. Signs every call, believes only proved answers, and sends
 * a draft only to a companion that proved itself within the last two seconds.
 */

import * as rh1 from "./rh1.js";
import { loadPairing, loadPort, savePairing } from "./store.js";

const DEADLINE = 3_000;
const PROOF_LASTS = 2_000;
/** What a companion says when the key was revoked: our own is kept, since anyone could say so. */
const KEY_GONE = "unknown_key";

/** The companion could not be asked: `state` says why. */
export class Unreached extends Error {
  /** @param {Exclude<CompanionState, "running">} state */
  constructor(state) {
    super(state);
    this.state = state;
  }
}

/** The companion answered, proved, and said no. */
export class Refused extends Error {
  /** @param {number} status @param {{code?: string, message?: string}} error */
  constructor(status, error) {
    super(error.message ?? `answered ${status}`);
    this.status = status;
    this.code = error.code ?? "";
  }
}

/** @type {Promise<import("./store.js").Pairing | null> | null} */
let kept = null;
const pairing = () =>
  (kept ??= loadPairing().catch((error) => {
    kept = null; // a store that failed once may answer the next time
    throw error;
  }));
let provedAt = -Infinity;
/** The companion's clock less ours, in ms. */
let skew = 0;
/** Which of several pairings is the newest: an answer to an older key proves nothing. */
let generation = 0;

export async function origin() {
  return `http://127.0.0.1:${(await pairing())?.port ?? (await loadPort())}`;
}

/**
 * @param {string} method
 * @param {string} path  with its query, from the root
 * @param {Uint8Array<ArrayBuffer>} body
 * @param {number} port
 * @param {string} [authorization]
 */
async function exchange(method, path, body, port, authorization) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (body.length) headers["Content-Type"] = "application/json";
  if (authorization) headers.Authorization = authorization;
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      body: body.length ? body : undefined,
      signal: AbortSignal.timeout(DEADLINE),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    throw new Unreached(error instanceof DOMException && /abort|timeout/i.test(error.name) ? "slow" : "down");
  }
}

/** @param {Uint8Array} bytes @returns {any} */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/**
 * One signed call and its proved answer. A connection that broke is tried once more: a companion that was
 * restarted, or closed an idle line just now, is not down.
 *
 * @param {string} method
 * @param {string} name  such as `status`
 * @param {unknown} [content]
 * @returns {Promise<any>}
 */
export async function call(method, name, content) {
  try {
    return await signed(method, name, content);
  } catch (error) {
    if (error instanceof Unreached && error.state === "down") return signed(method, name, content);
    throw error;
  }
}

/**
 * @param {string} method
 * @param {string} name
 * @param {unknown} content
 * @param {boolean} [again]  the clock has been corrected once already
 * @returns {Promise<any>}
 */
async function signed(method, name, content, again = false) {
  const mine = await pairing();
  if (!mine) throw new Unreached("unpaired");
  const started = generation;
  const path = `/api/v1/${name}`;
  const body = new TextEncoder().encode(content === undefined ? "" : JSON.stringify(content));
  const time = String(Math.round(Date.now() + skew));
  const once = rh1.nonce();
  const signature = await rh1.mac(mine.key, method, path, time, once, await rh1.sha256hex(body));
  let got;
  try {
    got = await exchange(method, path, body, mine.port, `RH1 ${mine.keyId}:${time}:${once}:${signature}`);
  } catch (error) {
    provedAt = -Infinity;
    throw error;
  }
  const { response, bytes } = got;
  const proof = response.headers.get("RH1-Proof") ?? "";
  const proved = await rh1.verified(mine.key, proof, once, String(response.status), await rh1.sha256hex(bytes));
  const answer = parsed(bytes);
  const error = answer?.error ?? {};
  if (error.code === "clock_skew" && !again && Number.isFinite(error.server_time)) {
    // An unproved answer may move our clock for a question about status, never for a draft.
    if (proved || name === "status") {
      skew = error.server_time - Date.now();
      return signed(method, name, content, true);
    }
  }
  if (!proved || started !== generation) {
    provedAt = -Infinity;
    throw new Unreached(response.status === 401 && error.code === KEY_GONE ? "unpaired" : "not-proved");
  }
  provedAt = performance.now();
  if (!response.ok) throw new Refused(response.status, error);
  return answer;
}

/** Who is there, and is it the one we paired with? */
export const status = () => call("GET", "status");

/**
 * Send a draft: only to a companion that has just proved itself. Its `request_id` makes one row of it,
 * however often a connection breaks.
 *
 * @param {Record<string, unknown>} draft
 * @returns {Promise<CheckReport>}
 */
export async function check(draft) {
  if (performance.now() - provedAt > PROOF_LASTS) await status();
  try {
    return await signed("POST", "check", draft);
  } catch (error) {
    if (!(error instanceof Unreached) || error.state !== "down") throw error;
    await status(); // the failure voided the proof: somebody else may be listening there by now
    return signed("POST", "check", draft);
  }
}

/**
 * Pair with the code that the companion shows. The code itself never crosses the wire.
 *
 * @param {string} typed
 * @param {number} port
 * @param {string} name  this browser's, as the settings page lists it
 */
export async function pair(typed, port, name) {
  const code = rh1.plainCode(typed);
  const clientNonce = rh1.nonce();
  const body = new TextEncoder().encode(
    JSON.stringify({ name, client_nonce: clientNonce, proof: await rh1.clientProof(code, clientNonce) }),
  );
  const { response, bytes } = await exchange("POST", "/api/v1/pair", body, port);
  const answer = parsed(bytes);
  if (!response.ok) throw new Refused(response.status, answer?.error ?? {});
  const { key_id: keyId, server_nonce: serverNonce, proof } = answer ?? {};
  const known = typeof keyId === "string" && typeof serverNonce === "string" && typeof proof === "string" &&
    (await rh1.serverProved(code, proof, clientNonce, serverNonce));
  if (!known) throw new Unreached("not-proved");
  const made = { keyId, port, key: await rh1.secretKey(code, clientNonce, serverNonce) };
  await savePairing(made);
  generation += 1;
  provedAt = -Infinity;
  skew = 0;
  kept = Promise.resolve(made);
}
