/**
 * Makes PDFs so that their time can be measured and their bytes looked at: ours, and raw pdfkit's `text()` of the very
 * same words at the same places, which is the least that pdfkit can be asked for.
 */
import { create } from "fontkit";
import PDFDocument from "pdfkit";
import regular from "../../../edge/invoices/pdf/fonts/inter-regular.ttf";
import semibold from "../../../edge/invoices/pdf/fonts/inter-semibold.ttf";
import { invoicePdf } from "../../../edge/invoices/pdf/part.ts";
import { dice, randomInvoice } from "../../fixtures/invoices.ts";

/** Read once, as ours are. */
const FONTS = { regular: create(regular), bold: create(semibold) };

/** What one writes who knows no more of it. */
const RAW = { lineBreak: false } as Parameters<PDFDocument["text"]>[3];

interface Stroke {
  page: number;
  family: string;
  size: number;
  text: string;
  x: number;
  y: number;
}

export default {
  async fetch(request: Request) {
    const url = new URL(request.url);
    if (request.method === "POST") return new Response(await invoicePdf(await request.json(), { logo: null }));
    const lines = Number(url.searchParams.get("lines"));
    const times = Number(url.searchParams.get("times"));
    const invoice = randomInvoice(dice(lines), lines);
    const ours = () => invoicePdf(invoice, { logo: null });
    const strokes = url.pathname === "/raw" ? await recorded(ours) : [];
    const make = url.pathname === "/raw" ? () => rawPdf(strokes) : ours;
    let bytes = 0;
    for (let i = 0; i < times; i++) bytes = (await make()).length;
    return Response.json({ bytes, strokes: strokes.length });
  },
};

/** What ours writes, and where. */
async function recorded(work: () => Promise<unknown>): Promise<Stroke[]> {
  const { font, fontSize, text, addPage } = PDFDocument.prototype;
  const strokes: Stroke[] = [];
  const pen = { page: -1, family: "regular", size: 0 };
  Object.assign(PDFDocument.prototype, {
    addPage(this: PDFDocument) {
      pen.page += 1;
      return addPage.call(this);
    },
    font(this: PDFDocument, family: unknown) {
      if (typeof family === "string") pen.family = family;
      return (font as (family: unknown) => unknown).call(this, family);
    },
    fontSize(this: PDFDocument, size: number) {
      pen.size = size;
      return fontSize.call(this, size);
    },
    text(this: PDFDocument, words: string, x: number, y: number, options: Parameters<typeof text>[3]) {
      strokes.push({ ...pen, text: words, x, y });
      return text.call(this, words, x, y, options);
    },
  });
  await work();
  Object.assign(PDFDocument.prototype, { font, fontSize, text, addPage });
  return strokes.sort((a, b) => a.page - b.page); // the feet come last, on every page
}

function rawPdf(strokes: Stroke[]): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: "A4", margin: 0, font: FONTS.regular } as ConstructorParameters<typeof PDFDocument>[0]);
  doc.registerFont("regular", FONTS.regular).registerFont("bold", FONTS.bold);
  let page = 0;
  for (const stroke of strokes) {
    if (stroke.page > page) doc.addPage();
    page = stroke.page;
    doc.font(stroke.family).fontSize(stroke.size).text(stroke.text, stroke.x, stroke.y, RAW);
  }
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) =>
    doc.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve(Buffer.concat(chunks))),
  );
  doc.end();
  return done;
}
