/** What moderating a review is: what it asks, the row that it works on, and the batch in which everything of one decision is written. */
import * as z from "zod/mini";
import { auditRow } from "../../audit/audit.ts";
import type { MailContent } from "../../mail/mail.ts";
import { mailRow } from "../../mail/queue-mail.ts";
import { may } from "../../people/may.ts";
import type { Locale } from "../../people/person.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import type { Site } from "../../sites/site.ts";
import { type LogEvent, logRow } from "../log.ts";
import { GROUNDS, type Ground } from "../notice.ts";
import { cleanText } from "../write/new-review.ts";

const words = (most: number) =>
  z.pipe(z.string().check(z.maxLength(most * 4)), z.pipe(z.transform(cleanText), z.string().check(z.maxLength(most))));

/** `version` is that of the review which the person had before them: a decision is about what was read. */
const About = { reviewId: z.string(), version: z.int() };

export const PublishReview = z.object(About);
export const RefuseReview = z.object({ ...About, ground: z.enum(GROUNDS), note: z._default(words(500), "") });
/** An empty text takes the reply back. */
export const ReplyReview = z.object({ ...About, text: words(2_000) });
export const AskAuthor = z.object({ ...About, question: words(1_000).check(z.minLength(2)) });
export const DismissReport = z.object({ reportId: z.string() });
/** `reasons` are what the law wants said with a doubt. */
export const DoubtReview = z.object({ reviewId: z.string(), reasons: words(2_000).check(z.minLength(2)) });

export type PublishReview = z.infer<typeof PublishReview>;
export type RefuseReview = z.infer<typeof RefuseReview>;
export type ReplyReview = z.infer<typeof ReplyReview>;
export type AskAuthor = z.infer<typeof AskAuthor>;
export type DismissReport = z.infer<typeof DismissReport>;
export type DoubtReview = z.infer<typeof DoubtReview>;

export interface Moderated {
  id: string;
  version: number;
  state: "pending" | "published" | "refused" | "erased";
  /** It shows, and its author has changed it since. */
  revised: boolean;
  site: Pick<Site, "id" | "name">;
  email: string | null;
  author: string;
  locale: Locale;
}

export async function readModerated(db: D1Database, id: string): Promise<Moderated | null> {
  const row = await db
    .prepare(
      `SELECT r.id, r.version, r.state, r.revision IS NOT NULL AS revised, r.author, s.id AS siteId, s.name AS siteName, a.email, coalesce(a.locale, s.locale) AS locale
       FROM reviews r JOIN sites s ON s.n = r.site LEFT JOIN review_authors a ON a.review = r.id WHERE r.id = ?1`,
    )
    .bind(id)
    .first<Record<string, string | number | null>>();
  if (!row) return null;
  const { revised, siteId, siteName, ...rest } = row;
  return { ...(rest as unknown as Moderated), revised: revised === 1, site: { id: String(siteId), name: String(siteName) } };
}

export interface Decision {
  event: LogEvent;
  code?: Ground;
  /** In the update of the review, beside its version. `?3` and on are `values`. */
  set: string;
  values: (string | number | null)[];
  /** What the review must be, in SQL. */
  when: string;
  letter?: (about: { site: Moderated["site"]; locale: Locale }) => MailContent;
  /** Behind all of it, in the same batch. */
  beside?: () => Promise<D1PreparedStatement[]>;
}

/**
 * One decision, once: the review, its log, the trail and the mail to its author in one batch. A repeat of the run finds its line in
 * the log. Result: {reviewId, state, mailed}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (it has changed, or somebody else has decided).
 */
export async function moderate(
  work: Work,
  input: { reviewId: string; version: number },
  decide: (review: Moderated) => Decision | null,
): Promise<Outcome> {
  const { actor, db, step } = work;
  if (!may(actor, "site.moderate")) return refuse("forbidden");
  const answer = await step("decide", async () => {
    const review = await readModerated(db, input.reviewId);
    if (!review || review.state === "erased") return (await isDone(work, input.reviewId)) ? "done" : "not_found";
    const decision = review.version === input.version ? decide(review) : null;
    if (decision && (await write(work, review, decision))) return "done";
    return (await isDone(work, input.reviewId)) ? "done" : "conflict";
  });
  if (answer !== "done") return refuse(answer as "not_found" | "conflict");
  const state = await step("look at it", async () => (await readModerated(db, input.reviewId))?.state ?? "erased");
  return accept({ reviewId: input.reviewId, state });
}

async function write({ db, actor, run }: Work, review: Moderated, decision: Decision): Promise<boolean> {
  const now = Date.now();
  const { event, code, set, values, when, letter, beside } = decision;
  const content = review.email && letter ? letter(review) : null;
  const mail = content
    ? await mailRow(
        db,
        {
          kind: `review-${event}`,
          intent: [run.id],
          to: { email: review.email as string, name: review.author },
          actor: actor.id,
          object: { kind: "review", id: review.id },
          ...content,
        },
        { ifChanged: true },
      )
    : null;
  const [updated] = await db.batch([
    db
      .prepare(`UPDATE reviews SET ${set}, version = version + 1 WHERE id = ?1 AND version = ?2 AND ${when}`)
      .bind(review.id, review.version, ...values),
    logRow(db, { review: review.id, actor: actor.id, event, ...(code && { code }), runId: run.id }, now),
    auditRow(
      db,
      { actor: actor.id, action: `review.${event}`, objectKind: "review", objectId: review.id, outcome: "done", runId: run.id },
      now,
    ),
    ...(mail ? [mail.row] : []),
    ...(beside ? await beside() : []),
  ]);
  // More than one: triggers change rows too.
  return (updated?.meta.changes ?? 0) > 0;
}

const isDone = async ({ db, run }: Work, reviewId: string) =>
  (await db.prepare("SELECT 1 FROM review_log WHERE run_id = ?1 AND review = ?2").bind(run.id, reviewId).first()) !== null;
