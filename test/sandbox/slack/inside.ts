/** What the parts of the stand-in share: the workspace, the app's credentials, the clock. */
import type { Faults } from "../faults.ts";
import type { KeptFile } from "./api/files.ts";
import type { Workspace } from "./workspace.ts";

export interface SlashCommand {
  command: string;
  description: string;
  usage_hint?: string;
}

export interface Shortcut {
  name: string;
  type: "global" | "message";
  callback_id: string;
  description: string;
}

export interface Inside {
  workspace: Workspace;
  /** What people gave in forms, by id. */
  files: Map<string, KeptFile>;
  token: string;
  signingSecret: string;
  /** The legacy verification token that payloads still carry. */
  verificationToken: string;
  scopes: string[];
  team: { id: string; name: string; domain: string };
  /** Where this stand-in answers, without a trailing slash: response_url begins with it. */
  url: string;
  workerUrl: string;
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  faults: Faults;
  send(request: Request): Promise<Response>;
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** How long Slack waits for an answer. */
  patienceMs: number;
  /** Insist on one message a second per channel. */
  onePerSecond: boolean;
}
