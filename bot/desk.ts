/**
 * Who is at the counter: the person behind a request, their language, what they may, and how a window opens for them.
 * One D1 read per request; Slack is asked (users.info) only about somebody never seen, and never before the answer.
 */
import type { ModalView } from "@slack/types";
import { auditRefusal } from "../edge/audit/audit.ts";
import { type ErrorCode, PasserelleError } from "../edge/errors.ts";
import type { House } from "../edge/house.ts";
import { knowPerson } from "../edge/people/know-person.ts";
import { type Action, may } from "../edge/people/may.ts";
import { findPerson } from "../edge/people/people-store.ts";
import { NOBODY, type Person } from "../edge/people/person.ts";
import { startRunAs, type Wish } from "../edge/runs/start-run.ts";
import { fitView } from "./door/limits.ts";
import { slackProblem } from "./door/slack-api.ts";
import { type SlackClient, slackClient } from "./door/slack-client.ts";
import { errorView, neutralView } from "./errors.ts";
import { seenUser } from "./people/seen-user.ts";
import { type Texts, textsOf } from "./text/text.ts";

/** Who reads the answer, and the words for them. */
export interface Reader {
  person: Person;
  say: Texts;
}

// biome-ignore lint/suspicious/noExplicitAny: what Slack sent, in any of its shapes
type Body = Record<string, any>;
type Draw = (reader: Reader) => ModalView | Promise<ModalView>;

/** A window that Slack shows. */
export interface Shown {
  id: string;
  hash: string;
}

const shown = ({ view }: { view?: { id?: string; hash?: string } }): Shown => ({ id: String(view?.id), hash: String(view?.hash) });

export interface Caller {
  team: string;
  user: string;
  /** Comes from another workspace through a shared channel. */
  stranger: boolean;
}

export function callerOf(body: Body): Caller | null {
  const user = body.user_id ?? body.user?.id ?? body.event?.user?.id ?? body.event?.user;
  const home = body.user?.team_id;
  const team = body.team_id ?? body.team?.id ?? home;
  if (typeof user !== "string" || typeof team !== "string") return null;
  return { team, user, stranger: typeof home === "string" && home !== team };
}

export class Desk {
  readonly house: House;
  /** The Worker's own address, as this request reached it. */
  readonly origin: string;
  #slack: SlackClient | undefined;
  #found: Promise<Person | null> | undefined;

  constructor(house: House, origin: string) {
    this.house = house;
    this.origin = origin;
  }

  /** This request's own client; most requests need none before they are answered. */
  get slack(): SlackClient {
    this.#slack ??= slackClient(this.house.settings);
    return this.#slack;
  }

  /** Of the person when we know them by now, else the company's: app.error speaks it too. */
  async say(): Promise<Texts> {
    const person = await this.#found?.catch(() => null);
    return textsOf(person?.locale ?? this.house.settings.language);
  }

  /** Null = never seen. */
  find(body: Body): Promise<Person | null> {
    const caller = callerOf(body);
    this.#found ??= caller ? findPerson(this.house.reads, caller.team, caller.user) : Promise.resolve(null);
    return this.#found;
  }

  /** Before an acknowledgement: one D1 read, no call. @throws `unknown_person`, `guest`, `other_team` */
  async known(body: Body): Promise<Reader> {
    const person = await this.find(body);
    if (!person) throw new PasserelleError("unknown_person");
    return this.#admit(body, person);
  }

  /** After the acknowledgement: asks Slack about somebody we have never seen. @throws `unknown_person`, `guest`, `other_team` */
  async meet(body: Body): Promise<Reader> {
    return this.#admit(body, (await this.find(body)) ?? (await this.#introduce(body)));
  }

  /**
   * A form is submitted: one D1 batch lets its sender in and writes the run down. The second time it changes nothing.
   *
   * @throws what `known` and `allow` throw
   */
  async submit(body: Body, action: Action, object: { kind: string; id?: string }, wish: Omit<Wish, "actor">): Promise<void> {
    const caller = callerOf(body);
    if (caller && !caller.stranger) {
      const { person, started } = await startRunAs({ team: caller.team, slackUser: caller.user, action }, this.house, wish);
      this.#found = Promise.resolve(person);
      if (started) return;
    }
    await this.allow(await this.known(body), action, object);
  }

