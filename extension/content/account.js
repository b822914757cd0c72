// @ts-check
"use strict";

/** Reads which account is active: two independent readings that agree, or "unknown". */

RightHandle.account = accountPart();

function accountPart() {
  /** Parsed JSON by its source text, so that an unchanged page is not parsed again. */
  const parsed = /** @type {Map<string, {text: string, value: unknown}>} */ (new Map());

  /**
   * @param {string} name
   * @param {string | null | undefined} text
   */
  function json(name, text) {
    if (!text) return undefined;
    const known = parsed.get(name);
    if (known?.text === text) return known.value;
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined;
    }
    parsed.set(name, { text, value });
    return value;
  }

  /**
   * Follow a path into JSON; anything unexpected is undefined, never an error.
   *
   * @param {unknown} top
   * @param {Step[]} path
   * @returns {unknown}
   */
  function follow(top, path) {
    /** @type {any} */
    let here = top;
    for (const step of path) {
      if (typeof here !== "object" || here === null) return undefined;
      if (typeof step !== "object") {
        here = here[step];
      } else if ("at" in step) {
        here = here[/** @type {string} */ (follow(top, step.at))];
      } else {
        const wanted = follow(top, step.is);
        here = Array.isArray(here) && wanted !== undefined
          ? here.find((entry) => entry?.[step.where] === wanted)
          : undefined;
      }
    }
    return here;
  }

  /**
   * What one reading says: undefined when it says nothing, null when it contradicts itself.
   *
   * @param {Reading} reading
   * @returns {string | null | undefined}
   */
  function read(reading) {
    /** @type {unknown[]} */
    let raw = [];
    if (reading.kind === "element") {
      raw = [...document.querySelectorAll(reading.selector ?? "")].slice(0, 4).map((node) =>
        reading.attribute ? node.getAttribute(reading.attribute) : /** @type {HTMLElement} */ (node).innerText,
      );
    } else if (reading.kind === "json") {
      const text = document.querySelector(reading.selector ?? "")?.textContent;
      raw = [follow(json(reading.selector ?? "", text), reading.path ?? [])];
    } else if (reading.kind === "storage") {
      raw = [follow(json(`storage ${reading.key}`, stored(reading.key ?? "")), reading.path ?? [])];
    } else {
      const name = `${reading.key}=`;
      const cookie = document.cookie.split("; ").find((entry) => entry.startsWith(name));
      raw = [cookie && decodeURIComponent(cookie.slice(name.length))];
    }
    const pattern = reading.pattern ? new RegExp(reading.pattern) : null;
    const found = new Set();
    for (const value of raw) {
      if (typeof value !== "string") continue;
      const handle = pattern ? pattern.exec(value)?.[1] : value;
      if (handle) found.add(handle);
    }
    return found.size > 1 ? null : [...found][0];
  }

  /** A reading that fails is a doubt, and no reason to let a Send pass unseen. @param {Reading} reading */
  function attempt(reading) {
    try {
      return read(reading);
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a page may forbid its storage: that is one reading fewer, not an error
    }
  }

  /**
   * The active account's handle in its own spelling, or null for "unknown".
   *
   * @param {Site} site
   * @returns {{handle: string | null, key: string | null}}  `key` is what is compared
   */
  function active(site) {
    const { normal, shown } = RightHandle.site;
    /** @type {Map<string, string>} */
    const byKey = new Map();
    const origins = new Set();
    let doubt = false;
    for (const reading of site.account) {
      const said = attempt(reading);
      if (said === undefined) continue;
      if (said === null) {
        doubt = true;
        continue;
      }
      origins.add(reading.from);
      const key = normal(site, said, location.hostname);
      if (!byKey.has(key)) byKey.set(key, shown(site, said, location.hostname));
    }
    const [only] = byKey;
    if (doubt || byKey.size !== 1 || origins.size < 2 || !only) {
      return { handle: null, key: null };
    }
    return { handle: only[1], key: only[0] };
  }

  return { active, follow };
}
