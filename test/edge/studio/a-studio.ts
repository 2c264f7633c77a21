/** Somebody before the studio, without a browser: cookies are kept, forms are sent as a page of ours sends them, Slack is the stand-in. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { vi } from "vitest";
import { createApp } from "../../../edge/app.ts";
import type { House } from "../../../edge/house.ts";
import { asFetch } from "../../sandbox/as-fetch.ts";
import { sandboxPeople, sandboxTeam } from "../../sandbox/slack/people.ts";
import { slackStandIn } from "../../sandbox/slack/stand-in.ts";
import { aHouse, worker } from "../carry.ts";
import { aSite } from "../sites/a-site.ts";

export const STUDIO = "https://passerelle.example";
const CLIENT = { SLACK_CLIENT_ID: "test-client", SLACK_CLIENT_SECRET: "test-client-secret" };

/** Forgets who and what there was. */
export async function emptyStudio(): Promise<void> {
  const tables =
    "studio_sessions people sites site_keys site_secrets site_sightings site_misses shop_imports shop_import_problems runs orders products reviews audit settings";
  await worker.DB.batch(tables.split(" ").map((table) => worker.DB.prepare(`DELETE FROM ${table}`)));
}

export function openSlackDoor() {
  const slack = slackStandIn({
    token: "xoxb-test-token",
    signingSecret: "test-signing-secret",
    workerUrl: "http://worker.test",
    url: "http://slack.test",
    openid: { id: CLIENT.SLACK_CLIENT_ID, secret: CLIENT.SLACK_CLIENT_SECRET, redirectUrls: [`${STUDIO}/studio/signed-in`] },
  });
  const toSlack = asFetch(slack);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => toSlack(new Request(target as Request, init as RequestInit)));
  return slack;
}

/** A person of the sandbox's firm, as Passerelle knows them. */
export async function known(slackUser: string, roles?: string[]): Promise<void> {
  const one = sandboxPeople.find(({ id }) => id === slackUser);
  if (!one) throw new Error(`nobody is ${slackUser}`);
  await worker.DB.prepare(
    `INSERT INTO people (id, team, slack_user, email, name, locale, standing, roles, refreshed_at, created_at) VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, 0, 0)`,
  )
    .bind(
      ...[slackUser, sandboxTeam.id, one.email, one.name, one.locale.slice(0, 2), one.slackRole === "guest" ? "guest" : "member"],
      JSON.stringify(roles ?? one.passerelleRoles),
    )
    .run();
}

interface Sent {
  form?: Record<string, string> | FormData;
  headers?: Record<string, string>;
  /** null = no header. */
  origin?: string | null;
}

export function aBrowser(origin = STUDIO, env: Record<string, unknown> = CLIENT) {
  const jar = new Map<string, string>();

  async function ask(path: string, { form, headers = {}, origin: from = origin }: Sent = {}): Promise<Response> {
    const pending: Promise<unknown>[] = [];
    const house = aHouse();
    const own = {
      ...house,
      env: { ...house.env, SITE_WRITE_LIMIT: undefined, ...env },
      later: (work: Promise<unknown>) => void pending.push(work),
    };
    const app = createApp({ slack: async () => new Response(null), house: () => own as unknown as House });
    const body = form instanceof FormData ? form : form && new URLSearchParams(form);
    const request = new Request(new URL(path, origin), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form && from && { Origin: from }),
        ...headers,
      },
      ...(body && { body }),
    });
    const context = createExecutionContext();
    const answer = await app.fetch(request, { ...worker }, context);
    await waitOnExecutionContext(context);
    await Promise.all(pending);
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0/.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  return {
    jar,
    ask,
    async text(path: string, sent?: Sent): Promise<string> {
      return (await ask(path, sent)).text();
    },
    /** To Slack's window; what comes back in the address. */
    async chooseInSlack(slackUser: string, path = "/studio/sign-in"): Promise<string> {
      const to = (await ask(path)).headers.get("Location") ?? "";
      const chosen = await fetch(to, { method: "POST", body: new URLSearchParams({ user: slackUser }), redirect: "manual" });
      return chosen.headers.get("Location") ?? "";
    },
    async signIn(slackUser: string, path?: string): Promise<Response> {
      return ask(await this.chooseInSlack(slackUser, path));
    },
  };
}

/** What a form of the page holds in its hidden field. */
export const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? new RegExp(`value="([^"]*)" name="${name}"`).exec(page)?.[1] ?? "";

/** What somebody reads on it. */
export const seen = (page: string): string =>
  page
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/[\s\u00a0\u202f]+/g, " ");

/** Nothing is left of the test before; there is one site, and Amélie, who may change it, is signed in. */
export async function amelieInside(): Promise<ReturnType<typeof aBrowser>> {
  await emptyStudio();
  await aSite();
  openSlackDoor();
  await known("U0AMELIE");
  const browser = aBrowser();
  await browser.signIn("U0AMELIE");
  return browser;
}
