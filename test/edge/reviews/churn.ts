/**
 * Many people at once at the same few reviews: written, published, refused, changed, erased, by the functions that the doors and the
 * runs call; whatever breaks on the way is tried again, as the executor and a visitor would. Then: is the summary what the rows say?
 */
import type { House } from "../../../edge/house.ts";
import type { Actor } from "../../../edge/people/person.ts";
import { changeOwn, eraseOwn } from "../../../edge/reviews/author/own-review.ts";
import { publishReview } from "../../../edge/reviews/moderate/publish-review.ts";
import { refuseReview } from "../../../edge/reviews/moderate/refuse-review.ts";
import { submitReview } from "../../../edge/reviews/write/submit-review.ts";
import type { Outcome, Work } from "../../../edge/runs/run.ts";
import { hashOf } from "../../../edge/sites/keys.ts";
import type { Site } from "../../../edge/sites/site.ts";

export interface Ground {
  /** As it is just now: another one after a death. */
  house(): Promise<House>;
  site: Site;
  actor: Actor;
  /** Over-excited machines wait a little. */
  pause(): Promise<void>;
}

export interface Churned {
  done: number;
  /** Said no: decided by somebody else meanwhile, erased… */
  refused: number;
  /** Broke, and was tried again. */
  again: number;
}

/** What hangs on a dead database is what broke; when it comes through after all, that is one more at the same time. */
const late = () =>
  new Promise<never>((_, reject) => {
    setTimeout(reject, 6_000, new Error("no answer"));
  });

const PRODUCTS = ["", "LAMPE", "VASE"];
const KINDS = ["submit", "publish", "publish", "publish", "refuse", "edit", "erase"] as const;

/** @param mark tells one churn from another, of the same reviews: eight letters at most */
export async function churn(ground: Ground, count: number, atOnce: number, random: () => number, mark = ""): Promise<Churned> {
  const told: Churned = { done: 0, refused: 0, again: 0 };
  const reviews: { id: string; token: string }[] = [];
  let begun = 0;

  async function insist<T>(work: (house: House) => Promise<T>): Promise<T | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await Promise.race([ground.house().then(work), late()]);
      } catch (error) {
        // A rule has said no; everything else is the ground giving way.
        if ((error as Error).name === "PasserelleError") return null;
        if (attempt > 60) throw error;
        told.again++;
        await ground.pause();
      }
    }
  }

  async function one(n: number): Promise<boolean> {
    const kind = reviews.length < 12 ? "submit" : (KINDS[Math.floor(random() * KINDS.length)] as string);
    const target = reviews[Math.floor(random() * reviews.length)];
    const text = {
      rating: 1 + Math.floor(random() * 5),
      text: `Avis numéro ${n}, écrit avec soin.`,
      pseudonym: `Client ${n}`,
      experiencedOn: "2026-01-02",
    };
    if (kind === "submit" || !target) {
      const input = { ...text, product: PRODUCTS[n % 3] as string, language: "fr", photos: [], proof: null };
      const asked = {
        site: ground.site,
        locale: "fr",
        ip: "10.0.0.1",
        origin: "https://passerelle.example",
        idempotencyKey: `churn-${mark}-${n}`,
        input,
      } as const;
      const received = await insist((house) => submitReview(house, asked));
      // Its author's link, without their mail.
      const token = `${mark.padEnd(8, "A")}${"A".repeat(27)}${String(n).padStart(8, "0")}`;
      const hash = await hashOf(token);
      const known =
        received &&
        (await insist(({ db }) => db.prepare("UPDATE review_authors SET token_hash = ?2 WHERE review = ?1").bind(received.id, hash).run()));
      if (received && known) reviews.push({ id: received.id, token });
      return known !== null;
    }
    if (kind === "edit") return (await insist(({ db }) => changeOwn(db, target.token, text).then(() => true))) ?? false;
    if (kind === "erase") {
      reviews.splice(reviews.indexOf(target), 1);
      return (await insist(({ db }) => eraseOwn(db, target.token).then(() => true))) ?? false;
    }
    const version = await insist(({ db }) =>
      db.prepare("SELECT version FROM reviews WHERE id = ?1").bind(target.id).first<number>("version"),
    );
    const input = { reviewId: target.id, version: version ?? 1 };
    const outcome = await insist((house) => decide(house, `run-${mark}-${n}`, kind, input));
    return outcome?.ok ?? false;
  }

  /** As the executor does: each step again until it has an answer. */
  const decide = (house: House, runId: string, kind: string, input: { reviewId: string; version: number }): Promise<Outcome> => {
    const work = {
      run: { id: runId },
      actor: ground.actor,
      ports: house.ports,
      db: house.db,
      step: (_name: string, step: () => Promise<unknown>) => step(),
    };
    return kind === "publish"
      ? publishReview(work as unknown as Work, input)
      : refuseReview(work as unknown as Work, { ...input, ground: "fake", note: "" });
  };

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (begun < count) {
        if (await one(begun++)) told.done++;
        else told.refused++;
      }
    }),
  );
  return told;
}

/** Where the summary, the index of words or the log is not what the rows say; nothing = all is well. */
export const CONSISTENT: Record<string, string> = {
  "a summary is not what its rows say": `SELECT c.product FROM review_counts c LEFT JOIN (
      SELECT site, product, sum(rating = 1) AS n1, sum(rating = 2) AS n2, sum(rating = 3) AS n3, sum(rating = 4) AS n4, sum(rating = 5) AS n5,
        min(published_at / 1000) AS first_at, max(published_at / 1000) AS last_at FROM reviews WHERE state = 'published' GROUP BY site, product) r
    ON r.site = c.site AND r.product = c.product
    WHERE (c.n1, c.n2, c.n3, c.n4, c.n5) IS NOT (coalesce(r.n1, 0), coalesce(r.n2, 0), coalesce(r.n3, 0), coalesce(r.n4, 0), coalesce(r.n5, 0))
      OR c.first_at / 1000 IS NOT r.first_at OR c.last_at / 1000 IS NOT r.last_at`,
  "a product shows reviews and has no summary": `SELECT DISTINCT r.product FROM reviews r WHERE r.state = 'published'
    AND NOT EXISTS (SELECT 1 FROM review_counts c WHERE c.site = r.site AND c.product = r.product)`,
  "a review that shows is not found by its words": `SELECT id FROM reviews WHERE state = 'published' AND place NOT IN
    (SELECT rowid FROM review_words WHERE review_words MATCH '"s1p' || lower(hex(product)) || 'xavis"')`,
  "words of a review are found that does not show": `SELECT rowid FROM review_words WHERE review_words MATCH '"s1pxavis" OR "s1p4c414d5045xavis" OR "s1p56415345xavis"'
    AND rowid NOT IN (SELECT place FROM reviews WHERE place IS NOT NULL)`,
  "a decision is in the log twice": "SELECT run_id FROM review_log WHERE run_id IS NOT NULL GROUP BY run_id HAVING count(*) > 1",
  "an erased review still says something": "SELECT id FROM reviews WHERE state = 'erased' AND (text <> '' OR author <> '')",
  "an erased review has an author": "SELECT r.id FROM reviews r JOIN review_authors a ON a.review = r.id WHERE r.state = 'erased'",
};
