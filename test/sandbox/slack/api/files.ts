/**
 * Files that people gave the app in a form: what files.info tells, and the download, for whoever holds the token.
 * Source: https://docs.slack.dev/reference/methods/files.info (read 2026-11). Without a token Slack shows a page to sign in.
 */
import type { Inside } from "../inside.ts";
import type { Args, Method } from "./method.ts";
import { SlackRefusal } from "./refusal.ts";

export interface KeptFile {
  id: string;
  name: string;
  mimetype: string;
  user: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** As Slack describes it, in files.info and in the answer of a form. */
export function fileObject({ id, name, mimetype, user, bytes }: KeptFile, { url, team }: Inside) {
  const address = `${url}/files-pri/${team.id}-${id}`;
  return {
    id,
    name,
    title: name,
    mimetype,
    filetype: name.split(".").at(-1)?.toLowerCase() ?? "",
    user,
    size: bytes.byteLength,
    mode: "hosted",
    is_external: false,
    is_public: false,
    url_private: `${address}/${encodeURIComponent(name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(name)}`,
  };
}

/** Keeps it until the sandbox ends: the bytes are no part of what is written down. */
export function keepFile(slack: Inside, user: string, { name, mimetype, bytes }: Pick<KeptFile, "name" | "mimetype" | "bytes">) {
  const file = { id: slack.workspace.mint("F"), name, mimetype, user, bytes };
  slack.files.set(file.id, file);
  return fileObject(file, slack);
}

function info(args: Args, slack: Inside) {
  const file = slack.files.get(String(args.file));
  if (!file) throw new SlackRefusal("file_not_found");
  return { file: fileObject(file, slack) };
}

export const fileMethods: Record<string, Method> = {
  "files.info": { scope: "files:read", formOnly: true, needs: ["file"], run: info },
};

export function download(id: string, request: Request, slack: Inside): Response {
  const file = slack.files.get(id.replace(/^[^-]*-/, ""));
  const mine = request.headers.get("authorization") === `Bearer ${slack.token}` && slack.scopes.includes("files:read");
  if (!mine || slack.workspace.state.tokenRevoked)
    return new Response("<!DOCTYPE html><title>Slack</title>", { headers: { "Content-Type": "text/html; charset=utf-8" } });
  if (!file) return new Response("not found", { status: 404 });
  return new Response(file.bytes, { headers: { "Content-Type": file.mimetype, "Content-Disposition": "attachment" } });
}
