/**
 * How long everything is kept: a line for each table, which the README shows (test/edge/retention/retention.test.ts holds
 * the three against each other). What has a `sweep` is forgotten by the cron, so many rows at a time, each found by an index.
 */

export interface Sweep {
  days: number;
  /** Each is given ?1 = forgotten when older than this, UTC ms, and ?2 = rows at most; all in one batch. */
  sql: string[];
}

export interface Rule {
  /** As the README says it. */
  kept: string;
  sweeps?: Sweep[];
}

const ENDED_RUNS = "SELECT id FROM runs WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2";

/** With its run: what it held off is over long before, and what it made is in the directory. */
const withItsRun: Rule = { kept: "with its request" };
const whileItStands: Rule = { kept: "while Passerelle stands" };

/** Table → rule. */
export const RETENTION: Record<string, Rule> = {
  settings: whileItStands,
  people: {
    kept: "while they are in the workspace; who has left is erased after 365 days, or by an admin before",
    sweeps: [
      {
        days: 365,
        sql: [
          `UPDATE people SET name = '', email = NULL, dm_channel = NULL, roles = '["employee"]', manager = NULL WHERE standing = 'gone'
             AND id IN (SELECT id FROM people WHERE standing = 'gone' AND refreshed_at < ?1 AND (name <> '' OR email IS NOT NULL) LIMIT ?2)`,
        ],
      },
    ],
  },
  runs: {
    kept: "365 days after its end; what was typed in, 30 days after",
    sweeps: [
      {
        days: 30,
        sql: ["UPDATE runs SET input = NULL WHERE id IN (SELECT id FROM runs WHERE input IS NOT NULL AND ended_at < ?1 LIMIT ?2)"],
      },
      {
        days: 365,
        sql: [
          ...["run_events", "vendor_writes", "claims"].map((table) => `DELETE FROM ${table} WHERE run_id IN (${ENDED_RUNS})`),
          `DELETE FROM mail_senders WHERE ignored_at IS NULL AND run_id IN (${ENDED_RUNS})`,
          `DELETE FROM runs WHERE id IN (${ENDED_RUNS})`,
        ],
      },
    ],
  },
  run_events: withItsRun,
  vendor_writes: withItsRun,
  claims: withItsRun,
  audit: { kept: "while Passerelle stands: ids and codes only, and a chain that loses a link proves nothing any more" },
  audit_seals: { kept: "with the trail" },
  audit_heads: { kept: "with the trail" },
  alerts: {
    kept: "365 days",
    sweeps: [{ days: 365, sql: ["DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE at < ?1 ORDER BY at LIMIT ?2)"] }],
  },
  alert_watch: { kept: "while Passerelle stands: counts by id, without a name" },
  register_answers: {
    kept: "1 day",
    sweeps: [
      { days: 1, sql: ["DELETE FROM register_answers WHERE key IN (SELECT key FROM register_answers WHERE fetched_at < ?1 LIMIT ?2)"] },
    ],
  },
  vat_checks: {
    kept: "4018 days, as long as the books that they prove (11 years)",
    sweeps: [
      {
        days: 4018,
        sql: [
          "DELETE FROM vat_checks WHERE (number, checked_at) IN (SELECT number, checked_at FROM vat_checks WHERE checked_at < ?1 LIMIT ?2)",
        ],
      },
    ],
  },
  clients: { kept: "while the CRM has the client, or until it is erased" },
  proposals: { kept: "until it is decided, 7 days at most; one that waits in a list, with the list" },
  client_words: { kept: "with the client" },
  name_words: { kept: "single words, without whose name they were in; one that nobody else has goes with who is erased" },
  crm_parties: { kept: "while it is a client, or until it is erased" },
  crm_contacts: { kept: "with their client, or until they are erased" },
  mails: {
    kept: "365 days after its end; recipient and content, 30 days after",
    sweeps: [
      {
        days: 30,
        sql: [
          "UPDATE mails SET recipient = NULL, content = NULL WHERE id IN (SELECT id FROM mails WHERE content IS NOT NULL AND ended_at < ?1 LIMIT ?2)",
        ],
      },
      { days: 365, sql: ["DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE content IS NULL AND ended_at < ?1 LIMIT ?2)"] },
    ],
  },
  touched_clients: { kept: "with the client" },
  code_names: whileItStands,
  connector_health: { kept: "one row for each connector" },
  imports: { kept: "7 days after its end; a file whose columns nobody confirmed, 1 day" },
  import_lines: { kept: "with its import" },
  mails_in: {
    kept: "90 days, without the mail itself; the sender's address 30 days",
    sweeps: [
      {
        days: 30,
        sql: [
          "UPDATE mails_in SET sender = NULL WHERE id IN (SELECT id FROM mails_in WHERE sender IS NOT NULL AND received_at < ?1 LIMIT ?2)",
        ],
      },
      { days: 90, sql: ["DELETE FROM mails_in WHERE id IN (SELECT id FROM mails_in WHERE received_at < ?1 LIMIT ?2)"] },
    ],
  },
  mail_counts: {
    kept: "90 days",
    sweeps: [
      {
        days: 90,
        sql: [
          "DELETE FROM mail_counts WHERE (day, reason) IN (SELECT day, reason FROM mail_counts WHERE day < date(?1 / 1000, 'unixepoch') LIMIT ?2)",
        ],
      },
    ],
  },
  mail_senders: { kept: "a hash of the address, with its request; of who is ignored, until it is taken back" },
  documents: { kept: "as its class says: personal exports 2 days, import reports 30 days, invoices 11 years" },
};
