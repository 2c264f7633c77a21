/** Files of a site: sent, followed while a run reads them, their report. */
import { Hono } from "hono/tiny";
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import type { Locale } from "../../people/person.ts";
import { intentId } from "../../runs/intent.ts";
import { MOST_FILE_BYTES, problemsOf, readShopImport, shopImportsOf, takeShopFile } from "../../sites/part.ts";
import { type Call, frameOf, goTo, maySet, mustSet, readForm, type Studio, siteIn, textOf } from "../call-routes.ts";
import type { Problems } from "../look/fields.tsx";
import { pathOf } from "../look/page.tsx";
import type { StudioSite } from "../sites/site-rows.ts";
import { importPage, importsPage, KINDS } from "./imports-page.tsx";
import { importWords, problemWords } from "./words.ts";

const MOST_FORM_BYTES = MOST_FILE_BYTES + 10_000;

export function importsRoutes() {
  return (
    new Hono<Studio>()
      .get("/", async (c) => list(c, await siteIn(c), { kind: "reviews", source: "" }, {}))
      // 303 to the import, the same one for the same file | 413 | 422 the form, with what is wrong
      .post("/", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        if (site.retiredAt !== null) throw new PasserelleError("conflict");
        const words = importWords[c.get("locale")];
        const form = await readForm(c, MOST_FORM_BYTES).catch((thrown) => asPasserelleError(thrown));
        if (form instanceof Error) {
          if (form.code !== "too_large") throw form;
          return list(c, site, { kind: "reviews", source: "" }, { file: words.wrongFile.large }, 413);
        }
        const typed = { kind: textOf(form, "kind"), source: textOf(form, "source") };
        const kind = KINDS.find((one) => one === typed.kind) ?? "reviews";
        const file = form.get("file");
        const problems: Problems = {};
        if (typed.source.length > 60) problems.source = words.wrongSource;
        if (!(file instanceof File) || !file.name) problems.file = words.wrongFile.none;
        if (Object.keys(problems).length > 0) return list(c, site, typed, problems);
        const bytes = new Uint8Array(await (file as File).arrayBuffer());
        try {
          const source = kind === "reviews" ? typed.source : "";
          const id = await takeShopFile(c.env, site, { kind, bytes, source, actorId: c.get("person").id });
          return goTo(c, pathOf(site, "imports", `/${id}`));
        } catch (thrown) {
          const { code, field } = asPasserelleError(thrown);
          if (code !== "invalid_input") throw thrown;
          return list(c, site, typed, { file: words.wrongFile[field as "binary"] ?? words.wrongFile.binary });
        }
      })
      .get("/:id", async (c) => {
        const site = await siteIn(c);
        const found = await readShopImport(c.env.db, site, c.req.param("id"));
        if (!found) throw new PasserelleError("not_found");
        return c.html(importPage({ frame: frameOf(c), site, found, missing: await missingColumn(c, found.id) }));
      })
      .get("/:id/report.csv", async (c) => {
        const site = await siteIn(c);
        const locale = c.get("locale");
        const found = await readShopImport(c.env.db, site, c.req.param("id"));
        if (!found) throw new PasserelleError("not_found");
        return c.body(reportOf(c.env.db, found.id, locale), 200, {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="import-${found.id.slice(0, 8)}.csv"`,
        });
      })
  );
}

/** Streamed, however many lines there are; with its mark, by which Excel knows UTF-8. */
function reportOf(db: D1Database, importId: string, locale: Locale): ReadableStream<Uint8Array> {
  const words = importWords[locale];
  const encoder = new TextEncoder();
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const pages = problemsOf(db, importId);
  return new ReadableStream({
    start: (out) => out.enqueue(encoder.encode(`\uFEFF${cell(words.line)};${cell(words.why)}\r\n`)),
    async pull(out) {
      const page = await pages.next();
      if (page.done) return out.close();
      const lines = page.value.map(({ line, field }) => `${line};${cell(problemWords(field, locale))}\r\n`);
      out.enqueue(encoder.encode(lines.join("")));
    },
  });
}

async function list(c: Call, site: StudioSite, typed: { kind: string; source: string }, problems: Problems, status: 200 | 413 | 422 = 200) {
  const wrong = Object.keys(problems).length > 0;
  const imports = await shopImportsOf(c.env.db, site);
  return c.html(
    importsPage({ frame: frameOf(c), site, imports, typed, problems, maySet: maySet(c) }),
    wrong && status === 200 ? 422 : status,
  );
}

/** The run says why it was refused. */
async function missingColumn({ env: { db } }: Call, importId: string): Promise<string | null> {
  return db
    .prepare("SELECT field FROM runs WHERE id = ?1 AND state = 'refused' AND code = 'invalid_input'")
    .bind(await intentId("import-shop-file", importId))
    .first<string>("field");
}
