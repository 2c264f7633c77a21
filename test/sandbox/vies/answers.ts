/** What the sandbox's VIES answers, however it is asked: shared by the strict server and the one of npm `soap`. */
import type { ForeignCompany } from "../../fixtures/foreign-companies.ts";

/** The fields of a question, as they arrive. */
export type Question = Readonly<Record<string, string | undefined>>;

/** In the order of the WSDL. */
export interface Answer {
  countryCode: string;
  vatNumber: string;
  requestDate: string;
  valid: boolean;
  traderName: string;
  traderCompanyType: string;
  traderAddress: string;
  /** Empty when nobody said who asks. */
  requestIdentifier: string;
}

/** The Commission's test service: the number chooses the answer. */
const TEST_FAULTS: Record<string, string> = {
  "201": "INVALID_INPUT",
  "202": "INVALID_REQUESTER_INFO",
  "300": "SERVICE_UNAVAILABLE",
  "301": "MS_UNAVAILABLE",
  "302": "TIMEOUT",
  "400": "VAT_BLOCKED",
  "401": "IP_BLOCKED",
  "500": "GLOBAL_MAX_CONCURRENT_REQ",
  "501": "GLOBAL_MAX_CONCURRENT_REQ_TIME",
  "600": "MS_MAX_CONCURRENT_REQ",
  "601": "MS_MAX_CONCURRENT_REQ_TIME",
};
export const TEST_NUMBERS = ["100", "200", ...Object.keys(TEST_FAULTS)];

const COUNTRY = /^[A-Z]{2}$/;
const NUMBER = /^[0-9A-Za-z+*.]{2,12}$/;
const MEMBERS = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" ");

/** The companies that the member states know, or the test service's numbers in their place. */
export type Known = "test" | readonly ForeignCompany[];

export function consult(question: Question, known: Known): Answer | { fault: string } {
  const { countryCode = "", vatNumber = "", requesterCountryCode = "", requesterVatNumber = "" } = question;
  if (!COUNTRY.test(countryCode) || !MEMBERS.includes(countryCode) || !NUMBER.test(vatNumber)) return { fault: "INVALID_INPUT" };
  const asks = Boolean(requesterCountryCode || requesterVatNumber);
  if (asks && !(MEMBERS.includes(requesterCountryCode) && NUMBER.test(requesterVatNumber))) return { fault: "INVALID_REQUESTER_INFO" };
  const test = known === "test";
  const fault = test ? (TEST_FAULTS[vatNumber] ?? (vatNumber === "100" || vatNumber === "200" ? undefined : "INVALID_INPUT")) : undefined;
  if (fault) return { fault };

  const company = test
    ? { name: "John Doe", address: "123 Main St, Anytown, UK" }
    : known.find((one) => one.vatNumber === countryCode + vatNumber);
  const valid = test ? vatNumber === "100" : company !== undefined;
  return {
    countryCode,
    vatNumber,
    requestDate: `${new Date().toISOString().slice(0, 10)}+01:00`,
    valid,
    traderName: valid && company ? company.name : "---",
    traderCompanyType: "---",
    traderAddress: valid && company ? company.address : "---",
    requestIdentifier: asks ? `WAPIAAAA${crypto.randomUUID().replaceAll("-", "").slice(0, 8).toUpperCase()}` : "",
  };
}
