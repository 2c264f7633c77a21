/** What nobody of good will sends as a review: scripts in every dress, text that is not what it seems, files that are something else. */
import fc from "fast-check";

const XSS = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example></sCrIpT>",
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg/onload=alert(1)>',
  "'-alert(1)-'",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
  "javascript:alert(1)",
  "<a href='javas&#99;ript:alert(1)'>x</a>",
  "<style>@import'//evil.example'</style>",
  "<!--<img src='--><img src=x onerror=alert(1)//'>",
  "{{constructor.constructor('alert(1)')()}}",
  "$\u007balert(1)}",
  "<details open ontoggle=alert(1)>",
  "<textarea autofocus onfocus=alert(1)>",
  "<base href=//evil.example>",
  "<meta http-equiv=refresh content='0;url=//evil.example'>",
  "<form action=//evil.example><button>",
  "]]><script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "\u2028</script><b>",
];

const TRICKS = [
  "\u202e",
  "\u2066",
  "\u0000",
  "\u200b",
  "\ufeff",
  "\ud800",
  "\u0334".repeat(60),
  "\u{e0041}",
  "\r\n",
  "🎉",
  "👨‍👩‍👧",
  "ﷺ",
  "'",
  '"',
  "<",
  "&",
  "%00",
  "../",
  "=cmd|'/c calc'!A1",
];

const hostileText = fc
  .array(
    fc.oneof(fc.constantFrom(...XSS), fc.constantFrom(...TRICKS), fc.string({ unit: "binary", maxLength: 60 }), fc.lorem({ maxCount: 4 })),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(" "));

const wrongRating = fc.oneof(fc.constantFrom<unknown>(0, 6, 1.5, -1, "5", null, [], {}, 1e308, true), fc.integer({ min: 1, max: 5 }));
const wrongDay = fc.constantFrom("2026-01-02", "2026-02-30", "9999-01-01", "", "hier", "2026-01-02T00:00:00Z", "<script>");
const wrongProduct = fc.oneof(fc.constantFrom("LAMPE", "", "INCONNU", "../LAMPE", "LAMPE,VASE", "x".repeat(65), "<b>"), hostileText);
/** One letter of a good token is another, or it is cut, doubled, or of another kind. */
export const mutated = (token: string) =>
  fc.oneof(
    fc.nat({ max: token.length - 1 }).map((at) => `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`),
    fc.nat({ max: token.length - 1 }).map((at) => token.slice(0, at)),
    fc.constantFrom(
      `${token}A`,
      token + token,
      token.toLowerCase(),
      token.split("").reverse().join(""),
      `${token} `,
      "",
      "null",
      "' OR 1=1 --",
    ),
    hostileText,
  );

export interface Hostile {
  /** As JSON, or as it stands. */
  body: unknown;
  raw?: string;
}

/** @param token of an invitation that is good: nobody but its own letters may open it */
export const hostileReview = (token: string): fc.Arbitrary<Hostile> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .record({
          product: wrongProduct,
          rating: wrongRating,
          text: hostileText,
          pseudonym: hostileText,
          experiencedOn: wrongDay,
          language: fc.constantFrom("fr", "xx", "<b>"),
          proof: fc.constant(null),
        })
        .map((body) => ({ body })),
    },
    {
      weight: 8,
      arbitrary: fc
        .record({
          product: fc.constant("LAMPE"),
          rating: fc.integer({ min: 1, max: 5 }),
          text: hostileText,
          pseudonym: fc.constantFrom(...XSS, "Zoé", "a\u202eb"),
          experiencedOn: fc.constant("2026-01-02"),
          proof: fc.constant(null),
        })
        .map((body) => ({ body })),
    },
    {
      weight: 4,
      arbitrary: mutated(token).map((invitation) => ({
        body: {
          product: "LAMPE",
          rating: 5,
          text: "Un avis tout à fait normal.",
          pseudonym: "Zoé",
          experiencedOn: "2026-01-02",
          proof: { invitation },
        },
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("", "{", "[]", "null", '{"__proto__":{"openToAll":true}}', "x".repeat(1_000_000), '{"text":"' + "[".repeat(50_000))
        .map((raw) => ({ body: null, raw })),
    },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((raw) => ({ body: null, raw })) },
  );

const MAGIC = [
  [0xff, 0xd8, 0xff, 0xe0],
  [0xff, 0xd8, 0xff, 0xe1],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [...new TextEncoder().encode("RIFF\u0010\0\0\0WEBPVP8 ")],
  [...new TextEncoder().encode("GIF89a")],
  [...new TextEncoder().encode("<svg onload=alert(1)>")],
  [...new TextEncoder().encode("%PDF-1.7")],
  [],
];

/** Files: good ones with a bit turned, cut or with a page behind them; heads of pictures with anything behind. */
export const hostileFile = (good: Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...MAGIC), fc.uint8Array({ maxLength: 300 })).map(([head, tail]) => new Uint8Array([...head, ...tail])),
    fc
      .tuple(fc.constantFrom(...good), fc.nat(), fc.nat({ max: 255 }))
      .map(([bytes, at, value]) => Uint8Array.from(bytes, (byte, i) => (i === at % bytes.length ? value : byte))),
    fc.tuple(fc.constantFrom(...good), fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length) as Uint8Array<ArrayBuffer>),
    fc
      .tuple(fc.constantFrom(...good), fc.constantFrom(...XSS))
      .map(([bytes, text]) => new Uint8Array([...bytes, ...new TextEncoder().encode(text)])),
  );
