/** The card of a run whose story is one line at a time: what it is, how far it is, and in the end what came of it. */
import type { KnownBlock } from "@slack/types";
import type { Run } from "../edge/runs/run.ts";
import { waiting } from "./clients/run-progress.ts";
import type { Reader } from "./desk.ts";
import { errorLines, shortReference } from "./errors.ts";
import { context, markup, section } from "./forms.ts";
import type { Card } from "./run-cards.ts";
import { mrkdwnText } from "./text/words.ts";

interface Simple {
  title: string;
  /** How people call the CRM. */
  crm: string;
  /** Said, and shown, once it is done. */
  done: string;
  more?: KnownBlock[];
  /** What came of it when it did not come so far. */
  outcome: string;
}

export function simpleRunCard(reader: Reader, run: Run, { title, crm, done, more = [], outcome }: Simple): Card {
  const { say } = reader;
  const footer = context(say.reference(shortReference(run.id)));
  const framed = (text: string, blocks: KnownBlock[], mark = ""): Card => ({
    text,
    blocks: [{ type: "section", text: markup(`*${mrkdwnText(title + mark)}*`) }, ...blocks, footer],
  });
  if (run.state === "done") return framed(`${title}. ${done}`, [section(done), ...more]);
  if (run.state === "refused" || run.state === "failed") {
    const state = run.state === "failed" ? say.run.failed : say.run.refused;
    const lines = errorLines(say, { code: run.code ?? "unexpected" }, { outcome }).join(" ");
    return framed(`${state}. ${lines}`, [section(lines)], ` – ${state}`);
  }
  if (run.state === "waiting") return framed(title, waiting(reader, run, crm));
  return framed(title, [section((run.step && say.run.steps[run.step]?.doing) || say.run.queued)]);
}
