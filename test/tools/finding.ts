/** What `npm run doctor` found out about one thing, and how it asks. */

export type Values = Record<string, string | undefined>;

export interface Finding {
  about: string;
  /** "todo" makes the doctor fail; "note" is for the reader. */
  state: "ok" | "note" | "todo";
  says: string;
}

const PATIENCE_MS = 5_000;

export const ok = (about: string, says: string): Finding => ({ about, state: "ok", says });
export const note = (about: string, says: string): Finding => ({ about, state: "note", says });
export const todo = (about: string, says: string): Finding => ({ about, state: "todo", says });

/** Never throws; `trouble` says what came back, or why nothing did. */
export async function ask(url: string, init: RequestInit = {}): Promise<{ answer?: Response; trouble: string }> {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { answer, trouble: String(answer.status) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : undefined;
    return { trouble: cause ?? (error instanceof Error ? error.name : "unknown") };
  }
}
