/** What a shopper downloads for each widget, everything included, brotli: the budgets of issue D1. */
import { brotli, makeWidgets } from "./build-widgets.mjs";

export interface WidgetSize {
  part: string;
  bytes: number;
  most: number;
}

export const LOADER_BUDGET_BYTES = 1_000;
/** Of an element's files together. What is fetched only when it is asked for counts for itself. */
const BUDGETS: { part: string; tag: string; most: number; alone?: true }[] = [{ part: "rating", tag: "passerelle-rating", most: 7_000 }];

export async function widgetSizes(): Promise<WidgetSize[]> {
  const { made, list } = await makeWidgets();
  const weigh = (path: string) => brotli(made.get(path) ?? "");
  const filesOf = (tag: string): string[] => list[tag] ?? [];
  return [
    { part: "loader", bytes: weigh("v1/passerelle.js"), most: LOADER_BUDGET_BYTES },
    ...BUDGETS.map(({ part, tag, most, alone }) => {
      const files = alone ? filesOf(tag).slice(0, 1) : filesOf(tag);
      return { part, bytes: files.reduce((sum, file) => sum + weigh(`v1/chunks/${file}`), 0), most };
    }),
  ];
}

export const tooHeavy = ({ bytes, most }: WidgetSize) => bytes > most;
export const told = ({ part, bytes, most }: WidgetSize) => `${part} ${bytes} of ${most}`;
