/**
 * How long everything is kept. KEPT has a line for each table, which the README shows; SWEEPS is what the cron forgets, so many
 * rows at a time, each found by an index. test/edge/retention/retention.test.ts holds them against each other.
 */

export interface Sweep {
  table: string;
  days: number;
  /** Each is given ?1 = forgotten when older than this, UTC ms, and ?2 = rows at most; all in one batch. */
  sql: string[];
}

const ENDED_RUNS = "SELECT id FROM runs WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2";
/** With its run: what they held off is over long before, and what it made is in the directory. */
const WITH_THEIR_RUN = ["run_events", "vendor_writes", "claims"];

export const SWEEPS: Sweep[] = [
  {
    table: "people",
    days: 365,
    sql: [
      `UPDATE people SET name = '', email = NULL, dm_channel = NULL, roles = '["employee"]', manager = NULL WHERE standing = 'gone'
         AND id IN (SELECT id FROM people WHERE standing = 'gone' AND refreshed_at < ?1 AND (name <> '' OR email IS NOT NULL) LIMIT ?2)`,
    ],
  },
  {
    table: "runs",
    days: 30,
    sql: ["UPDATE runs SET input = NULL WHERE id IN (SELECT id FROM runs WHERE input IS NOT NULL AND ended_at < ?1 LIMIT ?2)"],
  },
  {
    table: "runs",
    days: 365,
    sql: [
      ...WITH_THEIR_RUN.map((table) => `DELETE FROM ${table} WHERE run_id IN (${ENDED_RUNS})`),
      `DELETE FROM mail_senders WHERE ignored_at IS NULL AND run_id IN (${ENDED_RUNS})`,
      `DELETE FROM runs WHERE id IN (${ENDED_RUNS})`,
    ],
  },
  {
    table: "mails",
    days: 30,
    sql: [
      "UPDATE mails SET recipient = NULL, content = NULL WHERE id IN (SELECT id FROM mails WHERE content IS NOT NULL AND ended_at < ?1 LIMIT ?2)",
    ],
  },
  {
    table: "mails",
    days: 365,
    sql: ["DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE content IS NULL AND ended_at < ?1 LIMIT ?2)"],
  },
  {
    table: "mails_in",
    days: 30,
    sql: ["UPDATE mails_in SET sender = NULL WHERE id IN (SELECT id FROM mails_in WHERE sender IS NOT NULL AND received_at < ?1 LIMIT ?2)"],
  },
  {
    table: "mails_in",
    days: 90,
    sql: ["DELETE FROM mails_in WHERE id IN (SELECT id FROM mails_in WHERE received_at < ?1 LIMIT ?2)"],
  },
  {
    table: "mail_counts",
    days: 90,
    sql: [
      "DELETE FROM mail_counts WHERE (day, reason) IN (SELECT day, reason FROM mail_counts WHERE day < date(?1 / 1000, 'unixepoch') LIMIT ?2)",
    ],
  },
  {
    table: "alerts",
    days: 365,
    sql: ["DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE at < ?1 ORDER BY at LIMIT ?2)"],
  },
  {
    table: "register_answers",
    days: 1,
    sql: ["DELETE FROM register_answers WHERE key IN (SELECT key FROM register_answers WHERE fetched_at < ?1 LIMIT ?2)"],
  },
  {
    table: "sale_previews",
    days: 2,
    sql: ["DELETE FROM sale_previews WHERE id IN (SELECT id FROM sale_previews WHERE updated_at < ?1 LIMIT ?2)"],
  },
  {
    table: "orders",
    days: 180,
    sql: ["UPDATE orders SET buyer = NULL WHERE id IN (SELECT id FROM orders WHERE buyer IS NOT NULL AND created_at < ?1 LIMIT ?2)"],
  },
  {
    table: "orders",
    days: 730,
    sql: ["DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)"],
  },
  {
    table: "invitations",
    days: 365,
    sql: ["DELETE FROM invitations WHERE hash IN (SELECT hash FROM invitations WHERE created_at < ?1 LIMIT ?2)"],
  },
  {
    table: "reviews",
    days: 365,
    sql: [
      `UPDATE reviews SET state = 'erased', text = '', author = '', photos = '[]', reply = NULL, version = version + 1 WHERE n IN
         (SELECT n FROM reviews WHERE state = 'refused' AND submitted_at < ?1 LIMIT ?2)`,
    ],
  },
  {
    table: "reviews",
    days: 1826,
    sql: [
      "DELETE FROM review_authors WHERE review IN (SELECT id FROM reviews WHERE submitted_at < ?1 ORDER BY submitted_at LIMIT ?2)",
      "DELETE FROM reviews WHERE n IN (SELECT n FROM reviews WHERE submitted_at < ?1 ORDER BY submitted_at LIMIT ?2)",
    ],
  },
  {
    table: "review_authors",
    days: 730,
    sql: [
      `UPDATE review_authors SET email = NULL WHERE review IN
         (SELECT review FROM review_authors WHERE email IS NOT NULL AND created_at < ?1 LIMIT ?2)`,
    ],
  },
  {
    table: "review_votes",
    days: 2,
    sql: ["DELETE FROM review_votes WHERE (review, voter) IN (SELECT review, voter FROM review_votes WHERE at < ?1 LIMIT ?2)"],
  },
  {
    table: "review_reports",
    days: 365,
    sql: ["DELETE FROM review_reports WHERE id IN (SELECT id FROM review_reports WHERE created_at < ?1 LIMIT ?2)"],
  },
  {
    table: "proof_tries",
    days: 2,
    sql: [
      "DELETE FROM proof_tries WHERE (who, day) IN (SELECT who, day FROM proof_tries WHERE day < date(?1 / 1000, 'unixepoch') LIMIT ?2)",
    ],
  },
  {
    table: "studio_sessions",
    days: 1,
    sql: ["DELETE FROM studio_sessions WHERE hash IN (SELECT hash FROM studio_sessions WHERE ends_at < ?1 LIMIT ?2)"],
  },
  {
    table: "shop_imports",
    days: 30,
    sql: [
      `DELETE FROM shop_import_problems WHERE (import_id, line) IN (SELECT import_id, line FROM shop_import_problems
         WHERE import_id IN (SELECT id FROM shop_imports WHERE ended_at < ?1) LIMIT ?2)`,
      `DELETE FROM shop_imports WHERE id IN (SELECT id FROM shop_imports i WHERE ended_at < ?1
         AND NOT EXISTS (SELECT 1 FROM shop_import_problems WHERE import_id = i.id) LIMIT ?2)`,
    ],
  },
  {
    table: "vat_checks",
    days: 4018,
    sql: [
      "DELETE FROM vat_checks WHERE (number, checked_at) IN (SELECT number, checked_at FROM vat_checks WHERE checked_at < ?1 LIMIT ?2)",
    ],
  },
];

