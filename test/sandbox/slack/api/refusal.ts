/** How Slack says no: HTTP 200, `ok: false`, a word, and sometimes messages with JSON pointers. */
export class SlackRefusal extends Error {
  override readonly name = "SlackRefusal";
  readonly error: string;
  readonly more: Record<string, unknown>;

  constructor(error: string, more: Record<string, unknown> = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** `messages` as [what, pointer]. */
export function refuseWith(error: string, problems: [string, string][]): SlackRefusal {
  const messages = problems.map(([message, pointer]) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  const errors = problems.map(([message, pointer]) => `${message} [json-pointer:${pointer}]`);
  return new SlackRefusal(error, { ...(error === "invalid_blocks" ? { errors } : {}), response_metadata: { messages } });
}
