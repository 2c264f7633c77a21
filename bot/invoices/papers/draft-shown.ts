/** A draft: what it comes to today, what is still missing, and what can be done with it. */
import type { House } from "../../../edge/house.ts";
import { may } from "../../../edge/people/may.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, context, divider, facts, header } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import { notices } from "../sale/notices.ts";
import { problemSection } from "../sale/preview.ts";
import { money, natureText, termsTyped, textsFor, workFacts } from "../sale/sale-words.ts";
import { mayIssue, problemLines, weigh } from "../sale/weigh.ts";
import { SET_UP } from "../set-up/hub.ts";
import { DRAFT_PDF } from "./draft-pdf.ts";
import { ISSUE_ON } from "./issue-on.ts";
import { amountText, DELETE, EDIT, heading, ISSUE, type Paper, SEND, type Shown, saleBlocks, versioned } from "./paper-parts.ts";

export async function draftShown(house: House, reader: Reader, { kind, stored }: Paper, name: string): Promise<Shown> {
  const t = textsFor(reader);
  const title = heading(reader, t.card.draft[kind], name);
  const weighed = await weigh({ house }, reader, { kind, client: { id: stored.clientId }, sale: stored.sale });
  const { problems, totals, dueOn, firm } = weighed;
  const lines = problemLines(reader, problems, stored.sale);
  const ready = problems.length === 0;
  const isQuote = kind === "quote";
  const terms = stored.sale.terms && stored.sale.terms.type !== "date" ? termsTyped(reader, stored.sale.terms) : "";
  const { issueAsk, card } = t;
  const asked = isQuote ? card.sendAsk : { ...issueAsk, text: issueAsk.text(money(reader, totals.dueCents), name) };
  const ask = { ...asked, style: "primary" as const };
  const value = versioned(stored);
  const spoken = (label: string) => ({ spoken: `${label} – ${name}` });
  const allowed = mayIssue(reader, kind);
  return {
    title,
    text: [title, amountText(reader, stored)].filter(Boolean).join(". "),
    blocks: [
      header(title),
      context(natureText(reader, stored.sale)),
      ...facts([
        [t.client, [name, weighed.client?.city].filter(Boolean).join(" · ")],
        isQuote
          ? [t.valid, firm && t.validDays(String(firm.seller.quoteDays))]
          : [t.due, dueOn && (terms || t.onIssue(reader.say.day(dueOn)))],
        ...workFacts(reader, stored.sale),
        [t.order, stored.sale.purchaseOrder],
        [t.note, stored.sale.note && shorten(stored.sale.note, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...(lines.length > 0 ? [divider, problemSection(isQuote ? t.missingQuote : t.missing, lines)] : []),
      ...notices(reader, weighed, stored.sale),
      ...(ready && !allowed ? [context(card.askWhom)] : []),
      ...buttons(
        ready &&
          allowed &&
          button(isQuote ? SEND : ISSUE, isQuote ? card.send : t.issue, value, {
            style: "primary",
            confirm: ask,
            ...spoken(isQuote ? card.send : t.issue),
          }),
        ready && allowed && !isQuote && button(ISSUE_ON, card.issueOn.button, value, spoken(card.issueOn.button)),
        firm && may(reader.person, "document.read/draft") && button(DRAFT_PDF, card.draftPdf, stored.id, spoken(card.draftPdf)),
        may(reader.person, "invoice.draft") && button(EDIT, t.edit, stored.id, spoken(t.edit)),
        problems.some(({ field }) => field.startsWith("seller.")) && may(reader.person, "seller.set") && button(SET_UP, t.setUp.hub, "hub"),
        may(reader.person, "invoice.draft") && button(DELETE, isQuote ? card.removeQuote : card.remove, value, { confirm: card.removeAsk }),
      ),
    ],
  };
}
