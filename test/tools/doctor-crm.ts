/** What `npm run doctor` says of the CRM: one question to each that an administrator can get wrong. */
import { siteOf } from "../../edge/connectors/odoo/odoo-map.ts";
import { ask, type Finding, ok, todo, type Values } from "./finding.ts";

/** Asks the CRM of these values a harmless question. */
export async function crm(values: Values): Promise<Finding> {
  const { CRM = "builtin", DOLIBARR_URL, DOLIBARR_API_KEY } = values;
  const about = `CRM (${CRM})`;
  if (CRM === "hubspot") return hubspot(about, values);
  if (CRM === "odoo") return odoo(about, values);
  if (CRM !== "dolibarr") return ok(about, CRM === "builtin" ? "Passerelle's own, in D1" : "is no connector we know");
  if (!DOLIBARR_URL) return ok(about, "the sandbox's stand-in (npm start). DOLIBARR_URL and DOLIBARR_API_KEY put yours in its place");
  if (!DOLIBARR_API_KEY) return todo(about, "DOLIBARR_API_KEY is not set: Dolibarr → the user's card → API key");
  const { answer, trouble } = await ask(`${DOLIBARR_URL}/api/index.php/status`, { headers: { DOLAPIKEY: DOLIBARR_API_KEY } });
  if (answer?.ok) return ok(about, `${DOLIBARR_URL} answers`);
  if (answer?.status === 401 || answer?.status === 403)
    return todo(about, "refuses DOLIBARR_API_KEY. Dolibarr → the user's card → API key, and the module API/REST");
  return todo(
    about,
    `${DOLIBARR_URL} does not answer (${trouble}). Is the address right (without /api/index.php), and the module API/REST switched on?`,
  );
}

/** What the connector reads, one question for each scope; those to write are seen at the first client only. */
async function hubspot(about: string, { HUBSPOT_KEY: key, HUBSPOT_URL = "https://api.hubapi.com" }: Values): Promise<Finding> {
  const where = "HubSpot → Development → Keys → Service keys";
  if (!key) return todo(about, `HUBSPOT_KEY is not set: ${where}`);
  if (key.startsWith("sandbox-")) return ok(about, "the sandbox's stand-in (npm start). HUBSPOT_KEY puts yours in its place");
  const headers = { Authorization: `Bearer ${key}` };
  const paths = [
    "objects/2026-03/companies?limit=1",
    "objects/2026-03/contacts?limit=1",
    "properties/2026-03/companies/name",
    "properties/2026-03/contacts/email",
  ];
  const asked = await Promise.all(paths.map((path) => ask(`${HUBSPOT_URL}/crm/${path}`, { headers })));
  const lost = asked.find(({ answer }) => !answer?.ok);
  if (!lost) return ok(about, `${HUBSPOT_URL} answers`);
  if (lost.answer?.status === 401) return todo(about, `refuses HUBSPOT_KEY. ${where}`);
  if (lost.answer?.status === 403) return todo(about, `HUBSPOT_KEY lacks a scope: companies and contacts, objects and schemas. ${where}`);
  return todo(about, `${HUBSPOT_URL} does not answer (${lost.trouble}). Is this machine offline, or behind a proxy?`);
}

/** What the connector asks: so the key, the database, the right to read and the Invoicing app are all tried. */
async function odoo(about: string, { ODOO_URL, ODOO_DB, ODOO_API_KEY }: Values): Promise<Finding> {
  const where = "Odoo → My Preferences → Security → New API Key";
  if (!ODOO_URL) return ok(about, "the sandbox's stand-in (npm start). ODOO_URL, ODOO_DB and ODOO_API_KEY put yours in its place");
  if (!ODOO_DB) return todo(about, "ODOO_DB is not set: the name of the database; hosted by Odoo, as in its address");
  if (!ODOO_API_KEY) return todo(about, `ODOO_API_KEY is not set: ${where}`);
  const { answer, trouble } = await ask(`${siteOf(ODOO_URL)}/json/2/res.partner/search_read`, {
    method: "POST",
    headers: { Authorization: `bearer ${ODOO_API_KEY}`, "X-Odoo-Database": ODOO_DB, "Content-Type": "application/json" },
    body: JSON.stringify({ domain: [], fields: ["customer_rank", "supplier_rank"], limit: 1 }),
  });
  if (answer?.ok) return ok(about, `${ODOO_URL} answers`);
  if (answer?.status === 401) return todo(about, `refuses ODOO_API_KEY, which lasts three months at most. ${where}`);
  if (answer?.status === 403) return todo(about, "the user of ODOO_API_KEY may not read contacts. Odoo → Settings → Users");
  if (answer?.status === 404) return todo(about, `${ODOO_URL} has no database "${ODOO_DB}", or is older than Odoo 19`);
  if (answer && /Invalid field/.test(await answer.text())) return todo(about, "lacks customer and supplier: install Odoo's Invoicing app");
  return todo(about, `${ODOO_URL} does not answer (${trouble}). Is the address right (without /odoo)?`);
}
