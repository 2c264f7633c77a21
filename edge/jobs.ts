/** What the minute cron does: a table of jobs, not more triggers. One that fails does not keep the others from running. */

import { cronIsBack } from "./alerts/stopped-cron.ts";
import { raiseAlerts } from "./alerts/tell-alerts.ts";
import { sealAudit } from "./audit/seal-audit.ts";
import { tellHead } from "./audit/tell-head.ts";
import { lookForDuplicates } from "./clients/merge/find-duplicates.ts";
import { syncDirectory } from "./clients/sync-directory.ts";
import { sweepExpired, sweepLeftBehind } from "./documents/sweep-documents.ts";
import { asPasserelleError } from "./errors.ts";
import { probeConnectors } from "./health/probe-connectors.ts";
import type { House } from "./house.ts";
import { forgetImports } from "./imports/import-store.ts";
import { sendMails } from "./mail/send-mails.ts";
import { handleWaitingMails } from "./mail-in/handle-mail.ts";
import type { AdminDesk } from "./people/admin-desk.ts";
import { keepTrue } from "./proposals/keep-true.ts";
import { expireQuotes } from "./quotes/expire-quotes.ts";
import { sweepRetention } from "./retention/sweep-retention.ts";
import type { CardDesk } from "./runs/progress.ts";
import { sweepRuns } from "./runs/sweep.ts";
import { shopPart } from "./shop-part.ts";

/** Where people are told. */
export interface Desks {
  cards: CardDesk;
  admins: AdminDesk;
  /** What is new of reviews and orders. */
  tellReviews(): Promise<void>;
}

interface Job {
  name: string;
  everyMinutes: number;
  run(house: House, desks: Desks): Promise<unknown>;
}

const jobs: Job[] = [
  { name: "cron is back", everyMinutes: 1, run: (house) => cronIsBack(house) },
  { name: "alerts", everyMinutes: 1, run: (house) => raiseAlerts(house) },
  { name: "runs", everyMinutes: 1, run: (house, { cards }) => sweepRuns(house.db, house.env.RUNS, cards) },
  { name: "reviews", everyMinutes: 1, run: (_house, { tellReviews }) => tellReviews() },
  { name: "invitations", everyMinutes: 1, run: async (house) => (await shopPart()).inviteBuyers(house) },
  { name: "mail", everyMinutes: 1, run: (house) => sendMails(house) },
  { name: "mails", everyMinutes: 1, run: (house) => handleWaitingMails(house) },
  { name: "audit seals", everyMinutes: 1, run: (house) => sealAudit(house.db) },
  { name: "audit head", everyMinutes: 10, run: (house, { admins }) => tellHead(house.db, admins) },
  { name: "connectors", everyMinutes: 5, run: ({ db, ports }, { admins }) => probeConnectors(db, ports, admins) },
  { name: "retention", everyMinutes: 1, run: ({ db }) => sweepRetention(db) },
  { name: "documents", everyMinutes: 1, run: ({ db, env }) => sweepExpired({ db, files: env.FILES }) },
  { name: "imports", everyMinutes: 1, run: ({ db, env }) => forgetImports(db, env.FILES) },
  { name: "files left behind", everyMinutes: 10, run: ({ db, env }) => sweepLeftBehind({ db, files: env.FILES }) },
  { name: "files of sites", everyMinutes: 10, run: async (house) => (await shopPart()).sweepFiles(house) },
  { name: "quotes", everyMinutes: 1, run: ({ db }) => expireQuotes(db) },
  { name: "duplicates", everyMinutes: 1, run: ({ db }) => lookForDuplicates(db) },
  // Last: they take their time.
  { name: "clients kept true", everyMinutes: 1, run: (house) => keepTrue(house) },
  { name: "directory", everyMinutes: 1, run: (house) => syncDirectory(house) },
];

export async function runJobs(house: House, desks: Desks, scheduledMs: number): Promise<void> {
  const minute = Math.floor(scheduledMs / 60_000);
  for (const job of jobs.filter(({ everyMinutes }) => minute % everyMinutes === 0)) {
    try {
      await job.run(house, desks);
    } catch (error) {
      const { code, message } = asPasserelleError(error);
      console.error("job failed", job.name, code, message);
    }
  }
  await house.db
    .prepare("INSERT INTO settings (key, value) VALUES ('cron_ran_at', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1")
    .bind(String(Date.now()))
    .run();
}
