/** Files of a site: reviews of other services, orders, products; line by line, once, with what was wrong. */
import { beforeEach, describe, expect, it } from "vitest";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import type { ReviewPage } from "../../../edge/reviews/review.ts";
import { dayOf, starsOf } from "../../../edge/sites/imports/read-cells.ts";
import { sweepShopFiles } from "../../../edge/sites/imports/take-shop-file.ts";
import { aHouse, aPerson, carry, worker } from "../carry.ts";
import { aSite, ask, SECRET } from "./a-site.ts";

const db = worker.DB;
const house = aHouse();

beforeEach(async () => {
  await aSite();
  await db
    .prepare("UPDATE sites SET created_by = ?1")
    .bind((await aPerson("admin")).id)
    .run();
});

async function bring(path: string, csv: string) {
  const headers = { Authorization: `Bearer ${SECRET}`, "Content-Type": "text/csv" };
  const response = await ask(`${path}${path.includes("?") ? "&" : "?"}site=`, { method: "POST", origin: null, headers, body: csv });
  const { importId } = (await response.json()) as { importId: string };
  const run = await db.prepare("SELECT id FROM runs WHERE json_extract(input, '$.importId') = ?1").bind(importId).first<string>("id");
  const { state, outcome, field } = await carry(house, run ?? "");
  const told = await (await ask(`/v1/imports/${importId}?site=`, { origin: null, headers })).json();
  return { state, outcome, field, told };
}

const shown = async () => (await (await ask("/v1/reviews?product=LAMPE")).json()) as ReviewPage;

describe("reviews", () => {
  const csv = [
    "Product SKU;Review Rating;Review Title;Review Content;Reviewer Name;Review Date;Reply",
    'LAMPE;5;Parfaite;"Belle lampe ; ""vraiment""";Zoé F.;02/11/2025;Merci !',
    "LAMPE;4,5;;Bien;yann@example.com;2025-10-01T10:00:00Z;",
    "LAMPE;6;;Trop;Paul;2025-10-01;",
    "LAMPE;3;;Moyen;;2025-10-01;",
    "LAMPE;3;;Moyen;Paul;hier;",
    ";;;;;;",
    'VASE;1;;=HYPERLINK("http://evil");Paul;2025-10-01;',
  ].join("\r\n");

  it("come over with their day and their reply, marked as taken over", async () => {
    const { told, outcome } = await bring("/v1/reviews/import?source=Judge.me", csv);
    expect(told).toMatchObject({
      state: "ended",
      done: 3,
      known: 0,
      wrong: 3,
      problems: [
        { line: 4, field: "rating" },
        { line: 5, field: "author" },
        { line: 6, field: "publishedOn" },
      ],
    });
    expect(outcome).toMatchObject({ done: 3, wrong: 3 });
    const { summary, reviews } = await shown();
    expect(summary).toMatchObject({ count: 2, average: "5.0", from: "2025-10-01", to: "2025-11-02" });
    expect(reviews[0]).toMatchObject({
      text: 'Parfaite\nBelle lampe ; "vraiment"',
      verified: false,
      how: "import",
      source: "Judge.me",
      reply: { text: "Merci !" },
    });
    expect(reviews[1]?.author).toBe("yann");
    expect((await worker.FILES.list({ prefix: "shop-imports/" })).objects).toEqual([]);
  });

  it("come once, whoever sends the file again, a line longer", async () => {
    await bring("/v1/reviews/import?source=Judge.me", csv);
    const { told } = await bring("/v1/reviews/import?source=Judge.me", `${csv}\r\nLAMPE;2;;Déçu;Noé;2025-12-01;`);
    expect(told).toMatchObject({ done: 1, known: 3, wrong: 3 });
    expect((await shown()).summary?.count).toBe(3);
  });

  it("say which column is missing", async () => {
    expect(await bring("/v1/reviews/import", "produit;texte\nLAMPE;Bien")).toMatchObject({ state: "refused", field: "rating" });
  });

  it("go out as they came, and nothing in them is reckoned with", async () => {
    await bring("/v1/reviews/import?source=Judge.me", csv);
    const headers = { Authorization: `Bearer ${SECRET}` };
    const file = await (await ask("/v1/reviews/export?site=", { origin: null, headers })).text();
    expect(file.split("\r\n")).toHaveLength(5);
    expect(file).toContain(`"'=HYPERLINK(""http://evil"")"`);
    await db.prepare("DELETE FROM reviews").run();
    const { told } = await bring("/v1/reviews/import?source=Passerelle", file);
    expect(told).toMatchObject({ done: 3, wrong: 0 });
    expect((await shown()).summary).toMatchObject({ count: 2, from: "2025-10-01" });
  });

  it("of our own file are there already", async () => {
    await bring("/v1/reviews/import?source=Judge.me", `${csv}\r\nLAMPE;4;;- un peu chère;Noé;2025-12-01;`);
    const file = await (await ask("/v1/reviews/export?site=", { origin: null, headers: { Authorization: `Bearer ${SECRET}` } })).text();
    expect((await bring("/v1/reviews/import?source=Passerelle", file)).told).toMatchObject({ done: 0, known: 4, wrong: 0 });
    await db.prepare("DELETE FROM reviews").run();
    await bring("/v1/reviews/import?source=Ailleurs", file);
    const { reviews } = await shown();
    expect(reviews.map(({ text }) => text)).toContain("- un peu chère");
  });

  it("leave no file behind: sent again after its end, by somebody who may not any more, or given up", async () => {
    const files = async () => (await worker.FILES.list({ prefix: "shop-imports/" })).objects.length;
    await bring("/v1/reviews/import?source=A", csv);
    await bring("/v1/reviews/import?source=A", csv);
    expect(await files()).toBe(0);
    await db.prepare("UPDATE people SET roles = '[\"employee\"]'").run();
    expect(await bring("/v1/reviews/import?source=B", csv)).toMatchObject({ state: "refused" });
    expect(await files()).toBe(0);
    const headers = { Authorization: `Bearer ${SECRET}`, "Content-Type": "text/csv" };
    await ask("/v1/reviews/import?source=C&site=", { method: "POST", origin: null, headers, body: csv });
    await sweepShopFiles(house, Date.now() + 8 * 86_400_000);
    expect(await files()).toBe(0);
  });

  it("are kept as long as readers are told, from their publication on", async () => {
    const year = new Date().getUTCFullYear();
    const lines = [`LAMPE;5;;Bien;Ana;${year - 4}-12-31;`, `LAMPE;5;;Bien;Bob;${year - 5}-01-01;`, `LAMPE;5;;Bien;Cléo;${year - 9}-01-01;`];
    const { told } = await bring("/v1/reviews/import?source=E", [csv.split("\r\n")[0], ...lines].join("\r\n"));
    expect(told).toMatchObject({ done: 1, wrong: 2, problems: [{ field: "tooOld" }, { field: "tooOld" }] });
    await sweepRetention(db);
    expect((await shown()).summary?.count).toBe(1);
    await sweepRetention(db, Date.UTC(year + 2, 0, 2));
    expect((await shown()).summary?.count).toBe(0);
  });

  it("are read when who made the site has left: in the name of an admin", async () => {
    await db.prepare("UPDATE people SET standing = 'gone'").run();
    const admin = await aPerson("admin");
    expect((await bring("/v1/reviews/import?source=D", csv)).told).toMatchObject({ state: "ended", done: 3 });
    expect(await db.prepare("SELECT actor FROM shop_imports ORDER BY created_at DESC LIMIT 1").first<string>("actor")).toBe(admin.id);
  });

  it("by the thousand come stretch by stretch", async () => {
    const lines = Array.from(
      { length: 1_050 },
      (_, i) => `LAMPE,${(i % 5) + 1},avis numéro ${i},Client ${i},2025-01-${String((i % 28) + 1).padStart(2, "0")}`,
    );
    const { told } = await bring("/v1/reviews/import?source=Avis", `sku,note,avis,auteur,date\n${lines.join("\n")}`);
    expect(told).toMatchObject({ done: 1_050, wrong: 0 });
    expect((await shown()).summary).toMatchObject({ count: 1_050, average: "3.0", stars: [210, 210, 210, 210, 210] });
  });
});

