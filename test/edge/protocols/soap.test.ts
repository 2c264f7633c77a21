import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { soap } from "../../../edge/protocols/soap.ts";
import { escapeXml, readXml } from "../../../edge/protocols/xml.ts";

const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
const enveloped = (content: string, prolog = "") => `${prolog}<s:Envelope xmlns:s="${SOAP}"><s:Body>${content}</s:Body></s:Envelope>`;
const answer = (inner: string) => `<GetResponse xmlns="urn:t">${inner}</GetResponse>`;

interface Said {
  status?: number;
  headers?: Record<string, string>;
}

function asking(body: BodyInit | (() => Promise<Response>), { status = 200, headers = {} }: Said = {}) {
  const requests: Request[] = [];
  const send = (async (input: RequestInfo, init?: RequestInit) => {
    requests.push(new Request(input, init));
    return typeof body === "function" ? body() : new Response(body, { status, headers });
  }) as typeof fetch;
  const service = soap({
    vendor: "acme",
    address: "http://acme.test/ws",
    namespace: "urn:t",
    fetch: send,
    maxBytes: 20_000,
    timeoutMs: 50,
  });
  const get = (shape: z.ZodMiniType = z.object({ a: z.string() }), value = "x") => service.read("Get", [["a", value]], shape);
  return { get, requests };
}

const told = (body: BodyInit, said?: Said, shape?: z.ZodMiniType) => asking(body, said).get(shape);

describe("soap asks", () => {
  it("one operation, qualified and escaped, in an envelope of SOAP 1.1", async () => {
    const { get, requests } = asking(enveloped(answer("<a>1</a>")));
    await get(undefined, "<b a='1'>&\"\u0000 é🥐");
    const [request] = requests;
    expect(request?.headers.get("Content-Type")).toBe("text/xml; charset=utf-8");
    expect(request?.headers.get("SOAPAction")).toBe('""');
    const body = readXml((await request?.text()) ?? "").children[0];
    expect(body).toMatchObject({ name: "Body", namespace: SOAP, children: [{ name: "Get", namespace: "urn:t" }] });
    expect(body?.children[0]?.children).toMatchObject([{ name: "a", namespace: "urn:t", text: "<b a='1'>&\" é🥐" }]);
  });

  it("nobody at an address that is none", () => {
    expect(() => soap({ vendor: "acme", address: "ftp://acme.test", namespace: "urn:t", fetch })).toThrow(
      expect.objectContaining({ code: "misconfigured" }),
    );
  });
});

