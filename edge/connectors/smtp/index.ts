/**
 * SMTP: the firm's own mail server, or any provider's.
 *
 * Wire    SMTP submission over cloudflare:sockets, which opens no port 25; TLS from the start on 465, else STARTTLS
 * Units   one recipient a mail; a mail goes to the server as a whole, attachments in base64
 * Errors  4xx may pass; 535 and a refused sender are ours to fix (`misconfigured`), a refused recipient is `vendor_refused` (to)
 *         once the last line is sent and its answer lost, nobody knows: SMTP has no keys
 * Source  RFC 5321, https://developers.cloudflare.com/workers/runtime-apis/tcp-sockets/ (read 2026-11)
 */
import { PasserelleError } from "../../errors.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { senderOf } from "../../protocols/mail-fields.ts";
import { mimeMessage } from "../../protocols/mime.ts";
import { smtp } from "../../protocols/smtp.ts";
import { defineConnector } from "../define-connector.ts";

export default defineConnector({
  id: "smtp",
  secrets: ["MAIL_FROM", "SMTP_HOST", "SMTP_PORT"],
  optional: ["SMTP_USER", "SMTP_PASSWORD"],
  defaults: { SMTP_PORT: "587" },
  open({ secret, dial }) {
    const from = senderOf(secret.MAIL_FROM);
    const port = Number(secret.SMTP_PORT);
    if (!(port > 0 && port < 65_536)) throw new PasserelleError("misconfigured", { message: "SMTP_PORT is no port" });
    if (!dial) throw new PasserelleError("misconfigured", { message: "smtp: there are no sockets here" });
    const server = smtp({
      host: secret.SMTP_HOST,
      port,
      user: secret.SMTP_USER,
      password: secret.SMTP_PASSWORD,
      name: from.email.split("@")[1] as string,
      dial,
    });
    const mailer: Mailer = {
      id: "smtp",
      label: "SMTP",
      repeatsSafelyForMs: 0,
      async send({ tag: _, ...mail }, key) {
        await server.deliver(from.email, mail.to.email, mimeMessage({ ...mail, from, key, date: new Date() }));
        return `<${key}@${from.email.split("@")[1]}>`;
      },
      probe: () => server.greet(),
    };
    return { mailer };
  },
});
