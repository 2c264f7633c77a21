/**
 * What a connector is: one vendor, the ports it fills, the secrets it needs.
 * Adding one = a folder with an index.ts that exports this, one line in connectors/index.ts (see README.md here).
 */
import type { Ports } from "../ports.ts";

export interface Opening<Secret extends string> {
  /** The secrets it asked for, all present and non-empty; an optional one that is not set is "". */
  secret: Record<Secret, string>;
  /** Outgoing HTTP; the tests hand in a stand-in. */
  fetch: typeof fetch;
  /** The database: for `builtin` only. */
  db: D1Database;
  /** Our own limit on calls to a shared public service: false = wait before you call. */
  mayCall: () => Promise<boolean>;
  /** Outgoing TCP (cloudflare:sockets); a tool or a test brings its own, or none. */
  dial?: (address: SocketAddress, options: { secureTransport: "on" | "starttls"; allowHalfOpen: boolean }) => Wire;
  /** The platform's binding that sends mail. */
  email?: SendEmail | undefined;
}

type Wire = Pick<Socket, "readable" | "writable" | "close"> & { startTls(): Wire };

export interface Connector<Secret extends string = string, Filled extends Partial<Ports> = Partial<Ports>> {
  /** As in `CRM=dolibarr`. */
  id: string;
  /** Names of environment values it cannot do without; one that is missing is `misconfigured`, naming it. */
  secrets: readonly Secret[];
  /** Names of those it can do without. */
  optional?: readonly Secret[];
  /** What stands in for a value the environment does not set (the address of a public service). */
  defaults?: Partial<Record<Secret, string>>;
  /** The ports it fills. Opening does no I/O. */
  open(opening: Opening<Secret>): Filled;
}

export const defineConnector = <const Secret extends string, Filled extends Partial<Ports>>(connector: Connector<Secret, Filled>) =>
  connector;
