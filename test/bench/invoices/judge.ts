/** The official rules: EN 16931 and the French layer, run by saxon-js from ../shared. Absent in a user's clone: then there is no judge. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../sandbox/set-up.mjs";

const RULES = join(root, "../shared/contracts/en16931");
const SHEETS = ["EN16931-CII", "BR-FR-Flux2-Schematron-CII"];

export const hasJudge = () => existsSync(join(RULES, `${SHEETS[0]}.sef.json`));

interface Saxon {
  transform(options: object, mode: "sync"): { principalResult: string };
}

/** Ids of the fatal rules that the invoice breaks; a judge that read no rule at all throws. */
export function judge(): (xml: string) => string[] {
  const saxon = createRequire(import.meta.url)("saxon-js") as Saxon;
  const sheets = SHEETS.map((name) => JSON.parse(readFileSync(join(RULES, `${name}.sef.json`), "utf8")) as object);
  return (xml) =>
    sheets.flatMap((stylesheetInternal) => {
      const report = saxon.transform({ stylesheetInternal, sourceText: xml, destination: "serialized" }, "sync").principalResult;
      if (!report.includes("<svrl:fired-rule")) throw new Error("no rule fired: this is no invoice that the rules know");
      return [...report.matchAll(/<svrl:failed-assert([^>]*)>/g)]
        .map(([, attributes = ""]) => ({
          id: / id="([^"]*)"/.exec(attributes)?.[1] ?? "?",
          flag: / flag="([^"]*)"/.exec(attributes)?.[1] ?? "fatal",
        }))
        .filter(({ flag }) => flag === "fatal")
        .map(({ id }) => id);
    });
}
