/** Who wrote a mail: name, company, telephone and company number as the signature gives them. No guess is better than a wrong one. */
import { companyDomain } from "../../clients/free-mail.ts";
import { countryIn } from "../../clients/signature/read-company.ts";
import { readNumbers } from "../../clients/signature/read-numbers.ts";
import { fold } from "../../companies/names.ts";
import type { Mailbox } from "../message/mailbox.ts";
import { companyIn } from "./company-line.ts";
import { displayed, personIn } from "./person-line.ts";
import { signatureZone } from "./signature-zone.ts";

export interface Signature {
  /** The person; "" when only a company or a department signs. */
  name: string;
  company: string;
  /** Nothing in the mail names the company: it is the address's domain. */
  companyByDomain: boolean;
  phone: string;
  siren: string;
  vatNumber: string;
  /** ISO 3166-1 alpha-2; "" = France, or nothing says. */
  country: string;
  /** What was written above the signature. */
  words: string;
}

const SHORT = 40;

export function readSignature(sender: Mailbox, text: string): Signature {
  const domain = companyDomain(sender.address) ?? "";
  const shown = displayed(sender, labelOf(domain));
  const zone = signatureZone(text, shown.person);
  const name = personIn(zone.lines, sender, shown.person);
  const named = companyIn(zone.lines, { person: name, shown, label: labelOf(domain) });
  // Nothing marks where the signature begins: a number within a sentence may be anything.
  const lines = zone.marked ? [...zone.lines, ...zone.below] : zone.lines.filter((line) => line.length <= SHORT);
  const { siren, vatNumber, country, phone } = readNumbers(lines.join("\n"));
  return {
    name,
    company: named || domain,
    companyByDomain: !named && domain !== "",
    phone: phone.slice(0, 40),
    siren,
    vatNumber: siren ? "" : vatNumber,
    country: country || countryIn({ company: named, email: sender.address, phone }),
    words: zone.words,
  };
}

/** "mail.cafe-etoile.fr" → "cafeetoile": what a company's name is compared with. */
function labelOf(domain: string): string {
  const parts = domain.split(".");
  const tld = parts.length > 2 && /^(co|com|org|gouv|asso)$/.test(parts.at(-2) ?? "") ? 3 : 2;
  return fold(parts.at(-tld) ?? "").replace(/ /g, "");
}
