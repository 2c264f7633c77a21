/**
 * Progress, shown in Slack: one card per run in the person's DM with us, in their language.
 * The message carries the run's id as metadata; our own DMs are the only history we ever read.
 */

import { PasserelleError } from "../edge/errors.ts";
import type { House } from "../edge/house.ts";
import { keepDmChannel, readPerson } from "../edge/people/people-store.ts";
import type { Person } from "../edge/people/person.ts";
import type { CardDesk } from "../edge/runs/progress.ts";
import { hasEnded, type Run } from "../edge/runs/run.ts";
import type { Reader } from "./desk.ts";
import { fitBlocks, MESSAGE_TEXT } from "./door/limits.ts";
import { slackProblem } from "./door/slack-api.ts";
import { type SlackClient, slackClient } from "./door/slack-client.ts";
import { refreshHome } from "./home/publish-home.ts";
import { RUN_CARDS } from "./run-cards.ts";
import { textsOf } from "./text/text.ts";
import { mrkdwnText, shorten } from "./text/words.ts";

const EVENT_TYPE = "passerelle_run";
const PAGE = 200;
const PAGES = 2;

/**
 * Each call may throw `misconfigured` (our token), `rate_limited`, `unknown_person` (they are gone), `not_found` (the
 * message or its DM is) or `vendor_unavailable`.
 */
export function cardDesk(house: House): CardDesk {
  const slack = slackClient(house.settings);
  const showHome = (person: Person) => house.later(refreshHome(house, slack, person));
  return {
    openDm: (personId, anew = false) => openDm(house, slack, personId, anew),
    async post(channel, run) {
      const { person, content } = await contentOf(house, run);
      const metadata = { event_type: EVENT_TYPE, event_payload: { run_id: run.id } };
      const posted = await call({ write: true }, () => slack.chat.postMessage({ channel, ...content, metadata }));
      showHome(person);
      return String(posted.ts);
    },
    async update(channel, ts, run) {
      const { person, content } = await contentOf(house, run);
      // Without its metadata an update would take it away.
      const metadata = { event_type: EVENT_TYPE, event_payload: { run_id: run.id } };
      await call({ write: false }, () => slack.chat.update({ channel, ts, ...content, metadata }));
      if (hasEnded(run.state) || run.state === "asking") showHome(person);
    },
    findPosted: (channel, runId, sinceMs) => findPosted(slack, channel, runId, sinceMs),
  };
}

/** @param anew the channel that was kept is of no use any more */
async function openDm({ db }: House, slack: SlackClient, personId: string, anew: boolean): Promise<string> {
  const person = await readPerson(db, personId);
  if (!person || person.standing === "gone") throw new PasserelleError("unknown_person");
  if (person.dmChannel && !anew) return person.dmChannel;
  const opened = await call({ write: false }, () => slack.conversations.open({ users: person.slackUser }));
  const channel = String(opened.channel?.id);
  await keepDmChannel(db, personId, channel);
  return channel;
}

async function findPosted(slack: SlackClient, channel: string, runId: string, sinceMs: number): Promise<string | null> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const oldest = String(Math.floor(sinceMs / 1000));
    const history = await call({ write: false }, () =>
      slack.conversations.history({ channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) }),
    );
    const ours = history.messages?.find(
      ({ metadata }) => metadata?.event_type === EVENT_TYPE && (metadata.event_payload as { run_id?: unknown })?.run_id === runId,
    );
    if (ours?.ts) return ours.ts;
    cursor = history.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}

async function contentOf(house: House, run: Run) {
  const person = await readPerson(house.db, run.actor);
  if (!person) throw new PasserelleError("unknown_person");
  const reader: Reader = { person, say: textsOf(person.locale) };
  const draw = RUN_CARDS[run.kind];
  if (!draw) throw new PasserelleError("unexpected", { message: `no card for runs of kind ${run.kind}` });
  const { text, blocks } = await draw(house, reader, run);
  const content = { text: shorten(mrkdwnText(text), MESSAGE_TEXT), blocks: fitBlocks(blocks), unfurl_links: false, unfurl_media: false };
  return { person, content };
}

async function call<T>(kind: { write: boolean }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw slackProblem(error, kind);
  }
}
