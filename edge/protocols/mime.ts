/**
 * A mail as it is written on the wire: headers, plain text and HTML, attachments. ASCII throughout, so that any server takes it.
 *
 * Source  RFC 5322, 2045 to 2047, 2231 (read 2026-11)
 */
import { Buffer } from "node:buffer";
import { insistOnFields, type MailFields, type Party } from "./mail-fields.ts";

export interface MimeMail extends MailFields {
  from: Party;
  text: string;
  html: string;
  attachments: { filename: string; type: string; content: Uint8Array }[];
  /** [a-z0-9]: of the Message-ID and of what divides the parts. The same mail twice is the same to the letter. */
  key: string;
  date: Date;
}

/** Lines end with CRLF. @throws PasserelleError `invalid_input` */
export function mimeMessage(mail: MimeMail): string {
  insistOnFields(mail);
  const { from, to, replyTo, subject, headers, key, date, attachments } = mail;
  const head = {
    From: party(from),
    To: party(to),
    ...(replyTo && { "Reply-To": replyTo }),
    Subject: words(subject),
    Date: date.toUTCString().replace("GMT", "+0000"),
    "Message-ID": `<${key}@${from.email.split("@")[1]}>`,
    "Auto-Submitted": "auto-generated",
    ...headers,
    "MIME-Version": "1.0",
  };
  const body = multipart("alternative", key, [
    encoded({ "Content-Type": "text/plain; charset=utf-8" }, mail.text.replace(/\r\n?|\n/g, "\r\n")),
    encoded({ "Content-Type": "text/html; charset=utf-8" }, mail.html.replace(/\r\n?|\n/g, "\r\n")),
  ]);
  return `${lines(head)}\r\n${attachments.length > 0 ? multipart("mixed", key, [body, ...attachments.map(attached)]) : body}`;
}

const lines = (head: Record<string, string>) =>
  Object.entries(head)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\r\n");
const leaf = (head: Record<string, string>, body: string) => `${lines(head)}\r\n\r\n${body}`;

/** In base64, text too: whatever it says, no line is too long, ends early or looks like the end of a part. */
const encoded = (head: Record<string, string>, content: Uint8Array | string) =>
  leaf({ ...head, "Content-Transfer-Encoding": "base64" }, base64(content).replace(/.{76}/g, "$&\r\n"));

function multipart(kind: string, key: string, parts: string[]): string {
  const boundary = `=_${kind}_${key}`;
  const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return leaf({ "Content-Type": `multipart/${kind}; boundary="${boundary}"` }, `${inner}--${boundary}--\r\n`);
}

function attached({ filename, type, content }: MimeMail["attachments"][number]): string {
  const plain = filename
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "_");
  const exact = encodeURIComponent(filename).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return encoded(
    { "Content-Type": type, "Content-Disposition": `attachment; filename="${plain}";\r\n filename*=UTF-8''${exact}` },
    content,
  );
}

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString("base64");

function party({ email, name }: Party): string {
  if (!name) return email;
  return `${/^[\x20-\x7e]{1,60}$/.test(name) && isPlain(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : words(name)} <${email}>`;
}

/** What some programs would take for an encoded word, and decode. */
const isPlain = (text: string) => !text.includes("=?");

/** Encoded words (RFC 2047) of at most 45 bytes each, where plain ones will not do. */
function words(text: string): string {
  if (/^[\x20-\x7e]{0,200}$/.test(text) && isPlain(text)) return text;
  const chunks: string[] = [""];
  for (const sign of text) {
    const last = chunks.length - 1;
    if (Buffer.byteLength(`${chunks[last]}${sign}`) > 45) chunks.push(sign);
    else chunks[last] += sign;
  }
  return chunks.map((chunk) => `=?UTF-8?B?${base64(chunk)}?=`).join("\r\n ");
}
