/** What the stand-ins of mail providers have taken: the sandbox's mailbox shows it. The latest first. */
import PostalMime from "postal-mime";

export interface BoxParty {
  email: string;
  name: string;
}

export interface BoxMail {
  id: string;
  /** UTC ms. */
  at: number;
  via: "brevo" | "smtp";
  from: BoxParty;
  to: BoxParty[];
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
  /** Content in base64. */
  attachments: { filename: string; type: string; size: number; content: string }[];
}

export interface Mailbox {
  take(mail: Omit<BoxMail, "id" | "at">): BoxMail;
  list(): BoxMail[];
  find(id: string): BoxMail | undefined;
  /** Grows with each mail. */
  version(): number;
  empty(): void;
  dump(): { mails: BoxMail[]; last: number };
  restore(snapshot: { mails: BoxMail[]; last: number }): void;
}

const MOST_KEPT = 300;

export function createMailbox({ now = () => Date.now() } = {}): Mailbox {
  let mails: BoxMail[] = [];
  let last = 0;
  return {
    take(mail) {
      last += 1;
      const taken = { ...mail, id: String(last), at: now() };
      mails = [taken, ...mails].slice(0, MOST_KEPT);
      return taken;
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    version: () => last,
    empty() {
      mails = [];
      last += 1;
    },
    dump: () => ({ mails, last }),
    restore(snapshot) {
      ({ mails, last } = structuredClone(snapshot));
    },
  };
}

const inLines = (text = "") => text.replaceAll("\r\n", "\n");
const CONTENT_HEADERS = /^(content-|mime-version$)/;

/** A mail as it came over the wire, taken apart by somebody else's parser. */
export async function readMime(raw: string, via: BoxMail["via"]): Promise<Omit<BoxMail, "id" | "at">> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: "base64" });
  const party = (one: { address?: string | undefined; name: string } | undefined) => ({ email: one?.address ?? "", name: one?.name ?? "" });
  return {
    via,
    from: party(mail.from),
    to: (mail.to ?? []).map(party),
    replyTo: mail.replyTo?.[0]?.address ?? "",
    subject: mail.subject ?? "",
    text: inLines(mail.text),
    html: inLines(mail.html),
    headers: mail.headers
      .filter(({ key }) => !CONTENT_HEADERS.test(key))
      .map(({ key, originalKey, value }) => ({ name: originalKey ?? key, value })),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? "",
      type: mimeType,
      size: atob(String(content)).length,
      content: String(content),
    })),
  };
}
