// @ts-check
/** The form of one account: adding it, changing it, and taking it away after a question in place. */
import { askFirst } from "./asking.js";
import { call, isRefusal } from "./companion.js";
import { el, fault } from "./dom.js";
import { choice, selectField, textField } from "./fields.js";
import { IDENTITIES, KINDS, SITES, tile, withAt } from "./identity.js";

/** @typedef {import("./shapes.js").Account} Account */

/** @typedef {(account: Account | null, sentence: string) => void} Changed  null once it is removed */

const OTHER = "other:";

/**
 * @param {object} options
 * @param {Account | undefined} options.account  undefined for a new one
 * @param {Account[]} options.accounts  all of them, to propose a colour that is free
 * @param {Changed} options.changed
 * @param {(error: unknown) => void} options.failed  for what no field is at fault for
 */
export function accountForm({ account, accounts, changed, failed }) {
  const fields = accountFields(account, accounts);
  const summary = el("div", { role: "alert" });
  const heading = el("h2", { class: "title", tabindex: -1 }, account ? account.name || withAt(account.handle) : "Add an account");
  const save = el("button", { class: "btn solid", type: "submit" }, account ? "Save" : "Add account");
  const ending = el("div", { class: "row wrap" }, save);
  if (account) ending.append(remover(account, ending, changed, failed));

  const form = el(
    "form",
    {
      class: "stack-l",
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        summary.replaceChildren();
        for (const field of Object.values(fields)) field.fail(null);
        save.disabled = true;
        try {
          const body = valuesOf(fields, account);
          const path = account ? `/accounts/${encodeURIComponent(account.id)}` : "/accounts";
          const saved = await call(account ? "PUT" : "POST", path, { body });
          changed(saved, `${withAt(saved.handle)} is saved.`);
        } catch (error) {
          if (!isRefusal(error)) return failed(error);
          const place = fieldOf(fields, error.field);
          if (place) {
            place.fail(error.message);
            place.focus();
          } else {
            summary.replaceChildren(fault(error.message));
          }
        } finally {
          save.disabled = false;
        }
      },
    },
    heading,
    summary,
    ...Object.values(fields).map((field) => field.row),
    ending,
  );
  return { form, heading };
}

/**
 * @param {Account | undefined} account
 * @param {Account[]} accounts
 */
function accountFields(account, accounts) {
  const used = new Set(accounts.map((one) => one.colour));
  const free = IDENTITIES.find((identity) => !used.has(identity.colour)) ?? IDENTITIES[0];
  const kind = account?.kind ?? "company";
  const named = account && !SITES.some((site) => site.id === account.site) ? account.site.replace(OTHER, "") : "";
  const host = textField({
    label: "Address of the site",
    value: named,
    maxlength: 253,
    attributes: { placeholder: "social.example.org", inputmode: "url" },
  });
  host.row.hidden = !named;
  const site = selectField({
    label: "Site",
    value: named ? OTHER : (account?.site ?? "x"),
    options: [
      ...SITES.map(({ id, name }) => ({ value: id, label: name.replace(/^the practice/u, "The practice") })),
      { value: OTHER, label: "Another site" },
    ],
  });
  site.input.addEventListener("change", () => {
    host.row.hidden = site.value() !== OTHER;
  });
  return {
    name: textField({ label: "Name", value: account?.name ?? "", maxlength: 120 }),
    handle: textField({
      label: "Handle",
      value: account ? withAt(account.handle) : "",
      maxlength: 320,
      attributes: { placeholder: "@", autocapitalize: "none", required: true },
    }),
    site,
    host,
    kind: choice({
      legend: "Kind",
      value: kind,
      options: KINDS.map((one) => ({ value: one.kind, label: one.name, drawing: tile(one.kind, null, 16) })),
    }),
    colour: choice({
      legend: "Colour and symbol",
      value: account?.colour ?? free?.colour ?? "navy",
      drawn: true,
      options: IDENTITIES.map(({ colour, name }) => ({ value: colour, label: name, drawing: tile("company", colour, 32) })),
    }),
    purpose: textField({
      label: "Purpose",
      value: account?.purpose ?? "",
      maxlength: 200,
      hint: "One line, shown with the account. For example: customer support.",
    }),
  };
}

/** @typedef {ReturnType<typeof accountFields>} Fields */

/**
 * @param {Fields} fields
 * @param {Account | undefined} account
 */
function valuesOf(fields, account) {
  const site = fields.site.value();
  return {
    site: site === OTHER ? OTHER + fields.host.value().replace(/^https?:\/\//u, "").replace(/\/.*$/u, "") : site,
    handle: fields.handle.value(),
    name: fields.name.value(),
    kind: fields.kind.value(),
    purpose: fields.purpose.value(),
    colour: fields.colour.value(),
    ...(account?.external_id ? { external_id: account.external_id } : {}),
  };
}

/**
 * @param {Fields} fields
 * @param {string | undefined} path  the place that the API names
 * @returns {import("./fields.js").Field | undefined}
 */
function fieldOf(fields, path) {
  const name = path?.split(/[.[]/u)[0] ?? "";
  if (name === "site" && !fields.host.row.hidden) return fields.host;
  return Object.entries(fields).find(([key]) => key === name)?.[1];
}

/**
 * @param {Account} account
 * @param {HTMLElement} ending  the row of buttons that the question takes the place of
 * @param {Changed} changed
 * @param {(error: unknown) => void} failed
 */
function remover(account, ending, changed, failed) {
  return askFirst({
    button: "Remove account",
    question: `Remove ${withAt(account.handle)}?`,
    then: "It is then unknown, and checked as a company’s.",
    keep: "Keep it",
    row: ending,
    act: async () => {
      try {
        await call("DELETE", `/accounts/${encodeURIComponent(account.id)}`);
      } catch (error) {
        return failed(error);
      }
      changed(null, `${withAt(account.handle)} is removed.`);
    },
  });
}
