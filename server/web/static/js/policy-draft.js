// @ts-check
/**
 * The changed policy while it is being written. It outlives the pages that show it: what is typed is
 * checked and saved by the companion as one writes, and kept in this tab while that can't be done.
 */
import { call, CompanionError, isRefusal } from "./companion.js";
import { adoptPolicy } from "./policy-adopt.js";
import { PolicyChecker } from "./policy-checker.js";
import { TypedText } from "./policy-lines.js";
import { dropFromTab, keepInTab, keptInTab, savedDraft } from "./policy-store.js";

/** @typedef {import("./shapes.js").PolicyDocument} PolicyDocument */
/** @typedef {import("./shapes.js").PolicyDraft} Stored */
/** @typedef {"saved" | "saving" | "kept" | "clash"} Standing  "kept" in this tab alone; "clash" with another's */

const PAUSE = 400;
const RETRY = 5_000;

class PolicyDraft extends TypedText {
  /** @type {PolicyDocument | null} the policy in force */
  inForce = null;
  /** The SHA-256 of the document that the changes began from. */
  base = "";
  /** @type {Standing} */
  standing = "saved";
  /** Why the draft is kept in this tab alone, or how it clashes. */
  message = "";
  /** @type {Stored | null} the other draft of a clash */
  theirs = null;
  /** Whether a form holds something that is not in the text yet. */
  awaits = false;

  #saved = "";
  #savedBase = "";
  #revision = 0;
  #checker = new PolicyChecker();
  #busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** What the last check found; in an older text while `isChecked` is false. */
  get found() {
    return this.#checker.found;
  }

  get isChecked() {
    return this.#checker.isOf(this.text);
  }

  get isChanged() {
    return this.text !== this.inForce?.text;
  }

  get isSaved() {
    return this.text === this.#saved && this.base === this.#savedBase;
  }

  /** Whether another policy came into force since these changes began. */
  get isBehind() {
    return this.isChanged && this.base !== this.inForce?.sha256;
  }

  /**
   * Fetches the policy in force and the saved draft. What is not saved yet stays, and is saved.
   *
   * @param {AbortSignal} signal
   */
  async open(signal) {
    const [inForce, stored] = await Promise.all([call("GET", "/policy", { signal }), savedDraft(signal)]);
    const first = this.inForce === null;
    const untouched = !first && this.isSaved;
    this.inForce = inForce;
    if (first || untouched) this.#begin(stored, first || stored?.revision !== this.#revision);
    if (first) this.#resume(stored);
    if (!this.isSaved || !this.isChecked) this.#soon(0);
  }

