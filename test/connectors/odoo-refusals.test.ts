import { describe, expect, it } from "vitest";
import { asFetch } from "../sandbox/as-fetch.ts";
import { house, openCrm, PARTY, REFERENCE } from "./odoo-under-test.ts";

describe("blames our configuration, not the person", () => {
  it("when the key is refused, without telling it", async () => {
    const crm = openCrm(asFetch(house().standIn), { ODOO_API_KEY: "a-wrong-key" });
    const error = await crm.create(PARTY, REFERENCE).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: "misconfigured" });
    expect(String(error)).not.toContain("a-wrong-key");
  });

  it("when the database is another, or Invoicing is not installed", async () => {
    const wrong = openCrm(asFetch(house().standIn), { ODOO_DB: "another" });
    await expect(wrong.findByReference(REFERENCE)).rejects.toMatchObject({ code: "misconfigured" });
    const { crm, standIn } = house({ invoicing: false });
    await expect(crm.create(PARTY, REFERENCE)).rejects.toMatchObject({ code: "misconfigured" });
    expect(standIn.dump().partners).toEqual([]);
  });

  it.each([
    ["no page", () => new Response("<h1>Not Found</h1>", { status: 404 })],
    ["an Odoo before 19", () => Response.json({ name: "werkzeug.exceptions.NotFound", message: "" }, { status: 404 })],
    ["a login page", () => new Response(null, { status: 303, headers: { Location: "/web/login" } })],
    ["rights that lack", () => Response.json({ name: "odoo.exceptions.AccessError", message: "You are not allowed" }, { status: 403 })],
  ])("when there is %s", async (_, answer) => {
    const crm = openCrm(async () => answer());
    await expect(crm.findByReference(REFERENCE)).rejects.toMatchObject({ code: "misconfigured" });
    await expect(crm.read("1")).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("when the address is none", () => {
    expect(() => openCrm(fetch, { ODOO_URL: "odoo" })).toThrow(expect.objectContaining({ code: "misconfigured" }));
  });
});

describe("judges an exception by its name", () => {
  const answering = (status: number, name: string) =>
    openCrm(async (input) =>
      String(input).endsWith("/create") ? Response.json({ name, message: "x", debug: "Durand" }, { status }) : Response.json([]),
    );
  it.each([
    [500, "psycopg2.errors.SerializationFailure", "vendor_unavailable"],
    [409, "odoo.exceptions.LockError", "vendor_unavailable"],
    [422, "odoo.exceptions.UserError", "vendor_refused"],
    [500, "psycopg2.OperationalError", "maybe_written"],
    [500, "builtins.KeyError", "maybe_written"],
  ])("%i %s is %s", async (status, name, expected) => {
    await expect(answering(status, name).create(PARTY, REFERENCE)).rejects.toMatchObject({ code: expected });
  });
});

describe("does not trust an answer", () => {
  it.each([[{}], [[{ id: "1" }]], ["text"], [null], [{ id: 1 }]])("such as %j", async (answer) => {
    await expect(openCrm(async () => Response.json(answer)).read("1")).rejects.toMatchObject({ code: "bad_answer" });
  });

  it.each([[false], [[]], [[1, 2]], [["1"]]])("to a create such as %j: it may have been written", async (answer) => {
    const send: typeof fetch = async (input) => Response.json(String(input).endsWith("/create") ? answer : []);
    await expect(openCrm(send).create(PARTY, REFERENCE)).rejects.toMatchObject({ code: "maybe_written" });
  });
});
