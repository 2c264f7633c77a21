/** The file that a paper becomes: PDF/A-3b, written by pdfkit, with two weights of one font inside. */
import { create } from "fontkit";
import PDFDocument from "pdfkit";
import type { Locale } from "../../../people/person.ts";
import regularBytes from "../fonts/inter-regular.ttf";
import semiboldBytes from "../fonts/inter-semibold.ttf";
import { kerned } from "./kerned.ts";

export interface Title {
  title: string;
  author: string;
  language: Locale;
  /** YYYY-MM-DD: every date in the file, so that the same document is the same bytes. */
  issuedOn: string;
}

/** Read once for all documents: it takes as long as drawing one. */
export const FONTS = { regular: kerned(create(regularBytes)), bold: kerned(create(semiboldBytes)) };

/** pdfkit writes its own XMP without escaping it: "Électricité & Fils" would be no XML. */
class Document extends PDFDocument {
  _addInfo() {
    this.appendXML(xmpOf(this.info));
  }
}

export function openArchive({ title, author, language, issuedOn }: Title): { doc: PDFDocument; bytes: Promise<Uint8Array> } {
  const doc = new Document({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    subset: "PDF/A-3b",
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: FONTS.regular,
    info: { Title: title, Author: author, Creator: "Passerelle", Producer: "PDFKit", CreationDate: new Date(`${issuedOn}T00:00:00Z`) },
  });
  doc.registerFont("regular", FONTS.regular).registerFont("bold", FONTS.bold);
  return { doc, bytes: collect(doc) };
}

interface Info {
  Title: string;
  Author: string;
  Creator: string;
  Producer: string;
  CreationDate: Date;
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function xmpOf({ Title, Author, Creator, Producer, CreationDate }: Info): string {
  const created = CreationDate.toISOString().replace(".000", "");
  return `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${created}</xmp:CreateDate><xmp:CreatorTool>${escaped(Creator)}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(Title)}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>${escaped(Author)}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${escaped(Producer)}</pdf:Producer></rdf:Description>`;
}

function collect(doc: PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on("error", reject).on("data", (chunk) => chunks.push(chunk));
    doc.on("end", () => {
      const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      resolve(bytes);
    });
  });
}
