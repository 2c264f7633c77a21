/** What the Worker made of the mails that came in, read from its database's file: the latest first. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface Became {
  id: string;
  /** UTC ms. */
  at: number;
  sender: string | null;
  /** `new`, `asked`, or why it was ignored. */
  what: string;
  /** Of the run that asks; null when nobody is asked. */
  run: { state: string; ignored: boolean; client: string | null; person: string; slackUser: string } | null;
}

const SQL = `SELECT m.id, m.received_at AS at, m.sender, coalesce(m.reason, m.state) AS what, r.state, r.outcome ->> 'ignored' AS ignored,
  (SELECT name FROM clients WHERE id = r.outcome ->> 'clientId') AS client, p.name AS person, p.slack_user AS slackUser
  FROM mails_in m LEFT JOIN runs r ON r.id = m.run_id LEFT JOIN people p ON p.id = r.actor ORDER BY m.received_at DESC, m.id DESC LIMIT 30`;

type Row = { id: string; at: number; sender: string | null; what: string; state: string | null; ignored: number | null } & {
  client: string | null;
  person: string | null;
  slackUser: string | null;
};

/** @param folder the state folder of `npm start` */
export function readBecame(folder: string): Became[] {
  const file = globSync(join(folder, "state/v3/d1/*/*.sqlite")).find((path) => !path.endsWith("metadata.sqlite"));
  if (!file) return [];
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return (database.prepare(SQL).all() as Row[]).map(({ id, at, sender, what, state, ignored, client, person, slackUser }) => ({
      ...{ id, at, sender, what },
      run: state === null ? null : { state, ignored: Boolean(ignored), client, person: person ?? "", slackUser: slackUser ?? "" },
    }));
  } finally {
    database.close();
  }
}
