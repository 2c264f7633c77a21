/** JPEG: its segments, up to the end of the picture. Of EXIF only which way up it is stays, for the picture depends on it. */
import { ascii, type CleanPhoto, joined } from "./read-photo.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const EXIF = 0xe1;
const ICC = 0xe2;
const ADOBE = 0xee;
/** Frames that browsers draw: baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const TABLES = [0xc4, 0xdb, 0xdd];

export function readJpeg(bytes: Uint8Array<ArrayBuffer>): CleanPhoto | null {
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  /** As the first EXIF says it: browsers believe that one, wherever it stands. */
  let way = 0;
  let scans = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++; // fill
      continue;
    }
    if (marker === EOI) break;
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || marker === SOI || marker < 0xc0) return null;
    const segment = bytes.subarray(at, end);
    if (FRAMES.includes(marker)) {
      if (size || length < 8) return null;
      size = { height: (segment[5]! << 8) | segment[6]!, width: (segment[7]! << 8) | segment[8]! };
      pieces.push(segment);
    } else if (marker === SOS) {
      const stop = endOfScan(bytes, end);
      if (!size || stop === null || ++scans > 100) return null;
      pieces.push(bytes.subarray(at, stop));
      at = stop;
      continue;
    } else if (TABLES.includes(marker)) pieces.push(segment);
    else if (marker >= 0xc0 && marker <= 0xcf)
      return null; // lossless, hierarchical, arithmetic
    else if (marker === EXIF && !way) {
      way = orientationOf(segment);
      if (way > 1) pieces.push(exifWith(way));
    } else pieces.push(...kept(marker, segment));
    at = end;
  }
  if (!size || scans === 0) return null;
  const shown = way >= 5 ? { width: size.height, height: size.width } : size;
  return { mediaType: "image/jpeg", ...shown, bytes: joined([...pieces, new Uint8Array([0xff, EOI])]) };
}

/** Behind the scan's own bytes: at the next marker that is none of the scan's. Null = it ends with the file. */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return null;
}

function kept(marker: number, segment: Uint8Array): Uint8Array[] {
  if (marker === APP0)
    return ascii(segment, 4, 4) === "JFIF" && segment.length === 18 && segment[16] === 0 && segment[17] === 0 ? [segment] : [];
  if (marker === ADOBE) return ascii(segment, 4, 5) === "Adobe" && segment.length <= 18 ? [segment] : [];
  // The colours of a telephone's screen: small, and signed as what it is.
  if (marker === ICC)
    return ascii(segment, 4, 11) === "ICC_PROFILE" && ascii(segment, 18 + 36, 4) === "acsp" && segment.length < 4_096 ? [segment] : [];
  return [];
}

/** 1 = as it is; 5 to 8 lie on their side. */
export function orientationOf(segment: Uint8Array): number {
  if (ascii(segment, 4, 4) !== "Exif" || segment.length < 24) return 1;
  const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  const little = view.getUint16(0) === 0x4949;
  const first = view.getUint32(4, little);
  if (first + 2 > view.byteLength) return 1;
  const entries = Math.min(view.getUint16(first, little), 200);
  for (let i = 0; i < entries; i++) {
    const at = first + 2 + i * 12;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const way = view.getUint16(at + 8, little);
    return way >= 1 && way <= 8 ? way : 1;
  }
  return 1;
}

/** An EXIF segment that says nothing else. */
const exifWith = (way: number) =>
  // biome-ignore format: bytes in the order of the standard
  new Uint8Array([
    0xff, EXIF, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, // APP1, length, "Exif"
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8, // big-endian, the first directory
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, // one entry: orientation, a short
    0, 0, 0, 0, // no other directory
  ]);
