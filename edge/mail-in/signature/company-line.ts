/** The company's name: the piece of the signature that speaks most like one. */
import { fold } from "../../companies/names.ts";
import { likeness, segmentsOf, TRADE, trimmed } from "./segments.ts";

const LEGAL_FORM =
  /(^|[\s,(])(SARL|S\.A\.R\.L\.?|SAS|S\.A\.S\.?|SASU|EURL|SA|SCOP|SCP|SELARL|SNC|SCI|EARL|GAEC|Ltd\.?|Limited|LLC|Inc\.?|PLC|plc|GmbH|AG|BV|NV|SRL|SpA)(?=[\s,).]|$)/;
const ONLY_LEGAL = /^(une? )?(sarl|sas|sasu|eurl|sa|scop|ltd|limited|llc|inc)\.?$/i;
const SPEAKS_OF_A_FIRM =
  /^(agence|atelier|ateliers|cabinet|groupe|studio|soci[ée]t[ée]|entreprise|[ée]ts|[ée]tablissements|h[ôo]tel|garage|transports?|mairie|ville de|commune|association|boulangerie|pharmacie|librairie|imprimerie|menuiserie|restaurant|caf[ée])\s/i;
const EMPLOYED = /^(.{2,60}?)(?:\s+chez\s+|\s+at\s+|\s+@\s*|,\s+)(.{2,80})$/i;
/** What a line with one of these says is something else. */
const NO_COMPANY =
  /@|https?:|www\.|\d{4,}|(\d{2}[ .-]){3}|(?<!\p{L})(t[ée]l|fax|mob|port|siret|siren|rcs|tva|vat|iban|rue|avenue|av|boulevard|bd|place|chemin|route|impasse|cedex|street|road|lane|registered)(?!\p{L})/iu;
interface Known {
  person: string;
  /** In what the mail program shows as the sender; `sure` = beside a person's name. */
  shown: { company: string; sure: boolean };
  /** Of the domain, letters only. */
  label: string;
}

const ENOUGH = 3;

export function companyIn(lines: string[], { person, shown, label }: Known): string {
  const signed = lines.flatMap((line, at) => piecesOf(line).map((piece) => ({ ...piece, at })));
  const nameAt = lines.findIndex((line) => person !== "" && fold(line).includes(fold(person)));
  const scored = [{ text: shown.company, score: shown.sure ? 3 : 1, at: -9 }, ...signed]
    .map(({ text, score, at }) => ({ text: tidy(text), score, at }))
    .filter(
      ({ text }) =>
        text.length >= 2 && text.length <= 90 && fold(text) !== fold(person) && !NO_COMPANY.test(text) && !ONLY_LEGAL.test(text),
    )
    .map(({ text, score, at }) => ({ text, score: score + scoreOf(text, label) + (at >= 0 && Math.abs(at - nameAt) <= 2 ? 1 : 0) }));
  const best = scored.reduce((found, one) => (one.score > found.score ? one : found), { text: "", score: ENOUGH - 1 });
  return best.text;
}

/** The pieces of a line, and behind "Manager, " or "chez" the company. */
function piecesOf(line: string): { text: string; score: number }[] {
  return segmentsOf(line.replace(/\s+(au capital|r\.?c\.?s\b|siret|siren|tva).*$/i, "")).flatMap((segment) => {
    const [, role = "", company = ""] = EMPLOYED.exec(segment) ?? [];
    if (company && TRADE.test(role)) return [{ text: company, score: 4 }];
    // "Couture Diallo, retouches": each piece alone.
    return segment.split(/,\s/).map((text) => ({ text, score: 0 }));
  });
}

/** "L'équipe du Garage Central", "The Blue Harbour sales team", "Hôtel des Voyageurs ***". */
const tidy = (text: string): string =>
  trimmed(text)
    .replace(/^(?:l['’]équipe|(?:le )?(?:secrétariat|service \p{L}+)) (?:du |de la |de l['’]|des |de |d['’])/iu, "")
    .replace(/^(?:the )?(.+?)(?: (?:sales|support))? team$/i, "$1")
    .replace(/[\s*★☆]+$/, "");

function scoreOf(text: string, label: string): number {
  const like = likeness(text, label);
  let score = like >= 0.6 ? 4 : like >= 0.45 ? 2 : 0;
  if (LEGAL_FORM.test(text)) score += 4;
  if (SPEAKS_OF_A_FIRM.test(text)) score += 2;
  if (text.length > 3 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) score += 2;
  if (like < 0.45 && TRADE.test(text) && !LEGAL_FORM.test(text)) score -= 3;
  // A sentence is no name.
  if ((/[.!?]\s|\p{Ll}\.$/u.test(text) && !LEGAL_FORM.test(text)) || text.split(" ").length > 8) score -= 3;
  return score;
}
