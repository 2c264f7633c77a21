/** The firm's logo: what may be one, told from its own bytes and before anything is drawn with it. */

export interface Logo {
  type: "png" | "jpeg";
  width: number;
  height: number;
}

export const MOST_LOGO_BYTES = 1_000_000;
/** Decoding a transparent PNG costs by the pixel. */
const MOST_PIXELS = 4_000_000;

/** Null when it cannot stand on a PDF/A: no PNG or JPEG, cut off, too large, or in the colours of print (CMYK). */
export function readLogo(bytes: Uint8Array): Logo | null {
  if (bytes.length > MOST_LOGO_BYTES) return null;
  const logo = readPng(bytes) ?? readJpeg(bytes);
  return logo && logo.width > 0 && logo.height > 0 && logo.width * logo.height <= MOST_PIXELS ? logo : null;
}

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_END = [0x49, 0x45, 0x4e, 0x44];

function readPng(bytes: Uint8Array): Logo | null {
  if (bytes.length < 57 || PNG_HEAD.some((byte, i) => bytes[i] !== byte)) return null;
  if (PNG_END.some((byte, i) => bytes[bytes.length - 8 + i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { type: "png", width: view.getUint32(16), height: view.getUint32(20) };
}

/** The frame header (SOF) has the size and how many colours there are: 1 = grey, 3 = YCbCr, 4 = CMYK. */
function readJpeg(bytes: Uint8Array): Logo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint16(0) !== 0xffd8 || view.getUint16(bytes.length - 2) !== 0xffd9) return null;
  for (let at = 2; at + 10 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker < 0xff01) return null;
    if (marker < 0xffc0 || marker > 0xffcf || [0xffc4, 0xffc8, 0xffcc].includes(marker)) continue;
    const colours = bytes[at + 9];
    return colours === 1 || colours === 3 ? { type: "jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) } : null;
  }
  return null;
}
