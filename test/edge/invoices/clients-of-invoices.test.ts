/** Whose an invoice is: a client that is still being made, two that become one, one who asks to be forgotten. */
import { beforeEach, describe, expect, it } from "vitest";
import { readDocument } from "../../../edge/documents/document-store.ts";
import { putDocument } from "../../../edge/documents/put-document.ts";
import { insertDraft } from "../../../edge/invoices/draft-store.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { listInvoices, searchInvoices } from "../../../edge/invoices/list-invoices.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Person } from "../../../edge/people/person.ts";
import { aLine, aSale, aVat } from "../../fixtures/invoices.ts";
import { aPerson, begin, carry, worker } from "../carry.ts";
import { aClient, aMaker, ask, emptyBooks, kindsWith, newFrench, openFirm, SIREN, sellingHouse, TWO_DAYS } from "./selling.ts";

const db = worker.DB;
const house = sellingHouse();
const year = parisDay().slice(0, 4);
let admin: Person;

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  admin = await aPerson("admin");
});

const draft = async (client: object) => String((await ask(house, admin, "draft-invoice", { client, sale: TWO_DAYS })).outcome?.invoiceId);
const issue = (invoiceId: string) => ask(house, admin, "issue-invoice", { invoiceId, version: 1, issuedOn: null });

const ADDRESS = JSON.stringify({ line: "1 rue", postcode: "75001", city: "Paris", country: "FR" });
const person = (name: string) => ({
  identity: { type: "person", name },
  kinds: ["client"],
  contact: { name: "", email: "", phone: "" },
  note: "",
  closedReason: "",
});

describe("a client that does not exist yet", () => {
  it("may turn out to be abroad: the draft bears the reverse charge of its country", async () => {
    const clientId = await aClient(house, admin);
    await db.prepare("UPDATE clients SET country = 'DE', siren = NULL, siret = NULL, vat_number = 'DE123456788'").run();
    const wish = { client: { clientId }, sale: aSale([aLine("1", "100", aVat("AE", "0", "VATEX-FR-AE"))]) };
    const invoiceId = String((await ask(house, admin, "draft-invoice", wish)).outcome?.invoiceId);
    const reason = async () => (await readInvoice(db, invoiceId))?.sale.lines[0]?.vat.exemption;
    expect(await reason()).toBe("VATEX-EU-AE");
    await ask(house, admin, "edit-draft", { invoiceId, version: 1, ...wish });
    expect(await reason()).toBe("VATEX-EU-AE");
  });

  it("is waited for, and its draft made as soon as it is there", async () => {
    const making = await begin(house, admin, "create-client", newFrench(SIREN));
    const { id } = await begin(house, admin, "draft-invoice", { client: { run: making.id }, sale: TWO_DAYS });
    let waits = 0;
    const engine = {
      do: (_: string, work: () => Promise<never>) => work(),
      sleep: async () => {
        if (++waits === 2) await carry(house, making.id);
      },
    };
    const run = await carry(house, id, { kinds: kindsWith(aMaker()), engine: engine as never });
    expect(run).toMatchObject({ state: "done", outcome: { clientId: `c${making.id}`, invoiceId: `i${id}` } });
    expect(waits).toBe(2);
  });

  it("wakes its draft when it is made, however long that was going to wait", async () => {
    const making = await begin(house, admin, "create-client", newFrench(SIREN));
    const { id } = await begin(house, admin, "draft-invoice", { client: { run: making.id }, sale: TWO_DAYS });
    // Long pauses end an instance: what was asked stands in its row.
    const engine = { do: (_: string, work: () => Promise<never>) => work(), sleep: () => Promise.reject(new Error("killed asleep")) };
    await carry(house, id, { kinds: kindsWith(aMaker()), engine: engine as never });
    await db
      .prepare("UPDATE runs SET wake_at = ?2 WHERE id = ?1")
      .bind(id, Date.now() + 900_000)
      .run();
    await carry(house, making.id);
    const wakeAt = await db.prepare("SELECT wake_at FROM runs WHERE id = ?1").bind(id).first<number>("wake_at");
    expect(wakeAt).toBeLessThanOrEqual(Date.now());
    expect((await carry(house, id, { kinds: kindsWith(aMaker()) })).state).toBe("done");
  });

  it("that is refused leaves no draft behind", async () => {
    const making = await ask(house, admin, "create-client", newFrench("813487899"));
    expect(making.state).toBe("refused");
    const run = await ask(house, admin, "draft-invoice", { client: { run: making.id }, sale: TWO_DAYS });
    expect(run).toMatchObject({ state: "refused", code: "not_found", field: "client" });
    expect(await db.prepare("SELECT count(*) AS n FROM invoices").first("n")).toBe(0);
  });
});

