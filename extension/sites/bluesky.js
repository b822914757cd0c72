// @ts-check
"use strict";

RightHandle.sites.bluesky = /** @type {Site} */ ({
  id: "bluesky",
  matches: ["https://bsky.app/*"],
  verified: "2026-11-22",
  handles: "plain",
  attributes: ["href"],
  account: [
    {
      from: "session",
      kind: "storage",
      key: "BSKY_STORAGE",
      // `currentAccount.handle` is deprecated and may be missing: the id is looked up in the list.
      path: ["session", "accounts", { where: "did", is: ["session", "currentAccount", "did"] }, "handle"],
      source: "bluesky-social/social-app, 2026-08",
      confidence: "high",
    },
    {
      from: "profile link",
      kind: "element",
      selector: 'a[aria-label="Profile"][href^="/profile/"]',
      attribute: "href",
      pattern: "^/profile/([^/?#]+)$",
      source: "bluesky-social/social-app, 2026-08",
      confidence: "high",
    },
  ],
  composers: [
    {
      surface: "post",
      selector:
        '[data-testid="composePostView"] .ProseMirror[contenteditable="true"], ' +
        '[data-testid="composePostView"] [contenteditable="true"][role="textbox"]',
      editor: "prosemirror",
      frame: '[data-testid="composePostView"]',
      send: ['[data-testid="composerPublishBtn"]'],
      keys: ["Mod+Enter"],
      thread: true,
      source: "bluesky-social/social-app, 2026-06; komm64/tutti, 2026-06-01",
      confidence: "high",
    },
  ],
  ignore: '[data-testid="conversationScreen"] textarea, [data-testid="altTextInput"]',
});
