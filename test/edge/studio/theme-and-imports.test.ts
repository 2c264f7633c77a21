/** Colours that can be read, and files whose lines are told one by one. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import { contrast, PLAIN, propertiesOf, readable, readings, readTheme, themeCss, wordsOn } from "../../../edge/studio/theme/theme.ts";
import { aHouse, carry, plainEngine, worker } from "../carry.ts";
import { aBrowser, amelieInside, hidden, known, seen } from "./a-studio.ts";

const db = worker.DB;
const SITE = "/studio/sites/boutique";

let browser: ReturnType<typeof aBrowser>;
beforeEach(async () => {
  browser = await amelieInside();
});
afterEach(() => vi.restoreAllMocks());

describe("a theme", () => {
  const send = async (change: object) =>
    browser.ask(`${SITE}/theme`, { form: { ...PLAIN, version: hidden(await browser.text(`${SITE}/theme`), "version"), ...change } });

  it("is saved, stands in the preview and in the tag", async () => {
    expect(themeCss(PLAIN)).toBe("");
    expect((await send({ accentLight: "#7A1F5C", radius: "pill" })).headers.get("Location")).toBe(`${SITE}/theme?saved`);
    expect(await browser.text(`${SITE}/theme/preview.css`)).toContain("--passerelle-accent: light-dark(#7a1f5c, #9cc4ff)");
    expect(await browser.text(SITE)).toContain("--passerelle-radius: 1.4em");
    expect((await send({ plain: "1" })).status).toBe(303);
    expect(await browser.text(SITE)).not.toContain("--passerelle-radius");
  });

  it("that cannot be read is not saved: told at the colour, with one that can", async () => {
    const answer = await send({ accentLight: "#ffd700" });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(seen(page)).toMatch(/Trop peu de contraste avec le fond : 1,4 pour 1, il faut 4,5. Essayez #[0-9a-f]{6}/);
    expect(page).toContain('value="#ffd700"');
    expect(page).toContain('id="accentLight-problem"');
    const better = /Essayez (#[0-9a-f]{6})/.exec(page)?.[1] ?? "";
    expect((await send({ accentLight: better })).status).toBe(303);
  });

  it.each([
    [{ starDark: "red" }],
    [{ groundLight: "" }],
    [{ accentDark: "#12345" }],
    [{ radius: "x" }],
    [{ font: "constructor" }],
    [{ starLight: "url(https://x)" }],
  ])("%j: nothing but what is offered", async (change) => {
    expect((await send(change)).status).toBe(422);
    expect(await db.prepare("SELECT theme FROM sites").first("theme")).toBe("{}");
  });

  it("is changed by one at a time; two clicks are one", async () => {
    const version = hidden(await browser.text(`${SITE}/theme`), "version");
    for (let i = 0; i < 2; i++) expect((await send({ version, radius: "round" })).status).toBe(303);
    expect((await send({ version, radius: "square" })).status).toBe(409);
  });

  it("keeps what it can of an older one", () => {
    expect(readTheme('{"accentLight":"#000000","starDark":"javascript:","radius":"big"}')).toEqual({ ...PLAIN, accentLight: "#000000" });
  });

  it("measures as WCAG does, and finds a colour that passes", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(readings(PLAIN).every(({ ratio, asked }) => ratio >= asked)).toBe(true);
    for (let i = 0; i < 500; i++) {
      const [one, other] = [1, 2].map(
        () =>
          `#${Math.floor(Math.random() * 0x1000000)
            .toString(16)
            .padStart(6, "0")}`,
      ) as [string, string];
      expect(contrast(one, wordsOn(one))).toBeGreaterThanOrEqual(4.5);
      const best = Math.max(contrast("#000000", other), contrast("#ffffff", other));
      expect(contrast(readable(one, other, 3), other)).toBeGreaterThanOrEqual(Math.min(3, best));
    }
    expect(propertiesOf({ ...PLAIN, font: "serif" }).at(-1)).toEqual(["--passerelle-font", "Georgia, Cambria, serif"]);
  });
});

describe("a file", () => {
  function csv(text: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}, name = "avis.csv") {
    const form = new FormData();
    for (const [key, value] of Object.entries({ kind: "reviews", source: "Trustpilot", ...more })) form.set(key, value);
    form.set("file", new File([text], name, { type: "text/csv" }));
    return form;
  }
  const send = (form: FormData) => browser.ask(`${SITE}/imports`, { form });

  async function carried(answer: Response): Promise<string> {
    const run = await db
      .prepare("SELECT id FROM runs WHERE kind = 'import-shop-file' ORDER BY created_at DESC LIMIT 1")
      .first<{ id: string }>();
    await carry(aHouse(), run?.id ?? "");
    return answer.headers.get("Location") ?? "";
  }

  const LINES =
    "note;auteur;date;avis\n5;Inès;02/11/2025;Très bien\n9;Hugo;02/11/2025;Bof\n4;;03/11/2025;Sans nom\n4;Zoé;31/31/2025;Quand ?\n";

  it("is followed, then reported line by line, on the page and as a file", async () => {
    const answer = await send(csv(LINES));
    expect(answer.status).toBe(303);
    const before = await browser.text(answer.headers.get("Location") ?? "");
    expect(before).toContain("data-follow");
    expect(seen(before)).toContain("0 % lus");
    const at = await carried(answer);
    const page = await browser.text(at);
    expect(page).not.toContain("data-follow");
    expect(seen(page)).toMatch(/Des avis \(Trustpilot\) Terminé Ajoutées 1 Déjà là 0 En erreur 3/);
    expect(seen(page)).toMatch(/3 La note n’est pas lisible.* 4 Le nom de l’auteur manque.* 5 La date de publication/);
    const report = await browser.ask(`${at}/report.csv`);
    expect(report.headers.get("Content-Disposition")).toContain("attachment");
    expect(await report.text()).toContain('4;"Le nom de l’auteur manque."');
    expect(seen(await browser.text(`${SITE}/imports`))).toContain("1 ajoutées, 3 en erreur");
  });

  it("reports every line that was wrong, however many: the first on the page, all of them in the file, once after a kill", async () => {
    const many = Array.from({ length: 2_345 }, (_, i) => `${i % 2 ? 9 : 0};Hugo;02/11/2025;Bof`).join("\n");
    const answer = await send(csv(`note;auteur;date;avis\n${many}\n`));
    const run = await db.prepare("SELECT id FROM runs WHERE kind = 'import-shop-file'").first<{ id: string }>();
    let steps = 0;
    const dying = {
      ...plainEngine(),
      do: async (_name: string, work: () => Promise<unknown>) => {
        const value = await work();
        if (++steps === 5) throw new Error("killed");
        return value;
      },
    };
    await carry(aHouse(), run?.id ?? "", { engine: dying as never });
    const at = await carried(answer);
    const page = await browser.text(at);
    expect(page.match(/<td class="num">/g)).toHaveLength(200);
    expect(seen(page)).toContain("Les 200 premières sont montrées");
    const lines = (await (await browser.ask(`${at}/report.csv`)).text()).trim().split("\r\n");
    expect(lines.slice(1).map((line) => Number(line.split(";")[0]))).toEqual(Array.from({ length: 2_345 }, (_, i) => i + 2));
    await db.prepare("UPDATE shop_imports SET ended_at = 1").run();
    for (let turn = 0; turn < 5; turn++) await sweepRetention(db);
    for (const table of ["shop_imports", "shop_import_problems"])
      expect(await db.prepare(`SELECT count(*) AS n FROM ${table}`).first("n")).toBe(0);
  });

  it("sent twice is one import", async () => {
    const [one, two] = [await send(csv(LINES)), await send(csv(LINES))];
    expect(two.headers.get("Location")).toBe(one.headers.get("Location"));
    await carried(two);
    expect(await db.prepare("SELECT count(*) AS n FROM reviews").first("n")).toBe(1);
  });

  it("without a column it needs says which", async () => {
    const at = await carried(await send(csv("numero;courriel;sku\n1;a@b.example;X\n", { kind: "orders" })));
    expect(seen(await browser.text(at))).toContain("le fichier n’a pas de colonne « date de commande »");
  });

  it.each([
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "classeur Excel"],
    [new Uint8Array([1, 0, 2, 0]), "pas un fichier de texte"],
    ["  \n ", "Ce fichier est vide"],
  ])("that is none is told at its field, and what was typed stays", async (bytes, said) => {
    const answer = await send(csv(bytes));
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(seen(page)).toContain(said);
    expect(page).toContain('id="file-problem"');
    expect(page).toContain('value="Trustpilot"');
  });

  it("is asked for when there is none", async () => {
    expect(seen(await (await send(csv("", {}, ""))).text())).toContain("Choisissez un fichier");
  });

  it("speaks the person's language", async () => {
    await known("U0JAMES", ["admin"]);
    const james = aBrowser();
    await james.signIn("U0JAMES");
    expect(seen(await james.text(`${SITE}/imports`))).toContain("Sending the same file twice adds nothing");
    expect(seen(await james.text(SITE))).toContain("Is your tag working?");
  });
});
