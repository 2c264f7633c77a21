/**
 * A stand-in of Slack: a Web API as strict as the real one, signed requests to the Worker, and people to drive it.
 * Fetch in, fetch out, no Node: it runs in the sandbox server and inside workerd.
 *
 *     const slack = slackStandIn({ token, signingSecret, workerUrl, send: (request) => worker.fetch(request) });
 *     await slack.person("U0MALIK").command("/client", "ACME");
 *     const modal = await slack.eventually(() => slack.person("U0MALIK").modal());
 */
import { Hono } from "hono";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { download } from "./api/files.ts";
import { answerResponseUrl } from "./api/response-url.ts";
import { callWebApi, rateLimited } from "./api/web-api.ts";
import { type ConsoleFiles, consoleRoutes } from "./console-routes.ts";
import type { Inside, Shortcut, SlashCommand } from "./inside.ts";
import { type OpenidClient, openidRoutes } from "./openid/openid.ts";
import { checkAddress, sendEvent } from "./outgoing/events.ts";
import { type SlackPerson, sandboxPeople, sandboxTeam } from "./people.ts";
import { personIn } from "./person.ts";
import { APP, openWorkspace, type WorkspaceState } from "./workspace.ts";

export const FEWEST_SCOPES = ["commands", "chat:write", "files:read", "im:write", "im:history", "users:read", "users:read.email"];

export interface SlackOptions {
  token: string;
  signingSecret: string;
  /** Where the Worker answers, without a trailing slash. */
  workerUrl: string;
  team?: { id: string; name: string; domain: string };
  people?: SlackPerson[];
  /** For "Sign in with Slack"; without it nobody can. */
  openid?: OpenidClient;
  /** The scopes of the app's manifest; default: the fewest. */
  scopes?: string[];
  /** Commands and shortcuts of the manifest. An empty list lets any command through. */
  commands?: SlashCommand[];
  shortcuts?: Shortcut[];
  /** Where this stand-in answers, without a trailing slash; response_url begins with it. */
  url?: string;
  /** How signed requests reach the Worker; default: fetch. */
  send?: (request: Request) => Promise<Response>;
  faults?: Faults;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Waits between the retries of an event; never the 3 seconds of patience. */
  sleep?: (ms: number) => Promise<void>;
  patienceMs?: number;
  onePerSecond?: boolean;
  /** The console's page, from console/build.ts; without it there is none. */
  console?: ConsoleFiles;
  /** The state of another life, as `dump` gave it. */
  saved?: WorkspaceState;
}

export type SlackStandIn = ReturnType<typeof slackStandIn>;

export function slackStandIn(options: SlackOptions) {
  const slack = insideOf(options);
  const { workspace, faults } = slack;
  const app = routes(slack, options);

  return {
    /** The app to mount; a lost connection is thrown out of it. */
    app,
    fetch: async (request: Request): Promise<Response> => app.fetch(request),
    faults,
    workspace,
    /** Plain JSON: what `saved` takes. */
    dump: (): WorkspaceState => workspace.state,
    person: (id: string) => personIn(slack, id),
    /** Everything that stands in a conversation, whoever may see it; oldest first. */
    messages: (channel: string) => workspace.conversation(channel)?.messages ?? [],
    sendEvent: (event: { type: string } & Record<string, unknown>) => sendEvent(event, slack),
    checkAddress: () => checkAddress(slack),
    /** Changes a person and tells the app. */
    changePerson(id: string, change: Partial<SlackPerson>) {
      Object.assign(workspace.person(id) ?? {}, change);
      workspace.touch();
      return sendEvent({ type: "user_change", user: { id, ...workspace.person(id) }, cache_ts: Math.floor(slack.now() / 1000) }, slack);
    },
    /** An admin revokes the token; the app is told. */
    revokeToken() {
      workspace.state.tokenRevoked = true;
      return sendEvent({ type: "tokens_revoked", tokens: { oauth: [], bot: [APP.userId] } }, slack);
    },
    uninstall() {
      workspace.state.tokenRevoked = true;
      return sendEvent({ type: "app_uninstalled" }, slack);
    },
    /** Looks until there is something to see: the app may act after it has answered. Throws after `withinMs`. */
    async eventually<T>(look: () => T | undefined | null | false, withinMs = 3_000): Promise<T> {
      const end = Date.now() + withinMs;
      for (;;) {
        const seen = look();
        if (seen) return seen;
        if (Date.now() > end) throw new Error(`nothing to see within ${withinMs} ms`);
        await wait(5);
      }
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function insideOf(options: SlackOptions): Inside {
  const now = options.now ?? Date.now;
  return {
    files: new Map(),
    workspace: openWorkspace(options.people ?? sandboxPeople, now, options.saved),
    token: options.token,
    signingSecret: options.signingSecret,
    verificationToken: "sandbox-verification-token",
    scopes: options.scopes ?? FEWEST_SCOPES,
    team: options.team ?? sandboxTeam,
    url: options.url ?? "http://slack.sandbox",
    workerUrl: options.workerUrl,
    commands: options.commands ?? [],
    shortcuts: options.shortcuts ?? [],
    faults: options.faults ?? createFaults(),
    send: options.send ?? ((request) => fetch(request)),
    now,
    sleep: options.sleep ?? wait,
    patienceMs: options.patienceMs ?? 3_000,
    onePerSecond: options.onePerSecond ?? false,
  };
}

function routes(slack: Inside, { console, openid }: Pick<SlackOptions, "console" | "openid">) {
  const app = new Hono();
  // A lost connection must leave the app as a rejection, not as a 500.
  app.onError((error) => {
    if (error instanceof ConnectionLost) throw error;
    globalThis.console.error(error);
    return Response.json({ ok: false, error: "internal_error" }, { status: 500 });
  });
  const signIn = openidRoutes(slack, openid);
  app.post("/api/openid.connect.token", (c) => faulty(slack, "openid.connect.token", c.req.raw, signIn.token));
  app.route("/", signIn.app);
  app.all("/api/:method", (c) =>
    faulty(slack, c.req.param("method"), c.req.raw, (request) => callWebApi(c.req.param("method"), request, slack)),
  );
  app.post("/response/:a/:b", (c) => {
    const id = `${c.req.param("a")}/${c.req.param("b")}`;
    return faulty(slack, "response_url", c.req.raw, (request) => answerResponseUrl(id, request, slack));
  });
  app.get("/files-pri/:id/*", (c) => faulty(slack, "files", c.req.raw, async (request) => download(c.req.param("id"), request, slack)));
  app.route("/", consoleRoutes(slack, console));
  return app;
}

/** The body is read first: a request that is applied late outlives its connection. */
async function faulty(slack: Inside, method: string, request: Request, apply: (request: Request) => Promise<Response>): Promise<Response> {
  const { url, headers, signal } = request;
  const body = request.method === "POST" ? await request.arrayBuffer() : undefined;
  const refuse = (status: 429 | 500, retryAfterSeconds: number) =>
    status === 429 ? rateLimited(retryAfterSeconds) : Response.json({ ok: false, error: "internal_error" }, { status: 500 });
  const target = { service: "slack", method, path: new URL(url).pathname };
  return slack.faults.around(target, () => apply(new Request(url, { method: request.method, headers, body })), { signal, refuse });
}
