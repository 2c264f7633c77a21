/** A signature's line in pieces, as people set them apart, and how much a name is like a domain. */
import { fold } from "../../companies/names.ts";

/** "Zoé Fabre - Pixel & Papier | Directrice" → three. */
export const segmentsOf = (line: string): string[] =>
  line
    .split(/\s+[|–—•·/-]\s+|\s*\|\s*|\s*[•·]\s*/)
    .map(trimmed)
    .filter(Boolean);

/** Without marks around it. */
export const trimmed = (text: string): string => text.replace(/^[\s"'«»“”*,;:.!()[\]_–-]+|[\s"'«»“”*,;:!()[\]_–-]+$/g, "");

const FEW = new Set(["de", "du", "des", "la", "le", "les", "et", "l", "d", "the", "and", "of"]);

/** 0 to 1: how much of the domain's label ("cafeetoile") the words of a name make up. */
export function likeness(name: string, label: string): number {
  if (label.length < 3) return 0;
  const words = fold(name).split(" ");
  if (words.join("") === label) return 1;
  const telling = words.filter((word) => !FEW.has(word));
  const inside = telling.filter((word) => label.includes(word)).reduce((sum, word) => sum + word.length, 0);
  const all = telling.reduce((sum, word) => sum + word.length, 0);
  return all === 0 ? 0 : Math.min(1, inside / label.length) * (inside / all > 0.4 ? 1 : 0.5);
}

/** Words of trades, functions and departments, in both languages. */
export const TRADE =
  /(?<!\p{L})(g[ée]rant|direct|responsable|manag|assistant|chef|charg[ée]|consultant|commercia|compta|ing[ée]nieur|pr[ée]sident|founder|owner|c[etf]o|head|officer|engineer|develop|design|avocat|notaire|service|d[ée]partement|op[ée]ration|r[ée]ception|accueil|achats|sales|support|contact|info|accounts?|billing|marketing|procurement|finance|[ée]quipe|team)(?:\p{L}*)(?!\p{L})/iu;
