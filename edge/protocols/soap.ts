/**
 * SOAP 1.1, document/literal, for connectors: envelope, faults, time budget, size limit, shape of the answer → code.
 *
 * Reads only, which may be repeated whatever their verb (SOAP posts everything). A service answers a fault with HTTP 200
 * or 500 as it pleases, and some answer in ISO-8859-1: what counts is the envelope, the status only where there is none.
 * Messages name vendor, operation and the fault's code; values stay out of them.
 */
import type * as z from "zod/mini";
import { type ErrorCode, PasserelleError } from "../errors.ts";
import { readUpTo } from "../read-up-to.ts";
import { addressOf, codeOf, nameOf, retryAfter } from "./rest.ts";
import type { XmlElement } from "./xml.ts";

export interface Fault {
  /** "Client", "Server", or what the service has made of it. */
  code: string;
  /** The service's own words: often a constant of its contract. */
  reason: string;
}

export interface SoapOptions {
  /** For messages: "vies". */
  vendor: string;
  /** Absolute http(s) address of the service. */
  address: string;
  /** Of the operations' elements, as the WSDL's types say. */
  namespace: string;
  fetch: typeof fetch;
  /** From sending to the last byte of the answer. */
  timeoutMs?: number;
  maxBytes?: number;
  /** What a fault means in the service's words; undefined = `vendor_refused` when it blames the caller, else `vendor_unavailable`. */
  explain?: (fault: Fault) => { code: ErrorCode; field?: string } | undefined;
}

/** In the order of the contract: a sequence in XML Schema has one. */
type Fields = readonly (readonly [name: string, value: string])[];

export interface Soap {
  /**
   * read. The answer's fields by name: text, null for `xsi:nil`, objects for those with children, arrays for repeated ones.
   *
   * @throws `vendor_unavailable`, `vendor_refused`, `bad_answer`, `rate_limited`, `misconfigured`, and what `explain` says
   */
  read<T>(operation: string, fields: Fields, shape: z.ZodMiniType<T>): Promise<T>;
}

const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
const CHARSETS = ["utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"];

/** @throws `misconfigured` when `address` is no http(s) address */
export function soap({ vendor, address, namespace, fetch: send, timeoutMs = 10_000, maxBytes = 256_000, explain }: SoapOptions): Soap {
  const url = addressOf(vendor, address);

  return {
    async read(operation, fields, shape) {
      const { readXml, escapeXml } = await import("./xml.ts"); // who never speaks SOAP does not load a parser
      const what = `${vendor}: ${operation}`;
      const inner = fields.map(([name, value]) => `<o:${name}>${escapeXml(value)}</o:${name}>`).join("");
      const body = `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPE}" xmlns:o="${namespace}"><s:Body><o:${operation}>${inner}</o:${operation}></s:Body></s:Envelope>`;
      try {
        const response = await send(url, {
          method: "POST",
          headers: { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '""', Accept: "text/xml" },
          body,
          redirect: "manual",
          signal: AbortSignal.timeout(timeoutMs),
        });
        // A redirect has nothing to say, and a page of 404 no envelope: only 200 and errors of the service may.
        const content = response.ok || response.status >= 500 ? contentOf(await textOf(response, maxBytes), readXml) : null;
        if (content?.name === "Fault" && content.namespace === ENVELOPE) throw refusal(what, content, explain);
        if (!response.ok) throw byStatus(what, response);
        return understand(what, content, { name: `${operation}Response`, namespace }, shape);
      } catch (thrown) {
        if (thrown instanceof PasserelleError) throw thrown;
        throw new PasserelleError("vendor_unavailable", { cause: thrown, message: `${what} got no answer (${nameOf(thrown)})` });
      }
    },
  };
}

/** Null = too large, or in letters that we do not read. */
async function textOf(response: Response, maxBytes: number): Promise<string | null> {
  const bytes = await readUpTo(response, maxBytes);
  if (!bytes) return null;
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 100));
  const [, said] = /charset\s*=\s*["']?([\w-]+)/i.exec(response.headers.get("Content-Type") ?? "") ?? [];
  const [, declared] = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/i.exec(head) ?? [];
  const charset = (said ?? declared ?? "utf-8").toLowerCase();
  if (!CHARSETS.includes(charset)) return null;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** The one element of the body; null when the text is no envelope that we take. */
function contentOf(text: string | null, readXml: (text: string) => XmlElement): XmlElement | null {
  if (text === null) return null;
  try {
    const envelope = readXml(text);
    if (envelope.name !== "Envelope" || envelope.namespace !== ENVELOPE) return null;
    const bodies = envelope.children.filter(({ name, namespace }) => name === "Body" && namespace === ENVELOPE);
    const [content, ...more] = bodies.flatMap(({ children }) => children);
    return bodies.length === 1 && more.length === 0 ? (content ?? null) : null;
  } catch {
    return null; // the parser's message may quote what it read
  }
}

function refusal(what: string, element: XmlElement, explain: SoapOptions["explain"]): PasserelleError {
  // SOAP 1.1 gives these two no namespace; some servers do.
  const child = (wanted: string) => element.children.find(({ name }) => name === wanted)?.text ?? "";
  const fault: Fault = { code: child("faultcode").replace(/^.*:/, ""), reason: child("faultstring") };
  const verdict = explain?.(fault) ?? { code: fault.code === "Client" ? "vendor_refused" : "vendor_unavailable" };
  // Its words may quote a value; a constant does not.
  const told = /^[A-Z_]{3,40}$/.test(fault.reason) ? fault.reason : fault.code.slice(0, 40);
  return new PasserelleError(verdict.code, { field: verdict.field, message: `${what} answered the fault ${told}` });
}

function byStatus(what: string, response: Response): PasserelleError {
  return new PasserelleError(codeOf("GET", response.status), {
    retryAfterSeconds: retryAfter(response.headers.get("Retry-After")),
    message: `${what} answered ${response.status}`,
  });
}

function understand<T>(
  what: string,
  content: XmlElement | null,
  expected: Pick<XmlElement, "name" | "namespace">,
  shape: z.ZodMiniType<T>,
): T {
  if (!content) throw new PasserelleError("bad_answer", { message: `${what} answered no envelope that we take` });
  if (content.name !== expected.name || content.namespace !== expected.namespace)
    throw new PasserelleError("bad_answer", { message: `${what} answered something else than ${expected.name}` });
  const parsed = shape.safeParse(fieldsOf(content));
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join(".") || "root";
  throw new PasserelleError("bad_answer", { message: `${what} answered another shape (at ${at})` });
}

type Value = string | null | { [name: string]: Value } | Value[];

function fieldsOf({ children }: XmlElement): { [name: string]: Value } {
  const fields = new Map<string, Value[]>();
  for (const child of children) {
    const value = child.nil ? null : child.children.length > 0 ? fieldsOf(child) : child.text;
    fields.set(child.name, [...(fields.get(child.name) ?? []), value]);
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] as Value) : values]));
}
