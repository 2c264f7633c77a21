/**
 * Methods called by name with arguments by name, JSON over HTTP, as Odoo's JSON-2 does it: POST <base>/<object>/<method>.
 *
 * rest.ts carries it (time budget, size limit, shape, status → code). What differs: every call is posted, so the caller
 * says whether it reads or writes; and a refusal is an exception with a name, a message and a traceback. The name and the
 * message may settle what a status leaves open; neither they nor the traceback ever get into an error or a log.
 */
import * as z from "zod/mini";
import { type Call, type RestOptions, rest, type Verdict } from "./rest.ts";

/** The exception at the other side; name and message are "" when the answer is not the method's own (a proxy's page). */
export interface RpcFault {
  status: number;
  /** "odoo.exceptions.ValidationError" */
  name: string;
  message: string;
}

export interface RpcOptions extends Omit<RestOptions, "explain"> {
  /** Reads a fault in the vendor's words; undefined = judge by the status. */
  explain?: (fault: RpcFault) => Verdict | undefined;
}

type Arguments = Record<string, unknown>;

export interface Rpc {
  /** read: may be repeated. `method` is "res.partner/search_read". @throws as rest's `get` */
  read<T>(method: string, shape: z.ZodMiniType<T>, args: Arguments, signal?: Call["signal"]): Promise<T>;
  /** write: never repeated blindly. @throws as rest's `post` */
  write<T>(method: string, shape: z.ZodMiniType<T>, args: Arguments, signal?: Call["signal"]): Promise<T>;
}

const Exception = z.lazy(() =>
  z.object({
    name: z.string(),
    message: z.pipe(
      z.optional(z.unknown()),
      z.transform((text) => (typeof text === "string" ? text : "")),
    ),
  }),
);

/** @throws `misconfigured` when `base` is no http(s) address */
export function rpc({ explain, ...options }: RpcOptions): Rpc {
  const api = rest({ ...options, explain: (status, body) => explain?.(faultOf(status, body)) });
  return {
    read: (method, shape, args, signal) => api.search(`/${method}`, shape, { body: args, signal }),
    write: (method, shape, args, signal) => api.post(`/${method}`, shape, { body: args, signal }),
  };
}

function faultOf(status: number, body: unknown): RpcFault {
  const { data } = Exception.safeParse(body);
  return { status, name: data?.name ?? "", message: data?.message ?? "" };
}
