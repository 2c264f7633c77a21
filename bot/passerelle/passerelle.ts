/** /passerelle: help that shows only what the reader may do, the story of a run, and for admins people, their roles, the trail and how all is. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { auditRefusal } from "../../edge/audit/audit.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { may } from "../../edge/people/may.ts";
import { claimAdmin } from "../../edge/people/set-roles.ts";
import { findRunByPrefix } from "../../edge/runs/run-store.ts";
import { openAlertSettings } from "../alerts/alert-settings.ts";
import { readMemory } from "../answers.ts";
import { duplicatesMessage } from "../clients/merge/merge.ts";
import type { Desk, Reader } from "../desk.ts";
import { openImport } from "../imports/imports.ts";
import { openPriceFile, setUpMessage } from "../invoices/invoices.ts";
import { mailIn } from "../mail-in/mails-message.ts";
import { COMMANDS } from "../manifest.ts";
import { giveManager } from "../people/give-manager.ts";
import { giveRoles } from "../people/give-roles.ts";
import { MORE_PEOPLE, peopleMessage } from "../people/people-message.ts";
import { personOf } from "../privacy/subject-message.ts";
import { review } from "../proposals/review-command.ts";
import { reviewsMessage } from "../reviews/reviews.ts";
import { oneLine, shorten } from "../text/words.ts";
import { auditMessage, OLDER_AUDIT } from "./audit-message.ts";
import { healthMessage } from "./health-message.ts";
import { mail } from "./mail-message.ts";
import { type Answer, answerOf, helpMessage, storyMessage } from "./passerelle-messages.ts";
import { RETRY_RUN, retry } from "./retry-run.ts";
import { nearest } from "./unknown-commands.ts";

type Sub = (desk: Desk, reader: Reader, rest: string, team: string) => Promise<Answer>;

/** A window: its trigger waits for nobody. */
const WINDOWS: Record<string, (desk: Desk, body: object) => Promise<unknown>> = {
  import: openImport,
  settings: openAlertSettings,
  prices: openPriceFile,
};

/** Both languages lead to the same place. */
const SUBS: Record<string, Sub> = {
  help: async (_desk, reader) => helpMessage(reader),
  run: story,
  invoicing: setUpMessage,
  people: (desk, reader) => peopleMessage(desk, reader, null),
  role: giveRoles,
  manager: giveManager,
  audit: (desk, reader) => auditMessage(desk, reader),
  health: healthMessage,
  mail,
  review,
  reviews: reviewsMessage,
  retry,
  "mail-in": mailIn,
  duplicates: (desk, reader) => duplicatesMessage(desk, reader, null),
  "export-person": personOf("export"),
  "erase-person": personOf("erase"),
  claim,
};
const ALSO: Record<string, string> = {
  aide: "help",
  demande: "run",
  personnes: "people",
  roles: "role",
  rôle: "role",
  responsable: "manager",
  journal: "audit",
  revue: "review",
  revoir: "review",
  avis: "reviews",
  santé: "health",
  état: "health",
  relancer: "retry",
  courriel: "mail",
  email: "mail",
  courrier: "mail-in",
  importer: "import",
  réglages: "settings",
  alertes: "settings",
  alerts: "settings",
  doublons: "duplicates",
  facturation: "invoicing",
  tarif: "prices",
  tarifs: "prices",
  "exporter-personne": "export-person",
  "effacer-personne": "erase-person",
};

/** What can stand behind the command: its hint and its help name each. */
export const subCommands = (): string[] => [...Object.keys(SUBS), ...Object.keys(WINDOWS)];

export function passerelle(app: App) {
  app.command(COMMANDS.passerelle.name, async ({ ack, command, respond, context: { desk } }) => {
    await ack();
    const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(command.text) ?? [];
    const typed = word.toLowerCase() || "help";
    const name = ALSO[typed] ?? typed;
    const open = WINDOWS[name];
    if (open) return void (await open(desk, command));
    const reader = await desk.meet(command);
    const sub = SUBS[name];
    const answer = sub ? await sub(desk, reader, rest.trim(), command.team_id) : unknown(reader, word);
    await respond({ response_type: "ephemeral", ...answer });
  });

  app.action<BlockAction<ButtonAction>>(MORE_PEOPLE, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const { name, id } = readMemory<{ name: unknown; id: unknown }>(action.value);
    const after = typeof name === "string" && typeof id === "string" ? { name, id } : null;
    await respond({ response_type: "ephemeral", replace_original: true, ...(await peopleMessage(desk, await desk.meet(body), after)) });
  });

  app.action<BlockAction<ButtonAction>>(RETRY_RUN, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const answer = await retry(desk, await desk.meet(body), action.value ?? "");
    await respond({ response_type: "ephemeral", replace_original: false, ...answer });
  });

  app.action<BlockAction<ButtonAction>>(OLDER_AUDIT, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const [before, actor] = String(action.value).split(" ");
    const page = { before: Number(before), ...(actor && { actor }) };
    await respond({ response_type: "ephemeral", replace_original: true, ...(await auditMessage(desk, await desk.meet(body), page)) });
  });
}

function unknown({ say }: Reader, word: string): Answer {
  const typed = shorten(oneLine(word), 40);
  return answerOf(say.passerelle.unknown(typed, nearest(typed, [...subCommands(), ...Object.keys(ALSO)])));
}

/** Somebody else's run is "not found" to those who may not read it: a refusal would say that it exists. */
async function story({ house }: Desk, reader: Reader, typed: string): Promise<Answer> {
  const { person, say } = reader;
  if (!typed) return answerOf(say.passerelle.runUsage);
  const run = await findRunByPrefix(house.db, typed);
  if (!run) return answerOf(say.passerelle.runNotFound);
  const own = run.actor === person.id;
  if (!may(person, own ? "run.read/own" : "run.read/any")) {
    await auditRefusal(house.db, { actor: person.id, action: "run.read", objectKind: "run", objectId: run.id, code: "forbidden" });
    return answerOf(say.passerelle.runNotFound);
  }
  return storyMessage(house.db, reader, run);
}

async function claim({ house }: Desk, { person, say }: Reader): Promise<Answer> {
  if (person.standing !== "member") throw new PasserelleError("forbidden");
  const result = await claimAdmin(house, person);
  return answerOf(result === "claimed" ? say.passerelle.claimed : say.passerelle.claimRefused);
}
