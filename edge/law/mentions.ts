/** The sentences that the law wants on quotes and invoices, each with the days on which it stands. */
import type { LegalText } from "./law.ts";

const COMMERCE = "C. com. art. L441-9 et L441-10, D441-5";
const QUOTES = "Arrêté du 24 janvier 2017 (dépannage, réparation, entretien) ; C. conso. art. L111-1 et R111-1 (lus par juritravail, FFB)";
const ANNEX_II = "CGI ann. II art. 242 nonies A, I";
const row = (id: string, fr: string, en: string, source: string, from = "2013-01-01"): LegalText => ({
  id,
  fr,
  en,
  source,
  from,
  to: null,
  readOn: "2026-11-22",
});

export const MENTIONS: readonly LegalText[] = [
  row(
    "recovery",
    "En cas de retard de paiement, une indemnité forfaitaire de {amount} est due pour frais de recouvrement.",
    "Late payment incurs a flat recovery fee of {amount}.",
    COMMERCE,
  ),
  row(
    "late-agreed",
    "En cas de retard de paiement, des pénalités au taux annuel de {percent} % sont exigibles sans rappel dès le lendemain de l’échéance.",
    "Late payment incurs penalties at {percent}% a year from the day after the due date, without reminder.",
    COMMERCE,
  ),
  row(
    "late-ecb",
    "En cas de retard de paiement, des pénalités au taux de refinancement de la Banque centrale européenne majoré de 10 points sont exigibles sans rappel dès le lendemain de l’échéance.",
    "Late payment incurs penalties at the European Central Bank’s refinancing rate plus 10 points from the day after the due date, without reminder.",
    COMMERCE,
  ),
  row("no-early-payment", "Pas d’escompte pour paiement anticipé.", "No discount for early payment.", COMMERCE),
  row(
    "consumer",
    "Sans objet : le client n’est pas un professionnel.",
    "Not applicable: the customer is not a business.",
    "C. com. art. L441-10, entre professionnels seulement",
  ),
  row(
    "debits",
    "Option pour le paiement de la taxe d’après les débits",
    "VAT due on invoices (option for debits)",
    `${ANNEX_II} 11° bis`,
    "2022-10-09",
  ),
  row("goods", "Livraison de biens", "Supply of goods", `${ANNEX_II} 8° bis`, "2022-10-09"),
  row("services", "Prestation de services", "Supply of services", `${ANNEX_II} 8° bis`, "2022-10-09"),
  row("both", "Livraison de biens et prestation de services", "Supply of goods and services", `${ANNEX_II} 8° bis`, "2022-10-09"),
  // Right behind the name, on whatever a sole trader writes.
  row("sole-trader", "EI", "EI", "C. com. art. L526-22 et R526-27", "2022-05-15"),
  row("quote-free", "Devis gratuit.", "This quote is free of charge.", QUOTES),
  row("quote-paid", "Devis payant : {amount} TTC.", "This quote is charged for: {amount} incl. VAT.", QUOTES),
  row("complaints", "Réclamations et service après-vente : {where}", "Complaints and after-sales service: {where}", QUOTES),
];
