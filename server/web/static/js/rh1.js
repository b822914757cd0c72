// @ts-check
/**
 * RH1: what proves the page to the companion and the companion to the page.
 *
 * Pure arithmetic on WebCrypto, after the contract's "Keys": binary parts travel as base64url
 * without padding, and it is that text which is signed. The secret itself never travels.
 */

const utf8 = new TextEncoder();

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * @param {Bytes} bytes
 * @returns {string} base64url without padding
 */
export function toBase64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} text  base64url, with or without padding
 * @returns {Bytes}
 * @throws {DOMException} where it is no base64url
 */
export function fromBase64url(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @returns {string} 16 random bytes as base64url */
export function newNonce() {
  return toBase64url(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * @param {Bytes} body
 * @returns {Promise<string>} SHA-256 in lower-case hex
 */
export async function sha256(body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Bytes} secret
 * @param {string[]} lines  joined by one line feed each
 * @returns {Promise<string>} HMAC-SHA256 as base64url
 */
export async function mac(secret, lines) {
  const signed = await crypto.subtle.sign("HMAC", await hmacKey(secret), utf8.encode(lines.join("\n")));
  return toBase64url(new Uint8Array(signed));
}

/**
 * @param {Bytes} secret
 * @param {string[]} lines
 * @param {string | null} claimed  base64url, as received
 * @returns {Promise<boolean>} true only for the right MAC; compared in constant time
 */
export async function isMac(secret, lines, claimed) {
  if (!claimed) return false;
  let bytes;
  try {
    bytes = fromBase64url(claimed);
  } catch {
    return false;
  }
  return crypto.subtle.verify("HMAC", await hmacKey(secret), bytes, utf8.encode(lines.join("\n")));
}

/**
 * The 32-byte secret that both sides derive from a pairing code.
 *
 * @param {string} code  its characters without separators
 * @param {string} clientNonce  base64url
 * @param {string} serverNonce  base64url
 * @returns {Promise<Bytes>}
 */
export async function deriveSecret(code, clientNonce, serverNonce) {
  const key = await crypto.subtle.importKey("raw", utf8.encode(code), "HKDF", false, ["deriveBits"]);
  const salt = new Uint8Array([...fromBase64url(clientNonce), ...fromBase64url(serverNonce)]);
  const info = utf8.encode("right-handle");
  const bits = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, 256);
  return new Uint8Array(bits);
}

/**
 * The Authorization header of one call.
 *
 * @param {{keyId: string, secret: Bytes, method: string, path: string, time: number, nonce: string, body: Bytes}} call
 *   `path` with its query; `time` in Unix milliseconds
 * @returns {Promise<string>}
 */
export async function authorization({ keyId, secret, method, path, time, nonce, body }) {
  const signed = await mac(secret, [method, path, String(time), nonce, await sha256(body)]);
  return `RH1 ${keyId}:${time}:${nonce}:${signed}`;
}

/**
 * Whether an answer was given by whoever holds the secret.
 *
 * @param {{secret: Bytes, nonce: string, status: number, body: Bytes, proof: string | null}} answer
 * @returns {Promise<boolean>}
 */
export async function isProved({ secret, nonce, status, body, proof }) {
  return isMac(secret, [nonce, String(status), await sha256(body)], proof);
}

/** @param {Bytes} secret */
function hmacKey(secret) {
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}
