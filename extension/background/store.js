// @ts-check
/** What is kept: the key in IndexedDB (as a key, not as bytes), the port beside it in storage.local. */

const DATABASE = "right-handle";
const STORE = "keys";

/** @typedef {{keyId: string, port: number, key: CryptoKey}} Pairing */

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

/** @returns {Promise<Pairing | null>} */
export async function loadPairing() {
  const database = await open();
  try {
    const kept = await done(database.transaction(STORE).objectStore(STORE).get("pairing"));
    return kept ? { ...kept, port: await loadPort() } : null;
  } finally {
    database.close();
  }
}

/** @param {Pairing} pairing */
export async function savePairing({ keyId, key, port }) {
  const database = await open();
  try {
    await done(database.transaction(STORE, "readwrite").objectStore(STORE).put({ keyId, key }, "pairing"));
  } finally {
    database.close();
  }
  await chrome.storage.local.set({ port });
}

export const DEFAULT_PORT = 8791;

/** @returns {Promise<number>} */
export async function loadPort() {
  const { port } = await chrome.storage.local.get("port");
  return Number.isInteger(port) ? /** @type {number} */ (port) : DEFAULT_PORT;
}

/**
 * In memory only, for as long as the browser runs: a worker that sleeps must not forget it.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function recall(name) {
  return (await chrome.storage.session.get(name))[name];
}

/** @param {string} name @param {unknown} value */
export const remember = (name, value) => chrome.storage.session.set({ [name]: value });
