/** The sentences of quotes and invoices, in English: loaded with the part that shows them. */
import type { Unit } from "../../../edge/invoices/sale.ts";
import { cardEn } from "./card-en.ts";
import { formEn } from "./form-en.ts";
import type { sellingFr } from "./fr.ts";
import { problemsEn } from "./problems-en.ts";
import { setUpEn } from "./set-up-en.ts";

const units: Record<Unit, [one: string, several: string]> = {
  piece: ["unit", "units"],
  hour: ["hour", "hours"],
  day: ["day", "days"],
  month: ["month", "months"],
  year: ["year", "years"],
  flat: ["flat fee", "flat fees"],
  kilogram: ["kg", "kg"],
  tonne: ["tonne", "tonnes"],
  litre: ["litre", "litres"],
  metre: ["metre", "metres"],
  squareMetre: ["m²", "m²"],
  cubicMetre: ["m³", "m³"],
  kilometre: ["km", "km"],
  kilowattHour: ["kWh", "kWh"],
  set: ["set", "sets"],
};

export const sellingEn: typeof sellingFr = {
  money: "en-IE",
  units,
  papers: { invoice: "Invoice", quote: "Quote", "credit-note": "Credit note" },
  preview: { invoice: "Invoice preview", quote: "Quote preview" },
  forWhom: (paper, client) => (client ? `${paper} – ${client}` : paper),
  notKept: "Only you can see this. Nothing is saved yet.",
  client: "Client",
  due: "Due",
  valid: "Valid",
  validDays: (days) => `${days} days once sent`,
  onIssue: (day) => `${day} if issued today`,
  order: "Purchase order",
  note: "Note",
  franchise: {
    of: { goods: "all sales", services: "services" },
    near: (what, sold, limit) =>
      `Small business without VAT (${what}): with ${sold} invoiced this year, the threshold of ${limit} is near.`,
    base: (what, sold, limit) =>
      `Small business without VAT (${what}): with ${sold} invoiced this year, the threshold of ${limit} is passed; the scheme ends with the year.`,
    upper: (what, sold, limit) =>
      `Small business without VAT (${what}): with ${sold} invoiced this year, the upper threshold of ${limit} is passed; VAT is due from that day. See your accountant before you issue.`,
    included: (text) => `${text} This invoice is included.`,
  },
  nature: { goods: "Supply of goods", services: "Supply of services", both: "Goods and services" },
  net: "Total excl. VAT",
  discount: "Discount",
  discountOf: (text) => `Discount ${text}`,
  vatOn: (rate, base) => `VAT ${rate} on ${base}`,
  noVat: "No VAT",
  rounding: "Rounding (prices incl. VAT)",
  total: "Total incl. VAT",
  totalNoVat: "Total to pay",
  vat: (rate) => `VAT ${rate}`,
  withVat: "incl. VAT",
  noPrice: "price?",
  moreLines: (count) => `And ${count} more lines.`,
  noLines: "No line yet.",
  missing: "To complete before issuing",
  missingQuote: "To complete before sending",
  ready: { invoice: "All is there: it can be issued.", quote: "All is there: it can be sent." },
  abroad: "The client is outside France: check the VAT (reverse charge, intra-Community supply, export).",
  closed: "The register says that this client is closed: check who is to pay.",
  beingMade: (name) => `${name} (being created)`,
  amountsHidden: "Your role does not let you see amounts.",

  create: { invoice: "Create the draft", quote: "Create the quote" },
  issue: "Issue the invoice",
  issueAsk: {
    title: "Issue this invoice?",
    text: (total, client) =>
      `${total} incl. VAT for ${client}. It gets its final number, then can no longer be changed or deleted: only a credit note cancels it.`,
    confirm: "Issue",
    deny: "Not yet",
  },
  edit: "Edit",
  cancel: "Discard",
  refreshClient: "Is the client there? Refresh",
  cancelled: "Preview discarded: nothing was saved.",
  made: {
    invoice: "On its way: the draft comes to your messages with Passerelle.",
    quote: "On its way: the quote comes to your messages with Passerelle.",
  },
  issuing: "On its way: the invoice and its PDF come to your messages with Passerelle.",
  saved: "Noted: the card is updated in your messages with Passerelle.",
  outdated: "This preview has changed since: here is the latest.",
  gone: "This preview is no longer there (it is kept for two days).",
  already: {
    invoice: "This preview has become an invoice already: it is in your messages with Passerelle.",
    quote: "This preview has become a quote already: it is in your messages with Passerelle.",
  },
  chooseClient: "Choose the client",
  whichClient: (text) => `Several clients match “${text}”: which one is it?`,
  unknownClient: (text) => `“${text}” is not a client yet. Choose it, or create it on the way:`,
  noClient: "For which client?",
  createClient: (text) => (text ? `Create the client “${text}”` : "Create the client"),

  mistake: "I did not understand the whole line. Nothing is lost, here is where:",
  mistakes: {
    too_long: () => "That is too long for one line (3,000 characters at most): use the form, or shorten it.",
    nothing: () => "Type at least a client and a line, for example: ACME 3 x Consulting 800 €",
    client_end: (part) => `Where does the client’s name end in “${part}”? Put a colon behind it, or quotation marks around it.`,
    line_name: (part) => `What is sold is missing, or longer than 500 characters: “${part}”.`,
    two_prices: (part) => `A second price on one line: “${part}”. Put a comma between lines.`,
    not_understood: (part) => `“${part}” is neither VAT, nor a discount, nor a due date. Examples: vat 10%, discount 5%, 30 days.`,
    quantity: (part) => `“${part}” is no quantity: a number above zero, with 4 decimals at most.`,
    price: (part) => `“${part}” is no price: 6 decimals at most, for example 800 or 1,200.50.`,
    percent: (part) => `“${part}”: a percentage goes from 0 to 100, with 2 decimals at most.`,
    date: (part) => `“${part}” is no date of the calendar. Type for example 2026-12-31.`,
    amount: (part) => `“${part}” is no amount of a discount: for example discount 50 €.`,
    twice: (part) => `“${part}” is said twice: keep one.`,
    too_many_lines: () => "An invoice has 300 lines at most.",
    quote_open: () => "A quotation mark is opened and never closed.",
  },
  openForm: "Open the form",
  typedWas: (text) => `You had typed: ${text}`,

  form: formEn,

  card: cardEn,

  list: {
    of: {
      invoice: (name) => `Invoices: ${name}`,
      quote: (name) => `Quotes: ${name}`,
      credit: (name) => `Invoices to credit: ${name}`,
    },
    latest: "the latest",
    none: {
      invoice: (text) => `No invoice for “${text}”.`,
      quote: (text) => `No quote for “${text}”.`,
      credit: (text) => `No issued invoice for “${text}”.`,
    },
    more: "More",
    new: { invoice: "New invoice", quote: "New quote" },
    creditUsage: "Or give its number, for example /credit F-2026-0012",
    notDraft: "A draft is not cancelled with a credit note: delete it.",
  },
  home: {
    title: "My quotes and invoices",
    none: "No quote or invoice yet: type /invoice or /quote.",
    toIssue: "To issue",
    unfinished: "Unfinished preview",
    resume: "Take up",
    kept: "An unfinished preview is kept for two days.",
  },
  setUp: setUpEn,
  problems: problemsEn,
};
