// @ts-check
/**
 * RH1, the way the extension and the companion prove themselves to each other: pure functions over
 * WebCrypto. Binary parts are base64url without padding, and it is that text which is signed.
 * Source: the project's contract, "Keys".
 */

const encoder = new TextEncoder();

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
export function fromBase64url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}

/** A fresh nonce: 16 random bytes. */
export const nonce = () => base64url(crypto.getRandomValues(new Uint8Array(16)));

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256hex(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A pairing code as its characters alone. @param {string} typed */
export const plainCode = (typed) => typed.toUpperCase().replace(/[^A-Z2-7]/g, "");

/**
 * @param {string} code
 * @returns {Promise<CryptoKey>}
 */
const codeKey = (code) =>
  crypto.subtle.importKey("raw", encoder.encode(code), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);

/**
 * HMAC of lines joined by one line feed.
 *
 * @param {CryptoKey} key
 * @param {...string} lines
 */
export async function mac(key, ...lines) {
  return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(lines.join("\n")))));
}

/**
 * Check an HMAC in constant time.
 *
 * @param {CryptoKey} key
 * @param {string} given
 * @param {...string} lines
 */
export async function verified(key, given, ...lines) {
  try {
    return await crypto.subtle.verify("HMAC", key, fromBase64url(given), encoder.encode(lines.join("\n")));
  } catch {
    return false;
  }
}

/** Prove that we know the code. @param {string} code @param {string} clientNonce */
export const clientProof = async (code, clientNonce) => mac(await codeKey(code), clientNonce);

/**
 * Check that the companion knows it too.
 *
 * @param {string} code
 * @param {string} proof
 * @param {string} clientNonce
 * @param {string} serverNonce
 */
export const serverProved = async (code, proof, clientNonce, serverNonce) =>
  verified(await codeKey(code), proof, clientNonce, serverNonce);

/**
 * The secret both sides derive. It stays inside the browser's key store: scripts can use it, none can read it.
 *
 * @param {string} code
 * @param {string} clientNonce
 * @param {string} serverNonce
 * @param {boolean} [extractable]  for the test vector alone
 */
export async function secretKey(code, clientNonce, serverNonce, extractable = false) {
  const base = await crypto.subtle.importKey("raw", encoder.encode(code), "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...fromBase64url(clientNonce), ...fromBase64url(serverNonce)]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: encoder.encode("right-handle") },
    base,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    extractable,
    ["sign", "verify"],
  );
}
