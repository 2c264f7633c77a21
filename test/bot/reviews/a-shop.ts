/** A shop whose reviews arrive in #ventes: the world behind Slack's door, and the HTTP door that shoppers come in by. */
import { tellReviews } from "../../../bot/reviews/tell-reviews.ts";
import type { ReviewPage } from "../../../edge/reviews/review.ts";
import { worker } from "../../edge/carry.ts";
import { aText } from "../../edge/sites/a-buyer.ts";
import { aSite, ask } from "../../edge/sites/a-site.ts";
import { emptyTables, openWorld, words as wordsOf } from "../world.ts";

export const CHANNEL = "C0VENTES";
/** Passerelle is not in it. */
export const CLOSED = "C0GENERAL";
const db = worker.DB;

/** As a reader reads it: the spaces that keep signs together are spaces. */
export const words = (shown: Parameters<typeof wordsOf>[0]) => wordsOf(shown).replace(/[\u00a0\u202f]/g, " ");

/** Amélie (admin) made the site; Malik and James (sales) moderate it. */
export async function openShop({ channel = CHANNEL as string | null } = {}) {
  await emptyTables();
  await aSite({ openToAll: true });
  const world = openWorld();
  const amelie = await world.know("U0AMELIE");
  await world.know("U0MALIK");
  await world.know("U0JAMES");
  await db.prepare("UPDATE sites SET channel = ?1, created_by = ?2").bind(channel, amelie.id).run();
  const shop = {
    world,
    amelie: world.slack.person("U0AMELIE"),
    malik: world.slack.person("U0MALIK"),
    james: world.slack.person("U0JAMES"),
    /** The cron's minute. */
    async told() {
      await tellReviews(world.house());
      await world.settled();
    },
    /** Sent over HTTP, and told. */
    async review(change: object = {}): Promise<string> {
      const response = await ask("/v1/reviews", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify({ ...aText, ...change }),
      });
      const { id } = (await response.json()) as { id: string };
      await shop.told();
      return id;
    },
    cards: (channel = CHANNEL) => world.slack.messages(channel).filter(({ metadata }) => metadata?.event_type === "passerelle_run"),
    card: (channel = CHANNEL) => words(shop.cards(channel).at(-1)),
    async press(who: "amelie" | "malik" | "james", action: string, channel = CHANNEL) {
      const card = shop.cards(channel).at(-1);
      if (!card) throw new Error("there is no card");
      const seen = await shop[who].press(card, action);
      await world.settled();
      return seen;
    },
    async submit(who: "amelie" | "malik" | "james", answers: Record<string, unknown>) {
      const modal = shop[who].modal();
      if (!modal) throw new Error("there is no window");
      const seen = await shop[who].submit(modal, answers);
      await world.settled();
      return seen;
    },
    page: async () => (await (await ask("/v1/reviews?product=LAMPE")).json()) as ReviewPage,
    row: async (id: string) => db.prepare("SELECT * FROM reviews WHERE id = ?1").bind(id).first<Record<string, unknown>>(),
    mails: async () =>
      (await db.prepare("SELECT kind FROM mails ORDER BY created_at, id").all<{ kind: string }>()).results.map(({ kind }) => kind),
    /** As if so much time had gone by. */
    later: async (ms: number) =>
      void (await db.batch([
        db.prepare("UPDATE review_cards SET since = since - ?1").bind(ms),
        db.prepare("UPDATE review_tells SET retry_at = max(0, retry_at - ?1), until = until - ?1").bind(ms),
        db.prepare("UPDATE order_tells SET retry_at = retry_at - ?1").bind(ms),
      ])),
  };
  return shop;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
