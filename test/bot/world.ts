/**
 * The whole house behind Slack's door, in one process: signed requests come from the Slack stand-in, runs are carried
 * out at once, the register is a stand-in too, the CRM is builtin on D1.
 */
import { vi } from "vitest";
import { cardDesk } from "../../bot/cards.ts";
import { COMMANDS, SHORTCUTS } from "../../bot/manifest.ts";
import { handleSlack } from "../../bot/receiver.ts";
import { tellReviewsSoon } from "../../bot/reviews/tell-reviews.ts";
import { connect } from "../../edge/connect.ts";
import type { House } from "../../edge/house.ts";
import { receiveMail } from "../../edge/mail-in/receive-mail.ts";
import { knowPerson } from "../../edge/people/know-person.ts";
import { actorOf } from "../../edge/people/people-store.ts";
import type { Person } from "../../edge/people/person.ts";
import { carryOut } from "../../edge/runs/executor.ts";
import { beginNext } from "../../edge/runs/start-run.ts";
import { tell } from "../../edge/runs/tell.ts";
import { type Env, settingsOf } from "../../edge/settings.ts";
import { showingReviews } from "../../edge/shop-use-cases.ts";
import { readsTogether } from "../../edge/store/reads-together.ts";
import { useCases } from "../../edge/use-cases.ts";
import { plainEngine, worker } from "../edge/carry.ts";
import { companies } from "../fixtures/companies.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { brevoStandIn } from "../sandbox/brevo/stand-in.ts";
import { createFaults } from "../sandbox/faults.ts";
import { createMailbox } from "../sandbox/mailbox/mailbox.ts";
import { registerStandIn } from "../sandbox/register/stand-in.ts";
import { signature } from "../sandbox/slack/outgoing/signed.ts";
import { sandboxPeople, sandboxTeam } from "../sandbox/slack/people.ts";
import { slackStandIn } from "../sandbox/slack/stand-in.ts";
import { viesStandIn } from "../sandbox/vies/stand-in.ts";

export const SECRET = "test-signing-secret";
const TOKEN = "xoxb-test-token";

export interface Call {
  method: string;
  body: URLSearchParams;
}

/** @param env values that replace those of the tests */
export function openWorld(env: Partial<Env> = {}) {
  const faults = createFaults();
  const works: Promise<unknown>[] = [];
  /** Calls to Slack's Web API, in order. */
  const calls: Call[] = [];
  const later = (work: Promise<unknown>) => void works.push(work);
  const own = { ...worker, ...env } as Env;
  const houseOf = (): House => {
    const settings = settingsOf(own);
    return { env: { ...own, RUNS: runs }, settings, db: own.DB, reads: readsTogether(own.DB), ports: connect(own, settings), later };
  };
  const runs = {
    create: async ({ params }: { params: { runId: string; generation: number } }) => later(carry(params.runId, params.generation)),
  } as unknown as Env["RUNS"];

  async function carry(runId: string, generation: number) {
    const house = houseOf();
    const desk = cardDesk(house);
    const carrier = {
      db: house.db,
      files: house.env.FILES,
      ports: house.ports,
      kinds: { ...useCases, ...showingReviews(() => tellReviewsSoon(house)) },
      tell: (id: string) => tell(house.db, desk, id, 0),
      actorOf: (id: string) => actorOf(house.db, id),
    };
    // A short nap for every pause, so that what is told meanwhile is told.
    const engine = { ...plainEngine(), sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 30)) };
    await carryOut(carrier, engine, runId, generation);
    await beginNext(house.db, house.env.RUNS);
  }

  const slack = slackStandIn({
    token: TOKEN,
    signingSecret: SECRET,
    workerUrl: "http://worker.test",
    url: "http://slack.test",
    commands: Object.values(COMMANDS).map(({ name, description }) => ({ command: name, description })),
    shortcuts: Object.values(SHORTCUTS).map(({ type, callback, name, description }) => ({
      name,
      type,
      callback_id: callback,
      description,
    })),
    send: (request) => handleSlack(request, houseOf()),
    faults,
  });
  const toSlack = asFetch(slack);
  const register = registerStandIn({ companies, faults });
  const toRegister = asFetch(register);
  const toVies = asFetch(viesStandIn({ faults }));
  const mailbox = createMailbox();
  const toBrevo = asFetch(brevoStandIn({ key: "test-brevo-key", mailbox, faults }));
  vi.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => {
    const request = new Request(target as Request, init as RequestInit);
    const { hostname, pathname } = new URL(request.url);
    if (hostname === "register.test") return toRegister(request);
    if (hostname === "vies.test") return toVies(request);
    if (hostname === "brevo.test") return toBrevo(request);
    if (hostname !== "slack.test") throw new Error(`nobody answers at ${hostname}`);
    if (pathname.startsWith("/api/")) calls.push({ method: pathname.slice(5), body: new URLSearchParams(String(init?.body ?? "")) });
    return toSlack(request);
  });

  return {
    slack,
    register,
    faults,
    mailbox,
    calls,
    house: houseOf,
    send: (request: Request) => handleSlack(request, houseOf()),
    /** A mail comes in by Email Routing. */
    async mail(raw: string | Uint8Array, { from = "somebody@world.example", to = "bonjour@in.atelier-lumiere.example" } = {}) {
      const body = new Response(raw).body as ReadableStream<Uint8Array>;
      await receiveMail({ from, to, raw: body }, houseOf());
    },
    /** Everything that goes on after the answers has ended. */
    async settled() {
      while (works.length > 0) await works.shift()?.catch(() => undefined);
    },
    /** Somebody whom Passerelle has met before. */
    async know(id: string, change: Partial<{ roles: string[]; guest: boolean; gone: boolean }> = {}): Promise<Person> {
      const one = sandboxPeople.find((person) => person.id === id);
      if (!one) throw new Error(`nobody is called ${id}`);
      const { email, name, locale, slackRole } = one;
      const guest = change.guest ?? slackRole === "guest";
      const seen = {
        team: sandboxTeam.id,
        slackUser: id,
        email,
        name,
        locale,
        guest,
        gone: change.gone ?? false,
        workspaceOwner: slackRole === "owner",
      };
      const person = await knowPerson(houseOf(), seen);
      const roles = change.roles ?? one.passerelleRoles;
      await own.DB.prepare("UPDATE people SET roles = ?2 WHERE id = ?1").bind(person.id, JSON.stringify(roles)).run();
      return { ...person, roles: roles as Person["roles"] };
    },
  };
}