describe("orders and products", () => {
  it("come as lines, those of one number as one order", async () => {
    const csv =
      "Commande;E-mail;Client;Date;SKU;Produit\n#7;a@example.com;Ana;01/09/2025;LAMPE;Lampe\n#7;a@example.com;Ana;01/09/2025;VASE;Vase\n#8;nobody;Bob;01/09/2025;VASE;Vase";
    const { told } = await bring("/v1/orders", csv);
    expect(told).toMatchObject({ done: 2, known: 0, wrong: 1, problems: [{ line: 4, field: "email" }] });
    expect(await db.prepare("SELECT number, items FROM orders").first()).toMatchObject({
      number: "7",
      items: expect.stringMatching(/LAMPE.*VASE/),
    });
    await bring("/v1/products", "SKU,Nom,EAN\nLAMPE,Lampe Opaline bleue,3760000000017\n,rien,");
    expect(await db.prepare("SELECT name, gtin FROM products WHERE sku = 'LAMPE'").first()).toEqual({
      name: "Lampe Opaline bleue",
      gtin: "3760000000017",
    });
  });
});

describe("cells", () => {
  it.each([
    ["2026-11-02T08:00:00Z", "2026-11-02"],
    ["02/11/2026 08:00", "2026-11-02"],
    ["11/22/2026", "2026-11-22"],
    ["2026-02-30", null],
    ["hier", null],
  ])("day of %s", (text, day) => expect(dayOf(text)).toBe(day));

  it.each([
    ["5", 5],
    ["4,5", 5],
    ["8/10", 4],
    ["80/100", 4],
    ["★★★", 3],
    ["0", null],
    ["6", null],
    ["bien", null],
    ["", null],
  ])("stars of %s", (text, stars) => expect(starsOf(text)).toBe(stars));
});
