/** For the stand-in's own tests: a stand-in before a Worker of a few lines, with a clock that is turned by hand. */
import { type SlackOptions, slackStandIn } from "./stand-in.ts";
import type { Message, View } from "./workspace.ts";

export const TOKEN = "xoxb-test";
export const SECRET = "test-signing-secret";

export type TinyWorker = (request: Request) => Response | Promise<Response>;

/** An answer of the Web API; which fields are there depends on the method. */
export interface Reply {
  status: number;
  headers: Headers;
  ok: boolean;
  error?: string;
  ts: string;
  channel: string;
  view: View;
  messages: Message[];
  user: { locale?: string; profile: { email?: string } };
  response_metadata?: { messages: string[] };
}

export function slackBefore(worker: TinyWorker = () => new Response(""), options: Partial<SlackOptions> = {}) {
  const clock = { ms: Date.parse("2026-11-23T09:00:00Z") };
  const slack = slackStandIn({
    token: TOKEN,
    signingSecret: SECRET,
    workerUrl: "http://worker.test",
    url: "http://slack.test",
    send: async (request) => worker(request),
    now: () => clock.ms,
    sleep: async () => {},
    patienceMs: 40,
    ...options,
  });
  const call = async (method: string, args: Record<string, unknown> = {}, token = TOKEN): Promise<Reply> => {
    const form = Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
    const headers = { Authorization: `Bearer ${token}` };
    const request = new Request(`http://slack.test/api/${method}`, { method: "POST", headers, body: new URLSearchParams(form) });
    const response = await slack.fetch(request);
    return { status: response.status, headers: response.headers, ...((await response.json()) as Omit<Reply, "status" | "headers">) };
  };
  return { slack, call, clock, malik: slack.person("U0MALIK") };
}

// Not request.text(): workerd warns when the type is not text.
export const params = async (request: Request) => new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()));

/** Malik has typed /client ACME and holds a fresh trigger and response_url. Interactions are answered by `interactions`, in order. */
export async function typed(options: Partial<SlackOptions> = {}, interactions: Response[] = []) {
  const received: URLSearchParams[] = [];
  const world = slackBefore(async (request) => {
    const sent = await params(request);
    received.push(sent);
    return (sent.has("payload") && interactions.shift()) || new Response("");
  }, options);
  await world.malik.command("/client", "ACME");
  const [command] = received;
  return { ...world, received, trigger: command?.get("trigger_id") ?? "", responseUrl: command?.get("response_url") ?? "" };
}

/** A field of one line, with the block_id `name`. */
export const nameField = {
  type: "input",
  block_id: "name",
  label: { type: "plain_text", text: "Nom" },
  element: { type: "plain_text_input", action_id: "value" },
};

export const form = (more: Record<string, unknown> = {}) => ({
  type: "modal",
  title: { type: "plain_text", text: "Nouveau client" },
  submit: { type: "plain_text", text: "Créer" },
  blocks: [nameField],
  ...more,
});

export const section = (text: string) => [{ type: "section", text: { type: "mrkdwn", text } }];
