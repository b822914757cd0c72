// @ts-check
"use strict";

/** Builds what people see, node by node: never from a string of markup. */

RightHandle.draw = drawPart();

function drawPart() {
  const { SYMBOLS, SIGNS, MARK, symbolOf } = RightHandle.shapes;
  const SVG = "http://www.w3.org/2000/svg";

  /** @typedef {Node | string | null | undefined | false} Child */

  /**
   * Make an element: `el("p.safe", {role: "status"}, …children)`.
   *
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} what  a tag with classes, as in CSS
   * @param {Record<string, string>} [attributes]
   * @param {...Child} children
   * @returns {T}
   */
  function el(what, attributes = {}, ...children) {
    const [tag = "div", ...classes] = what.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children.filter((child) => child || child === "").map((child) => child || ""));
    return /** @type {T} */ (node);
  }

  /**
   * @param {Stroke[]} strokes
   * @param {string} box
   */
  function svg(strokes, box = "0 0 20 20") {
    const root = document.createElementNS(SVG, "svg");
    root.setAttribute("viewBox", box);
    root.setAttribute("aria-hidden", "true");
    for (const stroke of strokes) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", stroke.d);
      path.setAttribute("fill", stroke.fill ? "currentColor" : "none");
      if (stroke.even) path.setAttribute("fill-rule", "evenodd");
      if (!stroke.fill) {
        path.setAttribute("stroke", "currentColor");
        path.setAttribute("stroke-width", String(stroke.width));
        path.setAttribute("stroke-linecap", stroke.dash ? "butt" : "round");
        path.setAttribute("stroke-linejoin", "round");
        if (stroke.dash) path.setAttribute("stroke-dasharray", stroke.dash);
      }
      root.append(path);
    }
    return root;
  }

  /** @param {string} name */
  const sign = (name) => svg(SIGNS[name] ?? []);

  const mark = () => svg(MARK.map((d) => ({ d, width: 3.2 })), "0 0 32 32");

  /**
   * The tile: its outline is the kind, its colour and symbol are the account.
   *
   * @param {{kind: Kind, colour: string}} account
   * @param {number} [size]  pixels
   */
  function tile(account, size = 20) {
    const unknown = account.kind === "unknown";
    const node = el(`span.tile.${account.kind}.${unknown ? "none" : account.colour || "none"}`);
    node.style.setProperty("--t", `${size}px`);
    node.append(svg(SYMBOLS[unknown ? "ask" : symbolOf(account.colour)] ?? []));
    return node;
  }

  /**
   * A sentence in this language.
   *
   * @param {string} key
   * @param {...string} parts
   */
  const say = (key, ...parts) => chrome.i18n.getMessage(key, parts);

  /**
   * A button that only a person can press: pages can't (`isTrusted`), and the second half of a double
   * click that landed here by chance can't either.
   *
   * @param {string} what
   * @param {string} act  stable name for tests and for the caller
   * @param {(act: string) => void} press
   * @param {...Child} children
   */
  function button(what, act, press, ...children) {
    const node = el(what, { type: "button", "data-act": act }, ...children);
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      if (event.isTrusted && event.detail < 2) press(act);
    });
    return node;
  }

  return { el, svg, sign, mark, tile, say, button };
}
