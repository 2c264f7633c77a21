/** Port: the service that carries our mail. The sender is the connector's (MAIL_FROM): nobody else writes in the firm's name. */
import { PasserelleError } from "../errors.ts";

export interface MailAddress {
  /** ASCII, an international domain in its xn-- form. */
  email: string;
  /** As the recipient sees it; "" = none. */
  name: string;
}

export interface MailAttachment {
  filename: string;
  /** "application/pdf" */
  type: string;
  content: Uint8Array;
}

export interface OutgoingMail {
  to: MailAddress;
  /** "" = answers go to the sender. */
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  /** List-Unsubscribe and those that begin with X-. */
  headers: Record<string, string>;
  /** At most 3.5 MB in all. */
  attachments: MailAttachment[];
  /** What it is, for the provider's own statistics: "invoice". Never a person's data. */
  tag: string;
}

export interface Mailer {
  /** As in `MAILER=brevo`; "none" = nobody was chosen. */
  id: string;
  /** As people know it. */
  label: string;
  /** For how long after a first sending the provider takes a second one under the same key for the same mail; 0 = it does not know keys. */
  repeatsSafelyForMs: number;
  /**
   * write. Hands one mail over; that it was taken is all that this says, whether it arrives is the recipient's server's.
   *
   * @param key ours, unique to this mail: [a-z0-9], ≤ 40 characters. Also its `X-Passerelle-Reference`
   * @returns the provider's id of the message; null when it had this mail already
   * @throws PasserelleError `vendor_refused` (field to when it is the recipient's fault), `too_large`, `invalid_input` (a line break or
   *   the like where a header stands): for good. `rate_limited`, `vendor_unavailable`, `misconfigured`: surely not sent.
   *   `maybe_written`: nobody knows
   */
  send(mail: OutgoingMail, key: string): Promise<string | null>;
  /** read. As far as can be asked without sending: the address, the key. @throws as `send` */
  probe(): Promise<void>;
}

const unchosen = async () => {
  throw new PasserelleError("misconfigured", { message: "MAILER is not set: there is nobody to carry mail" });
};

/** MAILER=none: everything else works, and mail waits until somebody is chosen. */
export const noMailer: Mailer = { id: "none", label: "", repeatsSafelyForMs: 0, send: unchosen, probe: unchosen };
