/** The fields of the line that stands open. Their ids change with each turn, for Slack keeps what a field holds under the same id. */
import type { KnownBlock, StaticSelect } from "@slack/types";
import type { OpenLine } from "../../../../edge/invoices/drafts/open-sale.ts";
import { parisDay } from "../../../../edge/invoices/paris-day.ts";
import { allInForce, EXEMPTIONS, ratesOf, UNITS } from "../../../../edge/invoices/part.ts";
import type { Vat } from "../../../../edge/invoices/sale.ts";
import type { PriceItem } from "../../../../edge/prices/price-item.ts";
import type { Reader } from "../../../desk.ts";
import { button, buttons, context, header, input, textBox } from "../../../forms.ts";
import { shorten } from "../../../text/words.ts";
import type { Kept } from "../kept.ts";
import { discountText, figure, percent, price, textsFor } from "../sale-words.ts";
import type { Weighing } from "../weigh.ts";
import { select, watched } from "./fields.ts";

export function openLine(
  reader: Reader,
  { turn, open, more, raw }: Kept,
  line: OpenLine,
  { firm }: Weighing,
  prices: PriceItem[],
): KnownBlock[] {
  const t = textsFor(reader);
  const { form } = t;
  const id = (name: string) => `${name}_${turn}`;
  const box = (name: string, initial: string, most = 40, placeholder = "") =>
    textBox(id(name), { initial: raw[name] ?? initial, most, ...(placeholder && { placeholder }) });
  const shown = line.unitPriceWithVat ?? line.unitPrice;
  const units = UNITS.map((unit): [string, string] => [unit, t.units[unit][1]]);
  const suggestions = prices.filter(({ labelFr, labelEn }) => ![labelFr, labelEn].includes(line.name));
  return [
    header(form.line(String(open + 1))),
    watched(input(id("name"), form.name, textBox(id("name"), { initial: line.name, most: 500, focus: turn > 0 }), { hint: form.nameHint })),
    ...(suggestions.length > 0
      ? [
          context(form.fromList),
          ...buttons(
            ...suggestions.map((item, i) => {
              const label = reader.say.locale === "en" ? item.labelEn : item.labelFr;
              return button(`sale_take:${i}`, form.take(shorten(label, 45), price(reader, item.unitPrice)), item.code);
            }),
          ),
        ]
      : []),
    watched(
      input(id("quantity"), form.quantity, box("quantity", line.quantity === "1" && !line.name ? "1" : figure(reader, line.quantity))),
    ),
    input(id("unit"), form.unit, select(id("unit"), units, line.unit), { dispatch: true }),
    watched(
      input(
        id("price"),
        form.price,
        box("price", shown === null ? "" : `${figure(reader, shown)}${line.unitPriceWithVat === null ? "" : ` ${t.withVat}`}`),
        { hint: form.priceHint, optional: true },
      ),
    ),
    input(id("vat"), form.vat, vatSelect(reader, id("vat"), line.vat, firm), { dispatch: true }),
    ...(more
      ? [
          watched(
            input(id("off"), form.lineDiscount, box("off", line.discount ? discountText(reader, line.discount) : ""), {
              hint: form.discountHint,
              optional: true,
            }),
          ),
          input(id("nature"), form.nature, select(id("nature"), Object.entries(form.natures), line.nature), { dispatch: true }),
        ]
      : []),
  ];
}

/** "20" is a rate, "=VATEX-FR-AE" the reason why there is none. */
export const vatValue = (vat: Vat) => (vat.category === "S" ? vat.percent : `=${vat.exemption ?? ""}`);

function vatSelect(reader: Reader, name: string, vat: Vat, firm: Weighing["firm"]): StaticSelect {
  const { form } = textsFor(reader);
  const day = parisDay();
  const franchise = firm?.seller.vatRegime === "franchise";
  const rates = franchise ? [] : ratesOf({ seller: firm?.seller ?? null, day });
  const reasons = allInForce(EXEMPTIONS, day).filter(({ offered, id }) => offered || (franchise && id === "VATEX-FR-FRANCHISE"));
  const options: [string, string][] = [
    ...rates.map((rate): [string, string] => [rate, percent(reader, rate)]),
    ...reasons.map(({ id, fr, en }): [string, string] => [`=${id}`, form.exempt[id] ?? (reader.say.locale === "fr" ? fr : en)]),
  ];
  const current = vatValue(vat);
  if (!options.some(([value]) => value === current))
    options.unshift([current, vat.category === "S" ? percent(reader, vat.percent) : (form.exempt[vat.exemption ?? ""] ?? "–")]);
  return select(name, options, current);
}
