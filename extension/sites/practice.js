// @ts-check
"use strict";

/** The companion's own practice page: a real site to us, on a machine of one's own. */
RightHandle.sites.practice = /** @type {Site} */ ({
  id: "practice",
  matches: ["http://127.0.0.1/practice*"],
  path: "/practice",
  // A match can't carry a port, so other local programs' pages are met too: they aren't ours to watch.
  companionOnly: true,
  verified: "2026-11-22",
  handles: "plain",
  attributes: ["aria-pressed", "data-handle"],
  account: [
    {
      from: "session",
      kind: "storage",
      key: "square-session",
      path: ["handle"],
      source: "server/web/static, in this project",
      confidence: "high",
    },
    {
      from: "account buttons",
      kind: "element",
      selector: 'button[aria-pressed="true"][data-handle]',
      attribute: "data-handle",
      pattern: "^@?([^@\\s]+)$",
      source: "server/web/templates, in this project",
      confidence: "high",
    },
  ],
  composers: [
    {
      surface: "post",
      selector: '[data-testid="square-composer"]',
      editor: "contenteditable",
      send: ['[data-testid="square-post"]'],
      keys: ["Mod+Enter"],
      source: "server/web/templates, in this project",
      confidence: "high",
    },
    {
      surface: "reply",
      selector: '[data-testid="square-reply"]',
      editor: "textarea",
      send: ['[data-testid="square-reply-send"]'],
      keys: ["Enter"],
      source: "server/web/templates, in this project",
      confidence: "high",
    },
  ],
});
