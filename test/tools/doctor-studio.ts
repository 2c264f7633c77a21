/** Whether somebody can sign in to the studio: Slack is asked with a code that is none, and says what it thinks of our id and secret. */
import { ask, type Finding, note, ok, todo, type Values } from "./finding.ts";

const WHERE = "Basic Information → App Credentials";

export async function studioFinding(values: Values, production: boolean): Promise<Finding> {
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret, SLACK_BOT_TOKEN: token, SLACK_API_URL } = values;
  const about = "Studio";
  const sandbox = secret?.startsWith("sandbox-") ?? false;
  if (!production && sandbox && (!token || token.includes("sandbox-"))) return ok(about, "the sandbox's sign-in (npm start)");
  if (!id || !secret || sandbox)
    return note(about, `nobody can sign in to /studio: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are not set (${WHERE})`);
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id: id, client_secret: secret, code: "doctor" });
  const { answer, trouble } = await ask(`${SLACK_API_URL || "https://slack.com/api/"}openid.connect.token`, { method: "POST", body });
  if (!answer) return note(about, `Slack cannot be asked (${trouble})`);
  const { error = "" } = (await answer.json().catch(() => ({}))) as { error?: string };
  if (/client/.test(error)) return todo(about, `Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET (${error}). ${WHERE}`);
  return ok(about, "Slack knows SLACK_CLIENT_ID and its secret. /studio/signed-in must stand under OAuth & Permissions → Redirect URLs");
}
