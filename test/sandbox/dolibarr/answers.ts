/** What the stand-in's API says: records as Dolibarr's API gives them (an excerpt of some 150 fields), and its refusals. */
import type { Context } from "hono";
import { countries, partyTypes } from "./dictionaries.ts";
import type { Row } from "./filters.ts";

const REASONS: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export function partyAnswer(row: Row) {
  return {
    module: null,
    id: String(row.rowid),
    entity: "1",
    import_key: null,
    array_options: [],
    ref: String(row.rowid),
    ref_ext: row.ref_ext,
    status: String(row.status),
    country_id: row.fk_pays ? String(row.fk_pays) : null,
    country_code: countries.find(({ id }) => id === String(row.fk_pays))?.code ?? null,
    note_public: null,
    note_private: row.note_private,
    name: row.nom,
    name_alias: "",
    address: row.address,
    zip: row.zip,
    town: row.town,
    phone: row.phone,
    email: row.email,
    idprof1: row.siren,
    idprof2: row.siret,
    idprof3: "",
    tva_assuj: "1",
    tva_intra: row.tva_intra,
    typent_id: row.fk_typent ? String(row.fk_typent) : null,
    typent_code: partyTypes.find(({ id }) => id === String(row.fk_typent))?.code ?? null,
    client: String(row.client),
    prospect: 0,
    fournisseur: String(row.fournisseur),
    code_client: row.code_client,
    code_fournisseur: row.code_fournisseur,
    date_creation: Math.trunc(Date.parse(`${row.datec}Z`) / 1000),
  };
}

export const contactAnswer = ({ rowid, fk_soc, phone, ...rest }: Row) => ({
  id: String(rowid),
  socid: String(fk_soc),
  phone_pro: phone,
  ...rest,
});

/** Restler's error body: the reason of the status, the message, and the words of the class under "0", "1", … */
export function failed(c: Context, status: 400 | 401 | 404 | 500 | 503, message = "", words: string[] = []) {
  return c.json({ error: { code: status, message: [REASONS[status], message].filter(Boolean).join(": "), ...words } }, status);
}

/** Not Dolibarr but what stands before it: it has no rate limit of its own, and its own errors are JSON. */
export function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  const headers: Record<string, string> = { "Content-Type": "text/html" };
  if (status === 429 && retryAfterSeconds > 0) headers["Retry-After"] = String(retryAfterSeconds);
  return new Response(`<html><body><h1>${status}</h1></body></html>`, { status, headers });
}
