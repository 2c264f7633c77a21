/** What VIES is asked and answers, and what we make of it. Pure. */
import * as z from "zod/mini";
import type { VatCheck } from "../../companies/vat-register.ts";
import { type ErrorCode, PasserelleError } from "../../errors.ts";

/** A number as VIES wants it: the member state's prefix apart. */
export interface Parts {
  countryCode: string;
  vatNumber: string;
}

/** Null = VIES's own pattern does not allow it. */
export function partsOf(number: string): Parts | null {
  const squeezed = number.replace(/[\s.\-/]/g, "");
  const [, countryCode, vatNumber] = /^([A-Z]{2})([0-9A-Z+*]{2,12})$/i.exec(squeezed) ?? [];
  return countryCode && vatNumber ? { countryCode: countryCode.toUpperCase(), vatNumber: vatNumber.toUpperCase() } : null;
}

/** In the order of the WSDL. @throws `misconfigured` when our own number is none */
export function requestOf({ countryCode, vatNumber }: Parts, requester: string): [name: string, value: string][] {
  const own = requester ? partsOf(requester) : null;
  if (requester && !own) throw new PasserelleError("misconfigured", { message: "VIES_REQUESTER is no VAT number (FR44732829320)" });
  return [
    ["countryCode", countryCode],
    ["vatNumber", vatNumber],
    ...(own
      ? [["requesterCountryCode", own.countryCode] as [string, string], ["requesterVatNumber", own.vatNumber] as [string, string]]
      : []),
  ];
}

const text = z.lazy(() => z.nullish(z.string()));

export const Answer = z.lazy(() =>
  z.object({
    countryCode: z.string(),
    vatNumber: z.string(),
    /** xsd:boolean. */
    valid: z.enum(["true", "false", "1", "0"]),
    traderName: text,
    traderAddress: text,
    requestIdentifier: text,
  }),
);
export type Answer = z.infer<typeof Answer>;

/** @throws `bad_answer` when it is about another number than the one we asked */
export function toCheck(answer: Answer, asked: Parts, checkedAt: number): VatCheck {
  if (answer.countryCode !== asked.countryCode || bare(answer.vatNumber) !== bare(asked.vatNumber))
    throw new PasserelleError("bad_answer", { message: "vies: checkVatApprox answered about another number" });
  const valid = answer.valid === "true" || answer.valid === "1";
  return {
    state: valid ? "valid" : "invalid",
    name: told(answer.traderName),
    address: told(answer.traderAddress),
    requestIdentifier: answer.requestIdentifier || null,
    checkedAt,
  };
}

/** Some member states add or drop a leading zero. */
const bare = (number: string) => number.replace(/\s/g, "").replace(/^0+/, "");

const told = (value: string | null | undefined): string | null => {
  const line = (value ?? "")
    .replace(/\s*\n\s*/g, ", ")
    .replace(/\s+/g, " ")
    .trim();
  return line === "" || /^-+$/.test(line) ? null : line.slice(0, 300);
};

/** The constants of the WSDL's documentation and of the test service. */
const FAULTS: Record<string, { code: ErrorCode; field?: string }> = {
  INVALID_INPUT: { code: "bad_vat_number", field: "company" },
  INVALID_REQUESTER_INFO: { code: "misconfigured" },
  SERVICE_UNAVAILABLE: { code: "vendor_unavailable" },
  MS_UNAVAILABLE: { code: "vendor_unavailable" },
  TIMEOUT: { code: "vendor_unavailable" },
  SERVER_BUSY: { code: "vendor_unavailable" },
  GLOBAL_MAX_CONCURRENT_REQ: { code: "rate_limited" },
  GLOBAL_MAX_CONCURRENT_REQ_TIME: { code: "rate_limited" },
  MS_MAX_CONCURRENT_REQ: { code: "rate_limited" },
  MS_MAX_CONCURRENT_REQ_TIME: { code: "rate_limited" },
  VAT_BLOCKED: { code: "misconfigured" },
  IP_BLOCKED: { code: "misconfigured" },
};

/** Some servers put words around the constant. A fault that we do not know says nothing about the number. */
export function verdictOf(reason: string): { code: ErrorCode; field?: string } {
  const words = reason.toUpperCase().match(/[A-Z][A-Z_]+/g) ?? [];
  const known = words.find((word) => Object.hasOwn(FAULTS, word));
  return known ? (FAULTS[known] as { code: ErrorCode }) : { code: "vendor_unavailable" };
}
