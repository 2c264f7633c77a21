/**
 * What INSEE's codes mean: legal forms ("catégories juridiques") and activities by their division. The names are rows of
 * D1 (migration 0015), read once into each isolate: as program text they would be 6 kB of every upload.
 */
import type { Locale } from "../people/person.ts";
import type { Company } from "./company.ts";

interface Name {
  kind: "legal-form" | "activity";
  code: string;
  fr: string;
  en: string;
}

/** Constants of the State, nothing of any request. */
const names = new Map<string, Name>();

/** Before anything is shown that has such codes; without it they are shown as they are. */
export async function loadCodeNames(db: D1Database): Promise<void> {
  if (names.size > 0) return;
  const { results } = await db.prepare("SELECT kind, code, fr, en FROM code_names").all<Name>();
  for (const name of results) names.set(`${name.kind} ${name.code}`, name);
}

/** @param code four digits; an unusual one is named by its family, an unknown one shown as it is */
export function legalFormLabel(code: string, locale: Locale): string {
  const name = [code, code.slice(0, 2), code.slice(0, 1)].map((part) => names.get(`legal-form ${part}`)).find(Boolean);
  return name?.[locale] ?? code;
}

/** From then on NAF 2025 is the official one: 1 January 2027 in Paris. */
const NAF_2025_FROM = Date.UTC(2026, 11, 31, 23);

/** The official code of the day first, the other one behind it; NAF 2025 ends a code with another letter, and moves few divisions. */
export function activityCodes({ activity, activity2025 }: Pick<Company, "activity" | "activity2025">, now = Date.now()): string[] {
  return (now < NAF_2025_FROM ? [activity, activity2025] : [activity2025, activity]).filter((code): code is string => Boolean(code));
}

/** Repair, which NAF 2025 has in one division with the trade's. */
const REPAIR_2025: Record<Locale, string> = { fr: "Réparation et entretien", en: "Repair and maintenance" };

/** "62.02A – Programmation, conseil…"; an unknown division leaves the code alone. */
export function activityLabel(code: string, locale: Locale, isNew = false): string {
  const label = isNew && code.startsWith("95") ? REPAIR_2025[locale] : names.get(`activity ${code.slice(0, 2)}`)?.[locale];
  return label ? `${code} – ${label}` : code;
}
