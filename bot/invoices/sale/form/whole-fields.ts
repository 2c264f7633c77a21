/** The fields of the whole: when it is to be paid and, among further options, discount, order, day of supply, note. */
import type { KnownBlock } from "@slack/types";
import type { Reader } from "../../../desk.ts";
import { header, input, textBox } from "../../../forms.ts";
import type { Kept } from "../kept.ts";
import { discountText, termsTyped, textsFor } from "../sale-words.ts";
import type { Weighing } from "../weigh.ts";
import { watched } from "./fields.ts";

export function wholeBlocks(reader: Reader, { kind, sale, more, raw, turn }: Kept, { firm }: Weighing): KnownBlock[] {
  const { form } = textsFor(reader);
  const box = (name: string, initial: string, most = 40, multiline = false) =>
    textBox(name, { initial: raw[name] ?? initial, most, multiline });
  const days = String(firm?.seller.termsDays ?? 30);
  const terms = input("terms", form.terms, box("terms", termsTyped(reader, sale.terms)), { hint: form.termsHint(days), optional: true });
  const work = kind === "quote" ? workFields(reader, sale.work) : [];
  if (!more) return [...work, watched(terms)];
  const off = sale.discount ? discountText(reader, sale.discount.off) : "";
  return [
    ...work,
    header(form.more),
    watched(terms),
    watched(input("discount", form.discount, box("discount", off), { hint: form.discountHint, optional: true })),
    watched(input("order", form.order, box("order", sale.purchaseOrder ?? "", 50), { optional: true })),
    input(
      "supplied",
      form.supplied,
      { type: "datepicker", action_id: `supplied_${turn}`, ...(sale.suppliedOn && { initial_date: sale.suppliedOn }) },
      { optional: true, dispatch: true },
    ),
    watched(input("note", form.note, box("note", sale.note, 2000, true), { optional: true })),
  ];
}

/** Of a quote: the law wants both said to a private person, and anybody may say them to a business. */
function workFields(reader: Reader, work: Kept["sale"]["work"]): KnownBlock[] {
  const { form } = textsFor(reader);
  const box = (name: "starts" | "lasts") => textBox(name, { initial: work?.[name] ?? "", most: 80 });
  return [
    watched(input("starts", form.starts, box("starts"), { hint: form.startsHint, optional: true })),
    watched(input("lasts", form.lasts, box("lasts"), { hint: form.lastsHint, optional: true })),
  ];
}
