/**
 * Faults on demand, shared by every stand-in: what a network and a vendor do on a bad day, each once or as often
 * as asked. Plain JSON in (`POST /faults` takes the same shape), runtime-agnostic, time injected.
 *
 * A stand-in wraps each request: `faults.around({ service, method, path }, apply, { signal, refuse })`.
 * A lost connection is thrown as ConnectionLost: rethrow it from `onError`, so that an in-process fetch rejects
 * as a real one would and the HTTP server can destroy the socket.
 */

export type FaultKind =
  /** Nothing is applied and the connection breaks. */
  | "lose-request"
  /** Applied, and the connection breaks before the answer. */
  | "lose-reply"
  /** The connection breaks, and the request is applied `delayMs` later (default 2 s). */
  | "late"
  /** Applied twice, as by a proxy that sends again: the client sees the second answer. */
  | "doubled"
  | "429"
  | "500"
  /** Nothing is applied and no answer comes, until the client gives up (or `delayMs`, default 60 s). */
  | "timeout"
  /** The Worker is killed `before` (default) or `after` the request is applied. */
  | "kill"
  /** Applied and answered after `delayMs`. */
  | "delay";

export interface FaultMatch {
  service?: string;
  /** A method of Slack (`chat.postMessage`) or Odoo (`create`), or an HTTP verb, exactly. */
  method?: string;
  /** The path, or how it begins. */
  path?: string;
}

export interface NewFault {
  match?: FaultMatch;
  kind: FaultKind;
  /** How many requests it hits; default 1. */
  times?: number | "always";
  delayMs?: number;
  retryAfterSeconds?: number;
  when?: "before" | "after";
}

export interface Fault extends NewFault {
  id: number;
  match: FaultMatch;
  /** How many requests it has hit so far. */
  hits: number;
}

export interface FaultTarget {
  service: string;
  method: string;
  path: string;
}

interface AroundOptions {
  /** The client's patience: pass `request.signal`. */
  signal?: AbortSignal;
  /** How this service words a refusal; plain JSON when absent. */
  refuse?: (status: 429 | 500, retryAfterSeconds: number) => Response;
}

interface FaultOptions {
  /** Kills the Worker under test. */
  onKill?: () => void | Promise<void>;
  sleep?: (ms: number) => Promise<void>;
}

export interface Faults {
  add(fault: NewFault): Fault;
  /** Without an id: all of them. */
  clear(id?: number): void;
  list(): Fault[];
  around(target: FaultTarget, apply: () => Promise<Response>, options?: AroundOptions): Promise<Response>;
  /** Resolves when everything that was to be applied late has been. */
  settled(): Promise<void>;
}

/** What a client sees as a broken connection. */
export class ConnectionLost extends TypeError {
  override readonly name = "ConnectionLost";
  constructor() {
    super("fetch failed: the connection was lost (sandbox fault)");
  }
}

const PATIENCE_MS = 60_000;
const LATE_MS = 2_000;

export function createFaults({ onKill, sleep = wait }: FaultOptions = {}): Faults {
  let faults: Fault[] = [];
  let lastId = 0;
  const pending = new Set<Promise<unknown>>();

  function take(target: FaultTarget): Fault | undefined {
    const fault = faults.find(({ match, times = 1, hits }) => matches(match, target) && (times === "always" || hits < times));
    if (!fault) return undefined;
    fault.hits += 1;
    if (fault.times !== "always" && fault.hits >= (fault.times ?? 1)) faults = faults.filter(({ id }) => id !== fault.id);
    return fault;
  }

  /** No answer: until the client gives up, or `ms` have passed. */
  async function silence(ms: number, signal?: AbortSignal): Promise<never> {
    await Promise.race([sleep(ms), aborted(signal)]);
    throw new ConnectionLost();
  }

  function applyLater(ms: number, apply: () => Promise<Response>) {
    const work = sleep(ms).then(apply);
    const tracked = work.catch(() => undefined).finally(() => pending.delete(tracked));
    pending.add(tracked);
  }

  async function kill(fault: Fault, apply: () => Promise<Response>, signal?: AbortSignal): Promise<never> {
    if (fault.when === "after") await apply();
    await onKill?.();
    return silence(fault.delayMs ?? PATIENCE_MS, signal);
  }

  return {
    add(fault) {
      lastId += 1;
      const added: Fault = { ...fault, match: fault.match ?? {}, id: lastId, hits: 0 };
      faults.push(added);
      return { ...added };
    },
    clear(id) {
      faults = id === undefined ? [] : faults.filter((fault) => fault.id !== id);
    },
    list: () => faults.map((fault) => ({ ...fault })),
    async around(target, apply, { signal, refuse = refusal } = {}) {
      const fault = take(target);
      if (!fault) return apply();
      switch (fault.kind) {
        case "429":
          return refuse(429, fault.retryAfterSeconds ?? 1);
        case "500":
          return refuse(500, 0);
        case "delay":
          await sleep(fault.delayMs ?? LATE_MS);
          return apply();
        case "lose-request":
          throw new ConnectionLost();
        case "lose-reply":
          await apply();
          throw new ConnectionLost();
        case "doubled":
          await apply();
          return apply();
        case "late":
          applyLater(fault.delayMs ?? LATE_MS, apply);
          throw new ConnectionLost();
        case "timeout":
          return silence(fault.delayMs ?? PATIENCE_MS, signal);
        case "kill":
          return kill(fault, apply, signal);
      }
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

function matches(match: FaultMatch, target: FaultTarget): boolean {
  if (match.service !== undefined && match.service !== target.service) return false;
  if (match.method !== undefined && match.method !== target.method) return false;
  return match.path === undefined || target.path.startsWith(match.path);
}

function refusal(status: 429 | 500, retryAfterSeconds: number): Response {
  const headers = status === 429 ? { "Retry-After": String(retryAfterSeconds) } : undefined;
  return Response.json({ error: status === 429 ? "rate limited (sandbox fault)" : "server error (sandbox fault)" }, { status, headers });
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function aborted(signal?: AbortSignal): Promise<void> {
  if (!signal) return new Promise(() => {});
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
