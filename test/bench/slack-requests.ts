/** Requests as Slack signs them, as bytes ready to be written to a socket. */
import { createHmac } from "node:crypto";
import { SECRET } from "./raw-worker.ts";

export interface SlackRequest {
  headers: Record<string, string>;
  body: string;
}

export function slashCommand(command: string, text = "", more: Record<string, string> = {}): SlackRequest {
  return signed(
    new URLSearchParams({
      token: "bench",
      team_id: "T0ATELIER",
      team_domain: "atelier-lumiere",
      channel_id: "C0GENERAL",
      channel_name: "general",
      user_id: "U0MALIK",
      user_name: "malik.benali",
      command,
      text,
      api_app_id: "A0PASSERELLE",
      is_enterprise_install: "false",
      response_url: "http://127.0.0.1:9/response",
      trigger_id: "1.2.3",
      ...more,
    }).toString(),
  );
}

/** An interaction: Slack sends it as one form field. */
export const interaction = (payload: unknown) => signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());

function signed(body: string): SlackRequest {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    body,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Slack-Request-Timestamp": timestamp,
      "X-Slack-Signature": `v0=${signature}`,
    },
  };
}

export function toBytes({ headers, body }: SlackRequest, host: string): Buffer {
  const lines = Object.entries({ Host: host, ...headers, "Content-Length": String(Buffer.byteLength(body)) });
  return Buffer.from(`POST /slack/events HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
}
