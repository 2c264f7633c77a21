/** The whole matrix: every role and every action, against the table that the README shows. */
import { describe, expect, it } from "vitest";
import { type Action, may, POLICY } from "../../../edge/people/may.ts";
import { ROLES } from "../../../edge/people/person.ts";

/** Rows as in the README; columns in the order of ROLES: admin director accounting sales hr manager employee. */
const TABLE: Record<Action, string> = {
  "client.search": "yyyyyyy",
  "client.read": "yyyyyyy",
  "client.read/identity": "yyyyyyy",
  "client.read/contact": "yyyyyy-",
  "client.read/note": "yyyy---",
  "client.create": "yyyy-y-",
  "client.create/closed": "yyy----",
  "client.update": "yyyy---",
  "client.import": "yy-----",
  "quote.draft": "yyyy---",
  "quote.send": "yyyy---",
  "quote.decide": "yyyy---",
  "invoice.read": "yyyy-y-",
  "invoice.read/amounts": "yyyy---",
  "invoice.draft": "yyyy---",
  "invoice.issue": "yyy----",
  "invoice.issue/over": "yy-----",
  "invoice.credit": "yyy----",
  "invoice.discount": "yy-----",
  "price-list.read": "yyyy-y-",
  "price-list.set": "yyy----",
  "seller.set": "y------",
  "site.set": "y------",
  "site.read": "yy-y-y-",
  "site.moderate": "yy-y-y-",
  "review.assign": "y------",
  "client.merge": "yyy----",
  "client.duplicates": "y------",
  "person.export": "y------",
  "person.erase": "y------",
  "run.read/own": "yyyyyyy",
  "run.read/any": "y------",
  "run.answer/own": "yyyyyyy",
  "run.retry": "y------",
  "person.read": "y------",
  "person.roles": "y------",
  "person.block": "yy-----",
  "alert.decide": "yy-----",
  "alert.settings": "y------",
  "audit.read": "y------",
  "health.read": "y------",
  "document.read/personal-export": "y------",
  "document.read/import-report": "yyyy---",
  "document.read/invoice": "yyyy---",
  "document.read/quote": "yyyy---",
  "document.read/draft": "yyyy---",
  "document.read/logo": "y------",
  "mail.read": "y------",
  "mail.test": "y------",
  "mail-in.read": "y------",
  "mail-in.owner": "y------",
};

describe("may", () => {
  it("has a row for every action", () => {
    expect(Object.keys(POLICY).sort()).toEqual(Object.keys(TABLE).sort());
  });

  const cells = Object.entries(TABLE).flatMap(([action, row]) =>
    ROLES.map((role, i) => ({ action: action as Action, role, allowed: row[i] === "y" })),
  );
  it.each(cells)("$role · $action: $allowed", ({ action, role, allowed }) => {
    expect(may({ standing: "member", roles: [role] }, action)).toBe(allowed);
  });

  it.each(["guest", "gone", "blocked"] as const)("lets nobody who is %s do anything, whatever their roles", (standing) => {
    for (const action of Object.keys(POLICY) as Action[]) expect(may({ standing, roles: [...ROLES] }, action)).toBe(false);
  });

  it("denies what it does not know, and whoever has no role", () => {
    expect(may({ standing: "member", roles: [...ROLES] }, "client.burn" as Action)).toBe(false);
    expect(may({ standing: "member", roles: [] }, "client.search")).toBe(false);
  });

  it("adds up several roles", () => {
    expect(may({ standing: "member", roles: ["hr", "sales"] }, "client.create")).toBe(true);
  });
});
