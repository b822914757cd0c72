// What the test sites have in common: who is active, and the way a post leaves.

/** @typedef {{ id: string, name: string, handle: string }} Account */

/** @type {{ accounts: Account[], active: number, shown: number, slow?: string }} */
export const start = globalThis.__START__;

/** What brought the last Send about; the server records it with the post. */
let last = { type: "", trusted: false };

/** @param {Event} event the event that the site's own handler got */
export function notice(event) {
  const native = event.nativeEvent ?? event;
  last = { type: native.type, trusted: native.isTrusted };
}

/**
 * @param {string} address
 * @param {unknown} body
 */
export async function publish(address, body) {
  await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: "Bearer test",
      "X-Trigger": last.type,
      "X-Trusted": String(last.trusted),
    },
    body: JSON.stringify(body),
  });
}

/** A slow page mounts its composer late; answers after that time. */
export const mounted = new Promise((done) => setTimeout(done, start.slow ? Number(start.slow) : 0));
