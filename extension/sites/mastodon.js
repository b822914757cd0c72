// @ts-check
"use strict";

RightHandle.sites.mastodon = /** @type {Site} */ ({
  id: "mastodon",
  matches: ["https://mastodon.social/*", "https://mastodon.online/*"],
  verified: "2026-11-22",
  handles: "server",
  attributes: ["href"],
  account: [
    {
      from: "page data",
      kind: "json",
      selector: "script#initial-state",
      path: ["accounts", { at: ["meta", "me"] }, "acct"],
      source: "mastodon/mastodon; glitch-soc/mastodon, 2026-08-08",
      confidence: "high",
    },
    {
      from: "name above the composer",
      kind: "element",
      selector: '.compose-form .navigation-bar a[href*="/@"], .navigation-bar a[href*="/@"]',
      attribute: "href",
      pattern: "/@([^/?#]+)$",
      source: "glitch-soc/mastodon, 2026-08-08",
      confidence: "high",
    },
  ],
  composers: [
    {
      surface: "post",
      selector: "form.compose-form textarea.autosuggest-textarea__textarea",
      editor: "textarea",
      send: ['.compose-form__submit button[type="submit"]', ".compose-form__submit button"],
      keys: ["Mod+Enter"],
      parts: [
        { kind: "warning", selector: "#cw-spoiler-input" },
        { kind: "poll", selector: ".poll__option input[type=text]" },
      ],
      source: "mastodon/mastodon; glitch-soc/mastodon, 2026-08-08",
      confidence: "high",
    },
  ],
});
