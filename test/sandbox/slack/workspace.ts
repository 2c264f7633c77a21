/**
 * What a Slack workspace remembers: people, conversations, messages, open modals, App Homes. One JSON object,
 * so that the sandbox server can write it to a file; every change raises `version`, which the console follows.
 */
import type { SlackPerson } from "./people.ts";

export type Block = { type: string; block_id?: string } & Record<string, unknown>;

export interface Message {
  type: "message";
  ts: string;
  text: string;
  user: string;
  team?: string;
  bot_id?: string;
  app_id?: string;
  blocks?: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  thread_ts?: string;
  edited?: { user: string; ts: string };
  /** Ours: only this person sees it. Never part of a history. */
  ephemeralTo?: string;
}

export interface Conversation {
  id: string;
  kind: "channel" | "im";
  /** Without `#`; empty for a direct message. */
  name: string;
  members: string[];
  messages: Message[];
}

/** block_id → action_id → what the element holds, as Slack sends it. */
export type ViewValues = Record<string, Record<string, Record<string, unknown>>>;

export interface View {
  id: string;
  team_id: string;
  type: "modal" | "home";
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: { values: ViewValues };
  hash: string;
  title?: { type: "plain_text"; text: string };
  submit?: { type: "plain_text"; text: string } | null;
  close?: { type: "plain_text"; text: string } | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  bot_id: string;
}

export interface Trigger {
  userId: string;
  expiresAt: number;
  used: boolean;
}

export interface ResponseUrl {
  channel: string;
  userId: string;
  /** The message it may replace; absent for a slash command. */
  ts?: string;
  expiresAt: number;
  usesLeft: number;
}

export interface WorkspaceState {
  version: number;
  lastId: number;
  lastTs: string;
  tokenRevoked: boolean;
  people: SlackPerson[];
  conversations: Conversation[];
  /** Person → open modals, the top one last. */
  stacks: Record<string, View[]>;
  homes: Record<string, View>;
  triggers: Record<string, Trigger>;
  responseUrls: Record<string, ResponseUrl>;
}

export const APP = { id: "A0PASSERELLE", botId: "B0PASSERELLE", userId: "U0PASSERELLE", name: "Passerelle", handle: "passerelle" };

export type Workspace = ReturnType<typeof openWorkspace>;

/** `saved` is what `state` was when it was last written down. */
export function openWorkspace(people: SlackPerson[], now: () => number, saved?: WorkspaceState) {
  const state = saved ?? emptyState(people);
  const watchers = new Set<(version: number) => void>();

  const workspace = {
    state,
    /** Tells the console and the file that something changed. */
    touch() {
      state.version += 1;
      for (const watcher of watchers) watcher(state.version);
    },
    watch(watcher: (version: number) => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** An id that looks like Slack's: a letter, then capitals and digits. */
    mint(prefix: string): string {
      state.lastId += 1;
      return `${prefix}0${(state.lastId + 46_656).toString(36).toUpperCase().padStart(8, "0")}`;
    },
    /** A message time stamp: seconds with six decimals, never the same twice. */
    mintTs(): string {
      const wanted = `${Math.floor(now() / 1000)}.${String(now() % 1000).padStart(3, "0")}000`;
      state.lastTs = wanted > state.lastTs ? wanted : afterTs(state.lastTs);
      return state.lastTs;
    },
    person: (id: string) => state.people.find((person) => person.id === id),
    conversation: (id: string) => state.conversations.find((conversation) => conversation.id === id),
    /** The direct conversation of two members; `null` when nobody has opened it. */
    directBetween: (one: string, other: string) =>
      state.conversations.find(({ kind, members }) => kind === "im" && members.includes(one) && members.includes(other)) ?? null,
    openDirect(one: string, other: string): Conversation {
      const open = workspace.directBetween(one, other);
      if (open) return open;
      const opened: Conversation = { id: workspace.mint("D"), kind: "im", name: "", members: [one, other], messages: [] };
      state.conversations.push(opened);
      workspace.touch();
      return opened;
    },
    /** The modal with this id, wherever it stands. */
    modal: (viewId: string) =>
      Object.values(state.stacks)
        .flat()
        .find(({ id }) => id === viewId),
    stackOf(userId: string): View[] {
      state.stacks[userId] ??= [];
      return state.stacks[userId];
    },
  };
  return workspace;
}

function emptyState(people: SlackPerson[]): WorkspaceState {
  const everyone = people.filter(({ slackRole }) => slackRole !== "guest").map(({ id }) => id);
  const guests = people.filter(({ slackRole }) => slackRole === "guest").map(({ id }) => id);
  const channel = (id: string, name: string, members: string[]): Conversation => ({ id, kind: "channel", name, members, messages: [] });
  return {
    version: 1,
    lastId: 0,
    lastTs: "0",
    tokenRevoked: false,
    people: structuredClone(people),
    // The app is in #ventes and #compta and must be invited into #général, so that "not_in_channel" can be met.
    conversations: [
      channel("C0GENERAL", "général", [...everyone, ...guests]),
      channel("C0VENTES", "ventes", [...everyone, APP.userId]),
      channel("C0COMPTA", "compta", [...everyone, APP.userId]),
      ...people.map(({ id }): Conversation => ({ id: `D${id.slice(1)}`, kind: "im", name: "", members: [id, APP.userId], messages: [] })),
    ],
    stacks: {},
    homes: {},
    triggers: {},
    responseUrls: {},
  };
}

function afterTs(ts: string): string {
  const [seconds = "0", micros = "0"] = ts.split(".");
  const next = Number(micros) + 1;
  return next > 999_999 ? `${Number(seconds) + 1}.000000` : `${seconds}.${String(next).padStart(6, "0")}`;
}
