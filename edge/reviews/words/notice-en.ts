/** notice-fr.ts, in English. */
import type { SiteRules } from "../../sites/site.ts";
import type { Notice } from "../review.ts";
import { groundWords } from "./grounds.ts";

export function noticeEn(shop: string, rules: SiteRules, keptYears: number): Notice {
  const { openToAll, publishWithinDays, inviteAfterDays, reward } = rules;
  return {
    checked: openToAll
      ? "Reviews marked “verified purchase” come from people whose purchase was verified. The others are not verified."
      : "Reviews marked “verified purchase” come from people whose purchase was verified. Without a verified purchase no review can be left here; reviews taken over from another service are marked as such.",
    order:
      "By default, reviews are ordered by date of publication, newest first. You can also order them by rating, or by helpfulness: how many visitors found them helpful. Each review shows when it was published and when the experience took place.",
    reward: reward || "Nothing is given in return for a review.",
    rules: [
      {
        title: "How reviews are verified",
        text: `${inviteAfterDays === null ? "The author gives" : `${days(inviteAfterDays)} after an order, the buyer receives a personal link that works once. Without this link, the author gives`} their order number and the e-mail address that they bought with. ${shop} compares these with its orders.`,
      },
      {
        title: "Time limits",
        text: `A review is published or refused within ${publishWithinDays === 1 ? "one day" : `${publishWithinDays} days`}. It is kept for ${keptYears} years at most.`,
      },
      {
        title: "Average rating",
        text: "It is computed from all published reviews, favourable or not. A bad rating is never a reason to refuse one.",
      },
      {
        title: "Reasons for refusal",
        text: `A review may be refused for one of these reasons: ${Object.values(groundWords.en).join("; ")}. Its author is told the reason by e-mail.`,
      },
      {
        title: "Changing or deleting one’s review",
        text: "Authors can change or delete their review at any time, with the link that they received by e-mail. A changed review is read again before it is published; the date of the change is shown.",
      },
      {
        title: "Contact with the author",
        text: `${shop} may write to the author about their review. Their e-mail address is never shown.`,
      },
      {
        title: "Reporting a review",
        text: "Anybody, the seller concerned included, can report a doubtful or unlawful review free of charge with the “Report” button, saying why.",
      },
    ],
  };
}

const days = (n: number) => (n === 0 ? "Just" : n === 1 ? "One day" : `${n} days`);
