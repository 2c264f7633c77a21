/** Sending of mail in English. */
import type { mailFr } from "./mail-fr.ts";

export const mailEn: typeof mailFr = {
  title: "Sending of mail",
  usage: "Type /passerelle mail to see how sending goes, or /passerelle mail test to send yourself a test mail.",
  unchosen: "No mail service is chosen: nothing leaves. Set MAILER in wrangler.toml and MAIL_FROM in .dev.vars; the README says how.",
  carriedBy: (carrier, from) => `Mail service: ${carrier}. Sender: ${from}`,
  counts: (waiting, troubled) => `Mails waiting: ${waiting}. Not sent or uncertain in the last 30 days: ${troubled}.`,
  foot: "/passerelle mail test sends you a test mail. npm run doctor checks SPF, DKIM and DMARC of your domain.",
  kinds: { test: "Test mail" },
  states: { unknown: "uncertain", refused: "refused", failed: "given up" },
  noAddress: "Slack gives us no valid e-mail address for you: nothing was sent.",
  sent: (carrier, email) =>
    `Test mail handed to ${carrier} for ${email}. If it does not arrive within a few minutes, look at the spam folder, then at npm run doctor.`,
  underWay: "The test mail is on its way, the mail service takes its time. What becomes of it: /passerelle mail",
  waits: (why) => `The test mail has not left yet: ${why}. We try again by ourselves. What becomes of it: /passerelle mail`,
  refused: (carrier, why) => `${carrier} did not send the test mail: ${why}.`,
  unknown: (carrier) =>
    `We do not know whether the test mail has left: the answer of ${carrier} was lost. We do not send it again by ourselves: look at your inbox before you try again.`,
  why: {
    vendor_refused: "the mail service refuses this recipient or this message",
    misconfigured: "the mail service refuses our key or our sender address",
    rate_limited: "the mail service limits what we send for the moment",
    vendor_unavailable: "the mail service does not answer",
    maybe_written: "an answer was lost on the way",
    too_large: "the attachments are too heavy",
    not_found: "an attachment is no longer there",
  },
  test: {
    subject: "Test mail from Passerelle",
    title: "Sending works",
    paragraphs: (carrier) => [
      `Hello,\nyou have just asked for this mail in Slack. It came through ${carrier}.`,
      "If it landed in the spam folder, your domain is not authenticated yet: the command “npm run doctor” checks SPF, DKIM and DMARC, and says what to mend.",
    ],
    foot: "Sent by Passerelle because an admin asked for it. There is nothing to do.",
  },
};
