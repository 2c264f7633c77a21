/** Documents: kept once, read by class through links of five minutes, deleted when their time is over, or not at all before. */
import { createExecutionContext } from "cloudflare:test";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../../../edge/app.ts";
import type { DocumentClass } from "../../../edge/documents/document.ts";
import { LINK_MS, linkDocument } from "../../../edge/documents/document-link.ts";
import { documentsOf, readDocument } from "../../../edge/documents/document-store.ts";
import { type NewDocument, putDocument, removeDocument, type Shelf } from "../../../edge/documents/put-document.ts";
import { sweepExpired, sweepLeftBehind } from "../../../edge/documents/sweep-documents.ts";
import type { Person, Role } from "../../../edge/people/person.ts";
import { aHouse, aPerson, worker } from "../carry.ts";

const db = worker.DB;
const shelf: Shelf = { db, files: worker.FILES };
const ORIGIN = "https://passerelle.example";
const DAY_MS = 86_400_000;
let admin: Person;
let last = 0;

beforeEach(async () => {
  vi.restoreAllMocks();
  await db.batch(["documents", "audit", "settings"].map((table) => db.prepare(`DELETE FROM ${table}`)));
  for (const { key } of (await worker.FILES.list()).objects) await worker.FILES.delete(key);
  admin = await aPerson("admin");
});

const aDocument = (change: Partial<NewDocument> = {}): NewDocument => ({
  id: `d${++last}`,
  class: "personal-export",
  owner: { kind: "client", id: "c1" },
  name: "Élodie d’Arc (export).html",
  mediaType: "text/html",
  body: "<p>Élodie</p>",
  createdBy: admin.id,
  ...change,
});

const stored = async () => (await worker.FILES.list()).objects.map(({ key }) => key);
const link = (id: string, actor = admin) => linkDocument(aHouse(), { id, actor, origin: ORIGIN });

function get(url: string) {
  const app = createApp({ slack: async () => new Response(null, { status: 500 }), house: () => aHouse() });
  return app.fetch(new Request(url), worker, createExecutionContext());
}

const trail = async () =>
  (await db.prepare("SELECT actor, action, outcome FROM audit ORDER BY id").all()).results.map((row) =>
    Object.values(row).slice(1).join(" "),
  );

