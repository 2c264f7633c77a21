/** What the console is told: the workspace as one person sees it, and what it may ask that person to do. Types only. */
import type { Shortcut, SlashCommand } from "./inside.ts";
import type { SlackRole } from "./people.ts";
import type { Message, View, ViewValues } from "./workspace.ts";

export interface ClientPerson {
  id: string;
  name: string;
  title: string;
  locale: string;
  tz: string;
  slackRole: SlackRole;
}

export interface ClientConversation {
  id: string;
  kind: "channel" | "im";
  name: string;
  /** In a direct conversation: the other member. */
  with?: string;
  memberCount: number;
  messages: Message[];
}

export interface ClientState {
  version: number;
  team: { id: string; name: string };
  app: { id: string; userId: string; name: string };
  me: ClientPerson;
  people: ClientPerson[];
  conversations: ClientConversation[];
  /** Open modals, the top one last. */
  views: View[];
  home: View | null;
  commands: SlashCommand[];
  shortcuts: Shortcut[];
}

/** Where a block stands: in a view, or on a message. */
export type Target = { view: string } | { channel: string; ts: string };

export type Act =
  | { act: "hello" }
  | { act: "send"; channel: string; text: string; threadTs?: string }
  | { act: "press"; target: Target; blockId?: string; actionId: string; answer?: unknown; values?: ViewValues }
  | { act: "suggest"; target: Target; actionId: string; text: string; values?: ViewValues }
  | { act: "submit"; view: string; values: ViewValues }
  | { act: "close"; all: boolean }
  | { act: "shortcut"; callbackId: string }
  | { act: "messageShortcut"; target: Target; callbackId: string }
  | { act: "home"; tab: "home" | "messages" }
  | { act: "direct"; with: string };
