/** The state of the connectors in English. */
import type { healthFr } from "./health-fr.ts";

export const healthEn: typeof healthFr = {
  title: "State of Passerelle",
  names: { register: "Company register", vat: "VIES (European VAT)", mailer: "Outgoing mail", invoicing: "Invoicing" },
  notAsked: "not asked yet",
  answered: (ms) => `answers in ${ms} ms`,
  failingSince: (instant) => `has not answered since ${instant}`,
  lastOk: (instant) => `last good answer: ${instant}`,
  neverOk: "has never answered yet",
  lastFailure: (instant, why) => `last incident: ${instant}, ${why}`,
  runs: (waiting, failed) => `Requests waiting: ${waiting}. Requests given up in the last 30 days: ${failed}.`,
  run: (kind, short) => `${kind}, reference ${short}`,
  retry: "Retry",
  retryUsage: "Give the reference of the request: /passerelle retry 4k7m2x9q",
  retryNotFound: "No request under this reference.",
  retried: (short) => `Request ${short} goes on. Its card is updated for the person who made it.`,
  notRetried:
    "This request cannot be retried: only a creation that was given up, and asked for less than 30 days ago, can be without risk. Nothing was changed.",
  foot: "Each connector is asked every 5 minutes. The story of a request: /passerelle run followed by its reference.",
  recoveredTitle: (name) => `${name}: available again`,
  recovered: (since, at) => `Unavailable since ${since}, available again on ${at}. What was waiting goes on by itself.`,
};
