/**
 * Signed links: five minutes, for whoever holds them; that is why each one that is made leaves a row in the trail, with who
 * asked for it. They carry ids only. A secret that is changed ends all of them; who is blocked, or may no longer read the
 * document, ends theirs.
 */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import { actorOf } from "../people/people-store.ts";
import type { Actor } from "../people/person.ts";
import { addressName, type StoredDocument } from "./document.ts";
import { readDocument } from "./document-store.ts";

export const LINK_MS = 5 * 60_000;

const encoder = new TextEncoder();

interface Signed {
  id: string;
  name: string;
  /** Unix time, seconds. */
  exp: string;
  /** Whose link it is: person's id. */
  by: string;
}

async function keyOf({ settings }: Pick<House, "settings">): Promise<CryptoKey> {
  if (!settings.linkSecret) throw new PasserelleError("misconfigured", { message: "LINK_SECRET is not set" });
  return crypto.subtle.importKey("raw", encoder.encode(settings.linkSecret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

const signedText = ({ id, name, exp, by }: Signed) => encoder.encode(`document/${id}/${name}/${exp}/${by}`);

/**
 * Who may read a document gets a link to it.
 *
 * @param origin of the Worker as its people reach it, `https://…`
 * @throws PasserelleError `not_found` (none, or its time is over), `forbidden` (and leaves a row in the trail), `misconfigured` (LINK_SECRET)
 */
export async function linkDocument(
  house: Pick<House, "db" | "settings">,
  { id, actor, origin }: { id: string; actor: Actor; origin: string },
): Promise<{ url: string; document: StoredDocument }> {
  const { db } = house;
  const document = await readDocument(db, id);
  if (!document) throw new PasserelleError("not_found");
  const trail = { actor: actor.id, action: "document.read", objectKind: "document", objectId: id };
  if (!may(actor, `document.read/${document.class}`)) {
    await auditRefusal(db, { ...trail, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  const name = addressName(document);
  const exp = String(Math.floor((Date.now() + LINK_MS) / 1000));
  const sig = toBase64Url(await crypto.subtle.sign("HMAC", await keyOf(house), signedText({ id, name, exp, by: actor.id })));
  // `changes()` of a row that is there: the link is not given out before the trail has it.
  await db.batch([db.prepare("UPDATE documents SET id = id WHERE id = ?1").bind(id), auditRow(db, { ...trail, outcome: "done" })]);
  return { url: `${origin}/documents/${id}/${name}?exp=${exp}&by=${actor.id}&sig=${sig}`, document };
}

/** The document that a link leads to. Null alike when it is wrong, over, or its document is gone. @throws `misconfigured` */
export async function openLink(
  house: Pick<House, "db" | "settings">,
  { sig, ...link }: Signed & { sig: string },
): Promise<StoredDocument | null> {
  const signature = fromBase64Url(sig);
  // In constant time; before anything is read.
  const genuine = await crypto.subtle.verify("HMAC", await keyOf(house), signature, signedText(link));
  if (!genuine || Number(link.exp) * 1000 <= Date.now()) return null;
  const [document, actor] = await Promise.all([readDocument(house.db, link.id), actorOf(house.db, link.by)]);
  return document && actor && may(actor, `document.read/${document.class}`) ? document : null;
}

const toBase64Url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Empty when it is none: no signature is empty. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]{43}$/.test(text)) return new Uint8Array();
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  // Its last sign has bits to spare: one writing of a signature, and no other.
  return toBase64Url(bytes.buffer) === text ? bytes : new Uint8Array();
}
