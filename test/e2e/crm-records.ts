/** What stands in the CRM of a house, asked at the CRM itself: the database's file, or Dolibarr's own REST API. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseEnv } from "node:util";
import type { OpenHouse } from "./open-house.ts";

export interface Party {
  name: string;
  siren: string;
  vatNumber: string;
  email: string;
  phone: string;
  note: string;
  isSupplier: boolean;
  contacts: string[];
}

export interface CrmRecords {
  /** Every party that is called so. */
  named(name: string): Promise<Party[]>;
  all(): Promise<Party[]>;
}

export function recordsOf(house: OpenHouse, crm: "builtin" | "dolibarr"): CrmRecords {
  const all = crm === "builtin" ? () => inBuiltin(house) : () => inDolibarr(house);
  return { all, named: async (name) => (await all()).filter((party) => party.name === name) };
}

/** One row of our own database: what the sandbox's people were refused, what a run has done. */
export function rowsOf<T>(house: OpenHouse, sql: string, ...bound: string[]): T[] {
  const files = globSync(join(house.folder, "state/v3/d1/*/*.sqlite")).filter((file) => !file.endsWith("metadata.sqlite"));
  const database = new DatabaseSync(files[0] as string, { readOnly: true });
  try {
    return database.prepare(sql).all(...bound) as T[];
  } finally {
    database.close();
  }
}

async function inBuiltin(house: OpenHouse): Promise<Party[]> {
  const rows = rowsOf<Record<string, string>>(
    house,
    `SELECT p.*, (SELECT json_group_array(name) FROM crm_contacts WHERE party = p.id) AS contacts FROM crm_parties p`,
  );
  return rows.map((row) => ({
    name: row.name ?? "",
    siren: row.siren ?? "",
    vatNumber: row.vat_number ?? "",
    email: row.email ?? "",
    phone: row.phone ?? "",
    note: row.note ?? "",
    isSupplier: row.kinds?.includes('"supplier"') ?? false,
    contacts: JSON.parse(row.contacts ?? "[]"),
  }));
}

async function inDolibarr(house: OpenHouse): Promise<Party[]> {
  const key = parseEnv(readFileSync(join(house.folder, ".dev.vars"), "utf8")).DOLIBARR_API_KEY ?? "";
  const ask = async (path: string): Promise<Record<string, string>[]> => {
    const answer = await fetch(`${house.sandbox}/dolibarr/api/index.php/${path}`, { headers: { DOLAPIKEY: key } });
    return answer.ok ? ((await answer.json()) as Record<string, string>[]) : [];
  };
  const [parties, contacts] = [await ask("thirdparties?limit=0"), await ask("contacts?limit=0")];
  return parties.map((party) => ({
    name: party.name ?? "",
    siren: party.idprof1 ?? "",
    vatNumber: party.tva_intra ?? "",
    email: party.email ?? "",
    phone: party.phone ?? "",
    note: party.note_private ?? "",
    isSupplier: String(party.fournisseur) === "1",
    contacts: contacts
      .filter(({ socid }) => String(socid) === String(party.id))
      .map((one) => [one.firstname, one.lastname].filter(Boolean).join(" ")),
  }));
}
