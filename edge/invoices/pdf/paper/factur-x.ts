/** Puts the e-invoice into the PDF: Factur-X, the hybrid that people read and machines do. Source: Factur-X 1.09 (read 2026-11). */
import type { Paper } from "./paper.ts";

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

const FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
const property = (name: string, description: string) =>
  `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`;

/** PDF/A wants a schema for every property that it does not know. Source: Factur-X 1.09, XMP extension (read 2026-11). */
const facturXmp = (
  fileName: string,
) => `<rdf:Description rdf:about="" xmlns:fx="${FX}"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>${fileName}</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>${FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${property("DocumentFileName", "name of the embedded XML invoice file")}${property("DocumentType", "INVOICE")}${property("Version", "The actual version of the Factur-X XML schema")}${property("ConformanceLevel", "The conformance level of the embedded Factur-X data")}</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;
