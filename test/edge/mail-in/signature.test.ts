/** Signatures in French and English: what is read from each, and how often that is right. */
import { describe, expect, it } from "vitest";
import { fold } from "../../../edge/companies/names.ts";
import { onlyMailbox } from "../../../edge/mail-in/message/mailbox.ts";
import { readSignature, type Signature } from "../../../edge/mail-in/signature/read-signature.ts";
import { type SignatureSample, signatureSamples } from "../../fixtures/signatures.ts";

const FIELDS = ["name", "company", "phone", "siren", "vatNumber"] as const;
type Field = (typeof FIELDS)[number];

const wordsOf = (text: string) => fold(text).split(" ").filter(Boolean).sort().join(" ");
const digitsOf = (text: string) => text.replace(/\D/g, "");

function read({ from, text }: SignatureSample): Signature {
  const mailbox = onlyMailbox(from);
  if (!mailbox) throw new Error(`no address in ${from}`);
  const signature = readSignature(mailbox, text);
  return signature.companyByDomain ? { ...signature, company: "" } : signature;
}

const same = (field: Field, a: string, b: string) =>
  field === "name" || field === "company" ? wordsOf(a) === wordsOf(b) : digitsOf(a) === digitsOf(b);

function scoreOf(field: Field) {
  const wrong: string[] = [];
  let [right, missed] = [0, 0];
  for (const sample of signatureSamples) {
    const found = read(sample)[field];
    if (same(field, found, sample[field])) right += sample[field] ? 1 : 0;
    else if (found) wrong.push(`${sample.from}: "${found}", not "${sample[field]}"`);
    else missed++;
  }
  return { precision: right / (right + wrong.length), recall: right / (right + wrong.length + missed), wrong };
}

describe("a signature", () => {
  it("is read from at least forty mails of both languages", () => {
    expect(signatureSamples.length).toBeGreaterThanOrEqual(40);
    for (const language of ["fr", "en"])
      expect(signatureSamples.filter((sample) => sample.language === language).length).toBeGreaterThanOrEqual(14);
  });

  it.each(FIELDS)("%s: precision at least 0.95, recall at least 0.9", (field) => {
    const { precision, recall, wrong } = scoreOf(field);
    expect(wrong.length === 0 || precision >= 0.95, wrong.join("\n")).toBe(true);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  const of = (from: string, text: string) => read({ from, text } as SignatureSample);

  it("believes no number whose key is wrong, and none that another line explains", () => {
    const { siren, phone, vatNumber } = of(
      "a@b.example",
      "Cordialement,\nJean Petit\nSIREN 732 829 321\nTVA FR44732829321\nIBAN FR76 0612 3456 7890\nFax : 01 02 03 04 05",
    );
    expect([siren, phone, vatNumber]).toEqual(["", "", ""]);
  });

  it("takes nothing from what is quoted below", () => {
    const { phone, company } = of(
      "jean.petit@x.example",
      "D'accord.\n\nJean Petit\n\n-----Message d'origine-----\nDe : Tom\nCordialement\nTom\nACME SARL\n01 02 03 04 05",
    );
    expect([phone, company]).toEqual(["", ""]);
  });

  it("knows the domain of a firm and says that it is only that; a free-mail domain is none", () => {
    expect(readSignature({ name: "Léo", address: "leo@ferme-du-lac.example" }, "Bonjour")).toMatchObject({
      company: "ferme-du-lac.example",
      companyByDomain: true,
    });
    expect(readSignature({ name: "Léo", address: "leo@gmail.com" }, "Bonjour")).toMatchObject({ company: "", companyByDomain: false });
  });

  it("is read in no time from words that were made to be slow", () => {
    const began = performance.now();
    for (const evil of [
      "<".repeat(100_000),
      `Cordialement,\n${"0 ".repeat(50_000)}`,
      "a".repeat(200_000),
      `${"A".repeat(80)}-`.repeat(2_000),
      `${"salutations ".repeat(20)}\n`.repeat(900),
      " ".repeat(200_000),
    ])
      of("a@b.example", evil);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
