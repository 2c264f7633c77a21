/**
 * Dolibarr: CRM of small French companies, self-hosted.
 *
 * Wire    REST and JSON under /api/index.php, header DOLAPIKEY; the key's user needs to read and write third parties
 *         and contacts
 * Units   ids are integers, told as numbers or strings; a create answers the bare id; an empty list is [] or 404
 * Errors  401 and 403 are ours to fix (`misconfigured`); a refused create is a 500 whose body says why
 *         (dolibarr-errors.ts); any other 5xx or silence on a write is `maybe_written`
 * Source  https://wiki.dolibarr.org/index.php/Module_Web_Services_API_REST_(developer), and htdocs/societe/class of
 *         version 23 (read 2026-11)
 */
import * as z from "zod/mini";
import type { Crm, CrmParty } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rest, rest, whenFound } from "../../protocols/rest.ts";
import { defineConnector } from "../define-connector.ts";
import { dolibarrCare } from "./dolibarr-care.ts";
import { CODE_REFUSED, explain } from "./dolibarr-errors.ts";
import {
  byContactReference,
  byReference,
  byTwin,
  ContactRow,
  carries,
  contactOf,
  isTwin,
  NewId,
  numbersOf,
  PRIVATE_PERSON,
  Row,
  ThirdParty,
  toContact,
  toRecord,
  toThirdParty,
} from "./dolibarr-map.ts";

const MAX_TWINS = 10;
/** A create is several calls; who takes its answer for lost looks it up 15 s after it began, so it ends before that. */
const CREATE_BUDGET_MS = 13_000;
/** The id that TE_PRIVATE has in every Dolibarr whose dictionary nobody has rebuilt. */
const USUAL_PRIVATE_ID = "8";

export default defineConnector({
  id: "dolibarr",
  secrets: ["DOLIBARR_URL", "DOLIBARR_API_KEY"],
  open({ secret, fetch }) {
    const root = secret.DOLIBARR_URL.replace(/\/+$/, "").replace(/\/api\/index\.php$/, "");
    const headers = { DOLAPIKEY: secret.DOLIBARR_API_KEY };
    const api = rest({ vendor: "dolibarr", base: `${root}/api/index.php`, headers, fetch, explain });
    return { crm: crmOf(api, root) };
  },
});

function crmOf(api: Rest, root: string): Crm {
  const list = (sqlfilters: string, limit: number) => {
    const query = { sqlfilters, limit, sortfield: "t.rowid", sortorder: "ASC" };
    return whenFound(api.get("/thirdparties", z.array(ThirdParty), { query }), []);
  };
  const now = (externalId: string) => whenFound(api.get("/thirdparties/{id}", ThirdParty, { path: { id: externalId } }), null);
  const firstContact = async (externalId: string) => {
    const query = { thirdparty_ids: externalId, limit: 1, sortfield: "t.rowid", sortorder: "ASC" };
    const [contact] = await whenFound(api.get("/contacts", z.array(ContactRow), { query }), []);
    return contact ? contactOf(contact) : null;
  };

  const crm: Omit<Crm, "privacy"> = {
    id: "dolibarr",
    label: "Dolibarr",
    async findByReference(reference) {
      const party = (await list(byReference(reference), 50)).find((one) => carries(one, reference));
      return party ? { ...toRecord(party, root), reference } : null;
    },
    async findTwins(query) {
      const filter = byTwin(query);
      if (!filter) return [];
      const records = (await list(filter, 100)).map((party) => toRecord(party, root));
      return records.filter((record) => isTwin(record, query)).slice(0, MAX_TWINS);
    },
    async read(externalId, withContact = false) {
      // A key that may not read contacts still reads the party.
      const contact = withContact ? firstContact(externalId).catch(() => undefined) : undefined;
      const party = await now(externalId);
      return party && { ...toRecord(party, root), ...(withContact && { contact: await contact }) };
    },
    async list(after, limit) {
      // By id and not by page number: nothing moves when a party is deleted behind us.
      const parties = await list(`(t.rowid:>:${after ?? 0})`, limit);
      return { records: parties.map((party) => toRecord(party, root)), next: parties.length < limit ? null : (parties.at(-1)?.id ?? null) };
    },
    async create(party, reference) {
      const signal = AbortSignal.timeout(CREATE_BUDGET_MS);
      const body = { ...toThirdParty(party), ...(await idsOf(api, party, signal)), status: 1 };
      return { externalId: await createNumbered(api, body, numbersOf(party, reference), signal) };
    },
    async update(externalId, changes) {
      const asked = { ...toThirdParty(changes, changes.kinds && (await now(externalId))), ...(await idsOf(api, changes)) };
      if (Object.keys(asked).length === 0) return;
      const answer = await api.put("/thirdparties/{id}", z.union([ThirdParty, z.literal(false)]), {
        path: { id: externalId },
        body: asked,
      });
      if (!answer || !took(asked, answer)) throw refused("PUT /thirdparties/{id} answered the record unchanged");
    },
    async findContact(externalId, reference) {
      const query = { thirdparty_ids: externalId, sqlfilters: byContactReference(reference), limit: 50 };
      const contacts = await whenFound(api.get("/contacts", z.array(ContactRow), { query }), []);
      const contact = contacts.find((one) => one.ref_ext === reference);
      return contact ? { externalId: contact.id } : null;
    },
    async createContact(externalId, contact, reference) {
      return { externalId: await api.post("/contacts", NewId, { body: toContact(externalId, contact, reference) }) };
    },
  };
  return { ...crm, ...dolibarrCare(api, now, crm.update) };
}

