/** Photos: kept without what they say beyond the picture, shown with their review, refused when they are something else. */
import { beforeEach, describe, expect, it } from "vitest";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import { openPhoto, photoLink, sweepPhotos } from "../../../edge/reviews/photos/keep-photo.ts";
import { crc32 } from "../../../edge/reviews/photos/png.ts";
import { joined, readPhoto } from "../../../edge/reviews/photos/read-photo.ts";
import { aHouse, worker } from "../carry.ts";
import { authorToken, send } from "../sites/a-buyer.ts";
import { aSite, ask, EDGE } from "../sites/a-site.ts";
import { JPEG, PNG, WEBP } from "./pictures.ts";

const db = worker.DB;
const text = (words: string) => new TextEncoder().encode(words);
const has = (bytes: Uint8Array, words: string) => new TextDecoder("latin1").decode(bytes).includes(words);

const segment = (marker: number, body: Uint8Array) =>
  joined([new Uint8Array([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
const chunk = (kind: string, body: Uint8Array) => {
  const named = joined([text(kind), body]);
  const out = new Uint8Array(named.length + 8);
  new DataView(out.buffer).setUint32(0, body.length);
  out.set(named, 4);
  new DataView(out.buffer).setUint32(named.length + 4, crc32(named));
  return out;
};
const into = (bytes: Uint8Array, at: number, piece: Uint8Array) => joined([bytes.subarray(0, at), piece, bytes.subarray(at)]);
/** Where it was taken, and that it lies on its side. */
const EXIF = joined([
  text("Exif\0\0"),
  new Uint8Array([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]),
  text("GPS 48.8566 2.3522"),
]);

beforeEach(async () => {
  await aSite({ openToAll: true });
  for (const { key } of (await worker.FILES.list()).objects) await worker.FILES.delete(key);
});

describe("a photo", () => {
  it.each([
    ["image/jpeg", JPEG],
    ["image/png", PNG],
    ["image/webp", WEBP],
  ])("is read: %s", (mediaType, bytes) => {
    expect(readPhoto(bytes)).toMatchObject({ mediaType, width: 1, height: 1 });
  });

  it("loses where it was taken, comments and what hangs behind it; it stays the right way up", () => {
    const dirty = joined([
      into(into(JPEG, 20, segment(0xfe, text("secret note"))), 20, segment(0xe1, EXIF)),
      text("<script>alert(1)</script>"),
    ]);
    const clean = readPhoto(dirty);
    expect(clean).toMatchObject({ width: 1, height: 1 });
    for (const words of ["GPS", "secret", "script"]) expect([words, has(clean!.bytes, words)]).toEqual([words, false]);
    expect(has(clean!.bytes, "Exif")).toBe(true);
    expect(readPhoto(clean!.bytes)?.bytes).toEqual(clean!.bytes);
  });

  it("is as wide as it is shown, wherever in the file it says that it lies on its side", () => {
    const wide = Uint8Array.from(JPEG);
    const frame = wide.findIndex((byte, i) => byte === 0xff && wide[i + 1] === 0xc2);
    wide.set([0, 20, 0, 40], frame + 5); // 40 wide, 20 high
    const notes = [segment(0xfe, text("a note")), segment(0xed, text("Photoshop"))];
    for (const before of [[], notes.slice(0, 1), notes]) {
      const photo = readPhoto(into(wide, 20, joined([...before, segment(0xe1, EXIF)])));
      expect(photo).toMatchObject({ width: 20, height: 40 });
      expect(readPhoto(photo!.bytes)).toMatchObject({ width: 20, height: 40 });
    }
    // What is said twice counts as browsers count it: the first.
    const twice = readPhoto(into(wide, 20, joined([segment(0xe1, EXIF), segment(0xe1, EXIF)])));
    expect(new TextDecoder("latin1").decode(twice!.bytes).split("Exif")).toHaveLength(2);
  });

  it("of a PNG and a WebP likewise", () => {
    const png = readPhoto(joined([into(PNG, 33, chunk("tEXt", text("Author\0Camille"))), text("PK\u0003\u0004")]));
    expect([has(png!.bytes, "Camille"), has(png!.bytes, "PK")]).toEqual([false, false]);
    const grown = joined([WEBP, text("EXIF"), new Uint8Array([4, 0, 0, 0]), text("GPS!")]);
    new DataView(grown.buffer).setUint32(4, grown.length - 8, true);
    expect(has(readPhoto(grown)!.bytes, "GPS")).toBe(false);
  });

  it.each([
    ["SVG", text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ["HTML", text("<!doctype html><script>alert(1)</script>")],
    ["GIF", text("GIF89a\u0001\u0000\u0001\u0000")],
    ["nothing", new Uint8Array()],
    ["half a JPEG", JPEG.slice(0, 60)],
    ["a PNG with a wrong checksum", into(PNG.slice(0, -20), 40, new Uint8Array([1]))],
    ["a bomb", joined([PNG.subarray(0, 8), chunk("IHDR", new Uint8Array([0, 1, 0, 0, 0, 1, 0, 0, 8, 6, 0, 0, 0])), PNG.subarray(33)])],
    ["a PNG that moves", into(PNG, 33, chunk("acTL", new Uint8Array(8)))],
  ])("is nothing else: %s", (_, bytes) => {
    expect(readPhoto(bytes as Uint8Array<ArrayBuffer>)).toBeNull();
  });
});

describe("the way of a photo", () => {
  const upload = async (body: BodyInit) => ask("/v1/photos", { method: "POST", body });

  it("goes from the form to the review, and shows with it", async () => {
    const response = await upload(JPEG);
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect((await send({ photos: [id] })).status).toBe(202);
    expect((await ask(`/v1/photos/${id}`, { origin: null })).status).toBe(404);
    const signed = new URL(await photoLink(aHouse(), EDGE, id));
    expect((await ask(`${signed.pathname}${signed.search}`)).headers.get("Content-Type")).toBe("image/jpeg");
    await db.prepare("UPDATE reviews SET state = 'published', published_at = 1").run();
    const shown = await ask(`/v1/photos/${id}`, { origin: null });
    expect([shown.status, shown.headers.get("X-Content-Type-Options"), shown.headers.get("Content-Security-Policy")]).toEqual([
      200,
      "nosniff",
      "sandbox; default-src 'none'",
    ]);
    expect((await send({ photos: [id] })).status).toBe(400);
  });

  it("ends with its review: erased by its author, or refused a year ago", async () => {
    const keptPhotos = async () => {
      await sweepPhotos(aHouse(), Date.now() + 86_400_001);
      return (await worker.FILES.list({ prefix: "review-photos/" })).objects.length;
    };
    const yearAgo = Date.now() - 400 * 86_400_000;
    for (const end of ["erase", "retention"]) {
      const { id } = (await (await upload(JPEG)).json()) as { id: string };
      await send({ photos: [id], email: "camille@example.com" });
      expect([end, await keptPhotos()]).toEqual([end, 1]);
      if (end === "erase")
        await ask("/v1/reviews/mine?site=", { method: "DELETE", origin: EDGE, headers: { "X-Author": await authorToken() } });
      else {
        await db
          .prepare("UPDATE reviews SET state = 'refused', waiting_since = NULL, submitted_at = ?1 WHERE state = 'pending'")
          .bind(yearAgo)
          .run();
        await sweepRetention(db);
        expect(await db.prepare("SELECT text, photos FROM reviews WHERE submitted_at = ?1").bind(yearAgo).first()).toEqual({
          text: "",
          photos: "[]",
        });
        expect(await db.prepare("SELECT count(*) AS n FROM review_authors").first<number>("n")).toBe(0);
        expect(
          await db
            .prepare("SELECT wish > 1 AS redrawn FROM review_tells JOIN reviews r ON r.id = review WHERE r.submitted_at = ?1")
            .bind(yearAgo)
            .first<number>("redrawn"),
        ).toBe(1);
      }
      expect([end, await keptPhotos()]).toEqual([end, 0]);
      await db.prepare("DELETE FROM mails").run();
    }
  });

  it("ends by the hundred", async () => {
    const at = Date.now() - 2 * 86_400_000;
    await db
      .prepare(
        `INSERT INTO review_photos (id, site, media_type, width, height, bytes, r2_key, created_at)
         WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 900) SELECT 'p' || n, 1, 'image/png', 1, 1, 1, 'review-photos/1/p' || n, ?1 FROM k`,
      )
      .bind(at)
      .run();
    await sweepPhotos(aHouse());
    expect(await db.prepare("SELECT count(*) AS n FROM review_photos").first<number>("n")).toBe(0);
  });

  it("ends where it is no photo, or too much of one", async () => {
    expect((await upload("<svg/>")).status).toBe(400);
    expect((await upload(new Uint8Array(8_000_001))).status).toBe(413);
    expect(await openPhoto(aHouse(), "nothing", "", "")).toBeNull();
  });

  it("ends after a day when no review came", async () => {
    const { id } = (await (await upload(PNG)).json()) as { id: string };
    await sweepPhotos(aHouse());
    expect(await db.prepare("SELECT count(*) AS n FROM review_photos").first<number>("n")).toBe(1);
    await sweepPhotos(aHouse(), Date.now() + 86_400_001);
    expect(await db.prepare("SELECT count(*) AS n FROM review_photos WHERE id = ?1").bind(id).first<number>("n")).toBe(0);
    expect((await worker.FILES.list({ prefix: "review-photos/" })).objects).toEqual([]);
  });
});
