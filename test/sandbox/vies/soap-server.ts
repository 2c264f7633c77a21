/**
 * VIES once more, spoken by npm `soap` in Node: another parser, other prefixes, faults with HTTP 200. Its WSDL says the
 * same as the Commission's in fewer words (a test compares them where the official one is at hand).
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listen } from "soap";
import { foreignCompanies } from "../../fixtures/foreign-companies.ts";
import { consult, type Known, type Question } from "./answers.ts";
import { OPERATIONS, VIES_NAMESPACE } from "./stand-in.ts";

const element = (name: string, fields: string[]) =>
  `<xs:element name="${name}"><xs:complexType><xs:sequence>${fields
    .map((field) => `<xs:element name="${field}" type="xs:string" minOccurs="0"/>`)
    .join("")}</xs:sequence></xs:complexType></xs:element>`;

const parts = Object.entries(OPERATIONS).map(([name, { asks, answers }]) => ({
  types: element(name, asks) + element(`${name}Response`, answers),
  messages: ["", "Response"].map((end) => `<message name="${name}${end}"><part name="p" element="t:${name}${end}"/></message>`).join(""),
  port: `<operation name="${name}"><input message="w:${name}"/><output message="w:${name}Response"/></operation>`,
  binding: `<operation name="${name}"><s:operation soapAction=""/><input><s:body use="literal"/></input><output><s:body use="literal"/></output></operation>`,
}));
const all = (part: keyof (typeof parts)[number]) => parts.map((one) => one[part]).join("");

const WSDL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:w="urn:ec.europa.eu:taxud:vies:services:checkVat" xmlns:t="${VIES_NAMESPACE}" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:ec.europa.eu:taxud:vies:services:checkVat">
<types><xs:schema elementFormDefault="qualified" targetNamespace="${VIES_NAMESPACE}">${all("types")}</xs:schema></types>
${all("messages")}<portType name="checkVatPortType">${all("port")}</portType>
<binding name="checkVatBinding" type="w:checkVatPortType"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${all("binding")}</binding>
<service name="checkVatService"><port name="checkVatPort" binding="w:checkVatBinding"><s:address location="http://127.0.0.1/"/></port></service>
</definitions>`;

function answer(question: Question, known: Known) {
  const said = consult(question, known);
  if (!("fault" in said)) return said;
  throw { Fault: { faultcode: "soap:Server", faultstring: said.fault, statusCode: 200 } };
}

const portOf = (known: Known) => ({
  checkVatPort: {
    checkVatApprox: (question: Question) => answer(question, known),
    checkVat(question: Question) {
      const { traderName: name, traderCompanyType: _, traderAddress: address, requestIdentifier: __, ...said } = answer(question, known);
      return { ...said, name, address };
    },
  },
});

/** On a free port of 127.0.0.1. */
export async function openSoapServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  listen(server, { path: "/services/checkVatService", services: { checkVatService: portOf(foreignCompanies) }, xml: WSDL });
  listen(server, { path: "/services/checkVatTestService", services: { checkVatService: portOf("test") }, xml: WSDL });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