/** A request as Slack signs it. `at` = when, in seconds; `secret` = with which secret. */
export async function signed(
  contentType: string,
  body: string | Uint8Array,
  { at = Math.floor(Date.now() / 1000), secret = SECRET } = {},
): Promise<Request> {
  const text = typeof body === "string" ? body : new TextDecoder("latin1").decode(body);
  const headers = {
    "Content-Type": contentType,
    "X-Slack-Request-Timestamp": String(at),
    "X-Slack-Signature": await signature(secret, String(at), text),
  };
  return new Request("http://worker.test/slack/events", { method: "POST", headers, body });
}

export const signedPayload = (payload: unknown) =>
  signed("application/x-www-form-urlencoded", `payload=${encodeURIComponent(JSON.stringify(payload))}`);
export const signedEvent = (body: unknown) => signed("application/json", JSON.stringify(body));

/** Every test of a file begins with the same empty tables: storage is kept per file. */
export async function emptyTables(): Promise<void> {
  const tables = [
    "people",
    "alerts",
    "alert_watch",
    "runs",
    "run_events",
    "vendor_writes",
    "imports",
    "import_lines",
    "claims",
    "audit",
    "audit_seals",
    "audit_heads",
    "connector_health",
    "mails",
    "touched_clients",
    "register_answers",
    "documents",
    "likely_duplicates",
    "client_forwards",
    "vat_checks",
    "proposals",
    "clients",
    "name_words",
    "crm_parties",
    "crm_contacts",
    "mails_in",
    "mail_counts",
    "mail_senders",
  ];
  // Contacts before the parties they belong to.
  await worker.DB.batch(tables.reverse().map((table) => worker.DB.prepare(`DELETE FROM ${table}`)));
}

export type World = ReturnType<typeof openWorld>;

/** Everything a person reads in a message or a window, as one text. */
export const words = (shown: { text?: string; blocks?: unknown } | undefined): string => textsIn(shown).join(" | ");

function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === "text" && typeof value === "string" ? [value] : textsIn(value)));
}

/** What somebody is answered who types `/passerelle …`. */
export async function passerelle(world: World, who: string, text: string): Promise<string> {
  const person = world.slack.person(who);
  await person.command("/passerelle", text);
  await world.settled();
  return words(person.ephemerals().at(-1));
}
