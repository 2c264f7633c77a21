/** Sending of mail in English. */
import type { mailFr } from "./mail-fr.ts";

export const mailEn: typeof mailFr = {
  title: "Outgoing mail",
  usage: "/passerelle mail shows how sending goes, /passerelle mail test sends you a test mail, npm run doctor checks your domain.",
  unchosen: "No mail service is chosen, nothing leaves: the README says how to set MAILER and MAIL_FROM.",
  carriedBy: (carrier, from) => `Mail service: ${carrier}. Sender: ${from}`,
  counts: (waiting, troubled) => `Mails waiting: ${waiting}. Not sent or uncertain in the last 30 days: ${troubled}.`,
  kinds: { test: "Test mail" },
  states: { unknown: "uncertain", refused: "refused", failed: "given up" },
  noAddress: "Slack gives us no valid e-mail address for you: nothing was sent.",
  sent: (carrier, email) =>
    `Test mail handed to ${carrier} for ${email}. If it does not arrive, look at the spam folder, then at npm run doctor.`,
  waits: (why) => `The test mail has not left yet. ${why} We keep trying; /passerelle mail shows what becomes of it`,
  refused: (why) => `The test mail was not sent. ${why}`,
  unknown: (carrier) =>
    `The answer of ${carrier} was lost: the test mail may have left. Look at your inbox before you try again, it is never sent again automatically.`,
  vendorRefused: "The mail service refuses this recipient or this message.",
  test: {
    title: "Test mail from Passerelle",
    body: (carrier) =>
      `Hello,\nyou asked for it in Slack, it came through ${carrier}: sending works. If it landed in the spam folder, “npm run doctor” says what to correct for your domain (SPF, DKIM, DMARC).`,
    foot: "Sent by Passerelle because an administrator asked for it.",
  },
};