  /** Whoever it is: they may nothing yet, and hear the company's language. */
  get anybody(): Reader {
    return { person: NOBODY, say: textsOf(this.house.settings.language) };
  }

  /** @throws `forbidden`, and leaves a row in the trail */
  async allow({ person }: Reader, action: Action, object: { kind: string; id?: string }): Promise<void> {
    if (may(person, action)) return;
    await this.#refuse(person.id, action, object, "forbidden");
  }

  /**
   * Opens a window: the trigger dies after three seconds, so for somebody we know it opens at once in their language, and
   * for anybody else a neutral one opens first. `slow` = what draws it calls somebody: the same, for everybody.
   * Answers the window as it stands, for whoever has something to add to it.
   */
  async open(body: Body, draw: Draw, { slow = false } = {}): Promise<Shown> {
    const person = await this.find(body);
    if (person && !slow) {
      const view = fitView(await draw(await this.#admit(body, person)));
      return shown(await this.#call(() => this.#show(body, view)));
    }
    const opened = await this.#call(() => this.#show(body, neutralView(textsOf(person?.locale ?? this.house.settings.language))));
    const view = await this.#drawOrSay(async () => draw(await this.meet(body)));
    const { id, hash } = shown(opened);
    return shown(await this.#call(() => this.slack.views.update({ view_id: id, hash, view })));
  }

  /** Draws the window anew that was clicked in; a later click has won when its hash is another. */
  async redraw(view: Shown, next: ModalView): Promise<void> {
    try {
      await this.#call(() => this.slack.views.update({ view_id: view.id, hash: view.hash, view: fitView(next) }));
    } catch (error) {
      if (!(error instanceof PasserelleError && ["conflict", "not_found"].includes(error.code))) throw error;
    }
  }

  /** A click inside a window turns that one into the next; any other click opens one. */
  #show(body: Body, view: ModalView) {
    const inside = body.view?.type === "modal" ? body.view : undefined;
    if (inside) return this.slack.views.update({ view_id: String(inside.id), hash: String(inside.hash), view });
    return this.slack.views.open({ trigger_id: String(body.trigger_id ?? ""), view });
  }

  /** A window is open and waits: whatever goes wrong now is said in it. */
  async #drawOrSay(draw: () => Promise<ModalView>): Promise<ModalView> {
    try {
      return fitView(await draw());
    } catch (error) {
      return errorView(await this.say(), slackProblem(error, { write: false }));
    }
  }

  async #introduce(body: Body): Promise<Person> {
    const caller = callerOf(body);
    if (!caller) throw new PasserelleError("unknown_person");
    const { user } = await this.#call(() => this.slack.users.info({ user: caller.user, include_locale: true }));
    if (!user) throw new PasserelleError("unknown_person");
    if (user.is_stranger || (user.team_id && user.team_id !== caller.team))
      return this.#refuse(caller.user, "person.meet", { kind: "person" }, "other_team");
    this.#found = knowPerson(this.house, seenUser(caller.team, user));
    return (await this.#found) as Person;
  }

  async #admit(body: Body, person: Person): Promise<Reader> {
    if (callerOf(body)?.stranger) return this.#refuse(person.id, "person.meet", { kind: "person" }, "other_team");
    if (person.standing !== "member") {
      return this.#refuse(person.id, "person.meet", { kind: "person" }, person.standing === "gone" ? "unknown_person" : person.standing);
    }
    return { person, say: textsOf(person.locale) };
  }

  async #refuse(actor: string, action: string, object: { kind: string; id?: string }, code: ErrorCode): Promise<never> {
    await auditRefusal(this.house.db, { actor, action, objectKind: object.kind, objectId: object.id ?? null, code });
    throw new PasserelleError(code);
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw slackProblem(error, { write: false });
    }
  }
}
