/** Real documents made in workerd, each held against PDF/A-3b, qpdf, another reader of PDFs, and the official rules where they are at hand. */
import { ciiOf } from "../../edge/invoices/cii.ts";
import { archiveProblems } from "../fixtures/pdf/archive-problems.ts";
import { textOf } from "../fixtures/pdf/read-pdf.ts";
import type { Figure } from "./figure.ts";
import { hasJudge, judge } from "./invoices/judge.ts";
import { fontProblems } from "./invoices/pdf/font-problems.ts";
import { CASES, type PdfCase } from "./invoices/pdf/pdf-cases.ts";
import { withPdfWorker } from "./invoices/pdf/pdf-worker.ts";
import { qpdfProblems } from "./invoices/pdf/qpdf.ts";

export const pdfClean: Figure = {
  id: "pdf-clean",
  counted: true,
  name: "documents without a fault: qpdf, fonts, XMP, AFRelationship, OutputIntent, the e-invoice inside, accents and narrow spaces",
  unit: "documents",
  goal: `all ${CASES.length}`,
  async measure() {
    // Made first and looked at later: the rules take seconds, and meanwhile a connection that nobody uses is closed.
    const made = await withPdfWorker(async (url) => {
      const files: Made[] = [];
      for (const one of CASES) files.push({ ...one, bytes: await pdfOf(url, one), again: await pdfOf(url, one) });
      return files;
    });
    if (!hasJudge()) console.error("pdf-clean: the official rules are not at hand, the e-invoices inside were not judged");
    const rules = hasJudge() ? judge() : () => [];
    let clean = 0;
    const faults = fontProblems();
    for (const one of made) {
      const found = await problemsOf(one, rules);
      if (found.length === 0) clean += 1;
      faults.push(...found.map((what) => `${one.name}: ${what}`));
    }
    for (const fault of faults) console.error(`pdf-clean: ${fault}`);
    return [{ value: clean, ok: clean === CASES.length && faults.length === 0 }];
  },
};

interface Made extends PdfCase {
  bytes: Uint8Array;
  again: Uint8Array;
}

async function pdfOf(url: URL, { invoice }: PdfCase): Promise<Uint8Array> {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(invoice) });
  if (!answer.ok) throw new Error(`no PDF: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function problemsOf({ invoice, shows, bytes, again }: Made, rules: (xml: string) => string[]): Promise<string[]> {
  const xml = ciiOf(invoice);
  const written = textOf(bytes).join("\n");
  const flowing = written.replaceAll("\n", " ");
  const read = plain(await readByOthers(bytes));
  return [
    ...archiveProblems(bytes, xml),
    ...(await qpdfProblems(bytes)),
    ...rules(xml).map((rule) => `the e-invoice breaks ${rule}`),
    ...shows.filter((text) => !written.includes(text) && !flowing.includes(text)).map((text) => `"${text}" is not written as it should be`),
    ...shows.filter((text) => !read.includes(plain(text))).map((text) => `"${text}" cannot be copied out`),
    ...(Buffer.from(bytes).equals(Buffer.from(again)) ? [] : ["other bytes the second time"]),
  ];
}

/** pdf.js, which knows nothing of how we write. It makes every space an ordinary one. */
async function readByOthers(bytes: Uint8Array): Promise<string> {
  const { extractText } = await import("unpdf");
  return (await extractText(new Uint8Array(bytes))).text.join("\n");
}

const plain = (text: string) => text.replace(/\s+/g, " ");
