/**
 * Stand-in for VIES, strict: what the WSDL does not allow is a fault, and a fault is HTTP 500, as SOAP 1.1 has it. The
 * other server that VIES connectors are tested against (soap-server.ts) answers faults with 200.
 * Under checkVatTestService it is the Commission's test service, whose numbers 100 to 601 choose the answer.
 */
import { type Context, Hono } from "hono";
import { escapeXml, readXml, type XmlElement } from "../../../edge/protocols/xml.ts";
import { type ForeignCompany, foreignCompanies } from "../../fixtures/foreign-companies.ts";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { languageOf } from "../record-page.ts";
import { type Answer, consult, type Known, type Question } from "./answers.ts";
import { companiesPage } from "./page.ts";

export const SERVICE = "vies";
export const VIES_NAMESPACE = "urn:ec.europa.eu:taxud:vies:services:checkVat:types";
const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

/** The elements of each question, in the order of the WSDL's sequence, and of its answer. */
export const OPERATIONS: Record<string, { asks: string[]; answers: (keyof Answer | "name" | "address")[] }> = {
  checkVat: { asks: ["countryCode", "vatNumber"], answers: ["countryCode", "vatNumber", "requestDate", "valid", "name", "address"] },
  checkVatApprox: {
    asks: [
      "countryCode",
      "vatNumber",
      "traderName",
      "traderCompanyType",
      "traderStreet",
      "traderPostcode",
      "traderCity",
      "requesterCountryCode",
      "requesterVatNumber",
    ],
    answers: ["countryCode", "vatNumber", "requestDate", "valid", "traderName", "traderCompanyType", "traderAddress", "requestIdentifier"],
  },
};

interface ViesOptions {
  companies?: readonly ForeignCompany[];
  faults?: Faults;
}

export function viesStandIn({ companies = foreignCompanies, faults = createFaults() }: ViesOptions = {}) {
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the VIES stand-in failed", { cause: error });
  });
  app.get("/", (c) => c.html(companiesPage(languageOf(c.req.query("lang")))));
  for (const service of ["checkVatService", "checkVatTestService"]) {
    const path = `/services/${service}`;
    app.post(path, async (c) => {
      const body = await c.req.text(); // now: a request that is applied late outlives its connection
      const target = { service: SERVICE, method: "POST", path };
      return faults.around(target, async () => answer(c, body, service === "checkVatTestService" ? "test" : companies), {
        signal: c.req.raw.signal,
        refuse,
      });
    });
    app.all(path, (c) => c.text("Method Not Allowed", 405, { Allow: "POST" }));
  }
  return { fetch: (request: Request) => Promise.resolve(app.fetch(request)) };
}

function answer(c: Context, body: string, known: Known): Response {
  if (!/^text\/xml\b/i.test(c.req.header("Content-Type") ?? "")) return c.text("Unsupported Media Type", 415);
  if (c.req.header("SOAPAction") === undefined) return fault("no SOAPAction header!", "Client");
  const asked = questionIn(body);
  if ("wrong" in asked) return fault(asked.wrong, "Client");
  const said = consult(asked.question, known);
  if ("fault" in said) return fault(said.fault);
  const all = { ...said, name: said.traderName, address: said.traderAddress };
  const fields = (OPERATIONS[asked.operation]?.answers ?? []).map((name) => `<ns2:${name}>${escapeXml(String(all[name]))}</ns2:${name}>`);
  return envelope(`<ns2:${asked.operation}Response xmlns:ns2="${VIES_NAMESPACE}">${fields.join("")}</ns2:${asked.operation}Response>`, 200);
}

function questionIn(body: string): { operation: string; question: Question } | { wrong: string } {
  let root: XmlElement;
  try {
    root = readXml(body);
  } catch {
    return { wrong: "Error reading XMLStreamReader" };
  }
  const [soapBody, ...rest] = root.children.filter(({ name }) => name !== "Header");
  const [element, ...others] = soapBody?.children ?? [];
  if (root.name !== "Envelope" || root.namespace !== ENVELOPE || soapBody?.name !== "Body" || rest.length > 0)
    return { wrong: "a SOAP 1.1 envelope was expected" };
  const operation = element && others.length === 0 && element.namespace === VIES_NAMESPACE ? element.name : "";
  const asks = OPERATIONS[operation]?.asks;
  if (!element || !asks) return { wrong: `Unexpected wrapper element ${element?.name ?? ""} found` };
  let at = 0;
  for (const child of element.children) {
    const place = asks.indexOf(child.name, at);
    if (child.namespace !== VIES_NAMESPACE || place < 0) return { wrong: `Unmarshalling Error: unexpected element (${child.name})` };
    at = place + 1;
  }
  return { operation, question: Object.fromEntries(element.children.map(({ name, text }) => [name, text])) };
}

const fault = (reason: string, code = "Server", status: 200 | 500 = 500) =>
  envelope(`<env:Fault><faultcode>env:${code}</faultcode><faultstring>${escapeXml(reason)}</faultstring></env:Fault>`, status);

/** Asked too often (429), VIES itself answers with a fault and 200; away (500), with one and 500. */
const refuse = (status: 429 | 500) => (status === 429 ? fault("MS_MAX_CONCURRENT_REQ", "Server", 200) : fault("SERVICE_UNAVAILABLE"));

const envelope = (content: string, status: 200 | 500) =>
  new Response(`<env:Envelope xmlns:env="${ENVELOPE}"><env:Header/><env:Body>${content}</env:Body></env:Envelope>`, {
    status,
    headers: { "Content-Type": "text/xml;charset=UTF-8" },
  });
