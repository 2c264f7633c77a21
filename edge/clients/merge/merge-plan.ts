/** Two clients that are to be one: whether they may, and what is left of the two. Pure. */
import * as z from "zod/mini";
import { type Client, KINDS, type Kind } from "../client.ts";
import type { Crm, CrmParty } from "../crm.ts";
import { mayBeSame } from "../find-twins.ts";

/** What a person chooses where the two differ. */
export const CHOICES = ["name", "email", "phone", "address", "note"] as const;
export type Choice = (typeof CHOICES)[number];

const Whose = z.lazy(() => z.enum(["survivor", "other"]));
const Shown = z.lazy(() => z.object({ id: z.string(), /** The version that the form showed. */ version: z.int() }));

/** Ids and choices: the values are read anew where they are kept. */
export const MergeClients = z.lazy(() =>
  z.object({
    survivor: Shown,
    other: Shown,
    choose: z.object({
      ...{ name: z.optional(Whose), email: z.optional(Whose), phone: z.optional(Whose), address: z.optional(Whose) },
      note: z.optional(z.enum(["survivor", "other", "both"])),
    }),
  }),
);
export type MergeClients = z.infer<typeof MergeClients>;

/** Their numbers say that they are two, or one is a company and the other a private person. */
export const areTwo = (a: Client, b: Client): boolean =>
  a.id === b.id ||
  a.company !== b.company ||
  !mayBeSame(a, b) ||
  // With one SIREN alone a VAT number still may differ.
  Boolean(a.vatNumber && b.vatNumber && a.vatNumber !== b.vatNumber && !(a.siren && a.siren === b.siren));

/** False = the CRM keeps two records, and the directory shows one. */
export const mergesInCrm = (crm: Crm, a: Pick<Client, "connector" | "externalId">, b: Pick<Client, "connector" | "externalId">) =>
  Boolean(crm.merge && a.externalId && b.externalId && a.connector === crm.id && b.connector === crm.id);

/** Verified before not, then who has more to tell, then who was there first. */
export function betterOf<T extends { client: Client; record?: Partial<CrmParty> | undefined }>(a: T, b: T): T {
  const score = ({ client, record }: T) => {
    const known = [client.siren, client.siret, client.vatNumber, record?.email, record?.phone, record?.note, record?.address?.line];
    return (client.verification === "verified" ? 100 : 0) + known.filter(Boolean).length;
  };
  const [left, right] = [score(a), score(b)];
  return left === right ? (a.client.createdAt <= b.client.createdAt ? a : b) : left > right ? a : b;
}

export const union = (...kinds: Kind[][]): Kind[] => KINDS.filter((kind) => kinds.some((some) => some.includes(kind)));

/** What must change in the survivor's record before the other goes into it. Asked again after it was done: nothing. */
export function changesOf(kept: CrmParty, gone: CrmParty, kinds: Kind[], choose: MergeClients["choose"]): Partial<CrmParty> {
  const pick = <F extends Exclude<Choice, "note" | "address"> | "siren" | "siret" | "vatNumber">(field: F, whose?: string) =>
    (whose === "other" && gone[field]) || kept[field] || gone[field];
  const wanted: Partial<CrmParty> = {
    name: pick("name", choose.name),
    email: pick("email", choose.email),
    phone: pick("phone", choose.phone),
    siren: pick("siren"),
    siret: pick("siret"),
    vatNumber: pick("vatNumber"),
    note: noteOf(kept.note, gone.note, choose.note),
    address: (choose.address === "other" && gone.address.city) || !kept.address.city ? gone.address : kept.address,
    kinds: union(kept.kinds, kinds),
  };
  const same = (field: keyof CrmParty) => JSON.stringify(wanted[field]) === JSON.stringify(kept[field]);
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => !same(field as keyof CrmParty)));
}

function noteOf(kept: string, gone: string, whose = "both"): string {
  if (whose === "other") return gone || kept;
  return whose === "survivor" || kept.includes(gone) ? kept || gone : [kept, gone].filter(Boolean).join("\n");
}
