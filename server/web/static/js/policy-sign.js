// @ts-check
/** The signature under the policy: its text, a name and a consent, and who has signed. */
import { call, isRefusal } from "./companion.js";
import { el, fault, icon, say } from "./dom.js";
import { textField } from "./fields.js";
import { day } from "./words.js";

/** @typedef {import("./shapes.js").PolicyDocument} PolicyDocument */
/** @typedef {import("./shapes.js").Signature} Signature */

const LONGEST_NAME = 64;

/**
 * @param {PolicyDocument} policy
 * @param {Signature[]} signatures  of every version
 * @param {(error: unknown) => void} failed
 */
export function signPart(policy, signatures, failed) {
  const place = el("div", { class: "stack" });
  const mine = signatures.filter((one) => one.policy_sha256 === policy.sha256);
  const consent = policy.signature_text || "I have read this policy, and I will follow it when I speak for the company.";
  /** @param {Signature[]} signed */
  const show = (signed) => place.replaceChildren(...(signed.length ? signed.map(signedLine) : [form(policy, failed, (one) => show([one]))]));
  show(mine);
  return el("div", { class: "card pad stack sign" }, el("p", { class: "lines" }, consent), place);
}

/** @param {Signature} signature */
function signedLine({ name, at, whole }) {
  if (!whole) return fault(`The entry of ${name} was changed after signing.`);
  return el("p", { class: "ok" }, icon("w-clear"), el("span", {}, `Signed by ${name} on ${day(at)}.`));
}

/**
 * @param {PolicyDocument} policy
 * @param {(error: unknown) => void} failed
 * @param {(signature: Signature) => void} signed
 */
function form(policy, failed, signed) {
  const name = textField({ label: "Your name", maxlength: LONGEST_NAME, attributes: { autocomplete: "name" } });
  const box = el("input", { type: "checkbox", id: "sign-consent", "aria-describedby": "sign-err" });
  const problem = el("div", { id: "sign-err", role: "alert" });
  const sign = async () => {
    problem.replaceChildren();
    name.fail(null);
    if (!name.value()) {
      name.fail("Write your name.");
      return name.focus();
    }
    if (!box.checked) {
      problem.replaceChildren(fault("Tick the box first, if you agree."));
      return box.focus();
    }
    try {
      const body = { policy_sha256: policy.sha256, name: name.value() };
      const one = await call("POST", "/acknowledgements", { body });
      signed(one);
      say(`Signed by ${one.name}.`);
    } catch (error) {
      if (!isRefusal(error)) return failed(error);
      problem.replaceChildren(fault(error.message));
    }
  };
  return el(
    "form",
    {
      class: "stack",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void sign();
      },
    },
    name.row,
    el("label", { class: "tick" }, box, el("span", {}, "I have read it, and I agree.")),
    problem,
    el("div", {}, el("button", { class: "btn solid", type: "submit" }, "Sign")),
  );
}
