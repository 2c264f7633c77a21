/** The Worker: its three entrances, the Workflow that carries runs out, and the only place that sees every folder. */
import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
// The bundle follows these imports, and gzip looks back 32 kB: in this order what is alike stands close, which is 2 kB less.
import "./connect.ts";
import "./use-cases.ts";
import "./jobs.ts";
import { adminDesk } from "../bot/admin-notices.ts";
import { cardDesk } from "../bot/cards.ts";
import { handleSlack } from "../bot/receiver.ts";
import { tellReviews, tellReviewsSoon } from "../bot/reviews/tell-reviews.ts";
import { noticeStoppedCron } from "./alerts/stopped-cron.ts";
import { createApp } from "./app.ts";
import { connect } from "./connect.ts";
import { asPasserelleError } from "./errors.ts";
import type { House } from "./house.ts";
import { runJobs } from "./jobs.ts";
import { receiveMail } from "./mail-in/receive-mail.ts";
import { actorOf } from "./people/people-store.ts";
import type { Ports } from "./ports.ts";
import { carryOut } from "./runs/executor.ts";
import { beginNext } from "./runs/start-run.ts";
import type { Engine } from "./runs/steps.ts";
import { tell } from "./runs/tell.ts";
import { type Env, settingsOf } from "./settings.ts";
import { showingReviews } from "./shop-use-cases.ts";
import { readsTogether } from "./store/reads-together.ts";
import { useCases } from "./use-cases.ts";

function houseOf(env: Env, later: House["later"]): House {
  const settings = settingsOf(env);
  let ports: Ports | undefined;
  return {
    env,
    settings,
    db: env.DB,
    reads: readsTogether(env.DB),
    // Most requests are answered before they need one.
    get ports() {
      ports ??= connect(env, settings);
      return ports;
    },
    later,
  };
}

/** Once in so long a door looks whether the cron runs: an answer of a moment ago is as good. */
const LOOK_EVERY_MS = 30_000;
let looked = 0;

const app = createApp({
  knock(house) {
    if (Date.now() - looked < LOOK_EVERY_MS) return;
    looked = Date.now();
    const look = noticeStoppedCron(house, async () => cardDesk(house));
    house.later(look.catch((error) => console.warn("cron not looked after", asPasserelleError(error).code)));
  },
  slack: (request, house) => handleSlack(request, house),
  house: houseOf,
  tell: tellReviewsSoon,
});

export default {
  fetch: app.fetch,
  async email(message: ForwardableEmailMessage, env: Env, ctx: ExecutionContext) {
    const house = houseOf(env, (work) => ctx.waitUntil(work));
    await receiveMail(message, house);
  },
  async scheduled(event: ScheduledController, env: Env, ctx: ExecutionContext) {
    const house = houseOf(env, (work) => ctx.waitUntil(work));
    const cards = cardDesk(house);
    await runJobs(house, { cards, admins: adminDesk(house, cards), tellReviews: () => tellReviews(house) }, event.scheduledTime);
  },
} satisfies ExportedHandler<Env>;

export class RunWorkflow extends WorkflowEntrypoint<Env, { runId: string; generation: number }> {
  override async run(event: WorkflowEvent<{ runId: string; generation: number }>, workflow: WorkflowStep) {
    const house = houseOf(this.env, (work) => this.ctx.waitUntil(work));
    const desk = cardDesk(house);
    const engine: Engine = {
      // Our executor decides what is tried again; the Workflow's own retries are for the ground giving way under it.
      do: (name, work) => workflow.do(name, { retries: { limit: 3, delay: 1000 }, timeout: "1 minute" }, work as never) as never,
      sleep: (name, ms) => workflow.sleep(name, ms),
    };
    const { runId, generation } = event.payload;
    await carryOut(
      {
        db: house.db,
        files: this.env.FILES,
        ports: house.ports,
        kinds: { ...useCases, ...showingReviews(() => tellReviewsSoon(house)) },
        tell: (id) => tell(house.db, desk, id),
        actorOf: (id) => actorOf(house.db, id),
      },
      engine,
      runId,
      generation,
    );
    await beginNext(house.db, this.env.RUNS);
  }
}
