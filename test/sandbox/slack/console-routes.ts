/** What the console asks of the stand-in: its page, the workspace as one person sees it, and what that person does. */
import { Hono } from "hono";
import { keepFile } from "./api/files.ts";
import type { Act, ClientPerson, ClientState, Target } from "./client-state.ts";
import type { Inside } from "./inside.ts";
import type { SlackPerson } from "./people.ts";
import { personIn } from "./person.ts";
import { APP, type Message, type View, type ViewValues } from "./workspace.ts";

/** The console as it was built for the browser; see console/build.ts. */
export interface ConsoleFiles {
  page: string;
  script: string;
  style: string;
}

export function consoleRoutes(slack: Inside, files?: ConsoleFiles) {
  const app = new Hono();
  if (files) {
    const served = (type: string, body: string) => () =>
      new Response(body, { headers: { "Content-Type": type, "Cache-Control": "no-cache" } });
    app.get("/", served("text/html; charset=utf-8", files.page));
    app.get("/console/app.js", served("text/javascript; charset=utf-8", files.script));
    app.get("/console/app.css", served("text/css; charset=utf-8", files.style));
  }
  return (
    app
      .get("/console/state", (c) => {
        const as = c.req.query("as") ?? "";
        return c.json(slack.workspace.person(as) ? stateFor(as, slack) : { people: slack.workspace.state.people.map(shown) });
      })
      .get("/console/changes", (c) => changes(slack, c.req.raw.signal))
      // A page of another site cannot send a header of its own.
      .post("/console/files", async (c) => {
        const as = c.req.header("x-console-person") ?? "";
        if (!slack.workspace.person(as)) return c.json({ error: "as whom?" }, 400);
        const bytes = new Uint8Array(await c.req.raw.arrayBuffer());
        const { name = "file", type = "" } = c.req.query();
        return c.json(keepFile(slack, as, { name, mimetype: type || "application/octet-stream", bytes }));
      })
      .post("/console/act", async (c) => {
        // A page of another site can post a form or plain text to localhost, but not JSON.
        if (!c.req.header("content-type")?.startsWith("application/json")) return c.json({ error: "JSON only" }, 415);
        const { as, ...act } = await c.req.json<Act & { as: string }>();
        return c.json({ ...(await perform(as, act, slack)) });
      })
  );
}

const shown = ({ id, name, title = "", locale, tz = "Europe/Paris", slackRole }: SlackPerson): ClientPerson => ({
  id,
  name,
  title,
  locale,
  tz,
  slackRole,
});

function stateFor(as: string, { workspace, team, commands, shortcuts }: Inside): ClientState {
  const { version, people, conversations, stacks, homes } = workspace.state;
  const mine = conversations.filter(({ members }) => members.includes(as));
  return {
    version,
    team: { id: team.id, name: team.name },
    app: { id: APP.id, userId: APP.userId, name: APP.name },
    me: shown(people.find(({ id }) => id === as) as SlackPerson),
    people: people.filter(({ deleted }) => !deleted).map(shown),
    conversations: mine.map(({ id, kind, name, members, messages }) => ({
      id,
      kind,
      name,
      ...(kind === "im" ? { with: members.find((member) => member !== as) ?? as } : {}),
      memberCount: members.length,
      messages: messages.filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === as).slice(-300),
    })),
    views: stacks[as] ?? [],
    home: homes[as] ?? null,
    commands,
    shortcuts,
  };
}

/** Server-sent events: the version, at once and after every change. */
function changes({ workspace }: Inside, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          stop(); // the browser has gone
        }
      };
      const unwatch = workspace.watch((version) => write(`data: ${version}\n\n`));
      const beat = setInterval(() => write(": still here\n\n"), 15_000);
      stop = () => {
        unwatch();
        clearInterval(beat);
      };
      signal.addEventListener("abort", () => stop(), { once: true });
      write(`data: ${workspace.state.version}\n\n`);
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" } });
}

function perform(as: string, act: Act, slack: Inside) {
  const person = personIn(slack, as);
  const at = (target: Target, values?: ViewValues) => targetOf(as, target, values, slack);
  switch (act.act) {
    case "hello":
      return beginAfresh(as, slack);
    case "send":
      return send(act, person);
    case "press":
      return person.press(at(act.target, act.values), act.actionId, act.answer, act.blockId);
    case "suggest":
      return person.suggest(at(act.target, act.values), act.actionId, act.text);
    case "submit":
      return person.submit(at({ view: act.view }, act.values) as View);
    case "close":
      return person.close({ all: act.all });
    case "shortcut":
      return person.shortcut(act.callbackId);
    case "messageShortcut":
      return person.messageShortcut(at(act.target) as Message, act.callbackId);
    case "home":
      // Not awaited: a person does not wait for the retries of an event.
      void person.openHome(act.tab);
      return {};
    case "direct":
      return { channel: slack.workspace.openDirect(as, act.with).id };
  }
}

type Typing = Extract<Act, { act: "send" }>;

function send({ channel, text, threadTs }: Typing, person: ReturnType<typeof personIn>) {
  const [, command, rest = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  if (command === "/invite" && rest.toLowerCase().includes(APP.handle)) return person.inviteApp(channel);
  return command ? person.command(command, rest.trim(), channel) : person.write(text, channel, threadTs);
}

/** The message or view that is meant, with what was typed into it so far. */
function targetOf(as: string, target: Target, values: ViewValues | undefined, { workspace }: Inside): Message | View {
  if (!("view" in target)) {
    const message = workspace.conversation(target.channel)?.messages.find(({ ts }) => ts === target.ts);
    if (!message) throw new Error("the message is gone");
    return message;
  }
  const home = workspace.state.homes[as];
  const view = home?.id === target.view ? home : workspace.modal(target.view);
  if (!view) throw new Error("the view is gone");
  for (const [blockId, states] of Object.entries(values ?? {})) view.state.values[blockId] = { ...view.state.values[blockId], ...states };
  return view;
}

/** As in Slack, neither ephemeral messages nor open modals survive a reload; the app hears nothing of it. */
function beginAfresh(as: string, { workspace }: Inside) {
  for (const conversation of workspace.state.conversations) {
    conversation.messages = conversation.messages.filter(({ ephemeralTo }) => ephemeralTo !== as);
  }
  delete workspace.state.stacks[as];
  workspace.touch();
  return {};
}
