// @ts-check
"use strict";

/** The look of what stands in a page. Sizes in pixels: a site's root font size isn't ours. */

RightHandle.style = stylePart();

function stylePart() {
  const { ACCOUNTS } = RightHandle.shapes;
  const colours = Object.entries(ACCOUNTS)
    .map(([name, look]) => `.${name}{--acct:light-dark(${look.light},${look.dark})}`)
    .join("");

  const CSS = `
:host{all:initial!important;position:fixed!important;top:0!important;left:0!important;z-index:2147483647!important}
*{box-sizing:border-box}
.root{--surface:light-dark(#fff,#171d1b);--sunken:light-dark(#eef1ef,#1f2724);--line:light-dark(#dbe1de,#2c3632);
--edge:light-dark(#7d8a85,#74837d);--scrim:light-dark(rgb(14 22 19/.54),rgb(2 5 4/.6));--ink:light-dark(#14201c,#eaf0ed);
--ink-2:light-dark(#42504b,#b3c0ba);--ink-3:light-dark(#5d6b66,#93a19b);--on:light-dark(#fff,#101513);
--note:light-dark(#3f5568,#a9bccb);--confirm:light-dark(#7c5200,#ecbe62);--confirm-tint:light-dark(#fdf2d8,#30270f);
--stop:light-dark(#96271f,#ffa093);--stop-tint:light-dark(#fcebe8,#381b17);--acct:light-dark(#5d6b66,#93a19b);
--raise:0 1px 2px light-dark(rgb(20 32 28/.06),rgb(0 0 0/.4));
--float:0 2px 6px light-dark(rgb(20 32 28/.1),rgb(0 0 0/.5)),0 24px 64px light-dark(rgb(20 32 28/.24),rgb(0 0 0/.65));
--font:-apple-system,BlinkMacSystemFont,"Segoe UI Variable Text","Segoe UI",Roboto,Ubuntu,Cantarell,"Noto Sans","Liberation Sans",Arial,sans-serif;
color:var(--ink);font:400 15px/24px var(--font);font-variant-numeric:tabular-nums;text-align:start;-webkit-font-smoothing:antialiased}
.light,.dark{color:var(--ink)}.light{color-scheme:light}.dark{color-scheme:dark}
${colours}.none{--acct:light-dark(#5d6b66,#93a19b)}
p,h2,h3,dl,dd{margin:0;padding:0}b,h2,h3{font-weight:600}svg{display:block;flex:none}[hidden]{display:none!important}
.tile{width:var(--t);height:var(--t);display:grid;place-items:center;background:var(--acct);color:var(--on);flex:none}
.tile svg{width:60%;height:60%}.tile.company{border-radius:22%}.tile.personal{border-radius:50%}
.tile.ambassador{border-radius:50% 14% 50% 14%}
.tile.unknown{border-radius:50%;background:transparent;color:inherit;border:2px dashed currentColor}
.frame{position:fixed;pointer-events:none;border:2px solid var(--acct);border-radius:0 10px 10px 10px}
.frame.low{border-radius:10px 10px 10px 0}
.frame.personal{border-width:1px}.frame.ambassador{border:4px double var(--acct)}.frame.unknown{border-style:dashed}
.label{position:fixed;pointer-events:none;display:flex;align-items:center;gap:8px;height:32px;padding:0 12px 0 6px;
background:var(--acct);color:var(--on);border-radius:10px 10px 0 0;font:600 13px/1 var(--font);white-space:nowrap;overflow:hidden}
.label.low{border-radius:0 0 10px 10px}
.label .tile{background:var(--on);color:var(--acct)}
.label .who{overflow:hidden;text-overflow:ellipsis;line-height:18px}.label .who span{font-weight:400}
.label .kind{font-weight:400;padding-left:8px;border-left:1px solid color-mix(in srgb,var(--on) 45%,transparent);line-height:14px}
.label.unknown{background:var(--surface);color:var(--ink);border:2px dashed var(--acct);border-bottom:0}
.label.unknown .tile{background:transparent;color:var(--ink)}.label.unknown .kind{border-color:var(--edge)}
.note{position:fixed;display:flex;align-items:flex-start;gap:10px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;
background:var(--surface);box-shadow:var(--raise);font:400 13px/20px var(--font);animation:in 120ms}
.note>svg{width:18px;height:18px;margin-top:1px;color:var(--note)}.note.confirm>svg{color:var(--confirm)}.note.stop>svg{color:var(--stop)}
.note>div{flex:1;min-width:0;overflow-wrap:anywhere}
.note.down{background:var(--sunken);border:1px dashed var(--edge)}.note.down>svg{color:var(--ink-3)}
.acts{display:flex;flex-wrap:wrap;gap:0 16px;margin-top:2px}
.acts button{all:unset;cursor:pointer;font:600 13px/20px var(--font);padding:3px 0;text-decoration:underline;
text-decoration-thickness:1px;text-underline-offset:3px;text-decoration-color:var(--edge)}
:focus-visible,.acts button:focus-visible{outline:2px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 2px var(--on);border-radius:3px}
.mirror{position:fixed;pointer-events:none;overflow:hidden;color:transparent;background:none;border-color:transparent;border-style:solid}
.hl{color:inherit;background:none;text-decoration-line:underline;text-underline-offset:4px;text-decoration-skip-ink:none;border-radius:2px}
.hl.note{all:unset;text-decoration:underline dotted 2px var(--note);text-underline-offset:4px;text-decoration-skip-ink:none}
.hl.confirm{text-decoration:underline solid 2px var(--confirm);background:var(--confirm-tint)}
.hl.stop{text-decoration:underline double 2px var(--stop);background:var(--stop-tint)}
.mirror .hl{background:none}
dialog{padding:0;border:0;margin:auto;color:inherit;width:min(592px,calc(100vw - 24px));max-width:none;max-height:calc(100vh - 24px);
flex-direction:column;background:var(--surface);border-radius:14px;box-shadow:0 0 0 1px light-dark(transparent,var(--line)),var(--float);
overflow:hidden;overscroll-behavior:contain;animation:rise 180ms cubic-bezier(.2,0,0,1)}
dialog[open]{display:flex}dialog::backdrop{background:light-dark(rgb(14 22 19/.54),rgb(2 5 4/.6))}
.plate{display:flex;align-items:center;gap:16px;padding:16px 24px;background:var(--acct);color:var(--on);flex:none}
.plate .tile{background:var(--on);color:var(--acct)}.plate>div{flex:1;min-width:0;overflow-wrap:anywhere}
.plate .who{font:600 17px/22px var(--font)}.plate .sub{font:400 13px/20px var(--font)}.plate .end{text-align:right;max-width:40%}
.plate.unknown{background:var(--sunken);color:var(--ink)}.plate.unknown .tile{background:transparent;color:var(--ink)}
.hazard{height:6px;flex:none;background:repeating-linear-gradient(135deg,var(--ink) 0 8px,transparent 8px 14px);background-color:var(--surface)}
.body{padding:24px 24px 28px;display:grid;gap:16px;overflow:auto;min-height:0;
mask-image:linear-gradient(#000 calc(100% - 28px),transparent)}
h2{font:600 22px/28px var(--font);letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
.weight{display:flex;align-items:center;gap:8px;font:600 13px/20px var(--font);color:var(--ink-2)}.weight svg{width:18px;height:18px}
.weight.confirm{color:var(--confirm)}.weight.stop{color:var(--stop)}
.draft{padding:16px;background:var(--sunken);border-radius:10px;overflow-wrap:anywhere;white-space:pre-wrap}
.finds{display:grid;gap:16px}.find{display:grid;grid-template-columns:18px 1fr;gap:0 12px}
.find+.find{border-top:1px solid var(--line);padding-top:16px}.find>svg{width:18px;height:18px;margin-top:3px;color:var(--note)}
.find.confirm>svg{color:var(--confirm)}.find.stop>svg{color:var(--stop)}
h3{font:600 15px/24px var(--font)}.find p,.why{color:var(--ink-2);font:400 13px/20px var(--font)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;font:400 13px/20px var(--font);margin-top:8px}dt{color:var(--ink-3)}
.foot{padding:16px 24px 24px;border-top:1px solid var(--line);display:grid;gap:12px;flex:none}
.safe{display:flex;gap:8px;align-items:center;font:400 13px/20px var(--font);color:var(--ink-2)}.safe svg{width:16px;height:16px}
.btns{display:flex;gap:8px;flex-wrap:wrap}.btns .end{margin-left:auto}
.btn{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:40px;max-width:100%;padding:7px 16px;border-radius:6px;
border:1px solid var(--edge);background:var(--surface);color:var(--ink);font:600 15px/24px var(--font);overflow-wrap:anywhere;cursor:pointer}
.btn.solid{background:var(--ink);border-color:var(--ink);color:var(--on)}.btn.acct{border:2px solid var(--acct);padding:6px 15px}
.btn.quiet{border-color:transparent;background:transparent;text-decoration:underline;text-underline-offset:3px;
text-decoration-color:var(--edge);font-weight:400;padding-inline:0}
.btn:focus,.btn:focus-visible{outline:2px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 2px var(--on);border-radius:6px}
@media(max-width:560px){.plate{padding:12px 16px;gap:12px}.plate .end{display:none}.body{padding:16px 16px 28px}h2{font-size:19px;line-height:24px}
dl{grid-template-columns:1fr;gap:0}dd+dt{margin-top:6px}.foot{padding:12px 16px 16px}.btn{width:100%}.btns .end{margin:0}}
@media(max-height:420px){dialog{overflow:auto}dialog .body{overflow:visible;mask-image:none}}
@media(forced-colors:active){.frame,.label,.note,dialog,.btn{border:2px solid CanvasText}}
@keyframes in{from{opacity:0}}@keyframes rise{from{opacity:0;transform:translateY(6px)}}
@media(prefers-reduced-motion:reduce){.note,dialog{animation:none}}
`;

  /**
   * Dress our closed root. A page's strict policy refuses `<style>` elements in some browsers, and an
   * extension's script can't adopt sheets in others: the one that works is taken.
   *
   * @param {ShadowRoot} root
   */
  function dress(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets.push(sheet);
      if (root.adoptedStyleSheets.length) return;
    } catch {
      // falls through to the element
    }
    const style = document.createElement("style");
    style.textContent = CSS;
    root.append(style);
  }

  /**
   * Is the page behind a node dark? Its own colours decide, not the system's.
   *
   * @param {Element} node
   */
  function dark(node) {
    for (let here = /** @type {Element | null} */ (node); here; here = here.parentElement) {
      const [r = 0, g = 0, b = 0, a = 1] = (getComputedStyle(here).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
      if (a > 0.5) return 0.2126 * r + 0.7152 * g + 0.0722 * b < 110;
    }
    return getComputedStyle(document.documentElement).colorScheme.startsWith("dark");
  }

  return { dress, dark };
}