describe("two clients that become one", () => {
  it("have their drafts and invoices under the one that is left, and what was issued says what it said", async () => {
    const gone = String((await ask(house, admin, "create-client", person("Atelier Fils"))).outcome?.clientId);
    await db.prepare("UPDATE crm_parties SET address = ?1, company = 1").bind(ADDRESS).run();
    await db.prepare("UPDATE clients SET company = 1").run();
    const issued = await draft({ clientId: gone });
    expect((await issue(issued)).state).toBe("done");
    const open = await draft({ clientId: gone });
    const kept = await aClient(house, admin);
    const version = (id: string) => db.prepare("SELECT version FROM clients WHERE id = ?1").bind(id).first<number>("version");
    const merge = { survivor: { id: kept, version: await version(kept) }, other: { id: gone, version: await version(gone) }, choose: {} };
    expect((await ask(house, admin, "merge-clients", merge)).state).toBe("done");
    expect((await listInvoices(db, { clientId: kept }, null, 10)).map(({ id }) => id).sort()).toEqual([issued, open].sort());
    expect((await readInvoice(db, issued))?.document?.buyer.clientId).toBe(gone);
    await expect(db.prepare("UPDATE invoices SET client_id = 'cx' WHERE id = ?1").bind(issued).run()).rejects.toThrow(/issued invoice/);
    expect((await issue(open)).outcome?.number).toBe(`F-${year}-0002`);
  });
});

describe("a person who asks to be forgotten", () => {
  it("keeps the record that an issued invoice needs, without what reaches them; drafts go", async () => {
    const held = String((await ask(house, admin, "create-client", person("Zoé Lhôpital"))).outcome?.clientId);
    const free = String((await ask(house, admin, "create-client", person("Camille Duval"))).outcome?.clientId);
    await db.prepare("UPDATE crm_parties SET address = ?1").bind(ADDRESS).run();
    const issued = await draft({ clientId: held });
    expect((await issue(issued)).state).toBe("done");
    const [ofHeld, ofFree] = [await draft({ clientId: held }), await draft({ clientId: free })];
    const shelf = { db, files: worker.FILES };
    const look = (id: string) =>
      ({ id, class: "draft", owner: { kind: "invoice", id: ofFree }, name: "Brouillon.pdf", createdBy: admin.id }) as const;
    await putDocument(shelf, { ...look("draft_look"), mediaType: "application/pdf", body: "%PDF" });
    const erase = (id: string) => ask(house, admin, "erase-person", { subject: { kind: "client", id }, reason: "asked" });
    expect((await erase(held)).outcome).toMatchObject({ clients: 0, kept: 1 });
    expect((await erase(free)).outcome).toMatchObject({ clients: 1, kept: 0 });
    expect([await readInvoice(db, ofHeld), await readInvoice(db, ofFree)]).toEqual([null, null]);
    expect(await readDocument(db, "draft_look")).toBeNull();
    expect((await readInvoice(db, issued))?.document?.buyer.name).toBe("Zoé Lhôpital");
    expect(await db.prepare("SELECT name FROM clients WHERE id = ?1").bind(held).first("name")).toBe("Zoé Lhôpital");
  });
});

describe("looking for invoices", () => {
  it("goes by number, by its count, by the client's name, and reads no more of a long table", async () => {
    const clientId = await aClient(house, admin);
    const first = await draft({ clientId });
    await issue(first);
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) =>
        insertDraft(
          db,
          { id: `ix${from + i}`, kind: "invoice", clientId: "cother", sale: TWO_DAYS, totalCents: 1, createdBy: "p", credits: null },
          from + i,
        ),
      );
    await db.batch(many(0, 100));
    const cost = async () => {
      let rows = 0;
      const counting = {
        prepare: (sql: string) => db.prepare(sql),
        batch: async <T>(statements: D1PreparedStatement[]) => {
          const answers = await db.batch<T>(statements);
          rows += answers.reduce((sum, { meta }) => sum + meta.rows_read, 0);
          return answers;
        },
      };
      for (const text of [`F-${year}-0001`, "1", "électricité"])
        expect((await searchInvoices(counting, text, 5)).map(({ id }) => id)).toEqual([first]);
      expect(await listInvoices(counting, { state: "draft" }, null, 20)).toHaveLength(20);
      expect(await listInvoices(counting, { createdBy: "p" }, [50, "ix50"], 20)).toHaveLength(20);
      return rows;
    };
    const few = await cost();
    await db.batch(many(100, 600));
    expect(await cost()).toBeLessThanOrEqual(few + 2);
  });
});
