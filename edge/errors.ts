/**
 * The one error class. Its code is closed and never changes meaning: connectors translate their vendor's
 * errors into a code, doors translate the code into a sentence (bot/text) or problem details (RFC 9457).
 */

/** code → HTTP status, and whether the same request may succeed later. */
const CODES = {
  // The request
  invalid_input: { status: 400, later: false },
  unauthorized: { status: 401, later: false },
  forbidden: { status: 403, later: false },
  not_found: { status: 404, later: false },
  conflict: { status: 409, later: false },
  too_large: { status: 413, later: false },
  expired: { status: 410, later: false },
  /** The law wants it kept: nobody deletes it before its time. */
  kept_by_law: { status: 409, later: false },
  // The person
  guest: { status: 403, later: false },
  other_team: { status: 403, later: false },
  unknown_person: { status: 403, later: false },
  /** An admin has shut them out. */
  blocked: { status: 403, later: false },
  // Companies
  bad_siren: { status: 400, later: false },
  bad_siret: { status: 400, later: false },
  bad_vat_number: { status: 400, later: false },
  unknown_company: { status: 422, later: false },
  /** Rightly written, but VIES knows no such number. */
  unknown_vat_number: { status: 422, later: false },
  closed_company: { status: 422, later: false },
  /** Asked to be made one, and their numbers say that they are two. */
  different_companies: { status: 409, later: false },
  // Quotes and invoices
  /** Who sells is not set up as the law wants it; the field says what is missing. */
  seller_incomplete: { status: 409, later: false },
  /** A rule of invoicing is broken at the field; which one, the run's outcome says (`problem`). */
  unlawful: { status: 422, later: false },
  /** Issued: it is credited, not changed. */
  issued: { status: 409, later: false },
  /** The series has given a number to a later day. */
  earlier_day: { status: 409, later: false },
  /** More off than their role may give. */
  discount_limit: { status: 403, later: false },
  /** Of an amount for which the firm wants somebody with more authority. */
  second_person: { status: 403, later: false },
  /** The series has given numbers: how they are written stays until the year is over. */
  numbers_begun: { status: 409, later: false },
  /** A quote that is not in the state for it: accepted already, never sent… */
  not_open: { status: 409, later: false },
  // The other side
  vendor_refused: { status: 422, later: false },
  rate_limited: { status: 429, later: true },
  vendor_unavailable: { status: 503, later: true },
  bad_answer: { status: 502, later: true },
  /** A write may or may not have happened: look it up before anything else. A person sees "checking…". */
  maybe_written: { status: 503, later: true },
  /** Another run holds the same natural key: wait for its result. */
  taken: { status: 409, later: true },
  // Us
  misconfigured: { status: 503, later: true },
  /** A bug, or the ground giving way: tried a few times, for the ground mends itself. */
  unexpected: { status: 500, later: true },
} as const satisfies Record<string, { status: number; later: boolean }>;

export type ErrorCode = keyof typeof CODES;

export const errorCodes = Object.keys(CODES) as ErrorCode[];
export const statusOf = (code: ErrorCode) => CODES[code].status;
/** True when waiting may help: the executor tries again, a door says "later". */
export const mayPass = (code: ErrorCode): boolean => CODES[code].later;

interface Details {
  cause?: unknown;
  /** The form field at fault, as the capability's zod shape names it. */
  field?: string;
  /** What the other side asked us to wait, from Retry-After. */
  retryAfterSeconds?: number;
  /** For the log only: who, what, which answer. Never a person's data or a secret. */
  message?: string;
}

export class PasserelleError extends Error {
  override readonly name = "PasserelleError";
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    super(details.message ?? code, { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Whatever was thrown, as one of ours: an unknown error is `unexpected`. */
export function asPasserelleError(thrown: unknown): PasserelleError {
  // By its name: a part that is loaded later (selling-part.ts) has a class of its own.
  if (thrown instanceof Error && thrown.name === "PasserelleError") return thrown as PasserelleError;
  return new PasserelleError("unexpected", { cause: thrown, message: thrown instanceof Error ? thrown.name : typeof thrown });
}

/** Where it was thrown, for the log. Its message stays out: who knows what it quotes. */
export const framesOf = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack?.match(/^ +at .*$/gm) ?? []).slice(0, 6).join("\n") : "";
