// @ts-check
/**
 * The shapes that the companion answers with (the contract's words; times are Unix milliseconds).
 *
 * @typedef {"company" | "ambassador" | "personal" | "unknown"} Kind
 * @typedef {"note" | "confirm" | "stop"} Weight
 * @typedef {"clear" | Weight} Verdict
 * @typedef {[number, number]} Span  end excluded, in UTF-16 code units
 *
 * @typedef {object} Account
 * @property {string} id
 * @property {string} site
 * @property {string} handle
 * @property {string | null} [external_id]
 * @property {string} name
 * @property {Kind} kind
 * @property {string} purpose
 * @property {string} colour  a token's name, such as "lagoon"
 * @property {string} symbol
 *
 * @typedef {object} Finding
 * @property {string} rule
 * @property {Weight} weight
 * @property {Span} span
 * @property {string} match
 * @property {string} title
 * @property {string} why
 * @property {string} instead
 * @property {string} consequence
 * @property {string} section
 * @property {number} [part]
 *
 * @typedef {object} Report
 * @property {Verdict} verdict
 * @property {number} took_us
 * @property {Finding[]} findings
 * @property {{rule: string, why: string}[]} not_checked
 *
 * @typedef {object} Status
 * @property {string} version
 * @property {{title: string, version: string, sha256: string}} policy
 * @property {string | null} policy_error
 * @property {"ask" | "allow"} if_unreachable
 * @property {{kind: "system" | "file", notice: string | null}} key_store
 * @property {string[]} warming
 * @property {{count: number, seq: number, head: string}} ledger
 * @property {string[]} notices  what happened to the data folder, in sentences
 *
 * @typedef {object} Example
 * @property {string} text
 * @property {Span[]} spans
 *
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} title
 * @property {string} why
 * @property {string} category
 * @property {Weight} weight
 * @property {Kind[]} kinds
 * @property {string[]} looks_for
 * @property {string[]} unless
 * @property {string} instead
 * @property {string} consequence
 * @property {Example[]} not_allowed
 * @property {Example[]} allowed
 *
 * @typedef {object} PolicyDocument
 * @property {string} title
 * @property {string} version
 * @property {string} text
 * @property {number} adopted_at
 * @property {{title: string, paragraphs: string[], rules: Rule[]}[]} sections
 *
 * @typedef {object} Key
 * @property {string} key_id
 * @property {string} name
 * @property {string | null} origin
 * @property {number} created_at
 * @property {number | null} last_used_at
 * @property {"extension" | "page" | "program"} role
 *
 * @typedef {object} LedgerRow
 * @property {number} seq
 * @property {number} at
 * @property {"check" | "decision" | "loss"} type
 * @property {string} site
 * @property {string} account  its handle; empty where it was not known
 * @property {Verdict | ""} verdict
 * @property {string[]} rules
 * @property {string} decision
 * @property {string} reason
 *
 * @typedef {{count: number, head: string, rows: LedgerRow[]}} Ledger
 */

export {};