/** Table → how long, as the README says it. Not in the Worker: nothing there asks. */
export const KEPT: Record<string, string> = {
  settings: "while Passerelle stands",
  people: "while they are in the workspace; who has left is erased after 365 days, or by an admin before",
  runs: "365 days after its end; what was typed in, 30 days after",
  run_events: "with its request",
  vendor_writes: "with its request",
  claims: "with its request",
  audit: "while Passerelle stands: ids and codes only, and a chain that loses a link proves nothing any more",
  audit_seals: "with the trail",
  audit_heads: "with the trail",
  register_answers: "1 day",
  vat_checks: "4018 days, as long as the books that they prove (11 years)",
  clients: "while the CRM has the client, or until it is erased",
  client_words: "with the client",
  touched_clients: "with the client",
  client_forwards: "while the client that they lead to is there",
  likely_duplicates: "while both clients are there",
  name_words: "single words, without whose name they were in; one that nobody else has goes with who is erased",
  crm_parties: "while it is a client, or until it is erased",
  crm_contacts: "with their client, or until they are erased",
  mails: "365 days after its end; recipient and content, 30 days after",
  mails_in: "90 days, without the mail itself; the sender's address 30 days",
  mail_counts: "90 days",
  mail_senders: "a hash of the address, with its request; of who is ignored, until it is taken back",
  alerts: "365 days",
  alert_watch: "while Passerelle stands: counts by id, without a name",
  number_series: "while Passerelle stands",
  yearly_sales: "while Passerelle stands: two sums a year",
  invoices: "while Passerelle stands: an issued invoice cannot be changed or deleted; a draft, until it is deleted",
  quotes: "one that was accepted cannot be deleted; the others, until they are deleted, or until their client is erased",
  firm: "while Passerelle stands",
  price_items: "until a later list replaces it",
  price_words: "with the price list",
  sale_previews: "2 days",
  code_names: "while Passerelle stands",
  sites: "while Passerelle stands",
  site_keys: "while Passerelle stands: hashes; of a public key, the key",
  site_secrets: "encrypted, until they are replaced",
  site_sightings: "one row for each origin of a site",
  site_misses: "20 rows for a site at most",
  studio_sessions: "1 day after its end: a hash",
  products: "until the site replaces them",
  product_pages: "until the site replaces them",
  orders: "730 days; name and e-mail of the buyer, 180 days, or until they are erased",
  invitations: "365 days: hashes",
  reviews: "1826 days after it was written (5 years), or until its author erases it; the text of one that was refused, 365 days",
  review_authors: "with the review; the e-mail 730 days at most",
  review_counts: "numbers, one row for each product",
  review_words: "with the review",
  review_log: "while Passerelle stands: ids and codes only",
  review_votes: "2 days: a keyed hash of the address and the day",
  review_reports: "365 days; what who made it wrote, and their address, until they are erased",
  review_photos: "with the review; one that became part of none, 1 day",
  proof_tries: "2 days: keyed hashes",
  review_tells: "while its review is there: ids",
  review_cards: "while its review is there: ids of messages",
  site_desks: "one row for each site",
  site_counts: "numbers, one row for each site",
  order_tells: "until the order has been announced: ids",
  shop_imports: "30 days after its end",
  shop_import_problems: "with its import: numbers of lines, names of columns",
  connector_health: "one row for each connector",
  proposals: "until it is decided, 7 days at most; one that waits in a list, with the list",
  imports: "7 days after its end; a file whose columns nobody confirmed, 1 day",
  import_lines: "with its import",
  documents:
    "as its class says: personal exports 2 days, import reports 30 days, invoices and quotes 11 years, drafts to look at 1 day; the logo, until it is replaced",
};
