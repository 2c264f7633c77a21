/**
 * The window of a new client. Four ways to say who it is: search the register, type it by hand, a foreign company, a
 * private person. Redrawn when the way changes; what was typed stays, for the blocks keep their ids.
 */
import type { ExternalSelect, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { KINDS } from "../../../edge/clients/client.ts";
import { may } from "../../../edge/people/may.ts";
import { chosen, chosenOption, type FormState, memoryOf, ticked, typed } from "../../answers.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, checkboxes, emailBox, input, modal, option, plain, section, textBox } from "../../forms.ts";
import { countrySelect } from "./countries.ts";
import { type Pick, readPick } from "./pick.ts";

export const NEW_CLIENT = "create_client";
export const COMPANY = "company";
/** The list where a company stands already: Slack keeps what a field holds under the same id, so another company is another id. */
export const COMPANY_LIST = /^company(?::\w+)?$/;
export const CLOSED_WARNING = "closed_warning";
export const MODE_ACTION = /^client_mode:(search|hand|foreign|person)$/;
export const MORE_ACTION = "client_more";

const MODES = ["search", "hand", "foreign", "person"] as const;
export type Mode = (typeof MODES)[number];
export const isMode = (text: unknown): text is Mode => MODES.includes(text as Mode);

export interface Draft {
  mode: Mode;
  /** Phone and note are shown where they would be the seventh field and more. */
  more: boolean;
  /** The sale that waits for this client (bot/invoices/): goes along from window to window. */
  sale?: string | undefined;
  company?: PlainTextOption | undefined;
  name: string;
  siren: string;
  country: string;
  vatNumber: string;
  kinds: string[];
  contactName: string;
  email: string;
  phone: string;
  note: string;
  closedReason: string;
}

export const emptyDraft: Draft = {
  mode: "search",
  more: false,
  name: "",
  siren: "",
  country: "",
  vatNumber: "",
  kinds: ["client"],
  contactName: "",
  email: "",
  phone: "",
  note: "",
  closedReason: "",
};

/** What stands in the window now. */
export function draftOf(view: FormState): Draft {
  const { mode, more, sale } = memoryOf<{ mode: string; more: boolean; sale: unknown }>(view);
  const text = (name: keyof Draft) => typed(view, name);
  return {
    mode: isMode(mode) ? mode : "search",
    more: more === true,
    sale: typeof sale === "string" ? sale : undefined,
    company: chosenOption(view, COMPANY),
    name: text("name"),
    siren: text("siren"),
    country: chosen(view, "country"),
    vatNumber: text("vatNumber"),
    kinds: ticked(view, "kinds"),
    contactName: text("contactName"),
    email: text("email"),
    phone: text("phone"),
    note: text("note"),
    closedReason: text("closedReason"),
  };
}

export const pickOf = ({ company }: Draft): Pick | null => (company ? readPick(String(company.value)) : null);

/** @param top what stands above the fields */
export function newClientForm(reader: Reader, draft: Draft, top: KnownBlock[] = []): ModalView {
  const { client, cancel } = reader.say;
  return modal({
    callback: NEW_CLIENT,
    title: client.title,
    submit: client.submit,
    close: cancel,
    blocks: [
      ...top,
      ...whoBlocks(reader, draft),
      ...wayBlocks(reader, draft),
      ...contactBlocks(reader, draft),
      ...reasonBlocks(reader, draft),
    ],
    memory: { mode: draft.mode, more: draft.more, sale: draft.sale },
  });
}

function whoBlocks(reader: Reader, draft: Draft): KnownBlock[] {
  const { client } = reader.say;
  const name = (label: string) => input("name", label, textBox("name", { initial: draft.name, focus: true }));
  switch (draft.mode) {
    case "search":
      return [
        input(COMPANY, client.company, companySelect(reader, draft.company), { hint: client.companyHint, dispatch: true }),
        ...closedBlocks(reader, draft),
      ];
    case "hand":
      return [
        name(client.handName),
        input("siren", client.siren, textBox("siren", { initial: draft.siren, most: 40, placeholder: client.sirenPlaceholder }), {
          hint: client.sirenHint,
        }),
      ];
    case "foreign":
      return [
        name(client.foreignName),
        input("country", client.country, countrySelect("country", reader.say, draft.country)),
        input("vatNumber", client.vatNumber, textBox("vatNumber", { initial: draft.vatNumber, most: 40 }), {
          hint: client.vatHint,
          optional: true,
        }),
      ];
    case "person":
      return [name(client.personName)];
  }
}

export const companySelect = (reader: Reader, initial?: PlainTextOption): ExternalSelect => ({
  type: "external_select",
  action_id: initial ? `${COMPANY}:${markOf(`${initial.value} ${initial.text.text}`)}` : COMPANY,
  min_query_length: 2,
  placeholder: plain(reader.say.client.companyPlaceholder),
  ...(initial ? { initial_option: initial } : { focus_on_load: true }),
});

const markOf = (value: string) => [...value].reduce((mark, sign) => (mark * 31 + sign.charCodeAt(0)) >>> 0, 7).toString(36);

/** Said as soon as it is picked, not after the submission. */
function closedBlocks(reader: Reader, draft: Draft): KnownBlock[] {
  const pick = pickOf(draft);
  if (pick?.type !== "register" || !pick.closed) return [];
  const { client } = reader.say;
  const allowed = may(reader.person, "client.create/closed");
  const sentence = `${client.closedWarning(pick.name || pick.siren)} ${allowed ? client.closedAskReason : client.closedRefused}`;
  const warning = { ...section(sentence), block_id: CLOSED_WARNING };
  if (!allowed) return [warning];
  return [warning, input("closedReason", client.reasonLabel, textBox("closedReason", { initial: draft.closedReason, most: 300 }))];
}

/** Buttons, not fields: each leads to another way of saying who it is. */
function wayBlocks({ say: { client } }: Reader, { mode }: Draft): KnownBlock[] {
  const ways: [Mode, string][] = [
    ["search", mode === "hand" ? client.toSearch : client.toFrench],
    ["foreign", client.toForeign],
    ["person", client.toPerson],
  ];
  return buttons(...ways.filter(([way]) => way !== mode).map(([way, label]) => button(`client_mode:${way}`, label, way)));
}

/** What the register says of a company typed by hand is known after the submission only: the reason can be given before. */
function reasonBlocks({ say: { client }, person }: Reader, { mode, more, closedReason }: Draft): KnownBlock[] {
  if (mode !== "hand" || !more || !may(person, "client.create/closed")) return [];
  const box = textBox("closedReason", { initial: closedReason, most: 300 });
  return [input("closedReason", client.reasonIfClosed, box, { optional: true, hint: client.reasonIfClosedHint })];
}

function contactBlocks({ say: { client, kinds }, person }: Reader, draft: Draft): KnownBlock[] {
  const { mode, more } = draft;
  const options = KINDS.map((kind) => option(kinds[kind], kind));
  const blocks: KnownBlock[] = [input("kinds", client.kind, checkboxes("kinds", options, draft.kinds))];
  if (mode !== "person") {
    blocks.push(
      input(
        "contactName",
        client.contactName,
        textBox("contactName", { initial: draft.contactName, most: 120, placeholder: client.contactPlaceholder }),
        { optional: true },
      ),
    );
  }
  blocks.push(input("email", client.email, emailBox("email", draft.email), { optional: true }));
  const phone = input("phone", client.phone, textBox("phone", { initial: draft.phone, most: 40 }), { optional: true });
  const note = input("note", client.note, textBox("note", { initial: draft.note, most: 2000, multiline: true }), { optional: true });
  if (more || mode === "search" || mode === "person") return [...blocks, phone, note];
  const moreLabel = may(person, "client.create/closed") ? client.moreReason : client.more;
  if (mode === "hand") return [...blocks, phone, ...buttons(button(MORE_ACTION, moreLabel, "more"))];
  return [...blocks, ...buttons(button(MORE_ACTION, client.morePhone, "more"))];
}
