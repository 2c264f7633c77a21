/** Bodies of answers, never beyond a limit. */
import { readUpTo } from "../read-up-to.ts";

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
  const bytes = await readUpTo(response, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** JSON or undefined. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
