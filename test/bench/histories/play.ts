/** A history, played: its people act one after the other or together, and go on when they see how the last thing ended. */
import { setTimeout as sleep } from "node:timers/promises";
import { referenceOf } from "../../../edge/runs/intent.ts";
import type { Answers } from "../../sandbox/slack/person.ts";
import type { Message } from "../../sandbox/slack/workspace.ts";
import { playedThrough } from "../world/breaks.ts";
import { sendAgain } from "../world/marks.ts";
import { type Opened, openEdit, openForm, openWindow, pressUntil, submit } from "../world/person-driver.ts";
import { askedCard, ENDS, isToldOver } from "./ends.ts";
import type { Action } from "./plan.ts";
import type { Asked, Played, Wish } from "./played.ts";
import { PATIENCE_MS, type Stage, TEAM } from "./stage.ts";

type Create = Extract<Action, { does: "create" }>;

export const play = (stage: Stage, played: Played): Promise<void> =>
  playedThrough(played, stage.kill, async () => {
    const { actions } = played.history;
    for (let i = 0; i < actions.length; ) {
      const together = [actions[i++] as Action];
      for (let next = actions[i]; next?.does === "create" && next.alongside; next = actions[i]) together.push(actions[i++] as Action);
      await Promise.all(together.map((action) => act(stage, played, action)));
      for (const asked of played.asked) await ended(stage, played, asked);
    }
  });

async function act(stage: Stage, played: Played, action: Action): Promise<void> {
  if (action.does === "create") return create(stage, played, action);
  if (action.does === "lookalike") return lookalike(stage, played, action);
  if (action.together === "in turn") {
    for (const who of action.who) {
      const asked = await edit(stage, played, who, await editWindow(stage, played, who));
      await until(played, asked, () => hasTheClient(stage, asked));
    }
    return;
  }
  // Both open the window before one of them sends it.
  const windows = await Promise.all(action.who.map(async (who) => ({ who, opened: await editWindow(stage, played, who) })));
  await Promise.all(windows.map(({ who, opened }) => edit(stage, played, who, opened)));
}

function edit(stage: Stage, played: Played, who: number, opened: Opened): Promise<Asked> {
  played.phones += 1;
  const phone = `019900${String(played.phones).padStart(4, "0")}`;
  const reopen = () => editWindow(stage, played, who);
  return sendWindow(stage, played, { who, wish: "edit", phone, answers: { phone }, opened, reopen });
}

/** Nobody else gets at this version of it any more. */
function hasTheClient(stage: Stage, { runId }: Asked): boolean {
  const { state = "", step } = stage.rows.get(runId) ?? {};
  return step === "change it in the CRM" || ENDS.includes(state);
}

interface Sent {
  who: number;
  wish: Wish;
  answers: Answers;
  opened: Opened;
  reopen: () => Promise<Opened>;
  hands?: number;
  unanswered?: boolean;
  phone?: string;
}

async function sendWindow(stage: Stage, played: Played, { answers, opened: first, reopen, hands, ...wanted }: Sent): Promise<Asked> {
  for (let opened = first; ; opened = await reopen()) {
    const asked = await note(stage, played, { ...wanted, opened });
    asked.anew = opened !== first;
    if (await submit(stage.slack, { userId: asked.userId, contact: answers }, opened.view, hands)) return asked;
    played.asked = played.asked.filter((one) => one !== asked);
  }
}

const idOf = (played: Played, who: number) => played.people[who]?.id ?? "";
const mailOf = (played: Played, who: number) => `camille@client-${idOf(played, who).toLowerCase()}.example`;

async function create(stage: Stage, played: Played, { who, way, sent }: Create): Promise<void> {
  const userId = idOf(played, who);
  const { party, history } = played;
  const form = { french: "search", abroad: "foreign", person: "person" } as const;
  const reopen = () =>
    way === "command"
      ? openWindow(stage.slack, TEAM, { userId, siren: party.siren })
      : openForm(stage.slack, TEAM, userId, form[history.subject]);
  const answers = answersOf(played, who, way);
  await sendWindow(stage, played, { who, wish: "create", answers, opened: await reopen(), reopen, hands: sent === "twice" ? 2 : 1 });
  if (sent === "again" && played.lastSubmission) void sleep(300, played.lastSubmission).then(sendAgain);
}

function answersOf(played: Played, who: number, way: Create["way"]): Answers {
  const { party, history } = played;
  if (history.subject === "person") return { name: party.name, email: party.email, phone: "01 99 00 99 99" };
  const contact = { contactName: "Camille Essai", email: mailOf(played, who) };
  if (history.subject === "abroad") return { ...contact, name: party.name, country: "BE", vatNumber: party.vatNumber };
  const option = { text: { type: "plain_text", text: party.name }, value: `siren:${party.siren}:A:${party.name}` };
  const company = { company: { company: { type: "external_select", selected_option: option } } };
  return { ...(way === "shortcut" && company), ...contact, phone: "01 99 00 99 99" };
}

async function lookalike(stage: Stage, played: Played, { who, answer }: Extract<Action, { does: "lookalike" }>): Promise<void> {
  const userId = idOf(played, who);
  const reopen = () => openForm(stage.slack, TEAM, userId, "foreign");
  const answers = { name: played.party.name, country: "BE", email: namesakeMail(userId) };
  const wanted = { who, wish: "lookalike", answers, opened: await reopen(), reopen, unanswered: answer === "none" } as const;
  const asked = await sendWindow(stage, played, wanted);
  if (answer === "none") return;
  await until(played, asked, () => stage.rows.get(asked.runId)?.state === "asking" && askedCard(stage, asked) !== undefined);
  await pressUntil(
    stage.slack,
    userId,
    () => askedCard(stage, asked),
    `answer:twin:${answer}`,
    () => stage.rows.get(asked.runId)?.state !== "asking",
  );
  asked.askedAt = Date.now();
}

export const namesakeMail = (userId: string) => `autre@namesake-${userId.toLowerCase()}.example`;

/** From a card of theirs that shows the client. */
function editWindow(stage: Stage, played: Played, who: number): Promise<Opened> {
  const userId = idOf(played, who);
  const card = (): Message | undefined => {
    const own = played.asked.find((asked) => asked.wish === "create" && asked.userId === userId);
    return own && askedCard(stage, own);
  };
  return openEdit(stage.slack, TEAM, userId, card);
}

interface Noted {
  who: number;
  opened: Opened;
  wish: Wish;
  unanswered?: boolean;
  phone?: string;
}

/** From now on its requests are known by our references too. */
async function note(stage: Stage, played: Played, { who, opened, wish, unanswered = false, phone = "" }: Noted): Promise<Asked> {
  const userId = idOf(played, who);
  const { runId } = opened;
  for (const prefix of ["CL", "CO"]) stage.mark(await referenceOf(prefix, runId), played);
  const asked: Asked = { runId, wish, userId, channel: `D${userId.slice(1)}`, unanswered, phone, askedAt: Date.now(), endedAt: 0 };
  played.asked.push(asked);
  return asked;
}

/** Nothing of it is undecided, and the person sees so. */
async function ended(stage: Stage, played: Played, asked: Asked): Promise<void> {
  if (asked.endedAt) return;
  await until(played, asked, () => isToldOver(stage, asked));
  asked.endedAt = Date.now();
}

async function until(played: Played, asked: Asked, done: () => boolean): Promise<void> {
  while (!done()) {
    if (Date.now() > Math.max(played.lastFaultAt, asked.askedAt) + PATIENCE_MS)
      throw new Error(`${asked.wish} ${asked.runId} is in the dark`);
    await sleep(150);
  }
}
