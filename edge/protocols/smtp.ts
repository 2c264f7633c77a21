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
import { type Dial, type Reply, Talk } from "./smtp-talk.ts";

export interface SmtpOptions {
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
  const { host, port, dial, timeoutMs = 15_000 } = options;
  const implicit = port === 465;

  async function session(work: (talk: Talk) => Promise<void>): Promise<void> {
    let talk: Talk | undefined;
    try {
      talk = new Talk(dial({ hostname: host, port }, { secureTransport: implicit ? "on" : "starttls", allowHalfOpen: false }), timeoutMs);
      taken("greeting", await talk.reply());
      await enter(options, talk, implicit || THIS_MACHINE.test(host));
      await work(talk);
    } catch (cause) {
      if (cause instanceof PasserelleError) throw cause;
      throw new PasserelleError(talk?.committed ? "maybe_written" : "vendor_unavailable", {
        cause,
        message: "smtp: the connection failed",
      });
    } finally {
      talk?.end();
    }
  }

  return {
    greet: () => session(async () => undefined),
    deliver: (from, to, message) =>
      session(async (talk) => {
        taken("MAIL", await talk.say(`MAIL FROM:<${from}>`));
        taken("RCPT", await talk.say(`RCPT TO:<${to}>`), "vendor_refused", "to");
        taken("DATA", await talk.say("DATA"), "vendor_refused");
        talk.committed = true;
        // A line that begins with a dot gets a second one: a lone one ends the mail.
        taken("the mail", await talk.say(`${message.replace(/(^|\r\n)\./g, "$1..")}\r\n.`), "vendor_refused");
      }),
  };
}

/** EHLO, encryption, sign-in. @param safe no need for STARTTLS */
async function enter({ user, password, name }: SmtpOptions, talk: Talk, safe: boolean): Promise<void> {
  const say = async (line: string) => taken(line.slice(0, 4), await talk.say(line));
  const offers = ({ lines }: Reply, extension: RegExp) => lines.some((line) => extension.test(line));
  const lacking = (what: string) => new PasserelleError("misconfigured", { message: `smtp: the server offers no ${what}` });
  let hello = await say(`EHLO ${name}`);
  if (!safe) {
    if (!offers(hello, /^STARTTLS$/i)) throw lacking("STARTTLS, and nothing is sent in the clear");
    await say("STARTTLS");
    talk.encrypt();
    hello = await say(`EHLO ${name}`);
  }
  if (!user) return;
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const signIn = async (line: string) => taken("AUTH", await talk.say(line));
  if (offers(hello, /^AUTH[ =].*\bPLAIN\b/i)) await signIn(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`);
  else if (offers(hello, /^AUTH[ =].*\bLOGIN\b/i)) for (const line of ["AUTH LOGIN", base64(user), base64(password)]) await signIn(line);
  else throw lacking("sign-in that we know");
}

/** 4xx: not now; 5xx: for good. @param refused what a 5xx to this command means */
function taken(command: string, reply: Reply, refused: ErrorCode = "misconfigured", field?: string): Reply {
  if (reply.code < 400) return reply;
  const code = reply.code < 500 ? "vendor_unavailable" : reply.code === 552 ? "too_large" : refused;
  throw new PasserelleError(code, { message: `smtp: ${command} answered ${reply.code}`, ...(field && { field }) });
}
