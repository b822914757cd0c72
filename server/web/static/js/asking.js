// @ts-check
/** A question before something that can't be undone, in the place of the buttons that would do it. */
import { el } from "./dom.js";

/**
 * A button that asks once. Focus starts on keeping things as they are, and Escape keeps them.
 *
 * @param {object} asked
 * @param {string} asked.button  its words, and those of the answer that does it
 * @param {string} asked.question  in bold
 * @param {string} asked.then  what happens then, in a sentence
 * @param {string} asked.keep  the words of the answer that does nothing
 * @param {() => Promise<void> | void} asked.act
 * @param {HTMLElement} asked.row  what the question takes the place of
 * @param {string} [asked.style]  the button's classes
 * @returns {HTMLButtonElement}
 */
export function askFirst({ button, question, then, keep, act, row, style = "btn quiet" }) {
  const back = () => {
    card.replaceWith(row);
    opens.focus();
  };
  const run = async () => {
    yes.disabled = true;
    await act();
    yes.disabled = false;
  };
  const yes = el("button", { class: "btn small", type: "button", onclick: () => void run() }, button);
  const no = el("button", { class: "btn small", type: "button", onclick: back }, keep);
  const card = el(
    "div",
    { class: "ask", role: "group", "aria-label": question, onkeydown: (event) => event.key === "Escape" && back() },
    el("p", {}, el("b", {}, `${question} `), then),
    el("div", { class: "row wrap" }, yes, no),
  );
  const ask = () => {
    row.replaceWith(card);
    no.focus();
  };
  const opens = el("button", { class: style, type: "button", onclick: ask }, button);
  return opens;
}
