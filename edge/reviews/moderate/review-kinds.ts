/** Runs about reviews: known by name without loading what they do (sites/part.ts). */
export const reviewKinds = [
  "publish-review",
  "refuse-review",
  "reply-review",
  "ask-author",
  "dismiss-report",
  "report-review",
  "import-shop-file",
];
