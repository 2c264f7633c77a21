/**
 * Stand-in for a mail server's submission door, strict: commands in order, one at a time, CRLF, ASCII, no line over 998, a From
 * that is the envelope's. What it takes lands in the mailbox.
 */
import { isUnknown } from "../brevo/stand-in.ts";
import { ConnectionLost, type Faults } from "../faults.ts";
import { type Mailbox, readMime } from "../mailbox/mailbox.ts";

/** One connection, whatever carries it. */
export interface Connection {
  /** Null = the other side has gone. */
  read(): Promise<Uint8Array | null>;
  write(text: string): Promise<void>;
  secure: boolean;
  upgrade(): Promise<void>;
  /** Breaks it. */
  destroy(): void;
  end(): void;
}

export interface SmtpOptions {
  mailbox: Mailbox;
  faults: Faults;
  user?: string;
  password?: string;
  /** The only domains that one may write for. */
  senders?: string[];
  offersTls?: boolean;
  /** What AUTH offers. */
  auth?: string;
  /** Each command that came in. */
  heard?: (line: string) => void;
}

export const SERVICE = "smtp";

interface State {
  hello: boolean;
  signedIn: boolean;
  from: string;
  to: string[];
}

export async function serveSmtp(connection: Connection, options: SmtpOptions): Promise<void> {
  try {
    await converse(connection, options);
    connection.end();
  } catch (error) {
    if (!(error instanceof ConnectionLost)) console.error("smtp stand-in", error);
    connection.destroy();
  }
}

async function converse(connection: Connection, options: SmtpOptions): Promise<void> {
  const lines = linesOf(connection);
  const afresh = (): State => ({ hello: false, signedIn: !options.user, from: "", to: [] });
  let state = afresh();
  await connection.write(await greeting(options.faults));
  for (;;) {
    const line = await lines.next();
    if (line === null) return;
    options.heard?.(line);
    const [verb = ""] = /^[A-Za-z]+/.exec(line) ?? [];
    const command = verb.toUpperCase();
    if (command === "QUIT") return connection.write("221 2.0.0 Bye\r\n");
    if (command === "STARTTLS" && options.offersTls && !connection.secure) {
      await connection.write("220 2.0.0 Ready to start TLS\r\n");
      await connection.upgrade();
      state = afresh(); // what was said in the clear is forgotten
    } else if (command === "AUTH") await connection.write(await signIn(line, lines, state, connection, options));
    else if (command === "DATA" && state.to.length > 0) {
      await connection.write("354 End data with <CR><LF>.<CR><LF>\r\n");
      await connection.write(await takeMail(await lines.untilDot(), state, options));
      Object.assign(state, { from: "", to: [] });
    } else await connection.write(replyTo(command, line, state, connection, options));
  }
}

function replyTo(
  command: string,
  line: string,
  state: State,
  { secure }: Connection,
  { offersTls, user, auth = "PLAIN LOGIN", senders }: SmtpOptions,
): string {
  const address = /^(?:MAIL FROM|RCPT TO):<([^\s<>@]+@[^\s<>@]+)>$/i.exec(line)?.[1];
  switch (command) {
    case "EHLO": {
      if (!/^EHLO [a-z0-9.-]+$/i.test(line)) return "501 5.5.4 Invalid argument\r\n";
      state.hello = true;
      const extensions = [
        "SIZE 26214400",
        ...(offersTls && !secure ? ["STARTTLS"] : []),
        ...(user ? [`AUTH ${auth}`] : []),
        "ENHANCEDSTATUSCODES",
      ];
      return ["smtp.atelier-lumiere.example", ...extensions]
        .map((one, i) => `250${i === extensions.length ? " " : "-"}${one}\r\n`)
        .join("");
    }
    case "MAIL":
      if (!state.hello) return "503 5.5.1 Say EHLO first\r\n";
      if (!state.signedIn) return "530 5.7.0 Authentication required\r\n";
      if (!address) return "501 5.1.7 Bad sender address syntax\r\n";
      if (senders && !senders.includes(address.split("@")[1] ?? "")) return "553 5.7.1 Sender address rejected: not owned by user\r\n";
      state.from = address;
      return "250 2.1.0 Ok\r\n";
    case "RCPT":
      if (!state.from) return "503 5.5.1 Need MAIL before RCPT\r\n";
      if (!address) return "501 5.1.3 Bad recipient address syntax\r\n";
      if (isUnknown(address)) return `550 5.1.1 <${address}>: Recipient address rejected: User unknown\r\n`;
      state.to.push(address);
      return "250 2.1.5 Ok\r\n";
    case "DATA":
      return "503 5.5.1 Need RCPT before DATA\r\n";
    case "NOOP":
    case "RSET":
      return "250 2.0.0 Ok\r\n";
    default:
      return "500 5.5.2 Command not recognized\r\n";
  }
}

