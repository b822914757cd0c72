// @ts-check
/**
 * The changed policy while it is being written. It outlives the pages that show it: what is typed is
 * checked and saved by the companion as one writes, and kept in this tab while that can't be done.
 */
import { call, CompanionError, isRefusal } from "./companion.js";
import { adoptPolicy } from "./policy-adopt.js";
import { PolicyChecker } from "./policy-checker.js";
import { OpenedPolicy } from "./policy-opened.js";
import { dropFromTab, keepInTab, keptInTab, savedDraft } from "./policy-store.js";

/** @typedef {import("./shapes.js").PolicyDraft} Stored */
/** @typedef {"saved" | "saving" | "kept" | "clash"} Standing  "kept" in this tab alone; "clash" with another's */

const PAUSE = 400;
const RETRY = 5_000;

class PolicyDraft extends OpenedPolicy {
  /** @type {Standing} */
  standing = "saved";
  /** Why the draft is kept in this tab alone, or how it clashes. */
  message = "";
  /** @type {CompanionError | null} where only a new code leads on, such as after the companion’s restart */
  cutOff = null;
  /** @type {Stored | null} the other draft of a clash */
  theirs = null;
  /** Whether a form holds something that is not in the text yet. */
  awaits = false;
  /** What a form is still writing into the text: nobody reads the text before that is done. */
  pending = Promise.resolve();

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

  /**
   * Fetches the policy in force and the saved draft. What is not saved yet stays, and is saved.
   *
   * @param {AbortSignal} signal
   */
  async open(signal) {
    await this.pending;
    const { inForce: known, isSaved, revision } = this;
    const [inForce, stored] = await Promise.all([call("GET", "/policy", { signal }), savedDraft(signal)]);
    const first = known === null;
    // What was saved between asking and being answered is newer than the answer.
    const untouched = !first && isSaved && this.isSaved && this.revision === revision;
    this.enforced(inForce);
    if (first || untouched) this.#start(stored, first || stored?.revision !== this.revision);
    if (first) this.#resume(stored);
    if (!this.isSaved || !this.isChecked) this.#soon(0);
    this.#tell();
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
    this.replace(text, base);
    if (revision !== this.revision && stored) this.#clash(stored, "This tab kept a text that is not the saved one.");
  }

  /** @type {OpenedPolicy["begin"]} */
  #start(stored, anew) {
    this.begin(stored, anew);
    this.standing = "saved";
    this.theirs = null;
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
    if (this.isSaved) return this.#rest();
    keepInTab(this.text, this.base, this.revision);
    if (this.standing === "clash") return;
    const { text, base } = this;
    try {
      const answer = await call("PUT", "/policy/draft", { body: { text, base, revision: this.revision } });
      this.kept(text, base, answer.revision);
      if (this.isSaved) this.#rest();
      else this.#stand("saving");
    } catch (error) {
      if (!(error instanceof CompanionError)) throw error;
      if (error.code === "changed_meanwhile") await this.#meet(error.message);
      else this.#stay(error);
    }
  }

  /** Nothing is left to save; typing and taking it back may have led here, too. */
  #rest() {
    dropFromTab();
    if (this.standing !== "saved") this.#stand("saved");
  }

  /** @param {string} message */
  async #meet(message) {
    const stored = await savedDraft().catch(() => null);
    if (stored) return this.#clash(stored, message);
    // The other window let its draft go: ours is the only one, and a new one.
    this.follow(0);
    this.#stand("saving");
  }

  /**
   * @param {Stored} stored
   * @param {string} message
   */
  #clash(stored, message) {
    this.theirs = stored;
    keepInTab(this.text, this.base, this.revision);
    this.#stand("clash", message);
  }

  /** @param {CompanionError} error */
  #stay(error) {
    this.cutOff = error.code === "not_connected" ? error : null;
    this.#stand("kept", error.message);
    if (error.code === "busy" || (!isRefusal(error) && !this.cutOff)) this.#soon(RETRY);
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
    this.follow(this.theirs?.revision ?? this.revision, this.inForce?.sha256);
    this.theirs = null;
    this.#stand("saving");
    this.#soon(0);
  }

  /** Lets this text go for the other window’s, or for the policy that came into force. */
  async takeTheirs() {
    if (!this.theirs) return this.discard();
    dropFromTab();
    this.#start(this.theirs);
    this.#soon(0);
    this.#tell();
  }

  /** Back to the policy in force; the draft is gone. */
  async discard() {
    clearTimeout(this.#pause);
    if (this.revision) await call("DELETE", `/policy/draft?revision=${this.revision}`);
    dropFromTab();
    this.#start(null);
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
    this.enforced(await call("GET", "/policy"));
    dropFromTab();
    this.#start(null);
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
    keepInTab(this.text, this.base, this.revision);
    event.preventDefault();
  }
}

export const draft = new PolicyDraft();
addEventListener("beforeunload", (event) => draft.leave(event));
