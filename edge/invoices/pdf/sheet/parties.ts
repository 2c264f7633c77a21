/** Seller and buyer as the paper shows them, and the line at the foot of every page. */
import type { Address } from "../../../clients/client.ts";
import type { Locale } from "../../../people/person.ts";
import type { Buyer } from "../../invoice.ts";
import type { Seller } from "../../seller.ts";
import { isSoleTrader, signedName } from "../../seller-name.ts";
import { amount, siren } from "./figures.ts";
import type { Party } from "./sheet.ts";
import { WORDS } from "./words.ts";

export function sellerParty(seller: Seller, day: string, language: Locale): Party {
  const lines = [
    ...addressLines(seller.address, seller.address.country, language),
    `SIREN${"\u00a0"}${siren(seller.siren)}`,
    seller.vatNumber && `${WORDS[language].vatNumber}${"\u00a0"}${seller.vatNumber}`,
    seller.email,
    [seller.phone, seller.website].filter(Boolean).join(" · "),
  ];
  return { label: WORDS[language].from, name: signedName(seller, day), lines: lines.filter((line): line is string => Boolean(line)) };
}

export function buyerParty(buyer: Buyer, seller: Seller, label: string, language: Locale): Party {
  const lines = [
    buyer.contact && `${WORDS[language].attention} ${buyer.contact}`,
    ...addressLines(buyer.address, seller.address.country, language),
    buyer.siret ? `SIRET${"\u00a0"}${siren(buyer.siret)}` : buyer.siren && `SIREN${"\u00a0"}${siren(buyer.siren)}`,
    buyer.vatNumber && `${WORDS[language].vatNumber}${"\u00a0"}${buyer.vatNumber}`,
  ];
  return { label, name: buyer.name, lines: lines.filter((line): line is string => Boolean(line)) };
}

/** Null when it is the buyer's own address. */
export function placeParty(place: Address | null, buyer: Buyer, seller: Seller, label: string, language: Locale): Party | null {
  if (place === null || JSON.stringify(place) === JSON.stringify(buyer.address)) return null;
  return { label, name: "", lines: addressLines(place, seller.address.country, language) };
}

/** Who we are, by law, on every page. */
export function footerOf(seller: Seller, day: string, language: Locale): string {
  const capital =
    seller.capitalCents === null ? "" : WORDS[language].capital(amount(seller.capitalCents, language).replace(/[,.]00(?!\d)/, ""));
  const form = [isSoleTrader(seller) ? "" : seller.legalForm, capital].filter(Boolean).join(" ");
  const { line, postcode, city } = seller.address;
  return [
    [signedName(seller, day), form].filter(Boolean).join(", "),
    [line, [postcode, city].filter(Boolean).join(" ")].filter(Boolean).join(", "),
    registered(seller),
    seller.vatNumber && `${WORDS[language].vatNumber} ${seller.vatNumber}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** "732 829 320 RCS Lyon", as the Code de commerce has it (R123-237); the RNE has the number behind it. */
const registered = ({ register, siren: number }: Seller) =>
  register.startsWith("RCS") ? `${siren(number)} ${register}` : [register, siren(number)].filter(Boolean).join(" ");

function addressLines({ line, postcode, city, country }: Address, home: string, language: Locale): string[] {
  const abroad = country === home ? "" : (new Intl.DisplayNames(language, { type: "region" }).of(country) ?? country);
  return [line, [postcode, city].filter(Boolean).join(" "), abroad].filter(Boolean);
}
