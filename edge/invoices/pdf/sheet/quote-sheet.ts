/** A quote as it stands on paper: until when it is good, and where the client signs. */
import type { QuoteDocument } from "../quote-document.ts";
import { day } from "./figures.ts";
import { bearsVat, sumsOf, tableOf, vatOf } from "./lines.ts";
import { buyerParty, footerOf, placeParty, sellerParty } from "./parties.ts";
import type { Fact, Party, Sheet } from "./sheet.ts";
import { WORDS } from "./words.ts";

export function quoteSheet(quote: QuoteDocument): Sheet {
  const { language, seller, buyer, number, issuedOn, validUntil, purchaseOrder, work, said = [] } = quote;
  const words = WORDS[language];
  const facts: (Fact | null)[] = [
    { label: words.issuedOn, value: day(issuedOn, language) },
    { label: words.validUntil, value: day(validUntil, language) },
    purchaseOrder === null ? null : { label: words.purchaseOrder, value: purchaseOrder },
    work?.starts ? { label: words.workStarts, value: work.starts } : null,
    work?.lasts ? { label: words.workLasts, value: work.lasts } : null,
  ];
  return {
    language,
    title: number === "" ? words.quoteDraft : words.quote,
    number,
    mark: number === "" ? words.draftMark : "",
    issuedOn,
    seller: sellerParty(seller, issuedOn, language),
    recipients: [
      buyerParty(buyer, seller, words.quotedTo, language),
      placeParty(quote.place, buyer, seller, words.workAt, language),
    ].filter((party): party is Party => party !== null),
    facts: facts.filter((fact) => fact !== null),
    ...tableOf(quote),
    vat: vatOf(quote),
    sums: sumsOf(quote, bearsVat(quote) ? words.quoted : words.quotedBare, false),
    mentions: quote.mentions,
    note: [quote.freeNote, termsSentence(quote), ...said].filter(Boolean).join("\n"),
    payment: null,
    // Nobody signs a draft.
    acceptance: number === "" ? null : acceptanceOf(quote),
    terms: [seller.insurance].filter(Boolean),
    footer: footerOf(seller, issuedOn, language),
  };
}

function termsSentence({ terms, seller, language }: QuoteDocument): string {
  const words = WORDS[language];
  if (terms?.type === "date") return words.termsDate(day(terms.dueOn, language));
  if (terms?.type === "days-end-of-month") return words.termsEndOfMonth(terms.days);
  return words.termsDays(terms?.days ?? seller.termsDays);
}

/** A private person has no position and no stamp. */
function acceptanceOf({ buyer, language }: QuoteDocument): Sheet["acceptance"] {
  const words = WORDS[language];
  if (!buyer.company)
    return { title: words.acceptance, text: words.acceptancePerson, fields: [words.signedOn, words.signedName, words.signed] };
  return { title: words.acceptance, text: words.acceptanceText, fields: [words.signedOn, words.signedBy, words.signature] };
}
