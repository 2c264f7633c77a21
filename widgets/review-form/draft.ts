/**
 * What is typed outlives a reload, in this tab and this shop only (sessionStorage: no cookie, nothing that stays on a shared
 * machine). Never the order's number or address. Where storage is forbidden, the form goes on without.
 */
import { api } from "../api.ts";

export interface Draft {
  rating?: string | undefined;
  text?: string | undefined;
  pseudonym?: string | undefined;
  experiencedOn?: string | undefined;
  photos?: { id: string; name: string }[];
  /** What was sent last, without its proof, and under which key. */
  sent?: { review: string; key: string } | undefined;
}

export function keep(key: string, value: unknown) {
  try {
    if (value) sessionStorage.setItem(`passerelle ${key}`, JSON.stringify(value));
    else sessionStorage.removeItem(`passerelle ${key}`);
  } catch {}
}

export function kept<Kept>(key: string): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(`passerelle ${key}`) ?? "") ?? undefined;
  } catch {
    return undefined;
  }
}

/** From the mail of an invitation; on our own page it is `#i=`. It leaves the address bar, so that nobody passes it on. */
export function invitation(): string | undefined {
  const [, name, token] = /^#(passerelle|i)=([\w-]+)$/.exec(location.hash) ?? [];
  if (token && (name === "passerelle" || api.startsWith(location.origin))) {
    keep("invitation", token);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return kept("invitation");
}
