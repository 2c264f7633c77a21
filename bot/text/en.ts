/** Everything the bot says in English. Same shape as fr.ts: the compiler sees to it that nothing is left out. */
import type { Kind } from "../../edge/clients/client.ts";
import type { Role } from "../../edge/people/person.ts";
import { alertsEn } from "./alerts-en.ts";
import { auditEn } from "./audit-en.ts";
import { clientEn } from "./client-en.ts";
import { errorsEn } from "./errors-en.ts";
import { formatsOf } from "./formats.ts";
import { healthEn } from "./health-en.ts";
import { helpEn, runKindsEn } from "./help-en.ts";
import { homeEn } from "./home-en.ts";
import { importEn } from "./import-en.ts";
import { mailEn } from "./mail-en.ts";
import { mailInEn } from "./mail-in-en.ts";
import { mergeEn } from "./merge-en.ts";
import { privacyEn } from "./privacy-en.ts";
import { proposalEn } from "./proposal-en.ts";
import type { Texts } from "./text.ts";

const plural = (count: number, one: string, several: string) => (count === 1 ? one : several);
const formats = formatsOf("en", "en-GB");

const kinds: Record<Kind, string> = { client: "Client", supplier: "Supplier", contractor: "Contractor" };
const roles: Record<Role, string> = {
  admin: "admin",
  director: "director",
  accounting: "accounting",
  sales: "sales",
  hr: "HR",
  manager: "manager",
  employee: "employee",
};

