/** Puts the e-invoice into the PDF: Factur-X, the hybrid that people read and machines do. Source: Factur-X 1.09 (read 2026-11). */
import type { Paper } from "./paper.ts";
import { facturXmp } from "./xmp.ts";

const FILE_NAME = "factur-x.xml";

export function attachInvoice({ doc }: Paper, xml: string, issuedOn: string) {
  const date = new Date(`${issuedOn}T00:00:00Z`);
  doc.file(new TextEncoder().encode(xml), {
    name: FILE_NAME,
    type: "text/xml",
    relationship: "Alternative", // the same invoice in another form
    description: "Factur-X",
    creationDate: date,
    modifiedDate: date,
  });
  doc.appendXML(facturXmp(FILE_NAME));
}
