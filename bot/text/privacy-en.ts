/** The data of one person: export, erasure. */
import type { privacyFr } from "./privacy-fr.ts";

const plural = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** What was done, if it can be counted. */
const sentence = (done: string, parts: (string | false)[]) => `${[done, parts.filter(Boolean).join(", ")].filter(Boolean).join(". ")}.`;

export const privacyEn: typeof privacyFr = {
  usage: (command) => `Give a client, an e-mail address or a colleague: /passerelle ${command} jane.smith@example.com`,
  nobody: "Passerelle keeps nothing about this person.",
  companyHint: "A company is not a person: for its contact person, give the contact’s e-mail address.",
  whom: { export: "Whose data should be exported?", erase: "Whose data should be erased?" },
  go: { export: "Export…", erase: "Erase…" },
  employee: "employee",
  asContact: (clients, contacts, { orders, reviews, reports }) =>
    [
      clients > 0 && plural(clients, "client record", "client records"),
      contacts > 0 && plural(contacts, "contact person", "contact persons"),
      orders > 0 && plural(orders, "order", "orders"),
      reviews > 0 && plural(reviews, "review", "reviews"),
      reports > 0 && plural(reports, "report", "reports"),
    ]
      .filter(Boolean)
      .join(" · "),
  ofShop: ({ orders, reviews, reports }) =>
    [
      orders > 0 && `the buyer of ${plural(orders, "order", "orders")}, with invitations and mails`,
      reviews > 0 && `${plural(reviews, "review", "reviews")}, also published, with the photos`,
      reports > 0 && `address and text of ${plural(reports, "report", "reports")}`,
    ]
      .filter(Boolean)
      .join("\n• "),
  ofClients: (names, crm) => `the client record of ${names}${crm ? `, here and in the management software (${crm})` : ""}`,
  ofContacts: (names, crm) => `the contact person ${names}${crm ? ` (${crm})` : ""}`,
  ofCompanies: (names) => `the e-mail and phone in the record of ${names}`,
  ofEmployee: (name) => `the employee account of ${name}, their requests and their lines of the audit trail`,
  ofRequests: "what was typed into requests of the last 30 days that name them",
  exportTitle: "Export data",
  exportWhat: "The export will hold:",
  exportHow: "A page to read and a JSON file, kept for 2 days.",
  exportGo: "Export",
  exportRun: "Export of a person’s data",
  exportDone: "The export is ready. Hand it to the person in a safe way.",
  exportUntil: "Deleted by itself after 2 days.",
  openPage: "Download the page",
  openJson: "Download the JSON",
  eraseTitle: "Erase a person",
  eraseWhat: "This will be erased, and cannot be brought back:",
  held: (count) =>
    `The law requires ${plural(count, "document", "documents")} (invoices) to be kept: the name and address stay as long as needed, the rest is erased.`,
  auditStays: "The audit trail stays: it holds identifiers only, and says who erased and why.",
  stillHere: (name) => `${name} is still in the workspace: their data is erased after they have left. An export is possible right now.`,
  reason: "Reason",
  reasonPlaceholder: "Choose a reason",
  reasonMissing: "Choose a reason.",
  reasons: {
    asked: "The person asked for it, or objects",
    unneeded: "The data is needed no more",
    unlawful: "It should never have been kept",
  },
  word: "ERASE",
  typeWord: (word) => `To confirm, type ${word}`,
  wrongWord: (word) => `Type ${word} to confirm.`,
  eraseGo: "Erase",
  eraseRun: "Erasure of a person",
  eraseDone: ({ clients = 0, contacts = 0, requests = 0, orders = 0, reviews = 0, reports = 0 }) =>
    sentence("Done", [
      clients > 0 && plural(clients, "client record erased", "client records erased"),
      contacts > 0 && plural(contacts, "contact person erased", "contact persons erased"),
      requests > 0 && plural(requests, "request emptied of what was typed", "requests emptied of what was typed"),
      orders > 0 && plural(orders, "order without its buyer", "orders without their buyer"),
      reviews > 0 && plural(reviews, "review erased", "reviews erased"),
      reports > 0 && plural(reports, "report made anonymous", "reports made anonymous"),
    ]),
  ordersStay: "Number, day and goods of orders stay, without the buyer: the shop’s own books go by them.",
  logStays: "The log of reviews keeps what was decided, without the text: it proves that none was put aside in silence.",
  onlyThere: "This is about this shop alone: a client record is erased with /passerelle erase-person.",
  eraseForShop: (shop) => `Shopify asks to erase a buyer (${shop})`,
  exportForShop: (shop) => `Shopify asks for a buyer’s data (${shop})`,
  shopDeadline: (email) => `To be handed on within 30 days${email ? ` to ${email}` : ""}.`,
  shopLeft: (shop) => `Shopify asks to forget the buyers of a shop (${shop})`,
  reviewsStay: "Published reviews stay, without an e-mail address: their authors can still erase them.",
  eraseKept: (count) => `${plural(count, "record keeps", "records keep")} the name and address: the law requires the invoices to be kept.`,
  eraseBegun: "The erasure began and did not end: start it again, what is erased stays erased.",
};
