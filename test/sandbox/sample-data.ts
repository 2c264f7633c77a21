/**
 * What a new house holds: the people of the sandbox's company with their roles, and a few clients in the CRM of this start.
 * Run with the state folder as its argument, before the Worker opens the same database.
 */
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { type NewClient, NewClient as NewClientShape } from "../../edge/clients/client.ts";
import { insertClient } from "../../edge/clients/client-store.ts";
import { partyOf, rowOf } from "../../edge/clients/new-client.ts";
import { connectors } from "../../edge/connectors/index.ts";
import type { Ports } from "../../edge/ports.ts";
import { noteEdgeOrigin } from "../../edge/sites/edge-origin.ts";
import { companies, companyNamed } from "../fixtures/companies.ts";
import { asFetch } from "./as-fetch.ts";
import { PERSON_ROW, personIdOf, personValues } from "./person-row.ts";
import { registerStandIn } from "./register/stand-in.ts";
import { sampleFirm } from "./sample-firm.ts";
import { sampleShop } from "./sample-shop.ts";
import { root } from "./set-up.mjs";
import { sandboxPeople } from "./slack/people.ts";

/** Name in the register, kinds, contact person, e-mail. */
const CLIENTS: [string, NewClient["kinds"], string, string][] = [
  ["NUAGE ET CIE", ["client"], "Inès Rousseau", "ines.rousseau@nuage-et-cie.example"],
  ["OCTET VERT", ["client", "supplier"], "Paul Lemaire", "paul@octet-vert.example"],
  ["PIXEL & PAPIER", ["supplier"], "Zoé Fabre", "contact@pixel-papier.example"],
  ["LUMIÈRE ET MATIÈRE", ["client"], "Hugo Perrin", "hugo.perrin@lumiere-matiere.example"],
  ["STUDIO GRAPHIQUE BLEU NUIT", ["contractor"], "Léa Marchal", "lea@bleu-nuit.example"],
  ["TRANSPORTS LE GOFF", ["supplier"], "Yann Le Goff", "exploitation@legoff-transports.example"],
  ["HÔTEL DES VOYAGEURS", ["client"], "Anne Weber", "accueil@hotel-voyageurs.example"],
  ["GARONNE PAYSAGES", ["contractor", "supplier"], "Marc Dupuy", "marc@garonne-paysages.example"],
  ["FORMATION PRO SUD-OUEST", ["supplier"], "Nadia Larrieu", "nadia.larrieu@formation-so.example"],
  ["ÉPICERIE FINE CHEZ MAÏTÉ", ["client"], "Maïté Dufau", "bonjour@chez-maite.example"],
  ["ASSOCIATION DES AMIS DE LA FORÊT", ["client"], "Pierre Aubert", "bureau@amis-foret.example"],
  ["SOCIÉTÉ FRANÇAISE DE SERRURERIE", ["supplier"], "Karim Haddad", "devis@sf-serrurerie.example"],
];

async function addSampleData(folder: string) {
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
    configPath: join(root, "wrangler.toml"),
    envFiles: [],
    persist: { path: join(folder, "state/v3") },
  });
  try {
    await env.DB.batch(sandboxPeople.map((person) => env.DB.prepare(PERSON_ROW).bind(...personValues(person))));
    await env.DB.batch(sampleFirm(env.DB));
    await env.DB.batch(await sampleShop(env.DB, shopOrigins()));
    await noteEdgeOrigin(env.DB, `http://localhost:${process.env.PORT || "8787"}`).run();
    const { crm } = open(process.env.CRM || "builtin", env.DB, fetch, process.env);
    const { register } = open("sirene", env.DB, asFetch(registerStandIn({ companies })), { SIRENE_URL: "http://register.sandbox" });
    if (!crm || !register) throw new Error(`CRM=${process.env.CRM} is no CRM`);
    for (const [at, [name, kinds, contact, email]] of CLIENTS.entries()) {
      await addClient({ db: env.DB, crm, register }, at + 1, { name, kinds, contact, email });
    }
  } finally {
    await dispose();
  }
}

function open(id: string, db: D1Database, reach: typeof fetch, vars: Record<string, string | undefined>): Partial<Ports> {
  const connector = connectors.find((one) => one.id === id);
  const secret = Object.fromEntries((connector?.secrets ?? []).map((name) => [name, vars[name] ?? ""]));
  return connector?.open({ secret, db, fetch: reach, mayCall: async () => true }) ?? {};
}

/** The demo shop is served by the sandbox; people write either name of their machine. */
function shopOrigins(): string[] {
  const port = process.env.SANDBOX_PORT || "8788";
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

interface Sample {
  name: string;
  kinds: NewClient["kinds"];
  contact: string;
  email: string;
}

/** What the run of /client would have done, once: a clone that is set up again finds its own. */
async function addClient(
  { db, crm, register }: Pick<Ports, "crm" | "register"> & { db: D1Database },
  number: number,
  { name, kinds, contact, email }: Sample,
) {
  const reference = `CL-SAMPLE-${number}`;
  const { siren } = companyNamed(name);
  const company = await register.find(siren);
  const input = NewClientShape.parse({ identity: { type: "french", siren, name }, kinds, contact: { name: contact, email } });
  const there = await crm.findByReference(reference);
  const { externalId } = there ?? (await crm.create(partyOf(input, company), reference));
  if (!there) await crm.createContact(externalId, input.contact, `CO-SAMPLE-${number}`);
  const clientId = `csample${number}`;
  const link = { clientId, reference, externalId, connector: crm.id, createdBy: personIdOf("U0MALIK"), pending: false, now: Date.now() };
  await db.batch(insertClient(db, rowOf(input, company, link)));
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("sample-data.ts wants the state folder");
await addSampleData(folder);