export const en: Texts = {
  locale: "en",
  errors: errorsEn,
  nothingCreated: "Nothing was created.",
  nothingChanged: "Nothing was changed.",
  alreadyCreated: "The record itself exists and stays in place.",
  reference: (short) => `Reference: ${short}`,
  ...formats,
  kinds,
  kindsOf: (chosen) => chosen.map((kind) => kinds[kind]).join(" · "),
  roles,

  close: "Close",
  cancel: "Cancel",
  oneMoment: "One moment…",
  loading: "Passerelle is preparing your window.",
  refusedTitle: "This is not possible",

  unknownCommand: (typed, nearest) => `Passerelle does not know the command ${typed}. The nearest one: ${nearest}`,

  client: clientEn,
  audit: auditEn,
  health: healthEn,
  home: homeEn,
  import: importEn,
  mail: mailEn,
  mailIn: mailInEn,
  proposal: proposalEn,
  privacy: privacyEn,
  merge: mergeEn,

  documents: {
    title: "Your link is ready. It lasts 5 minutes, and the audit trail shows that you asked for it.",
    download: (name) => `Download ${name}`,
  },
  alerts: alertsEn,

  run: {
    creating: (name) => `Creating ${name}`,
    updating: (name) => `Changing ${name}`,
    working: "Request in progress",
    aClient: "a client",
    queued: "Noted, it is starting.",
    steps: {
      "check the lines": { doing: "Checking the lines…", done: "Lines checked" },
      "wait for another import": { doing: "Waiting for another import…", done: "Other import over" },
      "create the clients": { doing: "Creating the clients…", done: "Clients created" },
      "take the clients back": { doing: "Taking the clients back…", done: "Clients taken back" },
      "look for an earlier attempt's client": { doing: "Checking an earlier attempt…", done: "Earlier attempt checked" },
      "read the register": { doing: "Checking the register…", done: "Register checked" },
      "claim the number": { doing: "Reserving the number…", done: "Number reserved" },
      "look for twins": { doing: "Looking for duplicates…", done: "Looked for duplicates" },
      claim: { doing: "Reserving the name…", done: "Name reserved" },
      "create in the CRM": { doing: "Creating the record…", done: "Record created" },
      "add the contact": { doing: "Adding the contact…", done: "Contact added" },
      link: { doing: "Filing…", done: "Filed" },
      "check the VAT number": { doing: "Checking the VAT number with VIES…", done: "VAT number checked" },
      "verify the VAT number": { doing: "Verifying with VIES…", done: "Verified" },
      verify: { doing: "Verifying in the register…", done: "Verified" },
      "use the existing one": { doing: "Using the existing record…", done: "Existing record used" },
      "reserve the change": { doing: "Reserving the change…", done: "Change reserved" },
      "change it in the CRM": { doing: "Changing the record…", done: "Record changed" },
      "look for the client": { doing: "Looking for the client…" },
      "wait for the client": { doing: "The client is being created…" },
      "keep the draft": { doing: "Saving the draft…", done: "Draft saved" },
      issue: { doing: "Checking and issuing…", done: "Issued" },
      credit: { doing: "Issuing the credit note…", done: "Credit note issued" },
      "make the document": { doing: "Making the PDF…", done: "PDF ready" },
      "look the company up": { doing: "Looking the company up…", done: "Company looked up" },
      "ignore the sender": { doing: "Noting it…", done: "Noted" },
      "look again": { doing: "Looking at the record again…", done: "Record looked at" },
      "put aside": { doing: "Filing…", done: "Filed" },
      ignore: { doing: "Filing…", done: "Filed" },
      "read the alert": { doing: "Reading the alert…", done: "Alert read" },
      decide: { doing: "Deciding…", done: "Decided" },
      "ask them": { doing: "Asking the person…", done: "Person asked" },
      "note the answer": { doing: "Noting the answer…", done: "Answer noted" },
      "show the others": { doing: "Telling the others…", done: "Others told" },
      "reserve the merge": { doing: "Reserving both records…" },
      "merge in the CRM": { doing: "Merging the records…" },
      "file the merge": { doing: "Filing…" },
      "gather what is kept": { doing: "Gathering the data…" },
      "look for the person": { doing: "Looking for the person…" },
      "forget at the shops": { doing: "Erasing at the shops…" },
      "forget what was typed": { doing: "Erasing what was typed…" },
      "erase in the CRM": { doing: "Erasing the records…" },
      "forget the person": { doing: "Erasing the rest…" },
      "read who asks": { doing: "Starting…", done: "Request received" },
    },
    doneMark: (done) => `✓ ${done}`,
    waits: (what) => `${what} We keep trying, nothing is lost.`,
    nextTry: (at) => `Next attempt: ${at}`,
    checking: "Checking: an answer got lost, we look at what was recorded before we write again.",
    register: "The register of companies",
    vies: "VIES, the European VAT register,",
    doesNotAnswer: (who) => `${who} does not answer.`,
    limits: (who) => `${who} limits requests right now.`,
    misconfigured: (who) => `${who} refuses our credentials: an administrator needs to correct them.`,
    alreadyThere: {
      siren: "same SIREN",
      vat: "same VAT number",
      email: "same e-mail",
      name: "very similar name",
      claim: "a colleague has just created it",
    },
    existing: (why) => `Already in your directory (${why}): the existing record is used, no duplicate was created.`,
    created: "Client created.",
    updated: "Record updated.",
    refused: "Request refused",
    failed: "Request given up",
    maybeCreated: (crm, reference) =>
      `We do not know whether the record was created: look for the reference ${reference} before you try again (${crm}).`,
    createdNotLinked: (crm, reference) =>
      `The record was created under the reference ${reference} (${crm}), but is not linked to Passerelle.`,
    maybeChanged: (crm) => `We do not know whether the record was changed: look at it before you try again (${crm}).`,
    notAdded: "What you typed was not added to the existing record:",
    contactRefused: (crm) => `The contact could not be added: add it to the record yourself (${crm}).`,
    giveReason: "Create with a reason",
    twinTitle: (name) => `Is this the same client as ${name}?`,
    twinHelp: (why) => `This record exists already (${why}). Without an answer from you within 7 days, it will be used.`,
    useExisting: "Use the existing record",
    createNew: "Create another record",
    states: {
      queued: "noted",
      running: "in progress",
      waiting: "waiting",
      asking: "waiting for your choice",
      done: "done",
      refused: "refused",
      failed: "given up",
    },
    kinds: runKindsEn,
    story: {
      asked: "asked for",
      began: (step) => `step: ${step}`,
      waits: (step, why) => `waiting (${step}): ${why}`,
      question: "question put",
      answered: "answer given",
      woken: "resumed",
      done: "done",
      refused: (why) => `refused: ${why}`,
      failed: (why) => `given up: ${why}`,
    },
  },

  passerelle: {
    helpTitle: "What Passerelle does for you",
    help: helpEn,
    helpFoot: "Copy an example into the message box. Results arrive in your messages with Passerelle.",
    unknown: (typed, nearest) => `“${typed}” is not a command of Passerelle. The nearest one: /passerelle ${nearest}`,
    runUsage: "Give the reference of the request: /passerelle run 4k7m2x9q",
    runNotFound: "No request of yours under this reference.",
    runTitle: (kind, short) => `${kind}, reference ${short}`,
    claimed: "You are now an administrator of Passerelle.",
    claimRefused: "This is not possible: it takes an owner of the workspace, no administrator yet, and ADMIN_EMAILS left unset.",
    people: (count) => `${formats.number(count)} ${plural(count, "person known", "people known")}`,
    helpPeople: "People and roles",
    peopleMore: "More",
    standing: { member: "", guest: "guest", gone: "gone", blocked: "blocked" },
    roleUsage: (all) => `Write for example: /passerelle role @amelie sales, accounting. Roles: ${all}.`,
    roleUnknown: (typed, nearest) => `“${typed}” is not a role. The nearest one: ${nearest}.`,
    roleSet: (name, given) => `Roles of ${name}: ${given}.`,
    managedBy: (name) => `manager: ${name}`,
    managerUsage: "Write for example: /passerelle manager @tom @claire, or: /passerelle manager @tom nobody",
    managerSet: (name, manager) => `Manager of ${name}: ${manager}.`,
    managerNone: (name) => `${name} no longer has a manager.`,
    managerCircle: "This is not possible: each would be the other’s manager. Nothing was changed.",
    managerNoMember: "Only a member of the workspace can be somebody’s manager. Nothing was changed.",
    personAmbiguous: (name) => `Several people are called ${name}: pick the right one by typing @, or give their e-mail address.`,
    lastAdmin: "This is the last administrator: appoint another one first. Nothing was changed.",
    personUnknown: "Passerelle does not know this person yet: let them open Passerelle once, or type /passerelle.",
    noneYet: "No request yet.",
  },
};
