/** What the stand-in says: records as HubSpot gives them, and its refusals. */
import type { Context } from "hono";
import type { HubRow, Invalid } from "./objects.ts";

type Status = 400 | 401 | 403 | 404 | 409;

export function failed(c: Context, status: Status, category: string, message: string, more: object = {}) {
  return c.json({ status: "error", message, correlationId: crypto.randomUUID(), category, ...more }, status);
}

export const missing = (c: Context) => failed(c, 404, "OBJECT_NOT_FOUND", "Object not found.  objectId are usually numeric.");

export const invalid = (c: Context, values: Invalid[]) =>
  failed(
    c,
    400,
    "VALIDATION_ERROR",
    `Property values were not valid: ${JSON.stringify(values.map((one) => ({ isValid: false, ...one })))}`,
  );

/** The account's limit; a burst comes with no Retry-After, but for those that a test asks for. */
export function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  const body =
    status === 429
      ? {
          status: "error",
          message: "You have reached your ten_secondly_rolling limit.",
          errorType: "RATE_LIMIT",
          policyName: "TEN_SECONDLY_ROLLING",
          correlationId: crypto.randomUUID(),
        }
      : { status: "error", message: "internal error", correlationId: crypto.randomUUID() };
  return Response.json(body, {
    status,
    headers: status === 429 && retryAfterSeconds > 0 ? { "Retry-After": String(retryAfterSeconds) } : {},
  });
}

/** Only what was asked for, and what every answer holds; a property that is not there at all is left out without a word. */
export function record(row: HubRow, asked: string[], known: (name: string) => boolean, url: string | undefined) {
  const named = asked.filter(known).map((name) => [name, row.properties[name] ?? null] as const);
  const always = { hs_object_id: row.id, createdate: row.createdAt, lastmodifieddate: row.updatedAt };
  return {
    id: row.id,
    properties: { ...always, ...Object.fromEntries(named) },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    archived: false,
    ...(url && { url }),
  };
}
