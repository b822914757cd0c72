// @ts-check
/** Where in a rule an error’s line stands, so that a form can say it beside the right field. */

const LABEL = /^\s{0,3}[-*+]\s+(?:\*\*|__)\s*([^*_:]+?)\s*:?\s*(?:\*\*|__)/u;
const SIDE = /^[\s#*_]*(not allowed|allowed)[\s*_]*:/iu;

/**
 * @param {string[]} lines  of the whole document
 * @param {number} start  the line of the rule’s heading, from 1
 * @param {number} line  the error’s
 * @returns {string} a label’s name; "title", "why", "not allowed 0", "allowed 2" and the like
 */
export function placeInRule(lines, start, line) {
  if (line <= start) return "title";
  let place = "why";
  let example = -1;
  for (let index = start; index < line; index += 1) {
    const text = lines[index] ?? "";
    const side = SIDE.exec(text)?.[1]?.toLowerCase();
    const label = LABEL.exec(text)?.[1];
    if (side) [place, example] = [side, -1];
    else if (label) place = label;
    else if (text.startsWith(">") && !(lines[index - 1] ?? "").startsWith(">")) example += 1;
  }
  return place.endsWith("allowed") ? `${place} ${Math.max(0, example)}` : place;
}
