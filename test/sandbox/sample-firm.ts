/** Who sells in the sandbox, set up once, and a short price list: /facture works at once in a new house. */
import { DEFAULT_RULES } from "../../edge/invoices/firm/firm.ts";
import { writeFirm } from "../../edge/invoices/firm/firm-store.ts";
import type { Seller } from "../../edge/invoices/seller.ts";
import type { PriceItem } from "../../edge/prices/price-item.ts";
import { putPrices } from "../../edge/prices/price-store.ts";
import { personIdOf } from "./person-row.ts";

const FIRM: Seller = {
  siren: "732829320",
  siret: "73282932000074",
  name: "Atelier Lumière",
  legalForm: "SAS",
  capitalCents: 1_000_000,
  register: "RCS Nanterre",
  address: { line: "1 rue de l’Exemple", postcode: "92310", city: "Sèvres", country: "FR" },
  vatNumber: "FR44732829320",
  vatRegime: "normal",
  vatOnDebits: false,
  email: "bonjour@atelier-lumiere.example",
  phone: "01 00 00 00 00",
  website: "atelier-lumiere.example",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  logo: null,
  termsDays: 30,
  endOfMonth: "days-then-month-end",
  latePercent: null,
  earlyPayment: "",
  insurance: "",
  quoteDays: 30,
  quoteFeeCents: 0,
  complaints: "",
};

const item = (code: string, labelFr: string, labelEn: string, unit: PriceItem["unit"], unitPrice: string): PriceItem => ({
  ...{ code, labelFr, labelEn, unit, unitPrice },
  nature: unit === "piece" ? "goods" : "services",
  vat: null,
});

const PRICES = [
  item("AUDIT-J", "Audit d’éclairage", "Lighting audit", "day", "850"),
  item("CONSEIL-J", "Conseil en éclairage", "Lighting advice", "day", "720"),
  item("POSE-H", "Pose et réglage", "Fitting and adjustment", "hour", "58"),
  item("LED-30", "Projecteur LED 30 W", "LED spotlight 30 W", "piece", "42.90"),
];

/** Once: a house that is set up already keeps what its people made of it. */
export const sampleFirm = (db: D1Database): D1PreparedStatement[] => [
  writeFirm(db, { seller: FIRM, rules: DEFAULT_RULES, version: 0 }, personIdOf("U0AMELIE")),
  putPrices(db, PRICES, "sample"),
];