/** The reference as customer or supplier code, which Dolibarr keeps unique; its own numbering where that is refused. */
async function createNumbered(api: Rest, body: object, numbers: ReturnType<typeof numbersOf>, signal: AbortSignal): Promise<string> {
  try {
    return await api.post("/thirdparties", NewId, { body: { ...body, ...numbers }, signal });
  } catch (thrown) {
    const codeRefused = thrown instanceof PasserelleError && thrown.code === "vendor_refused" && thrown.field === CODE_REFUSED;
    if (!codeRefused) throw thrown;
    // A mask like "CU{yy}-{0000}": surely nothing was written, so this is no blind repeat. The reference stays in ref_ext.
    const automatic = Object.fromEntries(Object.keys(numbers).map((name) => [name, name === "ref_ext" ? numbers.ref_ext : "auto"]));
    return api.post("/thirdparties", NewId, { body: { ...body, ...automatic }, signal });
  }
}

/** What a Dolibarr knows by its own ids: the country, and that a party is a private person. */
async function idsOf(api: Rest, { address, company }: Partial<CrmParty>, signal?: AbortSignal): Promise<Record<string, string>> {
  const country =
    address &&
    (await whenFound(api.get("/setup/dictionary/countries/byCode/{code}", Row, { path: { code: address.country }, signal }), null));
  return {
    ...(country && { country_id: country.id }),
    ...(company === false && { typent_id: await privatePersonId(api, signal) }),
  };
}

async function privatePersonId(api: Rest, signal?: AbortSignal): Promise<string> {
  const query = { sqlfilters: `(t.code:=:'${PRIVATE_PERSON}')`, limit: 1 };
  const [type] = await whenFound(api.get("/setup/dictionary/thirdparty_types", z.array(Row), { query, signal }), []);
  return type?.id ?? USUAL_PRIVATE_ID;
}

/**
 * Older versions answer 200 with the unchanged record when their check of an update fails. An update is one SQL
 * statement, so a single value that did not arrive proves that none did. Values that Dolibarr cleans prove nothing.
 */
function took(asked: Record<string, string | number>, party: ThirdParty): boolean {
  const now: Record<string, unknown> = party;
  return Object.entries(asked)
    .filter(([name, value]) => name in now && name !== "note_private" && !/[<>"&\\]/.test(String(value)))
    .every(([name, value]) => plain(now[name]) === plain(value));
}

/** Its set-up may change the case of names, and it strips the blanks of phone numbers. */
const plain = (value: unknown) =>
  String(value ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]/gu, "");

const refused = (what: string) => new PasserelleError("vendor_refused", { message: `dolibarr: ${what}` });
