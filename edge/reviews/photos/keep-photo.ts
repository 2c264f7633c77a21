/** Photos of reviews: kept clean (read-photo.ts), shown once their review is, gone with it. */
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { isSame, keyedHash } from "../../sites/keys.ts";
import type { Site } from "../../sites/site.ts";
import { type CleanPhoto, readPhoto } from "./read-photo.ts";

const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const newId = () => [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => CROCKFORD[byte & 31]).join("");

/** Bytes first: no row ever points at nothing. @throws PasserelleError `invalid_input` (field photo) */
export async function keepPhoto({ db, env }: House, site: Site, bytes: Uint8Array<ArrayBuffer>): Promise<{ id: string }> {
  const photo = cleaned(bytes);
  if (!photo || !site.rules.photos) throw new PasserelleError("invalid_input", { field: "photo" });
  const id = newId();
  const key = `review-photos/${site.n}/${id}`;
  await env.FILES.put(key, photo.bytes, { httpMetadata: { contentType: photo.mediaType } });
  await db
    .prepare(
      "INSERT INTO review_photos (id, site, media_type, width, height, bytes, r2_key, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .bind(id, site.n, photo.mediaType, photo.width, photo.height, photo.bytes.byteLength, key, Date.now())
    .run();
  return { id };
}

function cleaned(bytes: Uint8Array<ArrayBuffer>): CleanPhoto | null {
  try {
    return readPhoto(bytes);
  } catch {
    return null; // cut short where a length was promised
  }
}

const LINK_MS = 10 * 60_000;

/** For whoever moderates: a photo that is not shown yet, for ten minutes. */
export async function photoLink({ settings }: Pick<House, "settings">, origin: string, id: string): Promise<string> {
  const exp = Math.floor((Date.now() + LINK_MS) / 1000);
  return `${origin}/v1/photos/${id}?exp=${exp}&sig=${await signature(settings.linkSecret, id, String(exp))}`;
}

const signature = (secret: string, id: string, exp: string) => keyedHash(secret, "review-photo", id, exp);

interface Shown {
  body: ReadableStream;
  mediaType: string;
  /** Shown to everybody, and may be kept a while. */
  open: boolean;
}

/** Null alike: no such photo, its review is not shown, a link that is over. */
export async function openPhoto({ db, env, settings }: House, id: string, exp: string, sig: string): Promise<Shown | null> {
  const row = await db
    .prepare(
      "SELECT p.r2_key AS key, p.media_type AS mediaType, r.state FROM review_photos p LEFT JOIN reviews r ON r.id = p.review WHERE p.id = ?1",
    )
    .bind(id)
    .first<{ key: string; mediaType: string; state: string | null }>();
  const open = row?.state === "published";
  const signed =
    settings.linkSecret !== "" && Number(exp) * 1000 > Date.now() && isSame(sig, await signature(settings.linkSecret, id, exp));
  if (!row || !(open || signed)) return null;
  const file = await env.FILES.get(row.key);
  return file && { body: file.body, mediaType: row.mediaType, open };
}

const LOOSE_MS = 86_400_000;
/** As many as R2 deletes at once. */
const AT_ONCE = 1_000;

/** A job of the cron: photos that became part of no review, or whose review is gone. The file first: a row without one is "not there". */
export async function sweepPhotos({ db, env }: Pick<House, "db" | "env">, now = Date.now()): Promise<void> {
  const { results } = await db
    .prepare("SELECT id, r2_key AS key FROM review_photos WHERE review IS NULL AND created_at < ?1 ORDER BY created_at LIMIT ?2")
    .bind(now - LOOSE_MS, AT_ONCE)
    .all<{ id: string; key: string }>();
  if (results.length === 0) return;
  await env.FILES.delete(results.map(({ key }) => key));
  await db
    .prepare("DELETE FROM review_photos WHERE id IN (SELECT value FROM json_each(?1)) AND review IS NULL")
    .bind(JSON.stringify(results.map(({ id }) => id)))
    .run();
}
