/**
 * A file that somebody gave us in Slack. Our token goes to Slack's own file host and nowhere else, whatever an address says.
 * Source: https://docs.slack.dev/reference/objects/file-object (read 2026-11): `url_private_download`, bearer token; who has
 * no right is shown a page to sign in.
 */
import { asPasserelleError, PasserelleError } from "../../edge/errors.ts";
import { readUpTo } from "../../edge/read-up-to.ts";
import type { Settings } from "../../edge/settings.ts";
import { slackProblem } from "./slack-api.ts";
import type { SlackClient } from "./slack-client.ts";

const PATIENCE_MS = 25_000;

/** @throws PasserelleError `too_large`, `not_found` (deleted), `misconfigured` (our token may not read files), `vendor_unavailable` */
export async function downloadFile(
  { slack: { apiUrl, botToken } }: Settings,
  slack: SlackClient,
  fileId: string,
  mostBytes: number,
): Promise<Uint8Array> {
  const { file } = await slack.files.info({ file: fileId }).catch((error: unknown) => {
    throw slackProblem(error, { write: false });
  });
  const url = file?.url_private_download ?? file?.url_private ?? "";
  if (!isSlacks(url, apiUrl)) throw new PasserelleError("not_found", { message: "the file is not kept by Slack" });
  if (Number(file?.size ?? 0) > mostBytes) throw new PasserelleError("too_large");
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${botToken}` }, redirect: "manual", signal });
    if (!answer.ok || answer.headers.get("content-type")?.startsWith("text/html"))
      throw new PasserelleError(codeOf(answer.status), { message: `slack: the file was answered with ${answer.status}` });
    const bytes = await readUpTo(answer, mostBytes);
    if (!bytes) throw new PasserelleError("too_large");
    return bytes;
  } catch (error) {
    const problem = asPasserelleError(error);
    throw problem.code === "unexpected" ? new PasserelleError("vendor_unavailable", { cause: error, message: problem.message }) : problem;
  }
}

function codeOf(status: number): "not_found" | "vendor_unavailable" | "misconfigured" {
  if (status === 404) return "not_found";
  return status === 429 || status >= 500 ? "vendor_unavailable" : "misconfigured";
}

/** The API's own host, or `files.` before it. */
function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [file, api] = [new URL(url), new URL(apiUrl)];
  return file.protocol === api.protocol && [api.host, `files.${api.host}`].includes(file.host);
}
