/**
 * A photo as it is kept: read strictly, piece by piece, and written again from the pieces that make the picture. Where and with what
 * it was taken, comments, thumbnails and whatever hangs behind the picture stay out. Nothing is decoded: the size is that of the
 * header, and what would be too large to decode is refused.
 *
 * Source  JPEG ITU T.81 B.1, PNG ISO/IEC 15948 5, WebP RFC 9649, EXIF 3.0 4.6
 */
import { readJpeg } from "./jpeg.ts";
import { readPng } from "./png.ts";
import { readWebp } from "./webp.ts";

export interface CleanPhoto {
  mediaType: "image/jpeg" | "image/png" | "image/webp";
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

const MOST_PIXELS = 50_000_000;
const LONGEST_SIDE = 12_000;

/** Null = it is none of the three, broken, moving, or too large to be shown. */
export function readPhoto(bytes: Uint8Array<ArrayBuffer>): CleanPhoto | null {
  const photo = startsWith(bytes, 0xff, 0xd8) ? readJpeg(bytes) : startsWith(bytes, 0x89, 0x50) ? readPng(bytes) : readWebp(bytes);
  if (!photo) return null;
  const { width, height } = photo;
  return width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS ? photo : null;
}

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, at) => bytes[at] === byte);

export function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

export const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));
