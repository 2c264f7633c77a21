/**
 * What HubSpot has no place for, kept in properties of our own (group "Passerelle"): above all our reference, which HubSpot
 * holds unique and finds at once, as its search does not. They are made when they are first missed.
 */
import * as z from "zod/mini";
import { PasserelleError } from "../../errors.ts";
import type { Rest } from "../../protocols/rest.ts";
import { isConflict, lacksProperties } from "./hubspot-errors.ts";
import { KIND_NAMES } from "./hubspot-map.ts";

const PROPERTIES = "/crm/properties/2026-03/{type}";
const GROUP = { name: "passerelle", label: "Passerelle" };

const text = (name: string, label: string, fieldType = "text") => ({
  name: `passerelle_${name}`,
  label,
  groupName: GROUP.name,
  type: "string",
  fieldType,
});

const REFERENCE = { ...text("reference", "Référence Passerelle"), hasUniqueValue: true };
const KINDS = {
  ...text("kinds", "Nature", "checkbox"),
  type: "enumeration",
  options: Object.entries(KIND_NAMES).map(([value, label], displayOrder) => ({ value, label, displayOrder, hidden: false })),
};
const NOTE = text("note", "Note", "textarea");

const OURS = {
  companies: [
    REFERENCE,
    KINDS,
    text("siren", "SIREN"),
    text("siret", "SIRET"),
    text("vat", "Numéro de TVA"),
    text("email", "E-mail"),
    NOTE,
  ],
  contacts: [REFERENCE, KINDS, NOTE],
};

/** `work`, and once more when it was refused for want of our properties: a refusal proves that nothing was done. */
export async function prepared<T>(api: Rest, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!lacksProperties(thrown)) throw thrown;
    await prepare(api, signal);
  }
  try {
    return await work();
  } catch (thrown) {
    if (!lacksProperties(thrown)) throw thrown;
    throw new PasserelleError("misconfigured", { cause: thrown, message: "hubspot: refuses Passerelle's properties" });
  }
}

async function prepare(api: Rest, signal?: AbortSignal): Promise<void> {
  for (const type of ["companies", "contacts"] as const) {
    const make = (path: string, body: object) => made(api.post(path, z.unknown(), { path: { type }, body, signal }));
    await make(`${PROPERTIES}/groups`, GROUP);
    await Promise.all(OURS[type].map((property) => make(PROPERTIES, property)));
    const path = { type, name: REFERENCE.name };
    const { hasUniqueValue } = await api.get(`${PROPERTIES}/{name}`, z.object({ hasUniqueValue: z.nullish(z.boolean()) }), {
      path,
      signal,
    });
    // Somebody has made one by hand; without that mark one client could become two.
    if (!hasUniqueValue)
      throw new PasserelleError("misconfigured", { message: `hubspot: ${REFERENCE.name} of ${type} is not unique, delete it` });
  }
}

/** Made already is as good. Whatever else happened, what the caller had in mind was not written. */
async function made(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (thrown) {
    if (isConflict(thrown)) return;
    const code = thrown instanceof PasserelleError ? thrown.code : "unexpected";
    if (code !== "maybe_written" && code !== "vendor_refused") throw thrown;
    throw new PasserelleError(code === "maybe_written" ? "vendor_unavailable" : "misconfigured", {
      cause: thrown,
      message: "hubspot: Passerelle's properties could not be made",
    });
  }
}
