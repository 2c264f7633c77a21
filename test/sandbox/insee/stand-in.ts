/**
 * Stand-in for INSEE's Sirene API 3.11: /siren/{siren} and the search of /siret, with its two kinds of 404 (its own, and
 * the gateway's for an address that it does not know) and the gateway's 401 and 429. History, facets and cursors are not here.
 */
import { type Context, Hono } from "hono";
import type { SampleCompany } from "../../fixtures/companies.ts";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { establishments, notFound, unitAnswer } from "./answers.ts";
import { parse, SyntaxProblem } from "./query.ts";

export interface InseeOptions {
  companies: readonly SampleCompany[];
  key: string;
  faults?: Faults;
}

export const SERVICE = "insee";

export function inseeStandIn({ companies, key, faults = createFaults() }: InseeOptions) {
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the INSEE stand-in failed", { cause: error });
  });
  app.notFound((c) => c.text("No context-path matches the request URI.", 404));
  app.use((c, next) =>
    c.req.header("X-INSEE-Api-Key-Integration") === key
      ? next()
      : Promise.resolve(c.json({ message: "Unauthorized", http_status_code: 401 }, 401)),
  );
  const around = (c: Context, path: string, apply: () => Response) =>
    faults.around({ service: SERVICE, method: "GET", path }, async () => apply(), { signal: c.req.raw.signal, refuse });
  app.get("/siret", (c) => around(c, "/siret", () => search(c, companies)));
  app.get("/siren/:siren{\\d+}", (c) => around(c, "/siren", () => unit(c, companies)));
  return { fetch: (request: Request) => app.fetch(request) };
}

function unit(c: Context, companies: readonly SampleCompany[]): Response {
  const siren = c.req.param("siren") ?? "";
  const company = companies.find((one) => one.siren === siren);
  return company ? c.json(unitAnswer(company)) : c.json(notFound(`le siren ${siren}`), 404);
}

function search(c: Context, companies: readonly SampleCompany[]): Response {
  const { q = "", nombre = "20", champs } = c.req.query();
  const most = Number(nombre);
  if (!Number.isInteger(most) || most < 0 || most > 1_000) return refused(c, "nombre");
  try {
    const found = companies.filter(parse(q));
    if (found.length === 0) return c.json(notFound(`q=${q}`), 404);
    return c.json(establishments(found.slice(0, most), found.length, champs ? new Set(champs.split(",")) : null));
  } catch (error) {
    if (error instanceof SyntaxProblem) return refused(c, "q");
    throw error;
  }
}

const refused = (c: Context, name: string) =>
  c.json({ header: { statut: 400, message: `Erreur de syntaxe dans le paramètre ${name}=` } }, 400);

function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  if (status === 500) return Response.json({ header: { statut: 500, message: "Erreur interne du serveur" } }, { status });
  const headers = retryAfterSeconds > 0 ? { "Retry-After": String(retryAfterSeconds) } : undefined;
  const message = "Rate limit exceeded! You reached the limit of 30 requests per 1 minutes";
  return Response.json({ message, http_status_code: 429 }, { status, headers });
}
