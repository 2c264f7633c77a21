/** Requests that nobody of good will sends, on every route: made from what Slack really sends, mutated, signed or not. */
import fc from "fast-check";
import { signature } from "../../sandbox/slack/outgoing/signed.ts";
import { commands, events, interactions } from "./payloads.ts";

export interface Knock {
  method: string;
  path: string;
  contentType: string;
  body: string;
  /** `good` is Slack's own; everything else must be turned away. */
  signing: "good" | "none" | "other secret" | "old" | "early" | "other body" | "garbage";
}

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
/** The door reads a megabyte. */
const TOO_MUCH = 1_048_577;

const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown;
const oddTexts = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e‮رجل",
  "👩‍👩‍👧‍👦".repeat(40),
  "é".repeat(5_000),
  "a".repeat(120_000),
  "' OR 1=1 --",
  '") OR * NEAR(',
  "%_".repeat(100),
  "<!channel> <@U0AMELIE> &amp;",
  "T0OTHER",
  "U0NOBODY",
  "U0GUEST",
  "U0TOM",
  "E0ENTERPRISE",
  "__proto__",
  "constructor",
  "known:",
  "siren:000000000:C:",
  "hand:",
  "{",
  "null",
  "[]",
  '{"__proto__":{"mode":"hand"}}',
  '{"name":{},"id":[]}',
  '{"clientId":{"a":1},"version":"1"}',
  "1e400",
  "-1",
];
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...oddTexts) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, [], {}, [[]], [null], { id: null }, { toString: 1 }),
  },
  { weight: 1, arbitrary: fc.constantFrom(50, 1_000).map(nested) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

interface Mutation {
  at: number;
  how: "replace" | "remove" | "wrap" | "add" | "double";
  name: string;
  value: unknown;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "replace", "replace", "remove", "remove", "wrap", "add", "double"),
  name: fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "type",
    "id",
    "view",
    "team",
    "user",
    "channel",
    "response_url",
    "0",
  ),
  value: oddValue,
});

type Holder = Record<string, unknown>;
const isHolder = (value: unknown): value is Holder => typeof value === "object" && value !== null;

/** Every place in it: who holds it, under which name. */
function placesOf(holder: Holder, places: [Holder, string][] = []): [Holder, string][] {
  for (const name of Object.keys(holder)) {
    places.push([holder, name]);
    if (isHolder(holder[name])) placesOf(holder[name], places);
  }
  return places;
}

/** An own property, even when it is called `__proto__`: JSON may carry one. */
const put = (holder: Holder, name: string, value: unknown) =>
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });

function mutated(payload: Holder, mutations: Mutation[]): Holder {
  const copy = structuredClone(payload);
  for (const { at, how, name, value } of mutations) {
    const places = placesOf(copy);
    const place = places[at % Math.max(1, places.length)];
    if (!place) break;
    const [holder, key] = place;
    const there = holder[key];
    if (how === "replace") put(holder, key, value);
    else if (how === "wrap") put(holder, key, at % 2 ? [there] : { [name]: there });
    else if (how === "double") put(holder, key, [there, there]);
    else if (how === "add") put(isHolder(there) ? there : holder, name, value);
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    // Deep ones once: they would be walked again and again.
    if (Array.isArray(value) && how !== "remove") break;
  }
  return copy;
}

/** Well-formed or not, as the bytes of a form: what a value is not a text for is left to String(). */
function formOf(fields: Holder): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  return form.toString();
}

type Body = Pick<Knock, "contentType" | "body">;
const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
const body: fc.Arbitrary<Body> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...interactions), mutations)
      .map(([payload, changes]) => ({ contentType: FORM, body: formOf({ payload: JSON.stringify(mutated(payload, changes)) }) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...commands), mutations)
      .map(([form, changes]) => ({ contentType: FORM, body: formOf(mutated(form, changes)) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...events), mutations)
      .map(([event, changes]) => ({ contentType: JSON_TYPE, body: JSON.stringify(mutated(event, changes)) })),
  },
);

