/** The client that a stranger becomes once somebody said which kind it is. Pure. */
import { Contact, type Kind, type NewClient } from "../clients/client.ts";
import { checkVatNumber, isSiren } from "../companies/company-numbers.ts";
import type { Sender } from "./mail.ts";

/** What was chosen on the card: see meet-sender.ts. */
export interface Chosen {
  kind: Kind;
  /** Of the company in the register, "" when it is none of them. */
  siren: string;
}

export function clientOf(sender: Sender, { kind, siren }: Chosen): NewClient {
  const { name, address: email, phone } = sender;
  const contact = Contact.safeParse({ name, email, phone });
  return {
    identity: identityOf(sender, siren),
    kinds: [kind],
    // A number that is written in words is none.
    contact: contact.success ? contact.data : { name, email, phone: "" },
    note: "",
    closedReason: "",
  };
}

function identityOf({ company, name, address, vatNumber, country }: Sender, siren: string): NewClient["identity"] {
  if (isSiren(siren)) return { type: "french", siren, name: company };
  const vat = vatNumber ? checkVatNumber(vatNumber) : null;
  const abroad = vat?.country === "XI" ? "GB" : vat?.country;
  if (company || abroad)
    return { type: "foreign", name: company || name || address, vatNumber: vat?.number ?? "", country: abroad || country || "FR" };
  return { type: "person", name: name || address };
}
