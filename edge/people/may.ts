/**
 * The one policy: who may do what to which object, and see which of its fields. Denies unless a row allows.
 * Asked when a form opens and again when a button is clicked or a run starts: roles change in between.
 * The table is a page of the README and is tested whole (test/edge/people/may.test.ts).
 */
import type { Actor, Role } from "./person.ts";

const EVERYONE = ["admin", "director", "accounting", "sales", "hr", "manager", "employee"] as const;
const DEALS_WITH_CLIENTS = ["admin", "director", "accounting", "sales", "manager"] as const;
const SELLS = ["admin", "director", "accounting", "sales"] as const;
const KEEPS_THE_BOOKS = ["admin", "director", "accounting"] as const;

/** action → roles. An action with `/field` is about that group of fields of the object. */
export const POLICY = {
  "client.search": EVERYONE,
  "client.read": EVERYONE,
  "client.read/identity": EVERYONE,
  "client.read/contact": [...DEALS_WITH_CLIENTS, "hr"],
  "client.read/note": ["admin", "director", "accounting", "sales"],
  "client.create": DEALS_WITH_CLIENTS,
  "client.create/closed": ["admin", "director", "accounting"],
  "client.update": ["admin", "director", "accounting", "sales"],
  "client.import": ["admin", "director"],
  "quote.draft": SELLS,
  "quote.send": SELLS,
  "quote.decide": SELLS,
  "invoice.read": DEALS_WITH_CLIENTS,
  "invoice.read/amounts": SELLS,
  "invoice.draft": SELLS,
  "invoice.issue": KEEPS_THE_BOOKS,
  // From the firm's own threshold on.
  "invoice.issue/over": ["admin", "director"],
  "invoice.credit": KEEPS_THE_BOOKS,
  // More off than the firm's own limit.
  "invoice.discount": ["admin", "director"],
  "price-list.read": DEALS_WITH_CLIENTS,
  "price-list.set": KEEPS_THE_BOOKS,
  "seller.set": ["admin"],
  "site.set": ["admin"],
  "site.read": ["admin", "director", "sales", "manager"],
  // Publish, refuse and answer reviews; ask their authors.
  "site.moderate": ["admin", "director", "sales", "manager"],
  "review.assign": ["admin"],
  "client.merge": ["admin", "director", "accounting"],
  "client.duplicates": ["admin"],
  "person.export": ["admin"],
  "person.erase": ["admin"],
  "run.read/own": EVERYONE,
  "run.read/any": ["admin"],
  "run.answer/own": EVERYONE,
  "run.retry": ["admin"],
  "person.read": ["admin"],
  "person.roles": ["admin"],
  "person.block": ["admin", "director"],
  "alert.decide": ["admin", "director"],
  "alert.settings": ["admin"],
  "audit.read": ["admin"],
  "health.read": ["admin"],
  // By class of document (documents/document.ts): who may ask for a link to it.
  "document.read/personal-export": ["admin"],
  "document.read/import-report": ["admin", "director", "accounting", "sales"],
  "document.read/invoice": SELLS,
  "document.read/quote": SELLS,
  "document.read/draft": SELLS,
  "document.read/logo": ["admin"],
  "mail.read": ["admin"],
  "mail.test": ["admin"],
  "mail-in.read": ["admin"],
  "mail-in.owner": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof POLICY;

/** For a statement that reads a person and writes for them in one go: `member` has one of these roles, as `may` would say. */
export const rolesFor = (action: Action): readonly Role[] => POLICY[action] ?? [];

/** True when one of the actor's roles has a row for this action. Guests, people who have left and those who are blocked: never. */
export function may(actor: Pick<Actor, "standing" | "roles">, action: Action): boolean {
  if (actor.standing !== "member") return false;
  const allowed = rolesFor(action);
  return actor.roles.some((role) => allowed.includes(role));
}
