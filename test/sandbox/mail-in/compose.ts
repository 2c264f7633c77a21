/** A mail as Cloudflare Email Routing hands it to the Worker: what the receiving server wrote on top, then the sender's own headers and words. */

export interface Composed {
  fromName: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** What the receiving server found out. */
  dmarc?: "pass" | "fail" | "none";
  /** More headers of the sender's, as lines. */
  headers?: string[];
  messageId?: string;
  /** Which character set and transfer encoding the words are sent in. */
  charset?: "utf-8" | "iso-8859-1";
  /** MAIL FROM when it is another than the sender; "" of a bounce. */
  envelope?: string;
}

const CRLF = "\r\n";

export function mimeOf(mail: Composed): Uint8Array {
  const { from, subject, text, html, charset = "utf-8" } = mail;
  const boundary = "=_passerelle_sandbox_1";
  const plain = partOf("text/plain", text, charset);
  const body = html
    ? [
        `Content-Type: multipart/alternative; boundary="${boundary}"`,
        "",
        `--${boundary}`,
        plain,
        `--${boundary}`,
        partOf("text/html", html, charset),
        `--${boundary}--`,
        "",
      ].join(CRLF)
    : plain;
  const id = mail.messageId ?? `${crypto.randomUUID()}@${domainOf(from)}`;
  const head = [
    ...receiverLines(mail),
    `Received: from localhost by mail.${domainOf(from)} with ESMTPSA`,
    `From: ${mail.fromName ? `${phrase(mail.fromName)} <${from}>` : from}`,
    `To: <${mail.to}>`,
    `Subject: ${encoded(subject)}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}>`,
    "MIME-Version: 1.0",
    ...(mail.headers ?? []),
  ];
  return new TextEncoder().encode([...head, body].join(CRLF));
}

/** Source: headers of mails that Email Routing delivered, as published in issues of cloudflare/workerd (read 2026-11). */
function receiverLines({ from, dmarc = "pass", envelope = from }: Composed): string[] {
  const domain = domainOf(from);
  const dkim = dmarc === "pass" ? `dkim=pass header.d=${domain} header.s=sandbox header.b=Aa1Bb2Cc` : "dkim=none";
  const policy = dmarc === "none" ? "none" : "reject";
  const spf = `spf=${dmarc === "pass" ? "pass" : "fail"} (mx.cloudflare.net: domain of ${envelope || "<>"}) smtp.mailfrom=${envelope}`;
  return [
    `Received: from mail.${domain} (192.0.2.25) by cloudflare-email.net (unknown) id sandbox for <in>`,
    `Authentication-Results: mx.cloudflare.net; ${dkim};${CRLF}\tdmarc=${dmarc} header.from=${domain} policy.dmarc=${policy};${CRLF}\t${spf}`,
  ];
}

function partOf(type: string, words: string, charset: "utf-8" | "iso-8859-1"): string {
  const bytes =
    charset === "utf-8" ? new TextEncoder().encode(words) : Uint8Array.from(words, (character) => character.charCodeAt(0) & 255);
  const encoding = charset === "utf-8" ? "base64" : "quoted-printable";
  const body = charset === "utf-8" ? base64(bytes) : quotedPrintable(bytes);
  return [`Content-Type: ${type}; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`, "", body].join(CRLF);
}

const base64 = (bytes: Uint8Array): string => (btoa(String.fromCharCode(...bytes)).match(/.{1,76}/g) ?? []).join(CRLF);

const quotedPrintable = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte === 10
      ? CRLF
      : byte < 32 || byte > 126 || byte === 61
        ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(byte),
  ).join("");

const isAscii = (words: string) => /^[\x20-\x7e]*$/.test(words);
const encoded = (words: string) =>
  isAscii(words) ? words : `=?utf-8?B?${btoa(String.fromCharCode(...new TextEncoder().encode(words)))}?=`;
const phrase = (words: string) => (isAscii(words) && /[",<>()@:;]/.test(words) ? `"${words.replace(/["\\]/g, "\\$&")}"` : encoded(words));

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1) || "localhost";
