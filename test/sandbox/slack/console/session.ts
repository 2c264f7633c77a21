/** One person's session: what the sandbox told, what was typed and not yet sent, and what waits for an answer. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Act, ClientPerson, ClientState, Target } from "../client-state.ts";
import type { View, ViewValues } from "../workspace.ts";
import type { BlockContext, Confirm, Element, ElementState } from "./blocks/context.ts";
import { follow, perform, type Reply, readState, upload } from "./server.ts";
import { languageOf } from "./text/dates.ts";
import { labels } from "./text/labels.ts";
import type { Names } from "./text/mrkdwn.ts";

const keyOf = (target: Target) => ("view" in target ? target.view : `${target.channel}/${target.ts}`);

export class Session implements ReactiveController {
  state: ClientState | undefined;
  people: ClientPerson[] = [];
  online = true;
  toast = "";
  /** What a person is asked before an action is sent. */
  asking: { confirm: Confirm; answer: (yes: boolean) => void } | undefined;
  /** Per view: sentences under fields, a notice on top, and whether a submission is on its way. */
  errors: Record<string, Record<string, string>> = {};
  notices: Record<string, string> = {};
  submitting = new Set<string>();

  readonly as: string;
  readonly #host: ReactiveControllerHost;
  #entered = new Map<string, ViewValues>();
  #pending = new Set<string>();
  #failed = new Set<string>();
  #reading = false;
  #again = false;

  constructor(host: ReactiveControllerHost, as: string) {
    this.#host = host;
    this.as = as;
    host.addController(this);
  }

  async hostConnected() {
    if (this.as) await perform(this.as, { act: "hello" }).catch(() => undefined);
    follow(
      () => this.read(),
      (is) => {
        this.online = is;
        this.#host.requestUpdate();
      },
    );
  }

  /** Reads the state; a change during the reading is read once more. */
  async read() {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again) {
      this.#again = false;
      const state = await readState(this.as).catch(() => undefined);
      if (!state) continue;
      this.people = state.people;
      if ("me" in state) this.state = state;
      this.#host.requestUpdate();
    }
    this.#reading = false;
  }

  get labels() {
    return labels[languageOf(this.state?.me ?? { locale: navigator.language })];
  }

  get names(): Names {
    const { me, people = [], app, conversations = [] } = this.state ?? {};
    const person = (id: string) => (id === app?.userId ? app.name : people.find((one) => one.id === id)?.name);
    return {
      reader: { id: me?.id ?? "", locale: me?.locale ?? "fr-FR", tz: me?.tz ?? "Europe/Paris" },
      person: (id) => (id === "USLACKBOT" ? "Slackbot" : person(id)),
      channel: (id) => conversations.find((one) => one.id === id)?.name,
    };
  }

  /** Does it, and says what Slack says about it. */
  async act(act: Act): Promise<Reply> {
    try {
      const reply = await perform(this.as, act);
      await this.read();
      return reply;
    } catch {
      return { notice: this.labels.offline };
    }
  }

  say(notice: string | undefined) {
    if (!notice) return;
    this.toast = notice;
    this.#host.requestUpdate();
    setTimeout(() => {
      if (this.toast === notice) this.toast = "";
      this.#host.requestUpdate();
    }, 6_000);
  }

  /** What the app gave and the person changed since. */
  valuesOf(target: Target, given: ViewValues = {}): ViewValues {
    const values = structuredClone(given);
    for (const [blockId, states] of Object.entries(this.#entered.get(keyOf(target)) ?? {})) {
      for (const [actionId, state] of Object.entries(states)) {
        const known = values[blockId]?.[actionId];
        // In a message nothing is given; in a view, a field that the app took away takes its text with it.
        if ("view" in target ? known?.type === state.type : true) values[blockId] = { ...values[blockId], [actionId]: state };
      }
    }
    return values;
  }

  async submit(view: View) {
    if (this.submitting.has(view.id)) return;
    this.submitting.add(view.id);
    delete this.notices[view.id];
    this.#host.requestUpdate();
    const reply = await this.act({ act: "submit", view: view.id, values: this.valuesOf({ view: view.id }, view.state.values) });
    this.submitting.delete(view.id);
    this.errors[view.id] = reply.errors ?? {};
    if (reply.notice) this.notices[view.id] = reply.notice;
    this.#host.requestUpdate();
  }

  context(target: Target, surface: BlockContext["surface"], given?: ViewValues): BlockContext {
    const key = keyOf(target);
    const { people = [], conversations = [] } = this.state ?? {};
    const mine = (set: Set<string>) => new Set([...set].filter((one) => one.startsWith(`${key} `)).map((one) => one.slice(key.length + 1)));
    const option = (value: string, text: string) => ({ value, text: { type: "plain_text" as const, text } });
    return {
      surface,
      target,
      names: this.names,
      labels: this.labels,
      people: people.map(({ id, name }) => option(id, name)),
      channels: conversations.filter(({ kind }) => kind === "channel").map(({ id, name }) => option(id, `#${name}`)),
      values: this.valuesOf(target, given),
      errors: this.errors[key] ?? {},
      pending: mine(this.#pending),
      failed: mine(this.#failed),
      keep: (blockId, actionId, state) => this.#keep(key, blockId, actionId, state),
      press: (blockId, element, answer) => void this.#press(target, blockId, element, answer, given),
      upload: (file) => upload(this.as, file),
      suggest: async (actionId, text) => {
        const values = "view" in target ? { values: this.valuesOf(target, given) } : {};
        const reply = await this.act({ act: "suggest", target, actionId, text, ...values });
        return {
          options: reply.options ?? [],
          ...(reply.notice ? { notice: reply.notice } : {}),
          ...(reply.groups ? { groups: reply.groups } : {}),
        };
      },
    };
  }

  #keep(key: string, blockId: string, actionId: string, state: ElementState) {
    const entered = this.#entered.get(key) ?? {};
    entered[blockId] = { ...entered[blockId], [actionId]: state };
    this.#entered.set(key, entered);
    delete this.errors[key]?.[blockId];
    this.#host.requestUpdate();
  }

  async #press(target: Target, blockId: string, element: Element, answer: unknown, given?: ViewValues) {
    if (element.confirm && !(await this.#confirmed(element.confirm))) return;
    const mark = `${keyOf(target)} ${blockId}/${element.action_id}`;
    this.#failed.delete(mark);
    this.#pending.add(mark);
    this.#host.requestUpdate();
    const values = "view" in target ? { values: this.valuesOf(target, given) } : {};
    const reply = await this.act({ act: "press", target, blockId, actionId: element.action_id, answer, ...values });
    this.#pending.delete(mark);
    if (reply.notice) this.#failed.add(mark);
    this.say(reply.notice);
    this.#host.requestUpdate();
  }

  #confirmed(confirm: Confirm): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        this.asking = undefined;
        this.#host.requestUpdate();
        resolve(yes);
      };
      this.asking = { confirm, answer };
      this.#host.requestUpdate();
    });
  }
}