/** Bodies broken as bytes: cut, of another type, without sense, too long. */
const broken: fc.Arbitrary<Body> = fc.oneof(
  fc.tuple(body, fc.nat(400)).map(([{ contentType, body }, length]) => ({ contentType, body: body.slice(0, length) })),
  fc
    .tuple(body, fc.constantFrom("", "text/plain", "multipart/form-data; boundary=x", `${JSON_TYPE}; charset=utf-16`, FORM, JSON_TYPE))
    .map(([{ body }, contentType]) => ({ contentType, body })),
  fc
    .tuple(fc.constantFrom(FORM, JSON_TYPE), fc.string({ unit: "binary", maxLength: 200 }))
    .map(([contentType, body]) => ({ contentType, body })),
  fc
    .constantFrom(
      "payload=%",
      "payload=%FF%FE",
      "payload=",
      "&&==",
      "ssl_check=0",
      "payload=1&payload=2",
      "command=/client&user_id=U1&team_id=",
    )
    .map((body) => ({ contentType: FORM, body })),
);
const oversized: fc.Arbitrary<Body> = fc.constantFrom(FORM, JSON_TYPE).map((contentType) => ({ contentType, body: "a".repeat(TOO_MUCH) }));

const slackDoor = { method: "POST", path: "/slack/events" } as const;
const misSigned = fc.constantFrom<Knock["signing"]>("none", "other secret", "old", "early", "other body", "garbage");
const elsewhere = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"),
  path: fc.oneof(
    fc.constantFrom(
      "/",
      "/health",
      "/health/",
      "/health?x=%FF",
      "/slack",
      "/slack/events/",
      "/slack/events/../health",
      "/%E0%A4%A",
      "/__proto__",
    ),
    fc.constantFrom(
      "/health/connectors",
      "/.env",
      "/slack%2Fevents",
      `/${"a".repeat(4_000)}`,
      "//health",
      "/HEALTH",
      "/health%00",
      "/slack/events",
    ),
    fc.webPath().map((path) => `/${path.replace(/^\/+/, "")}`),
  ),
  contentType: fc.constantFrom("", FORM, JSON_TYPE),
  body: fc.string({ unit: "binary", maxLength: 50 }),
  signing: misSigned,
});

export const knock: fc.Arbitrary<Knock> = fc.oneof(
  { weight: 70, arbitrary: body.map((sent) => ({ ...slackDoor, ...sent, signing: "good" as const })) },
  { weight: 12, arbitrary: broken.map((sent) => ({ ...slackDoor, ...sent, signing: "good" as const })) },
  { weight: 8, arbitrary: fc.tuple(body, misSigned).map(([sent, signing]) => ({ ...slackDoor, ...sent, signing })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(oversized, fc.constantFrom<Knock["signing"]>("good", "none"))
      .map(([sent, signing]) => ({ ...slackDoor, ...sent, signing })),
  },
  { weight: 9, arbitrary: elsewhere },
);

export async function requestOf({ method, path, contentType, body, signing }: Knock, origin: string, secret: string): Promise<Request> {
  const skew = signing === "old" ? -600 : signing === "early" ? 600 : 0;
  const at = String(Math.floor(Date.now() / 1_000) + skew);
  const headers = new Headers(contentType ? { "Content-Type": contentType } : {});
  if (signing !== "none") {
    const signed = await signature(signing === "other secret" ? `${secret}x` : secret, at, signing === "other body" ? `${body}x` : body);
    headers.set("X-Slack-Request-Timestamp", at);
    headers.set("X-Slack-Signature", signing === "garbage" ? "v0=zz" : signed);
  }
  const bodiless = method === "GET" || method === "HEAD";
  // As bytes: with a text, Request would add a type of its own.
  return new Request(new URL(origin + path), {
    method,
    headers,
    ...(bodiless ? {} : { body: new TextEncoder().encode(body) }),
    redirect: "manual",
  });
}
