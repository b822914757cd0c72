// @ts-check
/** How an account is shown: its kind as an outline, itself as a colour bound to a symbol, and its name in words. */
import { el, icon } from "./dom.js";

/** @typedef {import("./shapes.js").Kind} Kind */
/** @typedef {import("./shapes.js").Account} Account */

/** @type {{colour: string, symbol: string, name: string}[]} */
export const IDENTITIES = [
  { colour: "navy", symbol: "disc", name: "Navy disc" },
  { colour: "azure", symbol: "triangle", name: "Azure triangle" },
  { colour: "lagoon", symbol: "diamond", name: "Lagoon diamond" },
  { colour: "fir", symbol: "square", name: "Fir square" },
  { colour: "bronze", symbol: "star", name: "Bronze star" },
  { colour: "clay", symbol: "plus", name: "Clay plus" },
  { colour: "mauve", symbol: "crescent", name: "Mauve crescent" },
  { colour: "violet", symbol: "bars", name: "Violet bars" },
];

/**
 * The kinds that a person can choose. "Unknown" is what is left, and never chosen.
 *
 * @type {{kind: Kind, name: string}[]}
 */
export const KINDS = [
  { kind: "company", name: "Company" },
  { kind: "ambassador", name: "Ambassador" },
  { kind: "personal", name: "Personal" },
];

/** @type {{id: string, name: string}[]} */
export const SITES = [
  { id: "x", name: "X" },
  { id: "linkedin", name: "LinkedIn" },
  { id: "facebook", name: "Facebook" },
  { id: "instagram", name: "Instagram" },
  { id: "threads", name: "Threads" },
  { id: "bluesky", name: "Bluesky" },
  { id: "mastodon", name: "Mastodon" },
  { id: "reddit", name: "Reddit" },
  { id: "tiktok", name: "TikTok" },
  { id: "youtube", name: "YouTube" },
  { id: "tumblr", name: "Tumblr" },
  { id: "pinterest", name: "Pinterest" },
  { id: "hackernews", name: "Hacker News" },
  { id: "practice", name: "the practice page" },
];

/**
 * @param {string} id
 * @returns {string} the site's name; the host of one that a person added; the id itself of one we don't know
 */
export function siteName(id) {
  return SITES.find((site) => site.id === id)?.name ?? id.replace(/^other:/u, "");
}

/**
 * @param {string} handle
 * @returns {string} with its @
 */
export function withAt(handle) {
  return handle.startsWith("@") ? handle : `@${handle}`;
}

/**
 * @param {Kind} kind
 * @param {string | null} colour  a token's name; null draws the outline alone
 * @param {16 | 20 | 32 | 40} [size]
 * @returns {HTMLSpanElement}
 */
export function tile(kind, colour, size = 20) {
  const known = IDENTITIES.find((identity) => identity.colour === colour);
  const drawing = kind === "unknown" ? "g-ask" : `g-${known?.symbol ?? "disc"}`;
  return el("span", { class: `tile ${kind} ${known?.colour ?? "none"} t${size}` }, icon(drawing));
}
