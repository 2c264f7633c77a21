/** What is kept becomes a run, once, however often and in whatever way it is asked for. */
import { readClient } from "../../../edge/clients/client-store.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import { forCountry, runOfPaper, Sale } from "../../../edge/invoices/part.ts";
import type { Run } from "../../../edge/runs/run.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { startRun, type Wish } from "../../../edge/runs/start-run.ts";
import type { Desk, Reader } from "../../desk.ts";
import { cameToNothing, type Held, hold } from "./kept.ts";

/** @param intent of a form that is not kept under a name of its own @throws `invalid_input` */
export async function startSale(desk: Desk, reader: Reader, { id, kept }: Held, intent: string[], issue = false): Promise<void> {
  const { db } = desk.house;
  const { client, kind, of } = kept;
  const country = client && "id" in client ? (await readClient(db, client.id))?.client.country : null;
  const read = Sale.safeParse(country ? forCountry(kept.sale, country) : kept.sale);
  if (!client || !read.success) throw new PasserelleError("invalid_input");
  const input = { client: "id" in client ? { clientId: client.id } : { run: client.run }, sale: read.data };
  const own = id.startsWith("form-") || id.startsWith("edit-");
  const wish = own ? intent : ["sale", id];
  if (of) {
    const kindOfRun = kind === "quote" ? "edit-quote" : "edit-draft";
    const shown = kind === "quote" ? { quoteId: of.id } : { invoiceId: of.id };
    const quiet = await isCreator(desk, reader, of.id);
    await startRun(desk.house, {
      kind: kindOfRun,
      intent: wish,
      input: { ...shown, version: of.version, ...input },
      actor: reader.person,
      quiet,
    });
    return;
  }
  const whole = kind === "invoice" && issue ? { ...input, issue } : input;
  const made: Wish = {
    kind: kind === "quote" ? "draft-quote" : "draft-invoice",
    intent: wish,
    input: whole,
    actor: reader.person,
  };
  // One that made its draft and was then refused its number is no second draft.
  const { run } = await startAgain(desk.house, made, cameToNothing);
  if (!own) await hold(desk, reader, id, { ...kept, run: run.id });
}

/** A press that was refused or given up may be made again, once something has changed: a run of its own each time, however often one clicks. */
export async function startAgain(house: House, wish: Wish, isOver = wasGivenUp): ReturnType<typeof startRun> {
  for (let attempt = 0; ; attempt++) {
    const intent = attempt === 0 ? wish.intent : [...wish.intent, String(attempt)];
    const started = await startRun(house, { ...wish, intent });
    if (started.first || !isOver(started.run) || attempt >= MOST_ATTEMPTS) return started;
  }
}

const MOST_ATTEMPTS = 50;
const wasGivenUp = ({ state }: Pick<Run, "state" | "outcome">): boolean => state === "refused" || state === "failed";

/** The card of the paper stands in their own messages: no second one is needed. */
export async function isCreator({ house: { db } }: Desk, { person }: Reader, paperId: string): Promise<boolean> {
  return (await readRun(db, runOfPaper(paperId)))?.actor === person.id;
}
