/** The card of a run that makes or changes a quote or an invoice: how far it is, then the paper itself, as it stands today. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../../../edge/house.ts";
import { previewOfRun } from "../../../edge/invoices/drafts/preview-store.ts";
import { totalsOf } from "../../../edge/invoices/part.ts";
import type { Sale } from "../../../edge/invoices/sale.ts";
import { hasEnded, type Run } from "../../../edge/runs/run.ts";
import type { Reader } from "../../desk.ts";
import { errorLines, shortReference } from "../../errors.ts";
import { button, buttons, context, header, section } from "../../forms.ts";
import type { Card } from "../../run-cards.ts";
import { simpleRunCard } from "../../simple-run-card.ts";
import { cameToNothing } from "../sale/kept.ts";
import { FORM, problemSection } from "../sale/preview.ts";
import { lineRows, textsFor } from "../sale/sale-words.ts";
import { problemLines } from "../sale/weigh.ts";
import { setUpCard } from "../set-up/hub.ts";
import { paperShown, readPaper } from "./paper.ts";
import { EDIT } from "./paper-parts.ts";

interface Asked {
  invoiceId?: string;
  quoteId?: string;
  sale?: Sale;
}

export async function runCard(house: House, reader: Reader, run: Run): Promise<Card> {
  if (run.kind === "set-seller" || run.kind === "set-prices") return setUpCard(house, reader, run);
  const t = textsFor(reader);
  const input = run.input as Asked | null;
  const { creditId, invoiceId, quoteId } = run.outcome ?? {};
  // A quote that has become an invoice shows the invoice.
  const id = creditId ?? invoiceId ?? quoteId ?? input?.invoiceId ?? input?.quoteId;
  const paper = typeof id === "string" ? await readPaper(house.db, id) : null;
  const footer = context(reader.say.reference(shortReference(run.id)));
  const crm = house.ports.invoicing.label || reader.say.client.card.builtin;
  const title = reader.say.run.kinds[run.kind] ?? run.kind;
  if (!hasEnded(run.state)) return simpleRunCard(reader, run, { title, crm, done: "", outcome: "" });
  const trouble = run.state === "done" ? [] : troubleBlocks(reader, run, paper?.stored.sale ?? input?.sale);
  if (paper) {
    const shown = await paperShown(house, reader, paper);
    const again = run.code === "conflict" && run.kind.startsWith("edit") ? buttons(button(EDIT, t.card.again, paper.stored.id)) : [];
    return {
      text: trouble.length > 0 ? `${title}. ${sentenceOf(reader, run)}` : shown.text,
      blocks: [...trouble, ...again, ...shown.blocks, footer],
    };
  }
  if (run.state === "done") {
    const isQuote = run.kind.includes("quote");
    const gone = t.card.deleted[isQuote ? "quote" : "invoice"];
    return { text: gone, blocks: [header(gone), section(t.card.deletedText), footer] };
  }
  const preview = cameToNothing(run) ? await previewOfRun(house.db, run.actor, run.id) : null;
  const resume = preview ? buttons(button(FORM, t.card.again, `${preview} 0`, { style: "primary" })) : [];
  const lost = input?.sale ? lineRows(reader, input.sale, totalsOf(input.sale)) : [];
  return { text: `${title}. ${sentenceOf(reader, run)}`, blocks: [header(title), ...trouble, ...lost, ...resume, footer] };
}

/** What went wrong, and which rule it was: said in an accountant's words. */
function troubleBlocks(reader: Reader, run: Run, sale: Sale | undefined): KnownBlock[] {
  const t = textsFor(reader);
  const { problem } = run.outcome ?? {};
  const why = typeof problem === "string" && sale ? problemLines(reader, [{ code: problem, field: run.field ?? "" }], sale) : [];
  const said = sentenceOf(reader, run);
  return [why.length > 0 ? problemSection(said, why) : section(said)]
    .map((block) => ({ ...block, block_id: `trouble_${run.id}` }))
    .concat(run.kind === "draft-invoice" && run.outcome?.invoiceId ? [context(t.card.onHold) as never] : []);
}

function sentenceOf({ say }: Reader, run: Run): string {
  const state = run.state === "failed" ? say.run.failed : say.run.refused;
  return `${state}. ${errorLines(say, { code: run.code ?? "unexpected" }, { outcome: "" }).join(" ")}`;
}
