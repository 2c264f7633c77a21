/** Seller, buyer and where goods go, as CII has them; French identifiers by their ICD (0002 SIREN, 0009 SIRET, 0225 the reform's address). */
import type { Address } from "../clients/client.ts";
import type { Invoice } from "./invoice.ts";
import type { Node } from "./xml-writer.ts";

export function sellerParty({ seller, lines }: Invoice): Node {
  // Outside of VAT no VAT number may stand (BR-O-02); without one, the SIREN is the tax registration (BR-E-02).
  const outside = lines.some(({ vat }) => vat.category === "O");
  return [
    "ram:SellerTradeParty",
    ["ram:GlobalID", { schemeID: "0009" }, seller.siret],
    ["ram:Name", seller.name],
    ["ram:SpecifiedLegalOrganization", ["ram:ID", { schemeID: "0002" }, seller.siren]],
    contact(null, seller.phone, seller.email),
    postal(seller.address),
    ["ram:URIUniversalCommunication", ["ram:URIID", { schemeID: "0225" }, seller.siren]],
    outside ? null : registration(seller.vatNumber, seller.siren),
  ];
}

export function buyerParty({ buyer, audience, lines }: Invoice): Node {
  const outside = lines.some(({ vat }) => vat.category === "O");
  return [
    "ram:BuyerTradeParty",
    buyer.siret && ["ram:GlobalID", { schemeID: "0009" }, buyer.siret],
    ["ram:Name", buyer.name],
    buyer.siren && ["ram:SpecifiedLegalOrganization", ["ram:ID", { schemeID: "0002" }, buyer.siren]],
    contact(buyer.contact, "", buyer.email ?? ""),
    postal(buyer.address),
    ["ram:URIUniversalCommunication", endpointOf({ buyer, audience })],
    buyer.vatNumber && !outside ? registration(buyer.vatNumber, "") : null,
  ];
}

/** A French business by its SIREN (BR-FR-21); anybody else by e-mail, or by the reference that we know them under. */
function endpointOf({ buyer, audience }: Pick<Invoice, "buyer" | "audience">): Node {
  if (audience === "B2B" && buyer.siren) return ["ram:URIID", { schemeID: "0225" }, buyer.siren];
  if (buyer.email) return ["ram:URIID", { schemeID: "EM" }, buyer.email];
  return ["ram:URIID", { schemeID: "0225" }, buyer.clientId];
}

export function deliverToParty({ deliverTo, buyer }: Invoice): Node | null {
  return deliverTo && ["ram:ShipToTradeParty", ["ram:Name", buyer.name], postal(deliverTo)];
}

const contact = (name: string | null, phone: string, email: string): Node => [
  "ram:DefinedTradeContact",
  name && ["ram:PersonName", name],
  phone && ["ram:TelephoneUniversalCommunication", ["ram:CompleteNumber", phone]],
  email && ["ram:EmailURIUniversalCommunication", ["ram:URIID", email]],
];

const postal = ({ line, postcode, city, country }: Address): Node => [
  "ram:PostalTradeAddress",
  postcode && ["ram:PostcodeCode", postcode],
  line && ["ram:LineOne", line],
  city && ["ram:CityName", city],
  ["ram:CountryID", country],
];

/** VA = a VAT number, FC = the tax registration of who has none. */
const registration = (vatNumber: string | null, siren: string): Node => [
  "ram:SpecifiedTaxRegistration",
  vatNumber ? ["ram:ID", { schemeID: "VA" }, vatNumber] : ["ram:ID", { schemeID: "FC" }, siren],
];
