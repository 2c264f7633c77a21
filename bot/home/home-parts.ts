/** What the parts of App Home share: where its lists go on, and the names of its buttons. */
import type { KnownBlock } from "@slack/types";
import { readMemory } from "../answers.ts";
import { button, buttons } from "../forms.ts";
import type { Texts } from "../text/text.ts";

export const SEE_CLIENT = "home_client";
export const SEE_RUN = "home_run";
export const EDIT_PERSON = "home_person";
export const RETRY = "home_retry";
export const REFRESH = "home_refresh";
export const PAGE = /^home_page:(clients|papers|toIssue|runs|people|audit)(:first)?$/;

/** Where each list goes on; a list that is not named begins at its beginning. */
export interface Pages {
  clients?: [at: number, id: string];
  papers?: [createdAt: number, id: string];
  toIssue?: [createdAt: number, id: string];
  runs?: [createdAt: number, id: string];
  /** A person's id. */
  people?: string;
  /** A row's id. */
  audit?: number;
}

const isMoment = (cursor: unknown) =>
  Array.isArray(cursor) && cursor.length === 2 && Number.isSafeInteger(cursor[0]) && typeof cursor[1] === "string";
const IS_CURSOR: Record<keyof Pages, (cursor: unknown) => boolean> = {
  clients: isMoment,
  papers: isMoment,
  toIssue: isMoment,
  runs: isMoment,
  people: (cursor) => typeof cursor === "string",
  audit: Number.isSafeInteger,
};

/** What Slack hands back is still to be checked. */
export function readPages(memory: unknown): Pages {
  if (typeof memory !== "object" || memory === null) return {};
  return Object.fromEntries(
    Object.entries(memory).filter(([list, cursor]) => Object.hasOwn(IS_CURSOR, list) && IS_CURSOR[list as keyof Pages](cursor)),
  );
}

/** Another page of the list whose button was pressed; the others stay where they are. */
export function turned(pages: Pages, actionId: string, value: unknown): Pages {
  const [, list = "", first] = PAGE.exec(actionId) ?? [];
  const { [list as keyof Pages]: _, ...others } = pages;
  return first ? others : readPages({ ...others, [list]: readMemory<{ at: unknown }>(value).at });
}

/** On to the next page of a list, and back to its beginning. @param next where it goes on, undefined when this was the last one */
export function pager(say: Texts, list: keyof Pages, pages: Pages, next: Pages[keyof Pages]): KnownBlock[] {
  const { more, first, lists } = say.home;
  const go = (id: string, label: string, value: string) => button(id, label, value, { spoken: `${label} – ${lists[list]}` });
  return buttons(
    next !== undefined && go(`home_page:${list}`, more, JSON.stringify({ at: next })),
    pages[list] !== undefined && go(`home_page:${list}:first`, first, "first"),
  );
}
