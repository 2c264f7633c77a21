/** What is sold, line by line. Fields are "lines.0.name" and the like. */
import { EXEMPTIONS } from "../../law/exemptions.ts";
import { inForce } from "../../law/law.ts";
import { inFrance, isAbroadInUnion } from "../../law/vat-abroad.ts";
import { territoryOf } from "../../law/vat-rates.ts";
import { decimal } from "../decimal.ts";
import type { Invoice, InvoiceProblem } from "../invoice.ts";
import { UNIT_CODES, VAT_CATEGORIES, type Vat } from "../sale.ts";
import type { LineTotals } from "../totals.ts";
import { broken, filled, isDecimal, type Rule } from "./wrong.ts";

/** BR-FR-16, with the rates of former years that a credit note may still need. */
const RATES = ["0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6", "10", "13", "19.6", "20", "20.6"];

export function lineProblems(invoice: Invoice): InvoiceProblem[] {
  const { kind, lines, issuedOn, totals } = invoice;
  const outside = lines.filter(({ vat }) => vat.category === "O").length;
  return broken([
    [lines.length > 0, "lines", "no_lines", "BR-16"],
    // O stands alone (BR-O-11 to 14).
    [outside === 0 || outside === lines.length, "lines", "outside_mixed", "BR-O-11"],
    ...lines.flatMap((line, i): Rule[] => [
      [filled(line.name), `lines.${i}.name`, "line_name", "BR-25"],
      [isDecimal(line.quantity, 4, { signed: true }), `lines.${i}.quantity`, "quantity", "BR-FR-DEC-02"],
      [!isDecimal(line.quantity, 4, { signed: true }) || decimal(line.quantity).digits !== 0n, `lines.${i}.quantity`, "quantity_zero"],
      [Object.hasOwn(UNIT_CODES, line.unit), `lines.${i}.unit`, "unit", "BR-23"],
      [kind === "credit-note" || !isOverdone(totals.lines[i]), `lines.${i}.discount`, "discount_over"],
      [isDecimal(line.unitPrice, 6), `lines.${i}.unitPrice`, "unit_price", line.unitPrice.startsWith("-") ? "BR-27" : "BR-FR-DEC-03"],
      ...vatRules(line.vat, `lines.${i}.vat`, issuedOn),
      ...placeRules(line.vat, `lines.${i}.vat`, invoice),
      // One breakdown for each of these categories, with one reason: BR-E-01 and its like.
      [isAlone(line.vat, lines), `lines.${i}.vat`, "reasons_mixed", `BR-${ruleName(line.vat.category)}-01`],
    ]),
    ...totals.vat.flatMap(({ vat }, i): Rule[] => [
      ...vatRules(vat, "lines", issuedOn),
      [wantsReason(vat) === filled(invoice.reasons[i]), "lines", "exemption", `BR-${ruleName(vat.category)}-10`],
    ]),
  ]);
}

/** Of two reasons under one category the second one is too much. */
const isAlone = (own: Vat, lines: Invoice["lines"]): boolean =>
  hasRate(own) || lines.find(({ vat }) => vat.category === own.category)?.vat.exemption === own.exemption;

/** More taken off than there was. */
const isOverdone = (line: LineTotals | undefined): boolean =>
  line !== undefined && line.netCents !== 0 && Math.sign(line.netCents) !== Math.sign(line.grossCents);

/** Each reason for bearing no VAT has its place and its firm: nobody charges nothing by a slip of the list (CGI art. 262, 262 ter, 283, 293 B). */
function placeRules({ category, exemption }: Vat, field: string, { kind, seller, buyer, deliverTo }: Invoice): Rule[] {
  // What was wrong on an invoice must not keep it from being taken back.
  if (kind === "credit-note") return [];
  const goesTo = (deliverTo ?? buyer.address).country;
  return [
    [category !== "K" || isAbroadInUnion(goesTo), field, "not_in_union"],
    [category !== "G" || !(isAbroadInUnion(goesTo) || ["FR", "MC"].includes(goesTo)), field, "no_export"],
    [exemption !== "VATEX-EU-AE" || !inFrance(buyer.address.country), field, "reverse_abroad"],
    [exemption !== "VATEX-FR-AE" || inFrance(buyer.address.country), field, "reverse_home"],
    [exemption !== "VATEX-FR-FRANCHISE" || seller.vatRegime === "franchise", field, "no_franchise"],
    [exemption !== "FR-CGI294" || territoryOf(seller.address) === "unapplied", field, "no_294"],
  ];
}

const hasRate = ({ category }: Pick<Vat, "category">) => category === "S" || category === "Z";

/** S and Z bear a rate and no reason; all others a reason and no rate. */
const wantsReason = (vat: Vat) => !hasRate(vat);

/** The rules of K are called IC. */
const ruleName = (category: Vat["category"]) => (category === "K" ? "IC" : category);

function vatRules(vat: Vat, field: string, day: string): Rule[] {
  const { category, percent, exemption } = vat;
  const read = isDecimal(percent, 2) ? decimal(percent) : null;
  const rate = read && String(Number(percent));
  return [
    [VAT_CATEGORIES.includes(category), field, "vat_category", "BR-FR-15"],
    [rate !== null && RATES.includes(rate), field, "vat_rate", "BR-FR-16"],
    [category !== "S" || (read !== null && read.digits > 0n), field, "vat_rate", "BR-S-05"],
    [category === "S" || (read !== null && read.digits === 0n), field, "vat_zero", `BR-${ruleName(category)}-05`],
    [wantsReason(vat) === filled(exemption), field, "exemption", `BR-${ruleName(category)}-10`],
    [exemption === null || inForce(EXEMPTIONS, exemption, day)?.category === category, field, "exemption", "BR-CL-22"],
  ];
}
