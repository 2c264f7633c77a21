/** VIES as npm `soap` serves it, in Node: the same promise as before the strict stand-in, over a real socket. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vies from "../../edge/connectors/vies/index.ts";
import { keepsTheVatPromise, type OpenVat } from "../contracts/vat-register.ts";
import { root } from "../sandbox/set-up.mjs";
import { openSoapServer } from "../sandbox/vies/soap-server.ts";
import { OPERATIONS, VIES_NAMESPACE } from "../sandbox/vies/stand-in.ts";

let server: Awaited<ReturnType<typeof openSoapServer>>;
beforeAll(async () => {
  server = await openSoapServer();
});
afterAll(() => server.close());

const open = ({ requester = "", test = false }: OpenVat = {}) =>
  vies.open({
    secret: { VIES_URL: `${server.url}/services/${test ? "checkVatTestService" : "checkVatService"}`, VIES_REQUESTER: requester },
    fetch,
    db: undefined as never,
    mayCall: async () => true,
  }).vat;

keepsTheVatPromise("VIES over npm soap", open);

describe("the two servers", () => {
  const official = join(root, "../shared/contracts/vies/vies-types.xsd");

  it.skipIf(!existsSync(official))("say what the official types say, in their order (skipped where they are absent)", () => {
    const xsd = readFileSync(official, "utf8");
    expect(xsd).toContain(`targetNamespace="${VIES_NAMESPACE}"`);
    for (const [operation, { asks, answers }] of Object.entries(OPERATIONS)) {
      expect(namesIn(xsd, operation)).toEqual(asks);
      const described = namesIn(xsd, `${operation}Response`);
      expect(described.filter((name) => (answers as string[]).includes(name))).toEqual(answers);
    }
  });
});

/** The elements of one type, in order. */
function namesIn(xsd: string, type: string): string[] {
  const [, after = ""] = xsd.split(`<xsd:element name="${type}">`);
  const [block = ""] = after.split("</xsd:complexType>");
  return [...block.matchAll(/<xsd:element [^>]*?\bname="(\w+)"/g)].map(([, name]) => name ?? "");
}
