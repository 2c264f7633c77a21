/**
 * What Slack sent, parsed once: a form (commands), a form with `payload` (interactions) or JSON (events). Null = malformed.
 * Only what routing needs is checked here: each listener reads its own fields and trusts none of them.
 */
type Fields = Record<string, unknown>;

export interface Envelope {
  kind: "command" | "interaction" | "event" | "url_verification" | "ssl_check";
  body: Fields;
}

export function openEnvelope(contentType: string, text: string): Envelope | null {
  if (contentType.startsWith("application/json")) return readJson(text);
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return null;
  const form = new URLSearchParams(text);
  if (form.get("ssl_check") === "1") return { kind: "ssl_check", body: {} };
  const payload = form.get("payload");
  if (payload !== null) return readInteraction(payload);
  const body: Fields = Object.fromEntries(form);
  return hasTexts(body, "command", "text", "user_id", "team_id") && hasAddress(body, "response_url") ? { kind: "command", body } : null;
}

function readJson(text: string): Envelope | null {
  const body = parsed(text);
  if (!body) return null;
  if (body.type === "url_verification") return hasTexts(body, "challenge") ? { kind: "url_verification", body } : null;
  if (body.type !== "event_callback" || !hasTexts(body, "team_id") || !isFields(body.event) || !hasTexts(body.event, "type")) return null;
  // Bolt looks into these without asking.
  if (!isListOfFields(body.authorizations)) return null;
  const { user, channel, item, subteam } = body.event;
  const open = [item, subteam].every((value) => value === undefined || isFields(value)) && [user, channel].every(isNamed);
  return open ? { kind: "event", body } : null;
}

const INTERACTIONS: Record<string, (body: Fields) => boolean> = {
  block_actions: ({ actions }) => Array.isArray(actions) && isFields(actions[0]) && hasTexts(actions[0], "action_id"),
  block_suggestion: (body) => hasTexts(body, "action_id"),
  view_submission: ({ view }) => isFields(view) && hasTexts(view, "id", "callback_id"),
  view_closed: ({ view }) => isFields(view) && hasTexts(view, "id", "callback_id"),
  shortcut: (body) => hasTexts(body, "callback_id"),
  message_action: (body) => hasTexts(body, "callback_id"),
};

function readInteraction(payload: string): Envelope | null {
  const body = parsed(payload);
  if (!body || !hasTexts(body, "type") || !isFields(body.user) || !hasTexts(body.user, "id")) return null;
  if (body.view !== undefined && body.view !== null && !isFields(body.view)) return null;
  if (body.team !== undefined && body.team !== null && !isFields(body.team)) return null;
  // Bolt looks into these without asking.
  if (body.channel !== undefined && !isFields(body.channel)) return null;
  if (!isListOfFields(body.response_urls) || body.event !== undefined) return null;
  if (body.response_url !== undefined && !hasAddress(body, "response_url")) return null;
  // By own names only: a type may be called `__proto__`.
  const wellFormed = Object.hasOwn(INTERACTIONS, body.type as string) ? INTERACTIONS[body.type as string] : undefined;
  // A kind that Slack adds one day is well formed as far as we can tell.
  return !wellFormed || wellFormed(body) ? { kind: "interaction", body } : null;
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const isListOfFields = (value: unknown) => value === undefined || (Array.isArray(value) && value.every(isFields));

/** An id, or what has one. */
const isNamed = (value: unknown) => value === undefined || typeof value === "string" || isFields(value);

/** An address that could not be called would be our mistake when it is called. */
const hasAddress = (body: Fields, name: string) => typeof body[name] === "string" && URL.canParse(body[name]);

const hasTexts = (body: Fields, ...names: string[]) => names.every((name) => typeof body[name] === "string");
