// @ts-check
"use strict";

/**
 * The shape of a site file: what is known of a site, from where, since when, and how surely.
 *
 * @typedef {"high" | "medium" | "low"} Confidence
 *
 * @typedef {string | number | {where: string, is: Step[]} | {at: Step[]}} Step
 *   one step into JSON: a key; the list entry whose field `where` equals the value found at `is`;
 *   or the key that stands at `at`. Inner paths start at the top.
 *
 * @typedef {object} Reading  one way to read the active account
 * @property {string} from  two readings count as independent when this differs
 * @property {"element" | "json" | "storage" | "cookie"} kind
 * @property {string} [selector]  element and json: where it stands
 * @property {string} [attribute]  element: the attribute; left out, its text
 * @property {string} [key]  storage and cookie: the name
 * @property {Step[]} [path]  json and storage: the way to the handle
 * @property {string} [pattern]  a regular expression whose first group is the handle
 * @property {string} source
 * @property {Confidence} confidence
 *
 * @typedef {object} ComposerSpec
 * @property {string} surface
 * @property {string} selector  the editor or text field itself
 * @property {"draft" | "prosemirror" | "textarea" | "contenteditable"} editor
 * @property {string} [frame]  the ancestor that is framed; left out, the editor's own box
 * @property {string[]} send  the controls that send
 * @property {("Mod+Enter" | "Enter")[]} keys  what sends from inside the editor
 * @property {boolean} [thread]  several editors in one composer are one thread
 * @property {{kind: Part["kind"], selector: string}[]} [parts]  other text of the same post
 * @property {string} source
 * @property {Confidence} confidence
 *
 * @typedef {object} Site
 * @property {string} id
 * @property {string[]} matches  as in the manifest
 * @property {string} [path]  the only path of the page, where not the whole host is the site
 * @property {boolean} [companionOnly]  counts only on the paired companion's own address
 * @property {string} verified  the date on which the facts were last read
 * @property {"plain" | "server"} handles  `server`: a handle carries its server, as on Mastodon
 * @property {string[]} attributes  whose change may mean another account
 * @property {Reading[]} account
 * @property {ComposerSpec[]} composers
 * @property {string} [ignore]  editors that are known and are no posts
 */

RightHandle.site = sitePart();

function sitePart() {
  /**
   * A handle as it is compared: without @, without case, on Mastodon with its server.
   *
   * @param {Pick<Site, "handles">} site
   * @param {string} raw
   * @param {string} host  the page's own server
   */
  function normal(site, raw, host) {
    const bare = shown(site, raw, host);
    return bare.toLowerCase();
  }

  /**
   * The same, in the person's own spelling.
   *
   * @param {Pick<Site, "handles">} site
   * @param {string} raw
   * @param {string} host
   */
  function shown(site, raw, host) {
    const bare = raw.trim().replace(/^@/, "");
    return site.handles === "server" && bare && !bare.includes("@") ? `${bare}@${host}` : bare;
  }

  /**
   * Which site an address belongs to, or null.
   *
   * @param {string} address
   */
  function of(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return null;
    }
    const fits = (/** @type {string} */ match) => {
      const [, scheme, host] = /^(\w+):\/\/([^/]+)\//.exec(match) ?? [];
      return url.protocol === `${scheme}:` && url.hostname === host;
    };
    return Object.values(RightHandle.sites).find(
      (site) => site.matches.some(fits) && (!site.path || url.pathname === site.path),
    ) ?? null;
  }

  return { normal, shown, of };
}
