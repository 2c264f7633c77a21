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
  if (!response.body) return "";
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** JSON or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
