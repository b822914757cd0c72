// @ts-check
/** A policy’s text on the desk, and where it came from: the policy in force, or a draft that was saved. */
import { TypedText } from "./policy-lines.js";

export class OpenedPolicy extends TypedText {
  /** @type {import("./shapes.js").PolicyDocument | null} the policy in force */
  inForce = null;
  /** The SHA-256 of the document that the changes began from. */
  base = "";
  /** What the companion keeps, and the base that it was saved with. */
  saved = "";
  savedBase = "";
  /** The saved draft’s number; 0 where there is none. */
  revision = 0;

  get isChanged() {
    return this.text !== this.inForce?.text;
  }

  get isSaved() {
    return this.text === this.saved && this.base === this.savedBase;
  }

  /** Whether another policy came into force since these changes began. */
  get isBehind() {
    return this.isChanged && this.base !== this.inForce?.sha256;
  }

  /**
   * @param {import("./shapes.js").PolicyDraft | null} stored  null for the policy in force
   * @param {boolean} [anew]  whether the text is to be taken from there even where it is the same
   */
  begin(stored, anew = true) {
    const text = stored?.text ?? this.inForce?.text ?? "";
    this.revision = stored?.revision ?? 0;
    this.base = this.savedBase = stored?.base ?? this.inForce?.sha256 ?? "";
    this.saved = text;
    if (anew || text !== this.text) this.replace(text);
  }

  /**
   * @param {string} text  in the place of what a page shows
   * @param {string} [base]
   */
  replace(text, base = this.base) {
    this.text = text;
    this.base = base;
    this.dispatchEvent(new Event("replaced"));
  }

  /** @param {import("./shapes.js").PolicyDocument} policy */
  enforced(policy) {
    this.inForce = policy;
  }

  /**
   * @param {string} text  that the companion keeps now
   * @param {string} base
   * @param {number} revision
   */
  kept(text, base, revision) {
    this.saved = text;
    this.savedBase = base;
    this.revision = revision;
  }

  /**
   * @param {number} revision  which the next save takes the place of
   * @param {string} [base]
   */
  follow(revision, base = this.base) {
    this.revision = revision;
    this.base = base;
    this.savedBase = "";
  }
}
