/**
 * HubSpot's refusals: `{status: "error", category, message, correlationId}`. Most of what matters stands in the message,
 * and it tells a conflict over a unique value as 400.
 */
import { PasserelleError } from "../../errors.ts";
import { parse } from "../../protocols/read-body.ts";
import type { Verb, Verdict } from "../../protocols/rest.ts";

/** Set as the field when a property of ours is not there (yet). */
const UNPREPARED = "passerelle properties";

/** HubSpot's names of what a person can have typed wrong, in ours. */
const FIELDS: Record<string, string> = {
  name: "name",
  lastname: "name",
  email: "email",
  passerelle_email: "email",
  phone: "phone",
  passerelle_siren: "siren",
  passerelle_vat: "vatNumber",
  passerelle_note: "note",
};

export function explain(status: number, body: unknown, verb: Verb): Verdict | undefined {
  const { category, message } = wordsOf(body);
  // A wrong address is a 404 too, but not in these words.
  if (status === 404) return { code: category === "OBJECT_NOT_FOUND" || /not found/i.test(message) ? "not_found" : "misconfigured" };
  // 423: locked for some seconds. 477: the account moves to another data centre. Neither was processed.
  if (status === 423 || status === 477) return { code: "vendor_unavailable" };
  if (status === 409) return { code: "conflict", ...(/^Contact already exists/.test(message) && { field: "email" }) };
  if (status !== 400) return undefined;

  const taken = /^Cannot set PropertyValueCoordinates\{.*?propertyName=(\w+),.* already has that value\.?$/s.exec(message);
  if (taken) return { code: "conflict", ...(taken[1] === "email" && { field: "email" }) };
  const invalid = invalidOf(message);
  // Our reads ask for nothing wrong, unless they name a property that is not there.
  if (verb === "GET" || invalid.some(({ error, name }) => error === "PROPERTY_DOESNT_EXIST" && name.startsWith("passerelle_")))
    return { code: "vendor_refused", field: UNPREPARED };
  const field = invalid.map(({ name }) => FIELDS[name]).find(Boolean);
  return { code: "vendor_refused", ...(field && { field }) };
}

export const lacksProperties = (thrown: unknown): boolean =>
  thrown instanceof PasserelleError && thrown.code === "vendor_refused" && thrown.field === UNPREPARED;

export const isConflict = (thrown: unknown): thrown is PasserelleError => thrown instanceof PasserelleError && thrown.code === "conflict";

/** Another contact has this e-mail: HubSpot allows one contact for each. */
export const isMailTaken = (thrown: unknown): boolean => isConflict(thrown) && thrown.field === "email";

/**
 * A conflict over an e-mail is none over our reference: it is the person's to settle. Unless what has it is ours: a create
 * that arrived twice is refused for its e-mail first. @throws `vendor_refused` (email), or `conflict` when it is ours
 */
export async function refusingTakenMail<T>(write: Promise<T>, isOurs = async () => false): Promise<T> {
  try {
    return await write;
  } catch (thrown) {
    if (!isMailTaken(thrown) || (await isOurs())) throw thrown;
    throw new PasserelleError("vendor_refused", { cause: thrown, field: "email", message: "hubspot: another contact has this e-mail" });
  }
}

/** Every word of an error is optional, says HubSpot. */
function wordsOf(body: unknown): { category: string; message: string } {
  const { category, message } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return { category: typeof category === "string" ? category : "", message: typeof message === "string" ? message : "" };
}

/** `Property values were not valid: [{"isValid":false,"error":"INVALID_EMAIL","name":"email",…}]` → what is wrong with which. */
function invalidOf(message: string): { error: string; name: string }[] {
  const list = parse(/^Property values were not valid: (\[.*\])$/s.exec(message)?.[1] ?? "");
  if (!Array.isArray(list)) return [];
  return list.map((one: Record<string, unknown> | null) => ({ error: String(one?.error ?? ""), name: String(one?.name ?? "") }));
}
