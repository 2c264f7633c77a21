/**
 * Brevo: transactional mail over REST.
 *
 * Wire    REST and JSON, header api-key; POST /smtp/email
 * Units   attachments in base64; `headers.idempotencyKey` of the body is a UUID, remembered for 30 minutes
 * Errors  {code, message}: 400 `duplicate_parameter` = this key was processed; 400 for a sender that is not validated and 401, 403
 *         are ours to fix; 402 = no credits left today; 429 with x-sib-ratelimit-reset
 * Source  https://developers.brevo.com/reference/sendtransacemail, /docs/heterogenous-versions-batch-emails, /docs/limit-headers
 *         and https://github.com/getbrevo/brevo-node/issues/94, where the key was measured (read 2026-11)
 */
import * as z from "zod/mini";
import { PasserelleError } from "../../errors.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { insistOnFields, senderOf } from "../../protocols/mail-fields.ts";
import { rest } from "../../protocols/rest.ts";
import { defineConnector } from "../define-connector.ts";
import { explain, messageOf, withRetryAfter } from "./brevo-map.ts";

const Sent = z.lazy(() => z.object({ messageId: z.string() }));

export default defineConnector({
  id: "brevo",
  secrets: ["MAIL_FROM", "BREVO_API_KEY", "BREVO_URL"],
  defaults: { BREVO_URL: "https://api.brevo.com/v3" },
  open({ secret, fetch }) {
    const from = senderOf(secret.MAIL_FROM);
    const api = rest({
      vendor: "brevo",
      base: secret.BREVO_URL,
      headers: { "api-key": secret.BREVO_API_KEY },
      fetch: async (input, init) => withRetryAfter(await fetch(input, init)),
      explain,
    });
    const mailer: Mailer = {
      id: "brevo",
      label: "Brevo",
      repeatsSafelyForMs: 30 * 60_000,
      async send(mail, key) {
        insistOnFields(mail);
        const body = await messageOf(mail, from, key);
        try {
          return (await api.post("/smtp/email", Sent, { body })).messageId;
        } catch (thrown) {
          // An earlier request under this key got through.
          if (thrown instanceof PasserelleError && thrown.code === "conflict") return null;
          throw thrown;
        }
      },
      async probe() {
        await api.get("/account", z.object({ email: z.string() }));
      },
    };
    return { mailer };
  },
});
