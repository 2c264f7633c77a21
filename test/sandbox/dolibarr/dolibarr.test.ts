import { describe, expect, it } from "vitest";
import { FilterError, filterOf, type Row } from "./filters.ts";
import { dolibarrStandIn } from "./stand-in.ts";

const ROWS: Row[] = [
  { rowid: 1, nom: "O'Brien", siren: "732829320", email: null },
  { rowid: 2, nom: "Café de l'Étoile", siren: null, email: "A_B@client.example" },
  { rowid: 3, nom: "100 % Bio", siren: "356000000", email: "aXb@client.example" },
];
const COLUMNS = ["rowid", "nom", "siren", "email"];
const found = (filter: string) => ROWS.filter(filterOf(filter, COLUMNS)).map(({ rowid }) => rowid);

describe("Dolibarr's filter syntax", () => {
  it.each<[string, number[]]>([
    ["", [1, 2, 3]],
    ["(t.siren:=:'732829320')", [1]],
    ["(t.nom:=:'O'Brien')", [1]],
    ["(t.nom:=:'cafe de l'etoile')", [2]],
    ["(t.nom:like:'%o%')", [1, 2, 3]],
    ["(t.nom:like:'O'Brien')", []], // like takes no quote inside its quotes
    ["(t.email:like:'a_b@client.example')", [2, 3]],
    ["(t.email:is:NULL)", [1]],
    ["(t.rowid:in:1,3)", [1, 3]],
    ["(t.rowid:>:1) and (t.rowid:<:3)", [2]],
    ["(t.rowid:=:1) or (t.rowid:=:2) and (t.siren:=:'356000000')", [1]],
    ["((t.rowid:=:1) or (t.rowid:=:2)) and (t.siren:is:NULL)", [2]],
  ])("reads %s", (filter, ids) => expect(found(filter)).toEqual(ids));

  it.each([
    ["t.siren='1'", 400],
    ["(t.siren='1')", 400],
    ["(t.siren:=:'1'", 400],
    ["(t.siren:=:'(1)')", 400],
    ["(t.siren:=:'1') xor (t.siren:=:'2')", 400],
    ["(t.salary:>:1)", 503],
  ])("refuses %s", (filter, status) => {
    expect(() => found(filter)).toThrow(FilterError);
    expect(() => found(filter)).toThrow(expect.objectContaining({ status }));
  });
});

describe("Dolibarr's manners", () => {
  const { fetch } = dolibarrStandIn({ key: "k" });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new Request(`http://dolibarr.test/api/index.php${path}`, { headers: { DOLAPIKEY: "k" }, ...init }));

  it("lets nobody in without the key, nor anybody when there is none", async () => {
    expect((await ask("/thirdparties", { headers: {} })).status).toBe(401);
    const open = dolibarrStandIn({ key: "" });
    expect((await open.fetch(new Request("http://dolibarr.test/api/index.php/status", { headers: { DOLAPIKEY: "" } }))).status).toBe(401);
  });

  it("answers the bare id to a create, and says what is missing", async () => {
    expect(await (await ask("/thirdparties", { method: "POST", body: '{"name":"Acme"}' })).text()).toBe("1");
    const missing = await ask("/thirdparties", { method: "POST", body: "{}" });
    expect([missing.status, await missing.json()]).toEqual([400, { error: { code: 400, message: "Bad Request: name field missing" } }]);
    const orphan = await ask("/contacts", { method: "POST", body: '{"lastname":"Arc","socid":"99"}' });
    expect([orphan.status, await orphan.json()]).toMatchObject([
      500,
      { error: { message: "Internal Server Error: Error creating contact" } },
    ]);
  });

  it("shows a page for what exists, for what does not, and for all, with names as text", async () => {
    await ask("/thirdparties", { method: "POST", body: JSON.stringify({ name: "A & B", client: 1, note_private: "<b>gras</b>" }) });
    const page = async (path: string) => {
      const response = await fetch(new Request(`http://dolibarr.test${path}`));
      return { status: response.status, text: await response.text() };
    };
    expect((await page("/")).text).toContain("A &amp; B");
    expect((await page("/societe/card.php?socid=2")).text).toContain("&lt;b&gt;gras");
    expect(await page("/societe/card.php?socid=99")).toMatchObject({ status: 404 });
  });
});
