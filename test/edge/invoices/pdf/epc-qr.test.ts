/** The QR code of a transfer: what is in it, when there is none, and that a reader of QR codes gets it off the paper. */
import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { composeInvoice, type Facts } from "../../../../edge/invoices/compose-invoice.ts";
import { epcContent } from "../../../../edge/invoices/pdf/sheet/epc-content.ts";
import { pdfPart } from "../../../../edge/pdf-part.ts";
import { A_SELLER, aLine, aSale, someFacts } from "../../../fixtures/invoices.ts";
import { readPdf } from "../../../fixtures/pdf/read-pdf.ts";

const { invoicePdf } = await pdfPart();
const invoiceOf = (more: Partial<Facts> = {}) => composeInvoice(someFacts({ number: "F2026-0042", ...more }));
const EXPECTED = "BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier Démo\nFR7630006000011234567890189\nEUR1080.00\n\n\nF2026-0042";

describe("the QR code of a transfer", () => {
  it("says what EPC069-12 wants, line by line", () => {
    expect(epcContent(invoiceOf())).toBe(EXPECTED);
    expect(epcContent(invoiceOf({ seller: { ...A_SELLER, bic: null } }))).toContain("SCT\n\nAtelier Démo");
  });

  it("is not there when there is nothing that could be paid so", () => {
    expect(epcContent(invoiceOf({ kind: "credit-note", preceding: [{ number: "F1", issuedOn: "2026-10-01" }] }))).toBeNull();
    expect(epcContent(invoiceOf({ seller: { ...A_SELLER, iban: null } }))).toBeNull();
    expect(epcContent(invoiceOf({ number: "" }))).toBeNull();
    expect(epcContent(invoiceOf({ sale: aSale([aLine("0", "10")]) }))).toBeNull();
    expect(epcContent(invoiceOf({ sale: aSale([aLine("100000", "999999")]) }))).toBeNull();
  });

  it("holds its limits: 70 characters of a name, no line of its own", () => {
    const [, , , , , name] = (epcContent(invoiceOf({ seller: { ...A_SELLER, name: `${"é".repeat(80)}\nX` } })) ?? "").split("\n");
    expect(name).toBe("é".repeat(70));
  });

  it("can be read off the paper", async () => {
    const bytes = await invoicePdf(invoiceOf(), { logo: null });
    const { pixels, side } = pictureOf(bytes);
    expect(jsQR(pixels, side, side)?.data).toBe(EXPECTED);
  });
});

/** The small rectangles of the page, as a camera would see them: four points to a module, white around. */
function pictureOf(bytes: Uint8Array) {
  const pdf = readPdf(bytes);
  const content = Buffer.from(pdf.follow(pdf.all(/\/Type \/Page\b/)[0] as never, "Contents").stream ?? []).toString("latin1");
  const rects = [...content.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map((found) => found.slice(1).map(Number));
  const small = rects.filter(([, , , height = 0]) => height < 3) as [number, number, number, number][];
  const module = small[0]?.[3] ?? 1;
  const [left, top] = [Math.min(...small.map(([x]) => x)), Math.min(...small.map(([, y]) => y))];
  const size = Math.round(Math.max(...small.map(([x, , width]) => x + width - left)) / module);
  const side = (size + 8) * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x, y, width] of small) {
    const [from, row] = [Math.round((x - left) / module) + 4, Math.round((y - top) / module) + 4];
    for (let px = from * 4; px < (from + Math.round(width / module)) * 4; px++)
      for (let py = row * 4; py < row * 4 + 4; py++) pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3);
  }
  return { pixels, side };
}
