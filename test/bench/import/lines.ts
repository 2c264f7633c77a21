/** A file as a firm's management software would save it: most lines new, some repeated, some wrong; and what each should become. */
import { manyCompanies } from "../many-people.ts";

export interface Expected {
  created: number;
  known: number;
  wrong: number;
}

const cell = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function fileOf(count: number): { text: string; expected: Expected } {
  const companies = manyCompanies(count);
  const expected: Expected = { created: 0, known: 0, wrong: 0 };
  const rows = companies.map(({ name, siren, siret }, i) => {
    const numbers = { 0: siren, 1: siret, 2: "" }[i % 3] as string;
    const line = [
      `${name} « ${i} »`,
      numbers,
      `contact@societe-${i}.example`,
      "04 76 00 00 00",
      `Camille Essai ${i}`,
      `${i} rue de l’Été; bât. "A"`,
      "38000",
      "Grenoble",
      `Devis\n${i}`,
    ];
    if (i % 50 === 49) {
      // The company of the line before it but two, whose SIREN or SIRET it has.
      expected.known += 1;
      return ["La même société", companies[i - 1 - ((i - 1) % 3)]?.siren ?? "", ...Array(7).fill("")];
    }
    if (i % 100 === 10) {
      expected.wrong += 1;
      return line.with(1, "123456789");
    }
    expected.created += 1;
    return line;
  });
  const titles = ["Raison sociale", "SIREN", "E-mail", "Téléphone", "Contact", "Adresse", "Code postal", "Ville", "Notes"];
  return { text: [titles, ...rows].map((row) => row.map(cell).join(";")).join("\r\n"), expected };
}
