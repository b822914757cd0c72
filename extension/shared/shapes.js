// @ts-check
"use strict";

/**
 * The drawings, as geometry: used as SVG in pages and as canvas paths in the toolbar.
 *
 * @typedef {{d: string, fill?: boolean, width?: number, dash?: string, even?: boolean}} Stroke
 */

RightHandle.shapes = shapesPart();

function shapesPart() {
  /** Account symbols, 20 by 20, filled. @type {Record<string, Stroke[]>} */
  const SYMBOLS = {
    disc: [{ d: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", fill: true }],
    triangle: [{ d: "M10 2.5 18.5 17h-17z", fill: true }],
    diamond: [{ d: "M10 1.5 18.5 10 10 18.5 1.5 10z", fill: true }],
    square: [{ d: "M3.5 3.5h13v13h-13z", fill: true }],
    star: [{ d: "m10 1 2.6 5.9 6.4.6-4.8 4.3 1.4 6.3L10 14.8l-5.6 3.3 1.4-6.3L1 7.5l6.4-.6z", fill: true }],
    plus: [{ d: "M7.4 2h5.2v5.4H18v5.2h-5.4V18H7.4v-5.4H2V7.4h5.4z", fill: true }],
    crescent: [{ d: "M13.5 2.2a8.2 8.2 0 1 0 4.3 11.2A7 7 0 0 1 13.5 2.2z", fill: true }],
    bars: [{ d: "M2.5 3.5h15v4.6h-15zM2.5 11.9h15v4.6h-15z", fill: true }],
    ask: [
      { d: "M6.2 7.2a3.9 3.9 0 1 1 5.6 3.5c-1.2.6-1.8 1.2-1.8 2.5", width: 2.6 },
      { d: "M10 15.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z", fill: true },
    ],
  };

  /** Signs of weights and states, 20 by 20. @type {Record<string, Stroke[]>} */
  const SIGNS = {
    note: [
      { d: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z", width: 2, dash: "2.4 2.3" },
      { d: "M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z", fill: true },
    ],
    confirm: [
      { d: "M6.5 2h7A4.5 4.5 0 0 1 18 6.5v7a4.5 4.5 0 0 1-4.5 4.5h-7A4.5 4.5 0 0 1 2 13.5v-7A4.5 4.5 0 0 1 6.5 2z", width: 2 },
      { d: "M7.5 6.7v6.6M12.5 6.7v6.6", width: 2.2 },
    ],
    stop: [{ d: "M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3zM5 8.6v2.8h10V8.6z", fill: true, even: true }],
    clear: [{ d: "m4 10.5 4 4 8-9", width: 2 }],
    error: [
      { d: "M10 2.6 18.2 17H1.8z", width: 2 },
      { d: "M10 8v4", width: 2 },
      { d: "M10 13.3a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z", fill: true },
    ],
    safe: [{ d: "M3 5h14M3 10h14M3 15h8", width: 2 }],
    down: [{ d: "M3 10h4M13 10h4M7 6v8M13 6.5v7", width: 2 }],
    eye: [
      { d: "M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z", width: 1.8 },
      { d: "M10 7.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z", fill: true },
    ],
    noeye: [
      { d: "M1.5 8S4.5 13.5 10 13.5 18.5 8 18.5 8M4 12l-1.5 2.5M10 13.5v3M16 12l1.5 2.5", width: 1.8 },
    ],
  };

  /** The mark, 32 by 32, drawn as strokes. */
  const MARK = [
    "M14.2 11.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2z",
    "M18.8 11.4v6.1a3.6 3.6 0 0 0 3.6 3.6h1.2a3.6 3.6 0 0 0 3.6-3.6V8.4a3.6 3.6 0 0 0-3.6-3.6h-8.4a11.2 11.2 0 1 0 4.6 21.4",
  ];

  /** Each colour has its own symbol, so that no account is told by colour alone. */
  const ACCOUNTS = /** @type {Record<string, {symbol: string, light: string, dark: string}>} */ ({
    navy: { symbol: "disc", light: "#20449f", dark: "#809bd5" },
    azure: { symbol: "triangle", light: "#0f77b9", dark: "#7ac8fe" },
    lagoon: { symbol: "diamond", light: "#0d565c", dark: "#96d7d1" },
    fir: { symbol: "square", light: "#0d381d", dark: "#71ae81" },
    bronze: { symbol: "star", light: "#634e03", dark: "#dbb542" },
    clay: { symbol: "plus", light: "#a86141", dark: "#db723d" },
    mauve: { symbol: "crescent", light: "#a05285", dark: "#c681ab" },
    violet: { symbol: "bars", light: "#350360", dark: "#9979f7" },
  });

  /**
   * Name the colour of a report, which carries the light hex and the symbol instead of the name.
   *
   * @param {string} hex
   * @param {string} [symbol]
   */
  function colourNamed(hex, symbol) {
    const found = Object.entries(ACCOUNTS).find(
      ([name, look]) => name === hex || look.light === hex?.toLowerCase() || look.symbol === symbol,
    );
    return found?.[0] ?? "";
  }

  /** The symbol's name for a colour. @param {string} colour */
  const symbolOf = (colour) => ACCOUNTS[colour]?.symbol ?? "disc";

  return { SYMBOLS, SIGNS, MARK, ACCOUNTS, colourNamed, symbolOf };
}
