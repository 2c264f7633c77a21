/**
 * Stand-in for the open company search (Recherche d'entreprises): its answers, its refusals, its two kinds of 429.
 * What it does was seen on the real one or read in its tests; /near_point is not here yet.
 */
import { type Context, Hono } from "hono";
import type { SampleCompany } from "../../fixtures/companies.ts";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { languageOf } from "../record-page.ts";
import { SECONDARY, type Secondary, toResult } from "./answers.ts";
import { type Change, changed, changedBy, type Edits } from "./changes.ts";
import { editPage } from "./edit-page.ts";
import { companiesPage } from "./page.ts";
import { type Hit, search } from "./search.ts";

export interface RegisterOptions {
  companies: readonly SampleCompany[];
  faults?: Faults;
}

export const SERVICE = "register";

export function registerStandIn({ companies, faults = createFaults() }: RegisterOptions) {
  const app = new Hono();
  let edits: Edits = {};
  const now = () => companies.map((company) => changed(company, edits[company.siren]));
  const change = (siren: string, to: Change) => {
    const company = now().find((one) => one.siren === siren);
    if (company) edits[siren] = { ...edits[siren], ...changedBy(company, to) };
    return company !== undefined;
  };
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the register stand-in failed", { cause: error });
  });
  app.notFound((c) => c.json({ erreur: "Ressource non trouvée." }, 404));
  app.get("/", (c) => c.html(companiesPage(now(), languageOf(c.req.query("lang")))));
  app.get("/companies/:siren", (c) => {
    const company = now().find(({ siren }) => siren === c.req.param("siren"));
    return company ? c.html(editPage(company, languageOf(c.req.query("lang")))) : c.notFound();
  });
  app.post("/companies/:siren", async (c) => {
    // A page of another site can post a form or plain text to localhost, but not JSON.
    if (!c.req.header("content-type")?.startsWith("application/json")) return c.json({ erreur: "JSON" }, 415);
    return change(c.req.param("siren"), await c.req.json<Change>()) ? c.body(null, 204) : c.notFound();
  });
  app.get("/search", (c) =>
    faults.around({ service: SERVICE, method: "GET", path: "/search" }, async () => answer(c, now()), {
      signal: c.req.raw.signal,
      refuse,
    }),
  );
  return {
    fetch: (request: Request) => app.fetch(request),
    /** A company moves, is renamed, closes … */
    change,
    dump: () => edits,
    restore(saved: Edits) {
      edits = saved;
    },
  };
}

function answer(c: Context, companies: readonly SampleCompany[]): Response {
  const query = c.req.query();
  const page = Number(query.page ?? 1);
  const perPage = Number(query.per_page ?? 10);
  const problem = problemOf(query, page, perPage);
  if (problem) return c.json({ erreur: problem }, 400);

  const q = query.q ?? "";
  const hits = look(companies, q);
  const fields = fieldsOf(query);
  const shown = hits.slice((page - 1) * perPage, page * perPage);
  return c.json({
    results: shown.map(({ company, score }) => toResult(company, fields, score, !/^\d{9}$/.test(q))),
    total_results: hits.length,
    page,
    per_page: perPage,
    total_pages: Math.ceil(hits.length / perPage),
  });
}

/** Nine or fourteen digits are an exact look-up; an unknown number is no error, it has no results. */
function look(companies: readonly SampleCompany[], q: string): Hit[] {
  const exact = /^\d{9}$/.test(q) ? "siren" : /^\d{14}$/.test(q) ? "siret" : undefined;
  if (!exact) return search(companies, q);
  return companies.filter((company) => company[exact] === q).map((company) => ({ company, score: 1 }));
}

function problemOf(query: Record<string, string>, page: number, perPage: number): string | undefined {
  if (query.q === undefined) return "Veuillez indiquer au moins un paramètre de recherche.";
  if ([...query.q].length < 3) return "3 caractères minimum pour les termes de la requête (ou utilisez au moins un filtre)";
  if (!within(page, 1, 1_000)) return "Veuillez indiquer un paramètre `page` entre `1` et `1000`, par défaut `1`.";
  if (!within(perPage, 1, 25)) return "Veuillez indiquer un paramètre `per_page` entre `1` et `25`, par défaut `10`.";
  if (page * perPage > 10_000) return "Le nombre total de résultats est restreint à 10 000.";
  if (query.include === undefined) return undefined;
  if (!isMinimal(query)) {
    return "Veuillez indiquer si vous souhaitez une réponse minimale avec le filtre `minimal=True`` avant de préciser les champs à inclure.";
  }
  const unknown = query.include.split(",").find((name) => !SECONDARY.includes(name as Secondary));
  return unknown === undefined
    ? undefined
    : `Au moins un champ à inclure est non valide. Les champs valides : ${JSON.stringify(SECONDARY)}.`;
}

function fieldsOf(query: Record<string, string>): ReadonlySet<Secondary> {
  if (isMinimal(query)) return new Set((query.include?.split(",") ?? []) as Secondary[]);
  return new Set(SECONDARY.filter((name) => name !== "score"));
}

const isMinimal = (query: Record<string, string>) => query.minimal?.toLowerCase() === "true";
const within = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most;

/** A 429 comes from the application with Retry-After, or (0 seconds asked for) from nginx, as a page without it. */
function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  if (status === 500) return new Response("Internal Server Error", { status });
  if (retryAfterSeconds > 0) return new Response("Too Many Requests.", { status, headers: { "Retry-After": String(retryAfterSeconds) } });
  const page = "<html><head><title>429 Too Many Requests</title></head><body><center><h1>429 Too Many Requests</h1></center></body></html>";
  return new Response(page, { status, headers: { "Content-Type": "text/html" } });
}
