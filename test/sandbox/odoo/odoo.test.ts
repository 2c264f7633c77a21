import { describe, expect, it } from "vitest";
import { Exception } from "./answers.ts";
import { domainOf, type Row } from "./domains.ts";
import { odooStandIn } from "./stand-in.ts";

const ROWS: Row[] = [
  { id: 1, name: "O'Brien", ref: "A", parent_id: false, vat: "FR44002012599" },
  { id: 2, name: "Café 100 %", ref: false, parent_id: 1, vat: "fr 44 002012599" },
  { id: 3, name: "A_B", ref: "AxB", parent_id: false, vat: false },
];
const FIELDS = ["id", "name", "ref", "parent_id", "vat"];
const found = (domain: unknown) => ROWS.filter(domainOf(domain, FIELDS, "res.partner")).map(({ id }) => id);

describe("Odoo's domains", () => {
  it.each<[unknown[], number[]]>([
    [[], [1, 2, 3]],
    [[["ref", "=", "A"]], [1]],
    [[["ref", "=", "a"]], []],
    [[["ref", "=", false]], [2]],
    [[["ref", "!=", false]], [1, 3]],
    [
      [
        ["parent_id", "=", false],
        ["id", ">", 1],
      ],
      [3],
    ],
    [
      ["|", ["ref", "=", "A"], ["id", "=", 3]],
      [1, 3],
    ],
    [
      [["parent_id", "=", false], "|", "|", ["id", "=", 1], ["id", "=", 2], ["id", "=", 3]],
      [1, 3],
    ],
    [["!", ["id", "in", [1, 2]]], [3]],
    [[["vat", "=ilike", "f%r%4%4%0%0%2%0%1%2%5%9%9"]], [1, 2]],
    [[["vat", "=like", "fr%"]], [2]],
    [[["name", "=ilike", "a_b"]], [3]],
    [[["name", "=ilike", "caf_ 100 \\%"]], [2]],
    [[["name", "=ilike", "o'brien"]], [1]],
  ])("reads %j", (domain, ids) => expect(found(domain)).toEqual(ids));

  it.each(["ref = A", [["salary", ">", 1]], [["ref", "~", "A"]], ["|", ["ref", "=", "A"]], [["ref", "="]]])("refuses %j", (domain) =>
    expect(() => found(domain)).toThrow(Exception),
  );
});

describe("Odoo's manners", () => {
  const house = () => odooStandIn({ key: "k", db: "firm" });
  const HEADERS = { Authorization: "bearer k", "X-Odoo-Database": "firm", "Content-Type": "application/json; charset=utf-8" };
  const send = async (path: string, body: unknown, { to = house(), headers = HEADERS as Record<string, string> } = {}) => {
    const response = await to.fetch(
      new Request(`http://odoo.test/json/2/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
    );
    return { status: response.status, body: await response.json<Record<string, unknown>>().catch(() => undefined) };
  };

  it("lets nobody in without the key and the database, nor anybody when there is no key", async () => {
    const search = { domain: [] };
    for (const Authorization of ["", "bearer", "bearer other", "basic k"])
      expect(await send("res.partner/search_read", search, { headers: { ...HEADERS, Authorization } })).toMatchObject({
        status: 401,
        body: { name: "werkzeug.exceptions.Unauthorized", message: "Invalid apikey", arguments: ["Invalid apikey", 401] },
      });
    const { status } = await send("res.partner/search_read", search, { headers: { ...HEADERS, "X-Odoo-Database": "other" } });
    expect(status).toBe(404);
    const open = odooStandIn({ key: "", db: "firm" });
    expect((await send("res.partner/search_read", search, { to: open, headers: { ...HEADERS, Authorization: "bearer " } })).status).toBe(
      401,
    );
  });

  it("answers the list of new ids to a create, one or several, and true to a write", async () => {
    const to = house();
    expect(await send("res.partner/create", { vals_list: [{ name: "A" }, { name: "B" }] }, { to })).toEqual({ status: 200, body: [1, 2] });
    expect(await send("res.partner/create", { vals_list: { name: "C" } }, { to })).toEqual({ status: 200, body: [3] });
    expect(await send("res.partner/write", { ids: [1], vals: { city: "Lille" } }, { to })).toEqual({ status: 200, body: true });
    expect(await send("res.partner/search_read", { domain: [["city", "=", "Lille"]], fields: ["name", "ref"] }, { to })).toEqual({
      status: 200,
      body: [{ id: 1, name: "A", ref: false }],
    });
  });

  it.each<[string, unknown, number, string]>([
    ["does.not.exist/read", {}, 404, "werkzeug.exceptions.NotFound"],
    ["res.partner/_private", {}, 404, "werkzeug.exceptions.NotFound"],
    ["res.partner/write", { ids: [9], vals: { name: "X" } }, 404, "odoo.exceptions.MissingError"],
    ["res.partner/create", {}, 422, "werkzeug.exceptions.UnprocessableEntity"],
    ["res.partner/search_read", { bogus: 1 }, 422, "werkzeug.exceptions.UnprocessableEntity"],
    ["res.partner/create", { vals_list: [{ email: "a@b.example" }] }, 422, "odoo.exceptions.ValidationError"],
    ["res.partner/create", { vals_list: [{ name: "X", salary: 1 }] }, 500, "builtins.ValueError"],
    ["res.partner/search_read", { fields: ["salary"] }, 500, "builtins.ValueError"],
  ])("refuses %s %j", async (path, body, status, name) => {
    expect(await send(path, body)).toMatchObject({ status, body: { name, debug: expect.stringContaining("Traceback") } });
  });

  it("undoes a create of several when one of them is refused", async () => {
    const to = house();
    expect((await send("res.partner/create", { vals_list: [{ name: "A" }, { name: "" }] }, { to })).status).toBe(422);
    expect(to.dump().partners).toEqual([]);
  });

  it("copies the company's numbers and address to its contact persons, when they come and when they change", async () => {
    const to = house();
    await send("res.partner/create", { vals_list: [{ name: "Acme", vat: "FR44002012599", city: "Lille" }] }, { to });
    await send("res.partner/create", { vals_list: [{ name: "Élodie", parent_id: 1, type: "contact" }] }, { to });
    expect(to.dump().partners[1]).toMatchObject({ vat: "FR44002012599", city: "Lille" });
    await send("res.partner/write", { ids: [1], vals: { city: "Lyon" } }, { to });
    expect(to.dump().partners[1]).toMatchObject({ city: "Lyon" });
  });

  it("shows a page for what exists, for what does not, and for all, with names as text", async () => {
    const to = house();
    await send("res.partner/create", { vals_list: [{ name: "A & B", comment: "<script>x</script>Note" }] }, { to });
    const page = async (path: string) => {
      const response = await to.fetch(new Request(`http://odoo.test${path}`));
      return { status: response.status, text: await response.text() };
    };
    for (const path of ["/", "/odoo", "/odoo/contacts", "/odoo/contacts/1"]) expect((await page(path)).text).toContain("A &amp; B");
    expect((await page("/odoo/contacts/1")).text).not.toContain("<script>");
    expect(await page("/odoo/contacts/99")).toMatchObject({ status: 404 });
  });
});
