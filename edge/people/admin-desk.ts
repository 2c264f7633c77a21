/**
 * Port: what the admins should know without having asked, in their DM with us. bot/admin-notices.ts fills it with Slack.
 * A notice may arrive twice when an answer was lost, so it says what is, not what is new.
 */
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

export type AdminNotice = AuditHeadNotice;

export interface AdminDesk {
  /** @throws PasserelleError `misconfigured`, `rate_limited`, `unknown_person`, `vendor_unavailable`, `maybe_written` */
  notify(person: Person, notice: AdminNotice): Promise<void>;
}