describe("keeping", () => {
  it("is done once, however often it is asked for", async () => {
    const wish = aDocument();
    const first = await putDocument(shelf, wish);
    const [again, atOnce] = await Promise.all([putDocument(shelf, wish), putDocument(shelf, { ...wish, name: "Another name.html" })]);
    expect(again).toEqual(first);
    expect(atOnce).toEqual(first);
    expect(first).toMatchObject({ size: 14, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), keepUntil: first.createdAt + 2 * DAY_MS });
    expect(await stored()).toEqual([first.r2Key]);
    expect(await trail()).toEqual(["document.keep done"]);
  });

  it("refuses another content under the same id, what is too large, and ids that are paths", async () => {
    const wish = aDocument();
    await putDocument(shelf, wish);
    await expect(putDocument(shelf, { ...wish, body: "something else" })).rejects.toMatchObject({ code: "conflict" });
    await expect(putDocument(shelf, aDocument({ body: new Uint8Array(25_000_001) }))).rejects.toMatchObject({ code: "too_large" });
    await expect(putDocument(shelf, aDocument({ id: "../invoices/1" }))).rejects.toMatchObject({ code: "invalid_input" });
    expect(await stored()).toHaveLength(1);
  });

  it("goes on after dying between the bytes and the row, and sweeps the bytes whose row never came", async () => {
    const wish = aDocument();
    const dying = { prepare: db.prepare.bind(db), batch: async () => Promise.reject(new Error("killed")) } as unknown as D1Database;
    await expect(putDocument({ db: dying, files: worker.FILES }, wish)).rejects.toThrow("killed");
    expect(await stored()).toHaveLength(1);
    expect(await readDocument(db, wish.id)).toBeNull();
    // Whoever writes it may still be at it.
    expect(await sweepLeftBehind(shelf)).toBe(0);
    const kept = await putDocument(shelf, wish);
    const lost = aDocument();
    await expect(putDocument({ db: dying, files: worker.FILES }, lost)).rejects.toThrow("killed");
    expect(await sweepLeftBehind(shelf, Date.now() + 2 * DAY_MS)).toBe(1);
    expect(await stored()).toEqual([kept.r2Key]);
  });

  it("walks through all the files, a stretch at a time", async () => {
    for (let i = 0; i < 7; i++) await worker.FILES.put(`documents/import-report/lost${i}/x`, "left behind");
    const kept = await putDocument(shelf, aDocument());
    const list = worker.FILES.list.bind(worker.FILES);
    vi.spyOn(worker.FILES, "list").mockImplementation((options) => list({ ...options, limit: 3 }));
    const tomorrow = Date.now() + 1.5 * DAY_MS;
    const swept = [];
    for (let turn = 0; turn < 4; turn++) swept.push(await sweepLeftBehind(shelf, tomorrow));
    expect(swept).toEqual([3, 3, 1, 0]);
    expect((await list()).objects.map(({ key }) => key)).toEqual([kept.r2Key]);
  });

  it("lists an owner's documents page by page", async () => {
    for (let i = 0; i < 5; i++) await putDocument(shelf, aDocument({ body: String(i) }), Date.now() + (i < 3 ? 0 : i));
    await putDocument(shelf, aDocument({ owner: { kind: "client", id: "c2" } }));
    const owner = { kind: "client", id: "c1" };
    const first = await documentsOf(db, owner, null, 2);
    const second = await documentsOf(db, owner, first.at(-1)!, 2);
    const third = await documentsOf(db, owner, second.at(-1)!, 2);
    expect([first, second, third].map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set([...first, ...second, ...third].map(({ id }) => id)).size).toBe(5);
  });
});

describe("links", () => {
  it("give the file, under headers that let it do nothing, and leave a row in the trail", async () => {
    const { id } = await putDocument(shelf, aDocument());
    const { url } = await link(id);
    expect(url).toMatch(new RegExp(`^${ORIGIN}/documents/${id}/personal-export\\.html\\?exp=\\d+&by=p\\w+&sig=[\\w-]{43}$`));
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("<p>Élodie</p>");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
      "referrer-policy": "no-referrer",
      "cache-control": "private, no-store",
      "content-disposition": `attachment; filename="Elodie dArc export.html"; filename*=UTF-8''%C3%89lodie%20d%E2%80%99Arc%20%28export%29.html`,
    });
    expect(await trail()).toEqual(["document.keep done", "document.read done"]);
  });

  it("say 404 alike when wrong, over, for another document, or gone", async () => {
    const { id } = await putDocument(shelf, aDocument());
    const other = await putDocument(shelf, aDocument());
    const { url } = await link(id);
    const [path = "", query = ""] = url.split("?");
    const later = String(Number(new URLSearchParams(query).get("exp")) + 60);
    const wrong = [
      path,
      `${path}?exp=${later}&${query.slice(query.indexOf("sig"))}`,
      url.slice(0, -1) + (url.endsWith("A") ? "B" : "A"),
      `${path}?${query.replace(/sig=.*/, "sig=")}`,
      `${url}AAAA`,
      url.replace(id, other.id),
      url.replace(id, "nothing"),
      url.replace("personal-export.html", "invoice.pdf"),
      `${ORIGIN}/documents/${id}/personal-export.html?exp=99999999999&sig=${"A".repeat(43)}`,
    ];
    const told = async (one: string) => {
      const response = await get(one);
      return JSON.stringify({ status: response.status, ...(await response.json<object>()), instance: "" });
    };
    const answers = await Promise.all(wrong.map(told));
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + LINK_MS + 1_000);
    answers.push(await told(url));
    vi.restoreAllMocks();
    const { url: toOther } = await link(other.id);
    expect((await get(toOther)).status).toBe(200);
    await removeDocument(shelf, other, admin.id);
    answers.push(await told(toOther));
    expect(new Set(answers)).toEqual(new Set([expect.stringContaining('"status":404')]));
    expect((await get(url)).status).toBe(200);
  });

  it("end when whose they are is blocked, or may no longer read the document", async () => {
    const boss = await aPerson("admin");
    await putDocument(shelf, aDocument({ id: "dlinked" }));
    const { url } = await link("dlinked", boss);
    expect((await get(url)).status).toBe(200);
    const set = (sql: string) => db.prepare(`UPDATE people SET ${sql} WHERE id = ?1`).bind(boss.id).run();
    await set("blocked_at = 1");
    expect((await get(url)).status).toBe(404);
    await set(`blocked_at = NULL, roles = '["employee"]'`);
    expect((await get(url)).status).toBe(404);
    expect((await get(url.replace(boss.id, admin.id))).status).toBe(404);
  });

  it("end with the secret, and are not made without one", async () => {
    const { id } = await putDocument(shelf, aDocument());
    const house = aHouse();
    const under = (linkSecret: string) => ({ ...house, settings: { ...house.settings, linkSecret } });
    const { url } = await linkDocument(under("another secret"), { id, actor: admin, origin: ORIGIN });
    expect((await get(url)).status).toBe(404);
    await expect(linkDocument(under(""), { id, actor: admin, origin: ORIGIN })).rejects.toMatchObject({ code: "misconfigured" });
  });

  it.each<[DocumentClass, Role[]]>([
    ["personal-export", ["admin"]],
    ["invoice", ["admin", "director", "accounting", "sales"]],
    ["quote", ["admin", "director", "accounting", "sales"]],
    ["logo", ["admin"]],
  ])("to a document of class %s are for %j", async (kind, allowed) => {
    const { id } = await putDocument(shelf, aDocument({ class: kind }));
    for (const role of ["admin", "director", "accounting", "sales", "hr", "manager", "employee"] as const) {
      const person = await aPerson(role);
      const asked = link(id, person);
      if (allowed.includes(role)) expect((await get((await asked).url)).status).toBe(200);
      else await expect(asked).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await trail()).filter((line) => line === "document.read refused")).toHaveLength(7 - allowed.length);
  });
});

