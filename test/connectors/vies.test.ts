import { describe, expect, it } from "vitest";
import vies from "../../edge/connectors/vies/index.ts";
import { keepsTheVatPromise, type OpenVat } from "../contracts/vat-register.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { createFaults, type Faults, type NewFault } from "../sandbox/faults.ts";
import { viesStandIn } from "../sandbox/vies/stand-in.ts";

interface Opened extends OpenVat {
  faults?: Faults;
  /** In place of the stand-in. */
  send?: typeof fetch;
  mayCall?: () => Promise<boolean>;
}

const open = ({ requester = "", test = false, faults = createFaults(), send, mayCall = async () => true }: Opened = {}) =>
  vies.open({
    secret: { VIES_URL: `http://vies.test/services/${test ? "checkVatTestService" : "checkVatService"}`, VIES_REQUESTER: requester },
    fetch: send ?? asFetch(viesStandIn({ faults })),
    db: undefined as never,
    mayCall,
  }).vat;

const answering = (status: number, body: string) => open({ send: async () => new Response(body, { status }) });
const faulty = (fault: NewFault) => {
  const faults = createFaults();
  faults.add(fault);
  return open({ faults });
};
const faultBody = (reason: string) =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:Server</faultcode><faultstring>${reason}</faultstring></S:Fault></S:Body></S:Envelope>`;
const answerBody = (more = "", number = "136695976") =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><checkVatApproxResponse xmlns="urn:ec.europa.eu:taxud:vies:services:checkVat:types"><countryCode>DE</countryCode><vatNumber>${number}</vatNumber><requestDate>2026-11-22+01:00</requestDate><valid>true</valid>${more}<requestIdentifier/></checkVatApproxResponse></S:Body></S:Envelope>`;
const checked = (vat: ReturnType<typeof open>) => vat.check("DE136695976");

keepsTheVatPromise("VIES, strict", open);

describe("VIES on a bad day is never a bad number", () => {
  it.each([200, 500])("reads a fault that comes with HTTP %i", async (status) => {
    await expect(checked(answering(status, faultBody("MS_UNAVAILABLE")))).rejects.toMatchObject({ code: "vendor_unavailable" });
    await expect(checked(answering(status, faultBody("{ 'MS_MAX_CONCURRENT_REQ' }")))).rejects.toMatchObject({ code: "rate_limited" });
    await expect(checked(answering(status, faultBody("java.lang.NullPointerException")))).rejects.toMatchObject({
      code: "vendor_unavailable",
    });
  });

  it.each<[NewFault, string]>([
    [{ kind: "429" }, "rate_limited"],
    [{ kind: "500" }, "vendor_unavailable"],
    [{ kind: "lose-reply" }, "vendor_unavailable"],
    [{ kind: "lose-request" }, "vendor_unavailable"],
  ])("%j", async (fault, code) => {
    const vat = faulty(fault);
    await expect(checked(vat)).rejects.toMatchObject({ code });
    await expect(checked(vat)).resolves.toMatchObject({ state: "valid" });
  });

  it("takes a page of maintenance for what it is", async () => {
    const page = "<html><head><title>Maintenance</title></head><body><h1>Be back soon<br></body></html>";
    await expect(checked(answering(200, page))).rejects.toMatchObject({ code: "bad_answer" });
    await expect(checked(answering(503, page))).rejects.toMatchObject({ code: "vendor_unavailable" });
    await expect(checked(answering(302, ""))).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("asks nobody once our own limit is reached", async () => {
    let asked = 0;
    const send = async () => new Response(String(asked++));
    await expect(checked(open({ send, mayCall: async () => false }))).rejects.toMatchObject({ code: "rate_limited" });
    expect(asked).toBe(0);
  });
});

describe("VIES's answer", () => {
  it("about another number is none", async () => {
    await expect(checked(answering(200, answerBody("", "999999999")))).rejects.toMatchObject({ code: "bad_answer" });
    await expect(checked(answering(200, answerBody("", "0136695976")))).resolves.toMatchObject({ state: "valid" });
  });

  it("may leave the name out, or say that there is none", async () => {
    const nil = '<traderName xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>';
    await expect(checked(answering(200, answerBody(nil)))).resolves.toMatchObject({ name: null, address: null, requestIdentifier: null });
    await expect(checked(answering(200, answerBody()))).resolves.toMatchObject({ name: null });
  });

  it("must say valid or not in one of the four ways of XML Schema", async () => {
    const vague = answerBody().replace("<valid>true</valid>", "<valid>perhaps</valid>");
    await expect(checked(answering(200, vague))).rejects.toMatchObject({ code: "bad_answer" });
    await expect(checked(answering(200, answerBody().replace(">true<", ">1<")))).resolves.toMatchObject({ state: "valid" });
    await expect(checked(answering(200, answerBody().replace(">true<", ">0<")))).resolves.toMatchObject({ state: "invalid" });
  });
});

describe("the strict stand-in", () => {
  const post = async (body: string, headers: Record<string, string> = { "Content-Type": "text/xml", SOAPAction: "" }) => {
    const response = await viesStandIn().fetch(new Request("http://vies.test/services/checkVatService", { method: "POST", headers, body }));
    return { status: response.status, text: await response.text() };
  };
  const question = (inner: string, operation = "checkVat") =>
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><${operation} xmlns="urn:ec.europa.eu:taxud:vies:services:checkVat:types">${inner}</${operation}></e:Body></e:Envelope>`;

  it("answers checkVat too", async () => {
    const { status, text } = await post(question("<countryCode>LU</countryCode><vatNumber>15027442</vatNumber>"));
    expect(status).toBe(200);
    expect(text).toContain("<ns2:valid>true</ns2:valid><ns2:name>FICTIVE LOGISTIQUE SARL</ns2:name>");
  });

  it.each([
    ["elements out of order", question("<vatNumber>15027442</vatNumber><countryCode>LU</countryCode>"), "unexpected element"],
    ["an element that is not in the WSDL", question("<countryCode>LU</countryCode><nummer>1</nummer>"), "unexpected element"],
    ["an unknown operation", question("", "checkTin"), "wrapper element"],
    ["elements without namespace", question('<countryCode xmlns="">LU</countryCode>'), "unexpected element"],
    ["half a document", question("").slice(0, -9), "XMLStreamReader"],
    ["a number with letters VIES does not take", question("<countryCode>LU</countryCode><vatNumber>1_1</vatNumber>"), "INVALID_INPUT"],
  ])("refuses %s", async (_, body, words) => {
    const { status, text } = await post(body);
    expect(status).toBe(500);
    expect(text).toContain(words);
  });

  it("wants SOAP's own headers", async () => {
    expect((await post(question(""), { "Content-Type": "application/json" })).status).toBe(415);
    expect((await post(question(""), { "Content-Type": "text/xml" })).text).toContain("SOAPAction");
  });
});