describe("soap reads", () => {
  it("text, nothing, nested and repeated elements", async () => {
    const inner =
      '<a>  Café &amp; Cie &#233; </a><b xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/><c/><d><e>1</e></d><f>1</f><f><![CDATA[<2>]]></f>';
    const shape = z.object({ a: z.string(), b: z.null(), c: z.string(), d: z.object({ e: z.string() }), f: z.array(z.string()) });
    await expect(told(enveloped(answer(inner)), {}, shape)).resolves.toEqual({
      a: "Café & Cie é",
      b: null,
      c: "",
      d: { e: "1" },
      f: ["1", "<2>"],
    });
  });

  it("ISO-8859-1, by the header or by the document's own word", async () => {
    const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const body = enveloped(answer("<a>é</a>"));
    await expect(told(latin(body), { headers: { "Content-Type": "text/xml; charset=ISO-8859-1" } })).resolves.toEqual({ a: "é" });
    await expect(told(latin(`<?xml version="1.0" encoding="iso-8859-1"?>${body}`))).resolves.toEqual({ a: "é" });
    await expect(told(latin(body))).rejects.toMatchObject({ code: "bad_answer" });
    await expect(told(body, { headers: { "Content-Type": "text/xml; charset=utf-7" } })).rejects.toMatchObject({ code: "bad_answer" });
  });

  it("an answer under any prefix, behind a byte order mark", async () => {
    const body = `\ufeff<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}"><SOAP-ENV:Header/><SOAP-ENV:Body><n:GetResponse xmlns:n="urn:t"><n:a>1</n:a></n:GetResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
    await expect(told(body)).resolves.toEqual({ a: "1" });
  });
});

describe("soap refuses", () => {
  const entity = '<!DOCTYPE x [<!ENTITY e "boom">]>';
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">${"bcdefgh".replace(/./g, (name, at) => `<!ENTITY ${name} "&${"abcdefg"[at]};&${"abcdefg"[at]};">`)}]>`;
  it.each([
    ["a document type", enveloped(answer("<a>1</a>"), entity)],
    ["an entity of its own", enveloped(answer("<a>&e;</a>"), entity)],
    ["a bomb of entities", enveloped(answer("<a>&h;</a>"), bomb)],
    ["an outside entity", enveloped(answer("<a>&e;</a>"), '<!DOCTYPE x SYSTEM "file:///etc/passwd">')],
    ["an entity that nobody declared", enveloped(answer("<a>&nbsp;</a>"))],
    ["a document that is too deep", enveloped(answer("<a>".repeat(40) + "</a>".repeat(40)))],
    ["a document that is far too deep", enveloped(answer("<a>".repeat(1_900) + "</a>".repeat(1_900)))],
    ["too many elements", enveloped(answer("<a/>".repeat(4_500)))],
    ["too many bytes", enveloped(answer(`<a>${"x".repeat(20_000)}</a>`))],
    ["a tag that is never closed", enveloped(answer("<a>1"))],
    ["tags that cross", enveloped(answer("<a><b></a></b>"))],
    ["an attribute without quotes", enveloped(answer("<a b=1>1</a>"))],
    ["an attribute twice", enveloped(answer('<a b="1" b="2">1</a>'))],
    ["two documents", enveloped(answer("<a>1</a>")).repeat(2)],
    ["a prefix that stands for nothing", enveloped(answer("<q:a>1</q:a>"))],
    ["a control character", enveloped(answer("<a>\u0001</a>"))],
    ["another operation's answer", enveloped('<PutResponse xmlns="urn:t"><a>1</a></PutResponse>')],
    ["another namespace", enveloped('<GetResponse xmlns="urn:u"><a>1</a></GetResponse>')],
    ["two answers in one body", enveloped(answer("<a>1</a>") + answer("<a>1</a>"))],
    ["an empty body", enveloped("")],
    ["no envelope", answer("<a>1</a>")],
    ["an envelope of SOAP 1.2", enveloped(answer("<a>1</a>")).replaceAll(SOAP, "http://www.w3.org/2003/05/soap-envelope")],
    ["another shape", enveloped(answer("<b>1</b>"))],
    ["JSON", '{"a":"1"}'],
    ["nothing", ""],
  ])("%s", async (_, body) => {
    await expect(told(body)).rejects.toMatchObject({ name: "PasserelleError", code: "bad_answer" });
  });

  it("an answer that was cut anywhere", async () => {
    const whole = enveloped(answer("<a>é &amp; <![CDATA[<]]></a><!-- end -->"));
    await expect(told(whole)).resolves.toEqual({ a: "é & <" });
    for (let length = 0; length < whole.length; length++)
      await expect(told(whole.slice(0, length)), whole.slice(0, length)).rejects.toMatchObject({ code: "bad_answer" });
  });

  it("whatever else comes, with a code of ours", async () => {
    const pieces = fc.constantFrom(
      "<a>",
      "</a>",
      "<a/>",
      "&amp;",
      "&#0;",
      "&x;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?x ?>",
      "<!DOCTYPE a>",
      " ",
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 20 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const said = await told(enveloped(answer(text))).catch((thrown: { code?: string }) => thrown.code);
        expect(typeof said === "string" ? said : "answered").toMatch(/^(bad_answer|answered)$/);
      }),
      { numRuns: 500 },
    );
  });

  it("tells in its message no more than it may", async () => {
    const error = await told(enveloped(answer("<secret>Zoé Élan</secret>"))).catch((thrown: Error) => thrown);
    expect(String(error)).not.toContain("Zoé");
    const fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>no account for Zoé Élan</faultstring></s:Fault>";
    expect(String(await told(enveloped(fault)).catch((thrown: Error) => thrown))).not.toContain("Zoé");
  });
});

describe("soap translates", () => {
  const fault = (code: string) => enveloped(`<s:Fault><faultcode>s:${code}</faultcode><faultstring>BUSY</faultstring></s:Fault>`);
  it.each([
    ["Client", "vendor_refused"],
    ["Server", "vendor_unavailable"],
    ["VersionMismatch", "vendor_unavailable"],
  ])("a %s fault, whatever its status", async (code, expected) => {
    for (const status of [200, 500]) await expect(told(fault(code), { status })).rejects.toMatchObject({ code: expected });
  });

  it.each([
    [302, "misconfigured"],
    [401, "misconfigured"],
    [404, "not_found"],
    [429, "rate_limited"],
    [500, "vendor_unavailable"],
    [503, "vendor_unavailable"],
  ])("a page with status %i", async (status, code) => {
    await expect(told("<html>", { status, headers: { "Retry-After": "7" } })).rejects.toMatchObject({ code });
  });

  it("silence and broken lines", async () => {
    await expect(asking(() => Promise.reject(new TypeError("fetch failed"))).get()).rejects.toMatchObject({ code: "vendor_unavailable" });
  });
});

describe("xml", () => {
  it("reads back whatever it has written", () => {
    for (const text of ["a<b>&amp;\"'", "]]>", "é🥐中\u00a0", "<!--"]) expect(readXml(`<a>${escapeXml(text)}</a>`).text).toBe(text.trim());
    expect(readXml(`<a>x${escapeXml("\u0000\u001f\ud800\uffff")}y</a>`).text).toBe("xy");
  });
});
