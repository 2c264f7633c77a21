/** Somebody else's mail server (npm smtp-server) on this machine, with TLS: what our SMTP is held against. */
import { SMTPServer } from "smtp-server";
import { CERTIFICATE, PRIVATE_KEY } from "../fixtures/localhost-certificate.ts";

export interface MailServer {
  port: number;
  /** Mails as they came. */
  taken: string[];
  /** Of each sign-in, whether the line was encrypted. */
  secured: boolean[];
  close(): Promise<void>;
}

/** @param secure TLS from the start; else STARTTLS is offered */
export async function openMailServer(secure: boolean): Promise<MailServer> {
  const taken: string[] = [];
  const secured: boolean[] = [];
  const server = new SMTPServer({
    ...{ key: PRIVATE_KEY, cert: CERTIFICATE, secure, disableReverseLookup: true, size: 10_000_000, authMethods: ["PLAIN"] },
    onAuth({ username, password }, session, done) {
      secured.push(session.secure);
      done(username === "atelier" && password === "clé" ? null : new Error("no"), { user: "atelier" });
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        taken.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as { port: number };
  return { port, taken, secured, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
