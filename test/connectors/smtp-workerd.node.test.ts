/** Our SMTP over cloudflare:sockets, in workerd, to a server with real TLS. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Miniflare } from "miniflare";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CERTIFICATE } from "../fixtures/localhost-certificate.ts";
import { root } from "../sandbox/set-up.mjs";
import { type MailServer, openMailServer } from "./a-mail-server.ts";

/** The server's name is not this machine's, so that encryption is insisted on. */
const WORKER = `
import { connect } from "cloudflare:sockets";
import smtp from "./edge/connectors/smtp/index.ts";
export default {
  async fetch(request) {
    const [port, mail] = await request.json();
    const secret = { MAIL_FROM: "É <a@firme.fr>", SMTP_HOST: "mail.test", SMTP_PORT: mail.port, SMTP_USER: "atelier", SMTP_PASSWORD: "clé" };
    const { mailer } = smtp.open({ secret, dial: (_, how) => connect({ hostname: "localhost", port }, how) });
    return mailer.send({ ...mail, attachments: [] }, "k1").then((id) => new Response(id), (error) => new Response(error.code));
  },
};`;
const MAIL = {
  to: { email: "b@client.example", name: "" },
  replyTo: "",
  subject: "Été",
  text: "Bonjour",
  html: "<p>Bonjour",
  headers: {},
  tag: "test",
};

const folder = mkdtempSync(join(tmpdir(), "passerelle-smtp-"));
const servers: MailServer[] = [];
let worker: Miniflare;

beforeAll(async () => {
  writeFileSync(join(folder, "ca.pem"), CERTIFICATE);
  process.env.NODE_EXTRA_CA_CERTS = join(folder, "ca.pem"); // read when miniflare is
  const { convertV4MiniflareOptions, Miniflare } = await import("miniflare");
  const stdin = { contents: WORKER, resolveDir: root, loader: "ts" as const };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false, external: ["cloudflare:*", "node:*"] });
  const script = outputFiles[0]?.text ?? "";
  worker = new Miniflare(
    convertV4MiniflareOptions({ modules: true, script, compatibilityDate: "2026-10-23", compatibilityFlags: ["nodejs_compat"] }),
  );
  servers.push(await openMailServer(false), await openMailServer(true));
});
afterAll(async () => {
  await worker?.dispose();
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ["STARTTLS", 0, "587"],
  ["TLS from the start", 1, "465"],
])("sends by %s", async (_, index, port) => {
  const server = servers[index] as MailServer;
  const answer = await worker.dispatchFetch("http://worker.test", {
    method: "POST",
    body: JSON.stringify([server.port, { ...MAIL, port }]),
  });
  expect(await answer.text()).toBe("<k1@firme.fr>");
  expect(server.secured).toEqual([true]);
  expect(await PostalMime.parse(server.taken[0] ?? "")).toMatchObject({ subject: "Été", from: { name: "É" } });
});

it("knows that nothing was sent where nobody listens", async () => {
  const answer = await worker.dispatchFetch("http://worker.test", { method: "POST", body: JSON.stringify([9, { ...MAIL, port: "587" }]) });
  expect(await answer.text()).toBe("vendor_unavailable");
});
