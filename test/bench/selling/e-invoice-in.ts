/** The number of the e-invoice inside a PDF: read from its bytes as a receiver's software does. */
import { inflateSync } from "node:zlib";

/** Undefined = there is none, or it cannot be read. */
export function numberIn(pdf: Uint8Array): string | undefined {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  if (!text.startsWith("%PDF-") || !text.includes("(factur-x.xml)")) return undefined;
  for (const { index, 0: head } of text.matchAll(/\/Type \/EmbeddedFile[\s\S]*?stream\r?\n/g)) {
    const from = index + head.length;
    const body = bytes.subarray(from, text.indexOf("endstream", from));
    const xml = head.includes("/FlateDecode") ? inflateSync(body).toString("utf8") : body.toString("utf8");
    const [, number] = /<rsm:ExchangedDocument>\s*<ram:ID>([^<]+)<\/ram:ID>/.exec(xml) ?? [];
    if (number) return number;
  }
  return undefined;
}
