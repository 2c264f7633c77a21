/**
 * REST and JSON over HTTP, for connectors: time budget, size limit, shape of the answer, status → code.
 *
 * Reads (`get`, `search`) may be repeated. Writes (`post`, `put`, `patch`, `delete`) never blindly: whatever leaves it open whether the vendor
 * did the work is `maybe_written`, and only what surely was not done gets another code.
 * Messages name vendor, verb, path template and status; bodies and values hold personal data and stay out of them.
 */
import type * as z from "zod/mini";
import { type ErrorCode, PasserelleError } from "../errors.ts";
import { parse, readError, readText } from "./read-body.ts";

/** What a vendor's own error body proves. It wins over the status. */
export interface Verdict {
  code: ErrorCode;
  field?: string;
}

export interface RestOptions {
  /** For messages: "dolibarr". */
  vendor: string;
  /** Absolute http(s) address, with or without a slash at the end. */
  base: string;
  headers?: Record<string, string>;
  fetch: typeof fetch;
  /** From sending to the last byte of the answer. */
  timeoutMs?: number;
  maxBytes?: number;
  /** Reads a refusal (status ≥ 400) in the vendor's words; undefined = judge by the status. */
  explain?: (status: number, body: unknown, verb: Verb) => Verdict | undefined;
}

export interface Call {
  /** Values for the `{names}` of the path. */
  path?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** The caller's own patience, when it is shorter than ours. */
  signal?: AbortSignal | undefined;
}

export interface Rest {
  /** read. @throws `not_found` (404), `misconfigured`, `rate_limited`, `vendor_unavailable`, `vendor_refused`, `bad_answer` */
  get<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
  /** read, though it is posted: a search whose question is a body. @throws as `get` */
  search<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
  /** write. @throws as `get`, `conflict` (409), and `maybe_written` in place of `vendor_unavailable` and `bad_answer` */
  post<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
  /** write. @throws as `post` */
  put<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
  /** write. @throws as `post` */
  patch<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
  /** write. @throws as `post`; `not_found` when it is gone already */
  delete<T>(path: string, shape: z.ZodMiniType<T>, call?: Call): Promise<T>;
}

export type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const DAY_SECONDS = 86_400;

/** @throws `misconfigured` when `base` is no http(s) address */
export function rest({ vendor, base, headers = {}, fetch: send, timeoutMs = 10_000, maxBytes = 1_000_000, explain }: RestOptions): Rest {
  const root = addressOf(vendor, base);

  async function call<T>(
    verb: Verb,
    path: string,
    shape: z.ZodMiniType<T>,
    { path: values = {}, query = {}, body, signal }: Call = {},
    sent: Verb = verb,
  ): Promise<T> {
    const what = `${vendor}: ${sent} ${path}`;
    const uncertain: ErrorCode = verb === "GET" ? "vendor_unavailable" : "maybe_written";
    if (signal?.aborted) throw new PasserelleError("vendor_unavailable", { message: `${what} was not sent: no time left` });

    const budget = AbortSignal.timeout(timeoutMs);
    const init: RequestInit = {
      method: sent,
      headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "manual",
      signal: signal ? AbortSignal.any([budget, signal]) : budget,
    };
    try {
      const response = await send(address(root, path, values, query), init);
      if (!response.ok) throw await refusal(what, verb, response, explain);
      const text = await readText(response, maxBytes);
      return understand(what, verb, shape, text);
    } catch (thrown) {
      if (thrown instanceof PasserelleError) throw thrown;
      throw new PasserelleError(uncertain, { cause: thrown, message: `${what} got no answer (${nameOf(thrown)})` });
    }
  }

  return {
    get: (path, shape, options) => call("GET", path, shape, options),
    search: (path, shape, options) => call("GET", path, shape, options, "POST"),
    post: (path, shape, options) => call("POST", path, shape, options),
    put: (path, shape, options) => call("PUT", path, shape, options),
    patch: (path, shape, options) => call("PATCH", path, shape, options),
    delete: (path, shape, options) => call("DELETE", path, shape, options),
  };
}

/** The answer, or `otherwise` when the vendor says that there is none (404). */
export async function whenFound<T, N>(answer: Promise<T>, otherwise: N): Promise<T | N> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof PasserelleError && thrown.code === "not_found") return otherwise;
    throw thrown;
  }
}

/** An address from the settings, without slashes at its end. @throws `misconfigured` when it is no http(s) address */
export function addressOf(vendor: string, base: string): string {
  const known = addresses.get(base);
  if (known !== undefined) return known;
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new PasserelleError("misconfigured", { message: `${vendor}: its address is not a http(s) address` });
  }
  const root = base.replace(/\/+$/, "");
  addresses.set(base, root);
  return root;
}

/** Read once: they come from the settings, and every request opens its connectors. */
const addresses = new Map<string, string>();

function address(root: string, path: string, values: Record<string, string>, query: Record<string, string | number>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return `${root}${filled}${search ? `?${search}` : ""}`;
}

async function refusal(what: string, verb: Verb, response: Response, explain: RestOptions["explain"]): Promise<PasserelleError> {
  const { status } = response;
  const body = status >= 400 ? await readError(response) : undefined;
  const verdict = explain?.(status, body, verb) ?? { code: codeOf(verb, status) };
  return new PasserelleError(verdict.code, {
    field: verdict.field,
    retryAfterSeconds: retryAfter(response.headers.get("Retry-After")),
    message: `${what} answered ${status}`,
  });
}

/** What a status alone says; SOAP and RPC read as a GET does. */
export function codeOf(verb: Verb, status: number): ErrorCode {
  if (status >= 500) return verb === "GET" ? "vendor_unavailable" : "maybe_written";
  switch (status) {
    case 401:
    case 403:
    case 407:
      return "misconfigured";
    case 404:
      return "not_found";
    case 408:
    case 425:
      return "vendor_unavailable"; // by their definition the request was not processed
    case 409:
      return "conflict";
    case 429:
      return "rate_limited";
  }
  // An API that redirects has another address than the one we were given.
  return status < 400 ? "misconfigured" : "vendor_refused";
}

/** Retry-After as seconds from now, whether it came as seconds or as a date. */
export function retryAfter(header: string | null): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), DAY_SECONDS);
}

function understand<T>(what: string, verb: Verb, shape: z.ZodMiniType<T>, text: string | null): T {
  // A write that was answered 2xx happened, even if we cannot read what it says.
  const code: ErrorCode = verb === "GET" ? "bad_answer" : "maybe_written";
  if (text === null) throw new PasserelleError(code, { message: `${what} answered more than we take` });
  const parsed = shape.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join(".") || "root";
  throw new PasserelleError(code, { message: `${what} answered another shape (at ${at})` });
}

/** Of what was thrown, its kind only: its message may quote an address with a key in it. */
export const nameOf = (thrown: unknown) => (thrown instanceof Error ? thrown.name : typeof thrown);
