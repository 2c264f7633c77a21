/** /passerelle health, for admins: who of those we depend on answers, and which requests wait or were given up. */
import type { KnownBlock } from "@slack/types";
import { type ConnectorHealth, type FailedRun, MOST_COUNTED, readHealth } from "../../edge/health/read-health.ts";
import type { House } from "../../edge/house.ts";
import type { Ports } from "../../edge/ports.ts";
import { type Round, readRound } from "../../edge/proposals/read-round.ts";
import { mayRetry } from "../../edge/runs/retry-run.ts";
import type { Desk, Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, context, entry, header, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";
import { RETRY_RUN } from "./retry-run.ts";

export async function healthMessage(desk: Desk, reader: Reader): Promise<Answer> {
  await desk.allow(reader, "health.read", { kind: "health" });
  const { say } = reader;
  const { health } = say;
  const { db, ports } = desk.house;
  const { connectors, waiting, failed, lastFailed } = await readHealth(db, ports);
  const round = await readRound(db);
  const runs = lastFailed.map((run) => failedEntry(say, run));
  const blocks: KnownBlock[] = [
    header(health.title),
    ...connectors.map((one) => connectorEntry(say, desk.house, one)),
    ...(round.oldest === null ? [] : [section(roundText(say, round))]),
    section(health.runs(counted(say, waiting), counted(say, failed))),
    ...runs,
    context(health.foot),
  ];
  return answerOf(health.title, blocks);
}

function roundText(say: Texts, { clients, late, oldest }: Round): string {
  const { proposal } = say;
  const read = `${late >= MOST_COUNTED ? "≤ " : ""}${say.number(Math.max(0, clients - late))}`;
  return proposal.round(read, say.number(clients), oldest ? say.instant(oldest) : proposal.never);
}

function failedEntry(say: Texts, { id, kind, code, endedAt }: FailedRun) {
  const { health } = say;
  const title = health.run(say.run.kinds[kind] ?? kind, shortReference(id));
  const again = mayRetry({ kind, state: "failed" })
    ? button(RETRY_RUN, health.retry, id, { spoken: `${health.retry} ${shortReference(id)}` })
    : undefined;
  return entry(title, [say.instant(endedAt), code ? say.errors[code].what : ""].filter(Boolean).join(" · "), again);
}

/** As people know it. */
export function connectorName(say: Texts, { ports }: House, port: keyof Ports): string {
  return port === "crm" ? ports.crm.label || say.client.card.builtin : say.health.names[port];
}

function connectorEntry(say: Texts, house: House, { port, ok, lastOk, lastFailure, failingSince, code, ms }: ConnectorHealth) {
  const { health } = say;
  const title = `${ok === null ? "–" : ok ? "✓" : "✗"} ${connectorName(say, house, port)}`;
  if (ok === null) return entry(title, health.notAsked);
  const why = code ? say.errors[code].what : "";
  const lines = ok
    ? [health.answered(say.number(ms ?? 0)), lastFailure ? health.lastFailure(say.instant(lastFailure), why) : ""]
    : [health.failingSince(say.instant(failingSince ?? 0)), why, lastOk ? health.lastOk(say.instant(lastOk)) : health.neverOk];
  return entry(title, lines.filter(Boolean).join(" · "));
}

const counted = (say: Texts, count: number) => (count >= MOST_COUNTED ? `≥ ${say.number(count)}` : say.number(count));
