/** What only admins see of App Home: connectors, requests that wait or were given up, people and roles, the trail's latest lines. */
import type { KnownBlock } from "@slack/types";
import { listAudit } from "../../edge/audit/list-audit.ts";
import { type ConnectorHealth, type FailedRun, readHealth, type WaitingRun } from "../../edge/health/read-health.ts";
import type { House } from "../../edge/house.ts";
import { may } from "../../edge/people/may.ts";
import { listPeople, readPerson } from "../../edge/people/people-store.ts";
import type { Person } from "../../edge/people/person.ts";
import { mayRetry } from "../../edge/runs/retry-run.ts";
import type { Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, divider, entry, header, section } from "../forms.ts";
import { lineEntries } from "../passerelle/audit-message.ts";
import { connectorName } from "../passerelle/health-message.ts";
import { namesOf, rolesText } from "../people/people-message.ts";
import type { Texts } from "../text/text.ts";
import { EDIT_PERSON, type Pages, pager, RETRY, SEE_RUN } from "./home-parts.ts";

const PEOPLE = 8;
const LINES = 6;
/** Beyond, it is said that there are more: Home is opened often. */
const MOST_COUNTED = 100;

export async function adminBlocks(house: House, reader: Reader, pages: Pages): Promise<KnownBlock[]> {
  const { person } = reader;
  const parts = await Promise.all([
    may(person, "health.read") ? healthBlocks(house, reader) : [],
    may(person, "person.read") ? peopleBlocks(house.db, reader, pages) : [],
    may(person, "audit.read") ? auditBlocks(house.db, reader, pages) : [],
  ]);
  return parts.flat();
}

async function healthBlocks(house: House, { say, person }: Reader): Promise<KnownBlock[]> {
  const { connectors, waiting, failed, lastFailed, nextWaiting } = await readHealth(house.db, house.ports, MOST_COUNTED);
  const counted = (count: number) => (count >= MOST_COUNTED ? `≥ ${say.number(count)}` : say.number(count));
  const retries = may(person, "run.retry");
  return [
    divider,
    header(say.health.title),
    ...connectors.map((one) => connectorEntry(say, connectorName(say, house, one.port), one)),
    section(say.health.runs(counted(waiting), counted(failed))),
    ...nextWaiting.map((run) => waitingEntry(say, run)),
    ...lastFailed.map((run) => failedEntry(say, run, retries)),
  ];
}

/** How it is, when it answered and failed last, and what to do about it. */
function connectorEntry({ health, home, errors, instant }: Texts, name: string, one: ConnectorHealth): KnownBlock {
  const { ok, lastOk, lastFailure, failingSince, code } = one;
  if (ok === null) return entry(`– ${name}`, health.notAsked);
  const good = lastOk ? health.lastOk(instant(lastOk)) : health.neverOk;
  const why = code ? errors[code].what : "";
  if (ok) return entry(`✓ ${name}`, [good, lastFailure ? health.lastFailure(instant(lastFailure), why) : ""].filter(Boolean).join(" · "));
  const step = code === "misconfigured" ? home.steps.key : code === "rate_limited" ? home.steps.wait : home.steps.look;
  return entry(`✗ ${name}`, [health.failingSince(instant(failingSince ?? 0)), why, good, step].filter(Boolean).join(" · "));
}

function waitingEntry(say: Texts, { id, kind, code, wakeAt }: WaitingRun): KnownBlock {
  const title = say.health.run(say.run.kinds[kind] ?? kind, shortReference(id));
  const details = [`… ${say.run.states.waiting}`, code ? say.errors[code].what : "", say.run.nextTry(say.instant(wakeAt))];
  return entry(title, details.filter(Boolean).join(" · "), button(SEE_RUN, say.home.see, id, { spoken: `${say.home.see} ${title}` }));
}

/** Only what is safe to do again has the button for it: edge/runs/retry-run.ts. */
function failedEntry(say: Texts, { id, kind, code, endedAt }: FailedRun, retries: boolean): KnownBlock {
  const title = say.health.run(say.run.kinds[kind] ?? kind, shortReference(id));
  const details = [`✗ ${say.run.states.failed}`, say.instant(endedAt), code ? say.errors[code].what : ""];
  const again = retries && mayRetry({ kind, state: "failed" });
  const press = again
    ? button(RETRY, say.health.retry, id, { spoken: `${say.health.retry} ${title}` })
    : button(SEE_RUN, say.home.see, id, { spoken: `${say.home.see} ${title}` });
  return entry(title, details.filter(Boolean).join(" · "), press);
}

async function peopleBlocks(db: D1Database, { say, person: reader }: Reader, pages: Pages): Promise<KnownBlock[]> {
  const last = pages.people ? await readPerson(db, pages.people) : null;
  const found = await listPeople(db, last && { name: last.name, id: last.id }, PEOPLE + 1);
  const shown = found.slice(0, PEOPLE);
  const managers = await namesOf(
    db,
    shown.map(({ manager }) => manager),
  );
  const gives = may(reader, "person.roles");
  return [
    divider,
    header(say.passerelle.helpPeople),
    ...shown.map((person) => personEntry(say, person, managers.get(person.manager ?? ""), gives)),
    ...pager(say, "people", pages, found.length > PEOPLE ? shown.at(-1)?.id : undefined),
  ];
}

/** A guest may do nothing, whatever their roles. */
function personEntry(say: Texts, person: Person, manager: string | undefined, gives: boolean): KnownBlock {
  const name = person.name || person.slackUser;
  const change = button(EDIT_PERSON, say.client.card.edit, person.id, { spoken: say.client.card.editWhom(name) });
  const details = [say.passerelle.standing[person.standing], rolesText(say, person.roles), manager && say.passerelle.managedBy(manager)];
  return entry(name, details.filter(Boolean).join(" · "), gives && person.standing === "member" ? change : undefined);
}

async function auditBlocks(db: D1Database, { say }: Reader, pages: Pages): Promise<KnownBlock[]> {
  const { lines } = await listAudit(db, pages.audit ?? null, LINES + 1);
  const shown = lines.slice(0, LINES);
  return [
    divider,
    header(say.audit.title),
    ...(shown.length > 0 ? await lineEntries(say, shown) : [section(say.audit.empty)]),
    ...pager(say, "audit", pages, lines.length > LINES ? shown.at(-1)?.id : undefined),
  ];
}
