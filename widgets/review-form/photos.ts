/** Photos go up as they are chosen, one request each; the review then names them. */
import type { Problem } from "../api.ts";
import type { FormOffer } from "../shapes.ts";
import type { words } from "./form-fr.ts";

export interface Photo {
  name: string;
  /** Once it has arrived. */
  id?: string;
}

interface Taking {
  files: File[];
  offer: FormOffer["photos"];
  say: typeof words;
  send(file: File): Promise<{ id: string }>;
  photos(): Photo[];
  show(photos: Photo[], wrong?: string): void;
}

export async function addPhotos({ files, offer, say, send, photos, show }: Taking) {
  for (const file of files) {
    const { name, size, type } = file;
    if (photos().length >= offer.most) return show(photos(), say.tooMany(offer.most));
    if (size > offer.maxBytes || !offer.types.includes(type)) {
      show(photos(), say.wrongPhoto(name, String(offer.maxBytes / 1e6)));
      continue;
    }
    const photo: Photo = { name };
    show([...photos(), photo]);
    try {
      const { id } = await send(file);
      show(photos().map((one) => (one === photo ? { name, id } : one)));
    } catch (problem) {
      const { detail } = problem as Problem;
      show(
        photos().filter((one) => one !== photo),
        `${name}\u00a0: ${detail ?? say.unreachable}`,
      );
    }
  }
}
