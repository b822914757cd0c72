// @ts-check
"use strict";

RightHandle.sites.x = /** @type {Site} */ ({
  id: "x",
  matches: ["https://x.com/*"],
  verified: "2026-11-22",
  handles: "plain",
  attributes: ["data-testid", "href"],
  account: [
    {
      from: "account switcher",
      kind: "element",
      selector: '[data-testid="SideNav_AccountSwitcher_Button"] [data-testid^="UserAvatar-Container-"]',
      attribute: "data-testid",
      pattern: "^UserAvatar-Container-(\\w{1,15})$",
      source: "komm64/tutti, 2026-08-02",
      confidence: "high",
    },
    {
      from: "account switcher",
      kind: "element",
      selector: '[data-testid="SideNav_AccountSwitcher_Button"]',
      pattern: "@(\\w{1,15})",
      source: "komm64/tutti, 2026-08-02; insin/control-panel-for-twitter, 2026-08-17",
      confidence: "high",
    },
    {
      from: "profile link",
      kind: "element",
      selector: 'a[data-testid="AppTabBar_Profile_Link"], a[data-testid="DashButton_ProfileIcon_Link"]',
      attribute: "href",
      pattern: "^/(\\w{1,15})$",
      source: "insin/control-panel-for-twitter, 2026-08-17",
      confidence: "high",
    },
  ],
  composers: [
    {
      surface: "post",
      selector: '[data-testid^="tweetTextarea_"][contenteditable="true"]',
      editor: "draft",
      send: ['[data-testid="tweetButton"]', '[data-testid="tweetButtonInline"]'],
      keys: ["Mod+Enter"],
      thread: true,
      source: "komm64/tutti, 2026-08-02; leaperone/MultiPost-Extension, 2026-06-05",
      confidence: "high",
    },
  ],
  ignore:
    '[data-testid="dmComposerTextInput"], [data-testid="dm-composer-textarea"], [data-testid="altTextInput"]',
});
