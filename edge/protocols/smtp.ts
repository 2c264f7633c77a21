/**
 * Submission of mail over SMTP: one connection, one mail. Credentials and mail travel encrypted (implicit TLS on port 465, else
 * STARTTLS, which must be offered), but for this very machine.
 *
 * Until the last line of a mail is on its way nothing was sent; from then on only the server's answer tells.
 * Messages name the command and the code of the reply; its text may quote an address and stays out of them.
 *
 * Source  RFC 5321, 3207, 4954, 8314 (read 2026-11)
 */
import { Buffer } from "node:buffer";
import { type ErrorCode, PasserelleError } from "../errors.ts";
import { type Dial, LineEnded, type Reply, Talk } from "./smtp-talk.ts";

export interface SmtpOptions {
  /** For messages: "smtp". */
  vendor: string;
  host: string;
  port: number;
  /** "" = the server asks for none. */
  user: string;
  password: string;
  /** How we introduce ourselves: the sender's domain. */
  name: string;
  dial: Dial;
  /** From dialling to the last reply. */
  timeoutMs?: number;
}

export interface Smtp {
  /** write. @throws PasserelleError as `Mailer.send` does */
  deliver(from: string, to: string, message: string): Promise<void>;
  /** read: connects, encrypts, signs in, leaves. */
  greet(): Promise<void>;
}

const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

export function smtp(options: SmtpOptions): Smtp {
  const { vendor, host, port, dial, timeoutMs = 15_000 } = options;
  const implicit = port === 465;

  async function session(work: (talk: Talk) => Promise<void>): Promise<void> {
    let talk: Talk | undefined;
    try {
      talk = new Talk(dial({ hostname: host, port }, { secureTransport: implicit ? "on" : "starttls", allowHalfOpen: false }), timeoutMs);
      insist(vendor, "greeting", await talk.reply(), { 5: "misconfigured" });
      await enter(options, talk, implicit || THIS_MACHINE.test(host));
      await work(talk);
    } catch (thrown) {
      if (thrown instanceof PasserelleError) throw thrown;
      throw new PasserelleError(talk?.committed ? "maybe_written" : "vendor_unavailable", {
        cause: thrown,
        message: `${vendor}: ${thrown instanceof LineEnded ? thrown.message : "the connection failed"}`,
      });
    } finally {
      talk?.end();
    }
  }

  return {
    greet: () => session(async () => undefined),
    deliver: (from, to, message) =>
      session(async (talk) => {
        insist(vendor, "MAIL", await talk.say(`MAIL FROM:<${from}>`), { 5: "misconfigured", 552: "too_large" });
        insist(vendor, "RCPT", await talk.say(`RCPT TO:<${to}>`), { 5: "vendor_refused" }, "to");
        insist(vendor, "DATA", await talk.say("DATA"), { 5: "vendor_refused" });
        talk.committed = true;
        // A line that begins with a dot gets a second one: a lone one ends the mail.
        const end = await talk.say(`${message.replace(/(^|\r\n)\./g, "$1..")}\r\n.`);
        insist(vendor, "the mail", end, { 5: "vendor_refused", 552: "too_large" });
      }),
  };
}

/** EHLO, encryption, sign-in. @param safe no need for STARTTLS */
async function enter({ vendor, user, password, name }: SmtpOptions, talk: Talk, safe: boolean): Promise<void> {
  let hello = insist(vendor, "EHLO", await talk.say(`EHLO ${name}`), { 5: "misconfigured" });
  if (!safe) {
    if (!offers(hello, /^STARTTLS$/i))
      throw new PasserelleError("misconfigured", { message: `${vendor}: the server offers no STARTTLS, and nothing is sent in the clear` });
    insist(vendor, "STARTTLS", await talk.say("STARTTLS"), { 5: "misconfigured" });
    talk.encrypt();
    hello = insist(vendor, "EHLO", await talk.say(`EHLO ${name}`), { 5: "misconfigured" });
  }
  if (!user) return;
  const refused = { 5: "misconfigured" } as const;
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  if (offers(hello, /^AUTH[ =].*\bPLAIN\b/i)) {
    insist(vendor, "AUTH", await talk.say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`), refused);
  } else if (offers(hello, /^AUTH[ =].*\bLOGIN\b/i)) {
    insist(vendor, "AUTH", await talk.say("AUTH LOGIN"), refused);
    insist(vendor, "AUTH", await talk.say(base64(user)), refused);
    insist(vendor, "AUTH", await talk.say(base64(password)), refused);
  } else throw new PasserelleError("misconfigured", { message: `${vendor}: the server offers no sign-in that we know` });
}

const offers = ({ lines }: Reply, extension: RegExp) => lines.some((line) => extension.test(line));

/** 4xx: not now; 5xx: as said for the class or the very code. */
function insist(vendor: string, command: string, reply: Reply, refusals: Partial<Record<number, ErrorCode>>, field?: string): Reply {
  const kind = Math.floor(reply.code / 100);
  if (kind === 2 || kind === 3) return reply;
  const code = kind === 5 ? (refusals[reply.code] ?? refusals[5] ?? "vendor_refused") : "vendor_unavailable";
  throw new PasserelleError(code, { message: `${vendor}: ${command} answered ${reply.code}`, ...(field && kind === 5 && { field }) });
}
