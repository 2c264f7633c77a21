/** What may be a logo, and an invoice that comes out whatever the picture is. */
import { describe, expect, it } from "vitest";
import { composeInvoice } from "../../../../edge/invoices/compose-invoice.ts";
import { readLogo } from "../../../../edge/invoices/pdf/paper/logo.ts";
import { pdfPart } from "../../../../edge/pdf-part.ts";
import { someFacts } from "../../../fixtures/invoices.ts";
import { aPng, JPEG_CMYK, JPEG_GREY } from "../../../fixtures/pdf/pictures.ts";
import { readPdf, textOf } from "../../../fixtures/pdf/read-pdf.ts";

const { invoicePdf } = await pdfPart();
const printed = (logo: Uint8Array | null) => invoicePdf(composeInvoice(someFacts()), { logo });
const pictures = (bytes: Uint8Array) => readPdf(bytes).all(/\/Subtype \/Image/).length;
const nameAtTheTop = (bytes: Uint8Array) => textOf(bytes)[0]?.split("\n")[2] === "Atelier Démo";

describe("a logo", () => {
  it("is a PNG or a JPEG of which we can tell the size", () => {
    expect(readLogo(aPng(40, 20))).toEqual({ type: "png", width: 40, height: 20 });
    expect(readLogo(JPEG_GREY)).toEqual({ type: "jpeg", width: 8, height: 8 });
  });

  it("is no picture in the colours of print, cut off, huge, or something else", () => {
    expect(readLogo(JPEG_CMYK)).toBeNull();
    expect(readLogo(aPng(40, 20).slice(0, -4))).toBeNull();
    expect(readLogo(aPng(5_000, 5_000))).toBeNull();
    expect(readLogo(new TextEncoder().encode("<svg/>".repeat(20)))).toBeNull();
    expect(readLogo(new Uint8Array())).toBeNull();
  });

  it("stands on the paper, see-through or not, in place of the name", async () => {
    for (const logo of [aPng(40, 20), aPng(40, 20, { alpha: true }), JPEG_GREY]) {
      const bytes = await printed(logo);
      expect(pictures(bytes)).toBeGreaterThan(0);
      expect(nameAtTheTop(bytes)).toBe(false);
    }
  });

  it("that is none, or is broken inside, holds no invoice up: the name stands there", async () => {
    const broken = aPng(40, 20, { alpha: true });
    broken.fill(0xff, 41, 55);
    for (const logo of [null, JPEG_CMYK, broken]) {
      const bytes = await printed(logo);
      expect(pictures(bytes)).toBe(0);
      expect(nameAtTheTop(bytes)).toBe(true);
    }
  });
});