async function signIn(line: string, lines: Lines, state: State, connection: Connection, { user, password }: SmtpOptions): Promise<string> {
  const ask = async (what: string) => {
    await connection.write(`334 ${btoa(what)}\r\n`);
    return decoded((await lines.next()) ?? "");
  };
  if (!user || !state.hello) return "503 5.5.1 AUTH is not offered\r\n";
  const plain = /^AUTH PLAIN ([A-Za-z0-9+/=]+)$/i.exec(line)?.[1];
  const given = plain
    ? decoded(plain).split("\0").slice(1)
    : /^AUTH LOGIN$/i.test(line)
      ? [await ask("Username:"), await ask("Password:")]
      : [];
  state.signedIn = given[0] === user && given[1] === password;
  return state.signedIn ? "235 2.7.0 Authentication successful\r\n" : "535 5.7.8 Authentication credentials invalid\r\n";
}

const decoded = (base64: string) => new TextDecoder().decode(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));

async function takeMail(raw: string, { from, to }: State, { faults, mailbox }: SmtpOptions): Promise<string> {
  const wrong = problemOf(raw);
  if (wrong) return `554 5.6.0 ${wrong}\r\n`;
  const apply = async () => {
    const mail = await readMime(raw, SERVICE);
    if (mail.from.email !== from) return new Response("550 5.7.1 The From header is not the sender\r\n");
    if (!mail.headers.some(({ name }) => /^message-id$/i.test(name))) return new Response("550 5.7.1 Message-ID is missing\r\n");
    mailbox.take({ ...mail, to: to.map((email) => mail.to.find((one) => one.email === email) ?? { email, name: "" }) });
    return new Response("250 2.0.0 Ok: queued\r\n");
  };
  return (await faults.around({ service: SERVICE, method: "DATA", path: "/" }, apply, { refuse })).text();
}

function problemOf(raw: string): string | undefined {
  if (/(?<!\r)\n|\r(?!\n)/.test(raw)) return "A line ends without CRLF";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: 7 bits are all that was agreed on
  if (/[^\x00-\x7f]/.test(raw)) return "8 bits were not agreed on";
  return raw.split("\r\n").some((line) => line.length > 998) ? "A line is too long" : undefined;
}

const refuse = (status: 429 | 500) =>
  new Response(status === 429 ? "451 4.7.1 Too much mail, try again later\r\n" : "451 4.3.0 Local error in processing\r\n");

/** A fault that stands until further notice is met at the door already; one that hits once is meant for a mail. */
async function greeting(faults: Faults): Promise<string> {
  const standing = faults
    .list()
    .some(({ match, times, kind }) => match.service === SERVICE && times === "always" && kind !== "lose-reply" && kind !== "late");
  if (!standing) return "220 smtp.atelier-lumiere.example ESMTP\r\n";
  const door = async () => new Response("220 smtp.atelier-lumiere.example ESMTP\r\n");
  return (
    await faults.around({ service: SERVICE, method: "CONNECT", path: "/" }, door, { refuse: () => new Response("421 4.3.2 Not now\r\n") })
  ).text();
}

type Lines = ReturnType<typeof linesOf>;

function linesOf(connection: Connection) {
  let heard = "";
  const more = async () => {
    const bytes = await connection.read();
    if (bytes === null) return false;
    heard += [...bytes].map((byte) => String.fromCharCode(byte)).join("");
    return true;
  };
  return {
    async next(): Promise<string | null> {
      while (!heard.includes("\r\n")) if (!(await more())) return null;
      const at = heard.indexOf("\r\n");
      const line = heard.slice(0, at);
      heard = heard.slice(at + 2);
      return line;
    },
    async untilDot(): Promise<string> {
      while (!/(^|\r\n)\.\r\n/.test(heard)) if (!(await more())) throw new ConnectionLost();
      const at = heard.startsWith(".\r\n") ? 0 : heard.indexOf("\r\n.\r\n") + 2;
      const raw = heard.slice(0, at);
      heard = heard.slice(at + 3);
      return raw.replace(/(^|\r\n)\.\./g, "$1.");
    },
  };
}
