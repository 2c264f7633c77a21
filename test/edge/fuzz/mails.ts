/** Mails that nobody of good will sends: made from the sandbox's samples, cut, mixed and mutated, or noise. */
import fc from "fast-check";
import { mimeOf } from "../../sandbox/mail-in/compose.ts";
import { mailSamples } from "../../sandbox/mail-in/samples.ts";

export interface HostileMail {
  raw: Uint8Array;
  from: string;
  to: string;
}

/** Whatever else is broken: a mail needs one to reach the Worker of a local Cloudflare. */
const MESSAGE_ID = new TextEncoder().encode("Message-ID: <fuzz@x.example>\r\n");

const ODD = [
  "\r\n\r\n",
  "\r\n",
  "\u0000",
  "From: ",
  "From: a@b.example, c@d.example\r\n",
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n--x\r\n--x--\r\n',
  "Content-Type: message/rfc822\r\n\r\n",
  "Content-Type: text/html\r\n",
  "Content-Type: text/plain; charset=utf-16\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Authentication-Results: mx.cloudflare.net; dmarc=pass header.from=x.example\r\n",
  "ARC-Seal: i=99; d=google.com\r\n",
  "Subject: =?utf-8?B?////?= =?x?Q?=?= =?utf-8?Q?=E2=80=AE?=\r\n",
  "<script>alert(1)</script>",
  "<!channel> <@U0AMELIE>",
  "De : <a@b.example>\nObjet : x\nÀ : y\n",
  "SIREN 732 829 320 ",
  "-- \n",
  "<".repeat(5_000),
  "=".repeat(5_000),
  "\ud83d\ude00".repeat(500),
  "a".repeat(50_000),
].map((text) => new TextEncoder().encode(text));

interface Mutation {
  at: number;
  how: "insert" | "cut" | "flip" | "repeat";
  odd: number;
  length: number;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("insert", "insert", "insert", "cut", "flip", "repeat"),
  odd: fc.nat({ max: ODD.length - 1 }),
  length: fc.nat({ max: 400 }),
});

function mutated(raw: Uint8Array, mutations: Mutation[]): Uint8Array {
  let bytes = raw;
  for (const { at, how, odd, length } of mutations) {
    const place = at % (bytes.length + 1);
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    const piece = bytes.subarray(place, place + length);
    if (how === "insert") bytes = joined(before, ODD[odd] as Uint8Array, after);
    else if (how === "cut") bytes = joined(before, after.subarray(Math.min(length, after.length)));
    else if (how === "repeat") bytes = joined(before, piece, piece, after);
    else
      bytes = joined(
        before,
        Uint8Array.from(piece, (byte) => byte ^ 0x81),
        after.subarray(piece.length),
      );
  }
  return bytes;
}

function joined(...pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const to = "bonjour@in.atelier-lumiere.example";
const samples = mailSamples.map((sample) => mimeOf({ ...sample, to }));

export const hostileMail: fc.Arbitrary<HostileMail> = fc.record({
  raw: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), fc.array(mutation, { maxLength: 5 }))
        .map(([raw, mutations]) => mutated(joined(MESSAGE_ID, raw), mutations)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3_000 }).map((noise) => joined(MESSAGE_ID, noise)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  ),
  from: fc.constantFrom("x@x.example", "", "<>", "\u0000", "a".repeat(300), "x@xn--80ak6aa92e.example"),
  to: fc.constantFrom(to, "", "TO@IN.ATELIER-LUMIERE.EXAMPLE", "no address"),
});
