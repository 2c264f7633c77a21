/** Bodies of requests and answers, never beyond a limit. */
const within = (most: number, bytes: Uint8Array<ArrayBuffer>) => (bytes.length > most ? null : bytes);

/** The raw body of a request or an answer; null as soon as it is longer than allowed, whatever Content-Length says. */
export async function readUpTo(from: Request | Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const announced = from.headers.get("content-length");
  // HTTP ends the body where it was announced to end, so it may be read in one go; unless it grows when it is unpacked.
  if (announced !== null && !from.headers.has("content-encoding"))
    return Number(announced) > most ? null : within(most, new Uint8Array(await from.arrayBuffer()));
  // Looking at `body` makes a stream of it, which costs more than all the rest: only where there is need.
  if (!from.body) return new Uint8Array();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of from.body as ReadableStream<Uint8Array<ArrayBuffer>>) {
    length += chunk.byteLength;
    if (length > most) return null;
    chunks.push(chunk);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array<ArrayBuffer>;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