  /**
   * @param {Stored | null} stored
   * @param {boolean} anew  whether the text is to be taken from what is stored
   */
  #begin(stored, anew = true) {
    const text = stored?.text ?? this.inForce?.text ?? "";
    this.#revision = stored?.revision ?? 0;
    this.base = this.#savedBase = stored?.base ?? this.inForce?.sha256 ?? "";
    this.#saved = text;
    this.standing = "saved";
    this.theirs = null;
    if (anew || text !== this.text) this.#replace(text);
  }

  /**
   * What a tab kept over a reload, where the companion had not got it yet.
   *
   * @param {Stored | null} stored
   */
  #resume(stored) {
    const kept = keptInTab();
    if (!kept) return;
    const { text, base, revision } = kept;
    if (text === this.text) return dropFromTab();
    this.base = base;
    this.#replace(text);
    if (revision !== this.#revision && stored) this.#clash(stored, "This tab kept a text that is not the saved one.");
  }

  /** @param {string} typed  as the text box gives it */
  write(typed) {
    this.typed = typed;
    if (this.standing === "saved") this.#stand("saving");
    this.#soon();
  }

  /** @param {string} text  with its own line ends, from anywhere but the text box */
  put(text) {
    this.text = text;
    if (this.standing === "saved") this.#stand("saving");
    this.#soon(0);
  }

  /** @param {string} text */
  #replace(text) {
    this.text = text;
    this.dispatchEvent(new Event("replaced"));
  }

  /** Saves and checks what is there, at once. */
  async settle() {
    clearTimeout(this.#pause);
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#save();
      await this.#check();
    } finally {
      this.#busy = false;
    }
    if (this.standing === "saving" || (this.standing === "saved" && !this.isChecked)) this.#soon();
  }

  async #save() {
    if (this.isSaved) return;
    keepInTab(this.text, this.base, this.#revision);
    if (this.standing === "clash") return;
    const { text, base } = this;
    try {
      const answer = await call("PUT", "/policy/draft", { body: { text, base, revision: this.#revision } });
      this.#revision = answer.revision;
      this.#saved = text;
      this.#savedBase = base;
      if (!this.isSaved) return this.#stand("saving");
      dropFromTab();
      this.#stand("saved");
    } catch (error) {
      if (!(error instanceof CompanionError)) throw error;
      if (error.code === "changed_meanwhile") await this.#meet(error.message);
      else this.#stay(error);
    }
  }

  /** @param {string} message */
  async #meet(message) {
    const stored = await savedDraft().catch(() => null);
    if (stored) return this.#clash(stored, message);
    // The other window let its draft go: ours is the only one, and a new one.
    this.#revision = 0;
    this.#stand("saving");
  }

  /**
   * @param {Stored} stored
   * @param {string} message
   */
  #clash(stored, message) {
    this.theirs = stored;
    keepInTab(this.text, this.base, this.#revision);
    this.#stand("clash", message);
  }

  /** @param {CompanionError} error */
  #stay(error) {
    this.#stand("kept", error.message);
    if (!isRefusal(error)) this.#soon(RETRY);
  }

  async #check() {
    try {
      await this.#checker.run(this.text);
    } catch (error) {
      if (!(error instanceof CompanionError)) throw error;
      if (error.code === "busy") this.#soon(RETRY);
      else this.#stay(error);
    }
    this.#tell();
  }

  /** Puts this text in the place of the other window’s. */
  keepMine() {
    this.#revision = this.theirs?.revision ?? this.#revision;
    this.#savedBase = "";
    this.base = this.inForce?.sha256 ?? this.base;
    this.theirs = null;
    this.#stand("saving");
    this.#soon(0);
  }

  /** Lets this text go for the other window’s, or for the policy that came into force. */
  async takeTheirs() {
    if (!this.theirs) return this.discard();
    dropFromTab();
    this.#begin(this.theirs);
    this.#soon(0);
    this.#tell();
  }

  /** Back to the policy in force; the draft is gone. */
  async discard() {
    clearTimeout(this.#pause);
    if (this.#revision) await call("DELETE", `/policy/draft?revision=${this.#revision}`);
    dropFromTab();
    this.#begin(null);
    this.#soon(0);
    this.#tell();
  }

  /**
   * Brings the text into force, unless another policy did meanwhile.
   *
   * @param {string} sha256  of the policy that it takes the place of
   */
  async adopt(sha256) {
    await adoptPolicy(this.text, sha256);
    this.inForce = await call("GET", "/policy");
    dropFromTab();
    this.#begin(null);
  }

  /** @param {number} [wait] */
  #soon(wait = PAUSE) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.settle(), wait);
  }

  /**
   * @param {Standing} standing
   * @param {string} [message]
   */
  #stand(standing, message = "") {
    this.standing = standing;
    this.message = message;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("changed"));
  }

  /** @param {BeforeUnloadEvent} event */
  leave(event) {
    if (this.inForce === null || (this.isSaved && !this.awaits)) return;
    keepInTab(this.text, this.base, this.#revision);
    event.preventDefault();
  }
}

export const draft = new PolicyDraft();
addEventListener("beforeunload", (event) => draft.leave(event));
