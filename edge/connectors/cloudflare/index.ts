/**
 * Cloudflare's Email Service, through the binding EMAIL of wrangler.toml: no key, the domain is onboarded in the dashboard.
 *
 * Wire    env.EMAIL.send({…}), an RPC of the platform
 * Units   a message is at most 5 MiB; headers on their list or beginning with X-
 * Errors  thrown with a `code`: what is wrong with the sender is ours to fix; no code, or an internal one, leaves it open
 *         whether it was sent, and there are no keys
 * Source  https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ and /reference/headers/ (read 2026-11)
 */
import { type ErrorCode, PasserelleError } from "../../errors.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { insistOnFields, senderOf } from "../../protocols/mail-fields.ts";
import { defineConnector } from "../define-connector.ts";

/** By what its codes have in common: E_SENDER_NOT_VERIFIED, E_DAILY_LIMIT_EXCEEDED, E_RECIPIENT_SUPPRESSED … */
const CODES: [RegExp, ErrorCode][] = [
  [/^E_SENDER_/, "misconfigured"],
  [/_LIMIT_EXCEEDED$/, "rate_limited"],
  [/^E_CONTENT_TOO_LARGE$/, "too_large"],
  [/^E_(RECIPIENT|DELIVERY|VALIDATION|FIELD|HEADER|TOO_MANY)_/, "vendor_refused"],
];

export default defineConnector({
  id: "cloudflare",
  secrets: ["MAIL_FROM"],
  open({ secret, email }) {
    const from = senderOf(secret.MAIL_FROM);
    if (!email) throw new PasserelleError("misconfigured", { message: "the binding EMAIL is missing in wrangler.toml" });
    const mailer: Mailer = {
      id: "cloudflare",
      label: "Cloudflare",
      repeatsSafelyForMs: 0,
      async send(mail, _key) {
        insistOnFields(mail);
        const { to, replyTo, subject, text, html, headers } = mail;
        const attachments = mail.attachments.map((one) => ({ ...one, disposition: "attachment" as const }));
        try {
          const party = ({ email, name }: { email: string; name: string }) => (name ? { email, name } : email);
          const message = { from: party(from), to: party(to), subject, text, html, headers, attachments, ...(replyTo && { replyTo }) };
          return (await email.send(message)).messageId;
        } catch (thrown) {
          throw problemOf(thrown);
        }
      },
      // There is nothing to ask it that sends no mail.
      probe: async () => undefined,
    };
    return { mailer };
  },
});

function problemOf(thrown: unknown): PasserelleError {
  const said = String((thrown as { code?: unknown } | null)?.code);
  const code = CODES.find(([words]) => words.test(said))?.[1];
  return new PasserelleError(code ?? "maybe_written", {
    ...(/^E_(RECIPIENT|DELIVERY)_/.test(said) && { field: "to" }),
    cause: thrown,
    message: `cloudflare: EMAIL.send threw ${code ? said : "an error"}`,
  });
}
