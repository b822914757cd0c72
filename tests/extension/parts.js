// @ts-check
/** Loads the extension's classic parts into node, as a page or the background would, in order. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

export const FOLDER = new URL("../../extension/", import.meta.url);

/** @param {string} path */
export const read = (path) => readFileSync(new URL(path, FOLDER), "utf8");

/** @type {any} */
export const manifest = JSON.parse(read("manifest.json"));
/** @type {Record<string, {message: string, placeholders?: Record<string, unknown>}>} */
export const sentences = JSON.parse(read("_locales/en/messages.json"));

/**
 * @param {string} key
 * @param {string | string[]} [parts]
 */
export function getMessage(key, parts = []) {
  const list = [parts].flat();
  let text = sentences[key]?.message ?? "";
  Object.keys(sentences[key]?.placeholders ?? {}).forEach((name, index) => {
    text = text.replaceAll(`$${name.toUpperCase()}$`, list[index] ?? "");
  });
  return text;
}

/**
 * A world with the named files run in it; `more` are globals that they may expect.
 *
 * @param {string[]} files
 * @param {Record<string, unknown>} [more]
 * @returns {any} its namespace
 */
export function load(files, more = {}) {
  const context = vm.createContext({
    chrome: { i18n: { getMessage }, runtime: { id: "ours" } },
    document: {},
    URL, TextEncoder, crypto, performance, setTimeout, clearTimeout,
    ...more,
  });
  for (const file of ["shared/namespace.js", ...files]) {
    vm.runInContext(read(file), context, { filename: fileURLToPath(new URL(file, FOLDER)) });
  }
  return vm.runInContext("RightHandle", context);
}

export const SITES = ["x", "mastodon", "bluesky", "practice"];
export const siteFiles = SITES.map((id) => `sites/${id}.js`);
