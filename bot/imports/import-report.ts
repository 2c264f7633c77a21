/** What became of each line, as a CSV that spreadsheets open: made when it is asked for, kept as a document, behind a link of five minutes. */
import { linkDocument } from "../../edge/documents/document-link.ts";
import { putDocument } from "../../edge/documents/put-document.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { type Import, type ReportLine, readImport, reportLines } from "../../edge/imports/import-store.ts";
import { intentId } from "../../edge/runs/intent.ts";
import type { Desk, Reader } from "../desk.ts";
import { documentLink } from "../documents.ts";
import type { Answer } from "../passerelle/passerelle-messages.ts";
import type { Texts } from "../text/text.ts";

export const REPORT = "import_report";
export const UNDO = "import_undo";

const PAGE = 5_000;

export async function reportLink(desk: Desk, reader: Reader, importId: string): Promise<Answer> {
  const { house, origin } = desk;
  const { person, say } = reader;
  await desk.allow(reader, "client.import", { kind: "import", id: importId });
  const imported = await readImport(house.db, importId);
  if (!imported) throw new PasserelleError("not_found");
  const { readLines, doneLine, undoRunId, phase } = imported;
  const id = await intentId("import report", importId, say.locale, phase, String(readLines), String(doneLine), undoRunId ?? "");
  const wish = {
    id,
    class: "import-report" as const,
    owner: { kind: "import", id: importId },
    name: `${say.import.report.name}-${new Date().toISOString().slice(0, 10)}.csv`,
    mediaType: "text/csv" as const,
    body: await reportText(house.db, imported, say),
    createdBy: person.id,
  };
  await putDocument({ db: house.db, files: house.env.FILES }, wish);
  return documentLink(say, await linkDocument(house, { id, actor: person, origin }));
}

/** With semicolons and a mark, as a French Excel wants it and every other takes it. */
async function reportText(db: D1Database, { id }: Import, say: Texts): Promise<string> {
  const parts = [`\ufeff${rowOf(say.import.report.columns)}`];
  for (let after = 0; ; ) {
    const lines = await reportLines(db, id, after, PAGE);
    for (const line of lines) parts.push(rowOf(cellsOf(say, line)));
    if (lines.length < PAGE) return parts.join("");
    after = lines.at(-1)?.line as number;
  }
}

function cellsOf(say: Texts, { line, state, reason, twinLine, name, siren, vatNumber, email, client, reference }: ReportLine): string[] {
  const { states, reasons, by, sameAsLine } = say.import.report;
  // By what it is known, or what is wrong with it: the same word may stand for both.
  const why = reason ? ((["known", "alike"].includes(state) ? by[reason] : reasons[reason]) ?? reason) : "";
  const told = twinLine === null ? why : sameAsLine(why, twinLine);
  return [String(line), states[state], told, name, siren ?? "", vatNumber ?? "", email ?? "", client ?? "", reference ?? ""];
}

const rowOf = (cells: string[]) => `${cells.map(cell).join(";")}\r\n`;

/** A cell that begins like a formula would be one: what people wrote is shown, never reckoned. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
