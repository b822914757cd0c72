// @ts-check
/** The toolbar's drawing: the outline is the kind, colour and symbol are the account; grey is not watched. */

import "../shared/namespace.js";
import "../shared/shapes.js";

const { SYMBOLS, MARK, ACCOUNTS, symbolOf } = RightHandle.shapes;
const GREY = "#74837d";

/** @typedef {"unwatched" | "down" | "held" | Kind} Face */

/** The drawing's measures, 32 by 32; the small one enlarges the badge. */
const LARGE = { mark: [-1.2, -2.4, 0.9, 3.7], middle: 23.75, hole: 9.5, ring: 8.25, disc: 7.25, symbol: [19, 9.5] };
const SMALL = { mark: [-2.6, -3.6, 0.88, 4.4], middle: 22, hole: 11, ring: 10, disc: 8.5, symbol: [16, 12] };

/**
 * A square, a leaf or a circle around a middle.
 *
 * @param {Face} kind
 * @param {number} middle
 * @param {number} half
 */
function outline(kind, middle, half) {
  const path = new Path2D();
  const corner = half * 0.28;
  const round = { company: half * 0.44, ambassador: [half, corner, half, corner] }[/** @type {string} */ (kind)] ?? half;
  path.roundRect(middle - half, middle - half, half * 2, half * 2, round);
  return path;
}

/**
 * @param {number} size  pixels
 * @param {Face} face
 * @param {string} colour
 */
function draw(size, face, colour) {
  const canvas = new OffscreenCanvas(size, size);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const set = size <= 16 ? SMALL : LARGE;
  context.scale(size / 32, size / 32);
  context.lineCap = "round";
  context.lineJoin = "round";

  const [x = 0, y = 0, scale = 1, width = 3] = face === "unwatched" ? [1.6, 1.6, 0.9, size <= 16 ? 3.4 : 2.4] : set.mark;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.strokeStyle = GREY;
  context.lineWidth = width;
  if (face === "unwatched") {
    context.setLineDash(size <= 16 ? [4, 2.6] : [2.6, 4]);
    if (size <= 16) context.lineCap = "butt";
  }
  for (const path of MARK) context.stroke(new Path2D(path));
  context.restore();
  if (face === "unwatched") return context.getImageData(0, 0, size, size);

  context.globalCompositeOperation = "destination-out";
  if (face === "down") context.fillRect(set.middle - 9.5, set.middle - 7, 20, 17);
  else context.fill(outline(face, set.middle + 0.25, set.hole));
  context.globalCompositeOperation = "source-over";

  if (face === "down") {
    context.strokeStyle = GREY;
    context.lineWidth = size <= 16 ? 3.6 : 2.6;
    context.stroke(new Path2D(size <= 16 ? "M13 23.5h4M28 23.5h3M18.5 17v13M26.5 17v13" : "M16.5 25h3M27.5 25h3M20 20.5v9M27 20.5v9"));
  } else if (face === "held") {
    context.fillStyle = "#ffd27a";
    context.fill(outline("company", set.middle, set.ring));
    context.strokeStyle = "#14201c";
    context.lineWidth = size <= 16 ? 3.8 : 2.9;
    context.stroke(new Path2D(size <= 16 ? "M19 18v9M25.5 18v9" : "M21.5 20.5v7M26.5 20.5v7"));
  } else {
    const unknown = face === "unknown";
    context.fillStyle = "#fff";
    context.fill(outline(face, set.middle, set.ring));
    context.fillStyle = context.strokeStyle = unknown ? "#42504b" : (ACCOUNTS[colour]?.light ?? "#5d6b66");
    if (unknown) {
      context.lineWidth = size <= 16 ? 2 : 1.5;
      context.setLineDash(size <= 16 ? [3.4, 2] : [2.6, 1.735]);
      context.stroke(outline(face, set.middle, set.disc - 0.4));
      context.setLineDash([]);
    } else {
      context.fill(outline(face, set.middle, set.disc));
      context.fillStyle = context.strokeStyle = "#fff";
    }
    const [at = 0, across = 10] = set.symbol;
    context.translate(at, at);
    context.scale(across / 20, across / 20);
    for (const stroke of SYMBOLS[unknown ? "ask" : symbolOf(colour)] ?? []) {
      if (stroke.fill) context.fill(new Path2D(stroke.d));
      else {
        context.lineWidth = stroke.width ?? 2;
        context.stroke(new Path2D(stroke.d));
      }
    }
  }
  return context.getImageData(0, 0, size, size);
}

/**
 * Show a tab's face, with the same in words for those who don't see it.
 *
 * @param {number} tabId
 * @param {Face} face
 * @param {string} colour
 * @param {string} title
 */
export async function show(tabId, face, colour, title) {
  try {
    const imageData = { 16: draw(16, face, colour), 32: draw(32, face, colour) };
    await Promise.all([chrome.action.setIcon({ tabId, imageData }), chrome.action.setTitle({ tabId, title })]);
  } catch {
    // the tab was closed meanwhile
  }
}
