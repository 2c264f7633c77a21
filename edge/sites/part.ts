/**
 * The part of the Worker for web sites: the widgets' API, hosted pages, orders and products that come in, reviews. Built apart
 * (test/tools/build-parts.mjs) and loaded when one of its addresses is asked for; edge/shop-part.ts is its door.
 */
import { askAuthor } from "../reviews/moderate/ask-author.ts";
import { dismissReport } from "../reviews/moderate/dismiss-report.ts";
import { publishReview } from "../reviews/moderate/publish-review.ts";
import { refuseReview } from "../reviews/moderate/refuse-review.ts";
import { replyReview } from "../reviews/moderate/reply-review.ts";
import { reportReview } from "../reviews/moderate/report-review.ts";
import type { UseCase } from "../runs/run.ts";
import { importShopFile } from "./imports/import-shop-file.ts";

export { inviteBuyers } from "../reviews/invite-buyers.ts";
export { logOf } from "../reviews/log.ts";
export { AskAuthor, DismissReport, DoubtReview, PublishReview, RefuseReview, ReplyReview } from "../reviews/moderate/moderation.ts";
export { openReports, readReview, waitingReviews } from "../reviews/moderate/waiting.ts";
export { GROUNDS } from "../reviews/notice.ts";
export { photoLink } from "../reviews/photos/keep-photo.ts";
export { groundWords } from "../reviews/words/grounds.ts";
export { HOOKS, setHookSecret } from "./hook-secret.ts";
export { MOST_FILE_BYTES, problemsOf, readShopImport, shopImportsOf, takeShopFile } from "./imports/take-shop-file.ts";
export { changeSite, keysOf, makeSite, revokeKey, rotateKey } from "./set-site.ts";
export { shopDoor } from "./shop-routes.ts";
export { missesOf, sightingsOf } from "./sightings.ts";
export { isOrigin, PLATFORMS, SiteWish } from "./site.ts";
export { ipOf } from "./site-door.ts";
export { publicKeyOf, readSite, siteOf } from "./site-store.ts";
export { sweepFiles } from "./sweep-files.ts";

/** Kind of a run → what carries it out. */
export const shopUseCases = {
  "publish-review": publishReview,
  "refuse-review": refuseReview,
  "reply-review": replyReview,
  "ask-author": askAuthor,
  "dismiss-report": dismissReport,
  "report-review": reportReview,
  "import-shop-file": importShopFile,
} satisfies Record<string, UseCase>;
