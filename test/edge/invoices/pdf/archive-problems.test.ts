/** The examiner of archives is no use if it never finds anything: each fault, made in a good file, is found. */
import { describe, expect, it } from "vitest";
import { ciiOf } from "../../../../edge/invoices/cii.ts";
import { composeInvoice } from "../../../../edge/invoices/compose-invoice.ts";
import { pdfPart } from "../../../../edge/pdf-part.ts";
import { someFacts } from "../../../fixtures/invoices.ts";
import { archiveProblems } from "../../../fixtures/pdf/archive-problems.ts";

const { invoicePdf } = await pdfPart();
const invoice = composeInvoice(someFacts());
const good = Buffer.from(await invoicePdf(invoice, { logo: null }));
const xml = ciiOf(invoice);

/** Of the same length, so that every object stays where it is. */
function spoiled(from: string, to: string): Uint8Array {
  const at = good.indexOf(from, 0, "latin1");
  if (at < 0 || from.length !== to.length) throw new Error(`"${from}" cannot be spoiled`);
  return Buffer.concat([good.subarray(0, at), Buffer.from(to, "latin1"), good.subarray(at + from.length)]);
}

describe("the examiner of archives", () => {
  it("finds nothing in a good one", () => expect(archiveProblems(good, xml)).toEqual([]));

  it.each([
    ["/GTS_PDFA1", "/GTS_PDFX1", "6.2.3"],
    ["/AFRelationship /Alternative", "/AFRelationship /Unspecified", "6.8"],
    ["<pdfaid:part>3", "<pdfaid:part>2", "6.6.4"],
    ["<fx:ConformanceLevel>EN 16931", "<fx:ConformanceLevel>EXTENDED", "Factur-X"],
    ["/UF (factur-x.xml)", "/UF (factur-y.xml)", "Factur-X"],
    ["/text#2Fxml", "/text#2Fhtm", "6.8"],
    ["/Lang (fr)", "/Long (fr)", "language"],
    ["%PDF-1.7", "%PDF-1.4", "6.1.2"],
  ])("finds %s turned into %s", (from, to, clause) => {
    expect(archiveProblems(spoiled(from, to), xml).join()).toContain(clause);
  });

  it("finds another e-invoice inside than the one that was meant", () => {
    expect(archiveProblems(good, `${xml} `).join()).toContain("another one");
    expect(archiveProblems(good, null).join()).toContain("nobody asked for");
  });
});
