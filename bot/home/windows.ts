/** What App Home's buttons open: the card of a client, the card or the story of a request. */
import type { ModalView } from "@slack/types";
import { clientSheet } from "../../edge/clients/client-sheet.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { readRun } from "../../edge/runs/run-store.ts";
import { cardButtons, clientCard } from "../clients/client-card.ts";
import { crmLabel } from "../clients/new-client/known-client-view.ts";
import type { Desk, Reader } from "../desk.ts";
import { modal } from "../forms.ts";
import { storyMessage } from "../passerelle/passerelle-messages.ts";
import { RUN_CARDS } from "../run-cards.ts";

/** The CRM is asked, so a window that waits opens first. */
export async function openClient(desk: Desk, body: object, clientId: string): Promise<void> {
  const draw = async (reader: Reader): Promise<ModalView> => {
    await desk.allow(reader, "client.read", { kind: "client", id: clientId });
    const sheet = await clientSheet(desk.house, clientId, reader.person);
    if (!sheet) throw new PasserelleError("not_found");
    const crm = crmLabel(desk, reader);
    const blocks = [...clientCard(reader, sheet, crm), ...cardButtons(reader, sheet, crm)];
    return modal({ callback: "client", title: reader.say.home.client, close: reader.say.close, blocks });
  };
  await desk.open(body, draw, { slow: true });
}

export const openRun = async (desk: Desk, body: object, runId: string): Promise<void> =>
  void (await desk.open(body, (reader) => runWindow(desk, reader, runId), { slow: true }));

/** One's own with what it asks and what was typed; somebody else's, for an admin, as codes and times. */
export async function runWindow(desk: Desk, reader: Reader, runId: string): Promise<ModalView> {
  const { house } = desk;
  const { person, say } = reader;
  const run = await readRun(house.db, runId);
  const own = run?.actor === person.id;
  await desk.allow(reader, own ? "run.read/own" : "run.read/any", { kind: "run", id: runId });
  if (!run) throw new PasserelleError("not_found");
  const draw = own ? RUN_CARDS[run.kind] : undefined;
  const { blocks } = draw ? await draw(house, reader, run) : await storyMessage(house.db, reader, run);
  return modal({ callback: "run", title: say.home.run, close: say.close, blocks });
}
