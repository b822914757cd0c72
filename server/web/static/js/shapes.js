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
 * @property {string} category
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
 * @property {string[]} sites  ids; none means all of them, as with surfaces and accounts
 * @property {string[]} surfaces
 * @property {string[]} accounts  as the document writes them
 * @property {string[]} looks_for
 * @property {string[]} unless
 * @property {string[]} unless_post
 * @property {string[]} always_allowed
 * @property {string} instead
 * @property {string} consequence
 * @property {Example[]} not_allowed
 * @property {Example[]} allowed
 *
 * @typedef {object} CompanyAccount
 * @property {string} handle  without @
 * @property {string} site
 * @property {Kind} kind
 * @property {string} purpose
 * @property {string[]} speakers
 *
 * @typedef {object} Topic  what a written policy covers; `where` is empty where this one says nothing
 * @property {string} name
 * @property {string} where
 *
 * @typedef {object} PolicyDocument
 * @property {string} title
 * @property {string} version
 * @property {string} sha256
 * @property {string} text
 * @property {number} adopted_at
 * @property {{title: string, paragraphs: string[], rules: Rule[]}[]} sections
 * @property {"ask" | "allow"} if_unreachable
 * @property {number | null} allowance_minutes
 * @property {string} personal_use
 * @property {string[]} personal_activity
 * @property {number | null} training_months
 * @property {"asked" | "before"} signing
 * @property {string} signature_text
 * @property {CompanyAccount[]} accounts
 * @property {Record<string, string[]>} lists
 * @property {string[]} steps
 * @property {string[]} after_a_slip
 * @property {Topic[]} coverage
 *
 * @typedef {object} PolicyError
 * @property {number} line
 * @property {string | null} rule
 * @property {string} message
 *
 * @typedef {object} PolicyCheck
 * @property {PolicyError[]} errors
 * @property {string} title
 * @property {string} version
 * @property {string} sha256
 * @property {number} rules
 * @property {number} examples
 * @property {Topic[]} coverage
 * @property {{line: number, id: string, title: string, chapter: number}[]} contents  chapter counts from 0; -1 above the first
 * @property {string[]} chapters
 *
 * @typedef {{text: string, revision: number, saved_at: number, base: string}} PolicyDraft
 *
 * @typedef {object} PolicyVersion
 * @property {string} sha256
 * @property {string} title
 * @property {string} version
 * @property {number} adopted_at
 * @property {boolean} in_force
 *
 * @typedef {object} RuleForm  a rule as its source stands; a label that isn't there is absent
 * @property {string} id
 * @property {string} title
 * @property {string} why
 * @property {Record<string, string>} labels
 * @property {string[]} not_allowed
 * @property {string[]} allowed
 *
 * @typedef {object} PolicyEffect
 * @property {string[]} changes
 * @property {number} posts
 * @property {{text: string, kind: Kind, organisation: string, year: number | null, before: Verdict, after: Verdict, rules: string[]}[]} changed
 *
 * @typedef {{policy_sha256: string, name: string, at: number, whole: boolean}} Signature
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
