/**
 * /passerelle import: the windows, the report and the undo button. Slack's side only: what an import is lives in edge/imports/.
 * Nothing is written down of a file whose reading is cut off: its window is opened again.
 */
import type { App, BlockAction, ButtonAction, SlackViewAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { KINDS, type Kind } from "../../edge/clients/client.ts";
import { asPasserelleError, PasserelleError } from "../../edge/errors.ts";
import { readImport } from "../../edge/imports/import-store.ts";
import { MOST_BYTES, takeFile } from "../../edge/imports/take-file.ts";
import { intentId } from "../../edge/runs/intent.ts";
import { startRun } from "../../edge/runs/start-run.ts";
import { givenFiles, memoryOf, ticked } from "../answers.ts";
import { callerOf, type Desk, type Reader } from "../desk.ts";
import { fitView } from "../door/limits.ts";
import { slackProblem } from "../door/slack-api.ts";
import { downloadFile } from "../door/slack-files.ts";
import { errorLines } from "../errors.ts";
import { chosenColumns, columnsForm, fileForm, IMPORT_COLUMNS, IMPORT_FILE, messageForm } from "./import-forms.ts";
import { REPORT, reportLink, UNDO } from "./import-report.ts";

type Ack = (answer?: object) => Promise<void>;
const pressedValue = ({ value }: ButtonAction) => (typeof value === "string" ? value : "");

export const openImport = (desk: Desk, body: object) =>
  desk.open(body, async (reader) => {
    await desk.allow(reader, "client.import", { kind: "import" });
    return fileForm(reader);
  });

export function imports(app: App) {
  app.view(IMPORT_FILE, async ({ ack, body, context: { desk } }) => {
    const reader = await desk.known(body);
    await desk.allow(reader, "client.import", { kind: "import" });
    const [file] = givenFiles(body.view, "file");
    if (!file) return (ack as Ack)({ response_action: "errors", errors: { file: reader.say.import.problems.file } });
    await (ack as Ack)({ response_action: "update", view: fitView(messageForm(reader, reader.say.import.reading)) });
    const view = fitView(await columnsOf(desk, reader, body, file));
    await desk.slack.views.update({ view_id: body.view.id, view }).catch((error: unknown) => {
      // Who has closed the window meanwhile does not want it any more.
      const problem = slackProblem(error, { write: false });
      if (problem.code !== "not_found") throw problem;
    });
  });
  app.view(IMPORT_COLUMNS, async ({ ack, body, context: { desk } }) => {
    const answer = await submitColumns(desk, body);
    await (ack as Ack)(answer);
  });
  app.action<BlockAction<ButtonAction>>(REPORT, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const reader = await desk.meet(body);
    await respond({ response_type: "ephemeral", replace_original: false, ...(await reportLink(desk, reader, pressedValue(action))) });
  });
  app.action<BlockAction<ButtonAction>>(UNDO, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const reader = await desk.meet(body);
    const importId = pressedValue(action);
    await desk.allow(reader, "client.import", { kind: "import", id: importId });
    if (!(await readImport(desk.house.db, importId))) throw new PasserelleError("expired");
    // One import is undone once, whoever presses and how often.
    await startRun(desk.house, { kind: "undo-import", intent: ["undo", importId], input: { importId }, actor: reader.person });
  });
}

/** The window with the columns, or why there is none. */
async function columnsOf(desk: Desk, reader: Reader, body: SlackViewAction, fileId: string): Promise<ModalView> {
  const { house } = desk;
  try {
    const file = await downloadFile(house.settings, desk.slack, fileId, MOST_BYTES);
    const importId = await intentId("import", callerOf(body)?.team ?? "", body.view.id);
    const kinds = ticked(body.view, "kinds").filter((kind): kind is Kind => KINDS.includes(kind as Kind));
    return columnsForm(
      reader,
      await takeFile(house, { importId, actor: reader.person.id, kinds: kinds.length > 0 ? kinds : ["client"], file }),
    );
  } catch (error) {
    const problem = asPasserelleError(error);
    console.warn("import refused", problem.code, problem.message);
    return messageForm(reader, sentenceOf(reader, problem), reader.say.import.again);
  }
}

function sentenceOf({ say }: Reader, { code, field }: PasserelleError): string {
  const { problems } = say.import;
  if (code === "too_large") return problems.tooLarge;
  if (code === "not_found") return problems.gone;
  if (code === "misconfigured") return problems.scope;
  const known = code === "invalid_input" && (problems as Record<string, unknown>)[field ?? ""];
  return typeof known === "string" ? known : errorLines(say, { code }, { outcome: "" }).join(" ");
}

/** What Slack is answered: undefined closes the window. */
async function submitColumns(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const { importId = "" } = memoryOf<{ importId: string }>(body.view);
  await desk.allow(reader, "client.import", { kind: "import", id: importId });
  const imported = await readImport(desk.house.db, importId);
  if (!imported || imported.actor !== reader.person.id) throw new PasserelleError("expired");
  const order = chosenColumns(reader, body.view, imported.header.length);
  if ("errors" in order) return { response_action: "errors", errors: order.errors };
  // One window, one import: the second time it is the first one's run.
  await startRun(desk.house, { kind: "import-clients", intent: ["import", importId], input: { importId, ...order }, actor: reader.person });
  return undefined;
}
