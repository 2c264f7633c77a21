/** What a shopper downloads for each widget, everything included, brotli: the budgets of issue D1. */
import { brotli, makeWidgets } from "./build-widgets.mjs";

export interface WidgetSize {
  part: string;
  bytes: number;
  most: number;
}

export const LOADER_BUDGET_BYTES = 1_000;
/** With every file that is fetched for it; the words of the longer of the two languages. */
const BUDGETS = [
  { part: "rating", files: ["passerelle-rating"], most: 7_000 },
  { part: "reviews, loader and words included", files: ["passerelle-reviews", "loader", "words"], most: 10_200 },
];
const FORM_BUDGET_BYTES = 4_000;

export async function widgetSizes(): Promise<WidgetSize[]> {
  const { made, list } = await makeWidgets();
  const weigh = (path: string) => brotli(made.get(path) ?? "");
  const chunk = (file: string) => weigh(`v1/chunks/${file}`);
  const loader = weigh("v1/passerelle.js");
  const weightOf = (what: string): number => {
    if (what === "loader") return loader;
    if (what === "words") return Math.max(...[...made.keys()].filter((path) => /chunks.reviews-(fr|en)-/.test(path)).map(weigh));
    return (list[what] ?? []).reduce((sum: number, file: string) => sum + chunk(file), 0);
  };
  return [
    { part: "loader", bytes: loader, most: LOADER_BUDGET_BYTES },
    ...BUDGETS.map(({ part, files, most }) => ({ part, bytes: files.reduce((sum, file) => sum + weightOf(file), 0), most })),
    { part: "the form", bytes: formsOwn(list).reduce((sum, file) => sum + chunk(file), 0), most: FORM_BUDGET_BYTES },
  ];
}

/** What is not there already with the reviews. */
const formsOwn = (list: Record<string, string[]>) =>
  (list["passerelle-review-form"] ?? []).filter((file) => !list["passerelle-reviews"]?.includes(file));

export const tooHeavy = ({ bytes, most }: WidgetSize) => bytes > most;
export const told = ({ part, bytes, most }: WidgetSize) => `${part} ${bytes} of ${most}`;
