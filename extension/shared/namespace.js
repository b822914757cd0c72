// @ts-check
"use strict";

/**
 * The one name that every part hangs on. Content scripts can't be modules, so each file is a classic
 * script that adds one part; the background, popup and welcome page import the same files for effect.
 *
 * @typedef {object} Parts
 * @property {ReturnType<typeof messagesPart>} messages
 * @property {ReturnType<typeof shapesPart>} shapes
 * @property {ReturnType<typeof drawPart>} draw
 * @property {Record<string, Site>} sites
 * @property {ReturnType<typeof sitePart>} site
 * @property {ReturnType<typeof gatePart>} gate
 * @property {ReturnType<typeof accountPart>} account
 * @property {ReturnType<typeof composerPart>} composer
 * @property {ReturnType<typeof caretPart>} caret
 * @property {ReturnType<typeof insertPart>} insert
 * @property {ReturnType<typeof stylePart>} style
 * @property {ReturnType<typeof marksPart>} marks
 * @property {ReturnType<typeof labelPart>} label
 * @property {ReturnType<typeof notePart>} note
 * @property {ReturnType<typeof dialogPart>} dialog
 * @property {ReturnType<typeof hostPart>} host
 * @property {ReturnType<typeof watchPart>} watch
 * @property {ReturnType<typeof strangePart>} strange
 * @property {ReturnType<typeof leavePart>} leave
 * @property {ReturnType<typeof sendPart>} send
 * @property {ReturnType<typeof piecesPart>} pieces
 * @property {ReturnType<typeof linesPart>} lines
 * @property {ReturnType<typeof movePart>} move
 */

/** @type {Parts} */
var RightHandle = /** @type {any} */ ({ sites: {} });
globalThis.RightHandle = RightHandle;