describe("the end", () => {
  it("comes when its time is over: the link is dead at once, bytes and row go with the sweep", async () => {
    const { id, keepUntil } = await putDocument(shelf, aDocument());
    expect(await sweepExpired(shelf)).toBe(0);
    vi.spyOn(Date, "now").mockReturnValue(keepUntil);
    await expect(link(id)).rejects.toMatchObject({ code: "not_found" });
    vi.restoreAllMocks();
    expect(await sweepExpired(shelf, keepUntil)).toBe(1);
    expect(await stored()).toEqual([]);
    expect(await db.prepare("SELECT count(*) AS n FROM documents").first("n")).toBe(0);
    expect(await trail()).toEqual(["document.keep done", "document.expire done"]);
  });

  it("comes before for what nobody must keep, and for an invoice not for ten years", async () => {
    const report = await putDocument(shelf, aDocument({ class: "import-report", mediaType: "text/csv" }));
    await removeDocument(shelf, report, admin.id);
    expect(await readDocument(db, report.id)).toBeNull();
    const invoice = await putDocument(shelf, aDocument({ class: "invoice", mediaType: "application/pdf" }));
    await expect(removeDocument(shelf, invoice, admin.id)).rejects.toMatchObject({ code: "kept_by_law" });
    expect(invoice.keepUntil - invoice.createdAt).toBeGreaterThan(10 * 365.25 * DAY_MS);
    expect(await stored()).toEqual([invoice.r2Key]);
  });

  it("never leaves a row without bytes behind, when the bytes cannot be deleted", async () => {
    const report = await putDocument(shelf, aDocument());
    vi.spyOn(worker.FILES, "delete").mockRejectedValueOnce(new Error("R2 does not answer"));
    await expect(removeDocument(shelf, report, admin.id)).rejects.toThrow("R2 does not answer");
    expect(await readDocument(db, report.id)).toEqual(report);
  });
});
