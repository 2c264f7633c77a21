/**
 * Port: what the admins should know without having asked, in their DM with us. bot/admin-notices.ts fills it with Slack.
 * A notice may arrive twice when an answer was lost, so it says what is, not what is new.
 */
import type { Ports } from "../ports.ts";
import type { Person } from "./person.ts";

/** The trail of audit up to the end of a day, and the seal that it hangs on. */
export interface AuditHeadNotice {
  about: "audit head";
  /** YYYY-MM-DD, UTC. */
  day: string;
  /** How many rows are sealed. */
  position: number;
  hash: string;
}

/** One that we depend on had failed, and answers again. Instants are UTC ms. */
export interface RecoveryNotice {
  about: "recovery";
  port: keyof Ports;
  since: number;
  at: number;
}

export type AdminNotice = AuditHeadNotice | RecoveryNotice;

export interface AdminDesk {
  /** @throws PasserelleError `misconfigured`, `rate_limited`, `unknown_person`, `vendor_unavailable`, `maybe_written` */
  notify(person: Person, notice: AdminNotice): Promise<void>;
}
