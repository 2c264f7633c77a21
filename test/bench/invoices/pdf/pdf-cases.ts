/** Documents as firms issue them, and what each must show. */
import { composeInvoice, type Facts } from "../../../../edge/invoices/compose-invoice.ts";
import type { Invoice } from "../../../../edge/invoices/invoice.ts";
import { A_BUYER, A_SELLER, aLine, aSale, aVat, dice, randomInvoice, STANDARD, someFacts } from "../../../fixtures/invoices.ts";

export interface PdfCase {
  name: string;
  invoice: Invoice;
  /** With its very spaces. */
  shows: string[];
}

const NAMES = [
  "Audit de sécurité",
  "Œuvre « Été »",
  "Déplacement à Saint-Étienne",
  "Prestation n° 3\u202f: contrôle",
  "L’hébergement, forêt d’Île-de-France",
];
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    aLine(String((i % 7) + 1), ["800", "1250.5", "19.99"][i % 3] as string, i % 4 === 3 ? aVat("S", "5.5") : STANDARD, {
      name: NAMES[i % NAMES.length] as string,
      unit: (["day", "hour", "piece"] as const)[i % 3] as "day",
      details: i % 3 === 1 ? "Deux ateliers et un compte rendu.\nLivrable : rapport." : "",
    }),
  );
const one = (name: string, facts: Partial<Facts>, shows: string[]): PdfCase => ({ name, invoice: composeInvoice(someFacts(facts)), shows });

const GERMAN = {
  ...A_BUYER,
  name: "Müller & Söhne GmbH",
  siren: null,
  vatNumber: "DE123456788",
  email: "rechnung@mueller.example",
  address: { line: "Hauptstraße 1", postcode: "10115", city: "Berlin", country: "DE" },
};

export const CASES: PdfCase[] = [
  one("10 lines", { sale: aSale(lines(10)) }, [
    "Œuvre «\u00a0Été\u00a0»",
    "1\u202f250,50",
    "20\u00a0%",
    "Électricité & Fils",
    "Net à payer",
  ]),
  one("300 lines", { sale: aSale(lines(300)) }, ["Prestation n° 3\u202f: contrôle", "1\u00a0/\u00a0"]),
  one("a credit note", { kind: "credit-note", number: "A2026-0007", preceding: [{ number: "F2026-0001", issuedOn: "2026-10-01" }] }, [
    "Avoir",
    "F2026-0001 du 01/10/2026",
  ]),
  one(
    "the franchise",
    {
      seller: {
        ...A_SELLER,
        legalForm: "EI",
        capitalCents: null,
        register: "RNE",
        vatNumber: null,
        vatRegime: "franchise",
        latePercent: null,
      },
      sale: aSale([aLine("3", "80", aVat("E", "0", "VATEX-FR-FRANCHISE"), { unit: "hour", name: "Cours d’été à l’Hôtel-Dieu" })]),
    },
    ["TVA non applicable, art. 293 B du CGI", "240,00\u00a0€", "Cours d’été à l’Hôtel-Dieu"],
  ),
  one("reverse charge, in English", { language: "en", buyer: GERMAN, sale: aSale([aLine("12", "950", aVat("AE", "0", "VATEX-EU-AE"))]) }, [
    "Reverse charge, art. 196 of Directive 2006/112/EC",
    "€11,400.00",
    "Müller & Söhne GmbH",
  ]),
  one(
    "long words and texts",
    {
      buyer: { ...A_BUYER, name: "Établissements Żółkiewski & Œuvriers réunis de la vallée de l’Ardèche méridionale" },
      sale: aSale([
        aLine("1", "12345678.99", STANDARD, {
          name: "À".repeat(120),
          details: "Cœur, naïveté, ambiguïté, où, dû, Noël, garçon. ".repeat(40),
        }),
        aLine("1", "5", STANDARD, { name: "Café ☕ 日本" }),
      ]),
    },
    ["12\u202f345\u202f678,99", "Café\u00a0??", "ambiguïté", "Żółkiewski"],
  ),
  ...[11, 12, 13, 14].map((seed): PdfCase => {
    const invoice = randomInvoice(dice(seed));
    return { name: `drawn at random (${seed})`, invoice, shows: [invoice.number] };
  }),
];
