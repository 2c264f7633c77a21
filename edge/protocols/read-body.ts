/** Bodies of answers: read as they stream, never beyond a limit. */
const ERROR_BYTES = 64_000;

/** What a refusal says, as JSON; undefined when it says nothing that we can read. */
export async function readError(response: Response): Promise<unknown> {
  try {
    return parse((await readText(response, ERROR_BYTES)) ?? "");
  } catch {
    return undefined; // the status is known; a broken body adds nothing
  }
}

/** The body as text; null when it is larger than `maxBytes`, of which no more than that is read. */
export async function readText(response: Response, maxBytes: number): Promise<string | null> {
  const bytes = await readBytes(response, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** The body as it came; null when it is larger than `maxBytes`, of which no more than that is read. */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** JSON or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
