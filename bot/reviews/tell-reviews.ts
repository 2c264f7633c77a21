/** Tells Slack what is new of reviews and orders: at once after what changed them, and by the cron whatever was left. */
import { asPasserelleError } from "../../edge/errors.ts";
import type { House } from "../../edge/house.ts";
import { reviewsDeskPart } from "../../edge/reviews-desk-part.ts";
import { cardDesk } from "../cards.ts";
import { slackProblem } from "../door/slack-api.ts";
import { slackClient } from "../door/slack-client.ts";
import { textsOf } from "../text/text.ts";

type Part = typeof import("./part.ts");

export async function tellReviews(house: House): Promise<void> {
  const part = (await reviewsDeskPart()) as Part;
  const slack = slackClient(house.settings);
  const { openDm, findPosted } = cardDesk(house);
  await part.tell(house, {
    textsOf,
    openDm,
    findPosted,
    async call(write, work) {
      try {
        return await work(slack);
      } catch (error) {
        throw slackProblem(error, { write });
      }
    },
  });
}

/** Beside the answer; what fails is told by the cron. */
export const tellReviewsSoon = (house: House): void =>
  house.later(tellReviews(house).catch((error) => console.warn("reviews not told now", asPasserelleError(error).code)));
