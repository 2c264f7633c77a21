/** Every operation of the public API: where it is, who may ask, what it takes and what it answers. */
import * as z from "zod/mini";
import { NewOrder } from "../../orders/order.ts";
import { NewProduct } from "../../products/product.ts";
import { OwnReview } from "../../reviews/author/own-review.ts";
import { ReviewForm } from "../../reviews/form/review-form.ts";
import { Rating, ReviewPage, SORTS } from "../../reviews/review.ts";
import { Report } from "../../reviews/visitors.ts";
import { NewReview, ReviewText } from "../../reviews/write/new-review.ts";

export interface Parameter {
  name: string;
  in: "query" | "header" | "path";
  required?: true;
  description: string;
  enum?: readonly string[];
}

export interface Operation {
  method: "get" | "post" | "put" | "delete";
  path: string;
  id: string;
  tag: "Widgets" | "Authors" | "Servers" | "Pages";
  summary: string;
  /** `site` = public key; `server` = secret key; `author` = the token of a mail; `signature` = the platform's. */
  by: "site" | "server" | "author" | "signature" | "anybody";
  parameters?: Parameter[];
  body?: z.ZodMiniType | { type: string };
  answers: Record<number, { description: string; shape?: z.ZodMiniType; type?: string }>;
  /** Codes of problem details. */
  problems: string[];
}

const product: Parameter = { name: "product", in: "query", description: "SKU; left out = the shop itself." };
const lang: Parameter = { name: "lang", in: "query", description: "Language of texts for people.", enum: ["fr", "en"] };
const id: Parameter = { name: "id", in: "path", required: true, description: "Id of the review." };
const unchanged = { description: "As `If-None-Match` says." };
const Taken = z.object({ id: z.string(), state: z.literal("pending") });
const Import = z.object({ importId: z.string() });

export const OPERATIONS: Operation[] = [
  {
    ...{ method: "get", path: "/v1/ratings", id: "readRatings", tag: "Widgets", by: "site" },
    summary: "Average and count of up to 100 products; those without a review, and what is no SKU, are not in the answer.",
    parameters: [{ name: "products", in: "query", required: true, description: "SKUs, separated by commas." }],
    answers: {
      200: { description: "SKU → rating. Kept for 60 s.", shape: z.object({ ratings: z.looseObject({ SKU: z.optional(Rating) }) }) },
      304: unchanged,
    },
    problems: ["invalid_input"],
  },
  {
    ...{ method: "get", path: "/v1/reviews", id: "readReviews", tag: "Widgets", by: "site" },
    summary: "Ten reviews; the first page has the summary and what the law wants told.",
    parameters: [
      product,
      lang,
      { name: "sort", in: "query", description: "Newest, best, worst or most helpful first.", enum: SORTS },
      { name: "stars", in: "query", description: "1 to 5: only those." },
      { name: "q", in: "query", description: "Words that the text must have; whole words when there are many reviews." },
      { name: "after", in: "query", description: "`next` of the page before." },
    ],
    answers: { 200: { description: "A page. `next: null` = the last.", shape: ReviewPage }, 304: unchanged },
    problems: ["invalid_input"],
  },
  {
    ...{ method: "get", path: "/v1/reviews/{product}.html", id: "readFragment", tag: "Pages", by: "site" },
    summary: "The newest reviews as HTML with structured data, for inclusion by a shop's server.",
    parameters: [{ name: "product", in: "path", required: true, description: "SKU." }, lang],
    answers: { 200: { description: "A section and a data block.", type: "text/html" } },
    problems: [],
  },
  {
    ...{ method: "get", path: "/v1/reviews/form", id: "readForm", tag: "Widgets", by: "site" },
    summary: "What the form of a review needs to know before it opens.",
    parameters: [product, lang, { name: "X-Invitation", in: "header", description: "Token of the invitation, when there is one." }],
    answers: { 200: { description: "The form.", shape: ReviewForm } },
    problems: [],
  },
  {
    ...{ method: "post", path: "/v1/reviews", id: "sendReview", tag: "Widgets", by: "site" },
    summary: "Sends a review. It is read by somebody before it shows.",
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        required: true,
        description: "8 to 128 letters, digits, `-` and `_`: the same key is the same review.",
      },
    ],
    body: NewReview,
    answers: { 202: { description: "Taken.", shape: Taken } },
    problems: ["invalid_input", "forbidden", "not_found", "conflict", "expired", "too_large"],
  },
  {
    ...{ method: "post", path: "/v1/photos", id: "sendPhoto", tag: "Widgets", by: "site" },
    summary: "Sends a photo (JPEG, PNG, WebP; 8 MB), to be named by a review within a day. Metadata are taken out.",
    body: { type: "image/*" },
    answers: { 201: { description: "Kept.", shape: z.object({ id: z.string() }) } },
    problems: ["invalid_input", "too_large"],
  },
  {
    ...{ method: "get", path: "/v1/photos/{id}", id: "readPhoto", tag: "Widgets", by: "anybody" },
    summary: "A photo of a review that shows.",
    parameters: [{ ...id, description: "Id of the photo." }],
    answers: { 200: { description: "The picture.", type: "image/*" } },
    problems: ["not_found"],
  },
  {
    ...{ method: "post", path: "/v1/reviews/{id}/helpful", id: "findHelpful", tag: "Widgets", by: "site" },
    summary: "A visitor found it helpful; once a day, without a cookie.",
    parameters: [id],
    answers: { 204: { description: "Counted, or counted before." } },
    problems: ["not_found"],
  },
  {
    ...{ method: "post", path: "/v1/reviews/{id}/report", id: "reportReview", tag: "Widgets", by: "site" },
    summary: "Reports a review as illegal, fake, offensive or naming somebody.",
    parameters: [id],
    body: Report,
    answers: { 202: { description: "Taken." } },
    problems: ["invalid_input", "not_found"],
  },
  {
    ...{ method: "get", path: "/v1/reviews/mine", id: "readOwn", tag: "Authors", by: "author" },
    summary: "The author's own review, and how it stands.",
    parameters: [lang],
    answers: { 200: { description: "The review.", shape: OwnReview } },
    problems: ["not_found"],
  },
  {
    ...{ method: "put", path: "/v1/reviews/mine", id: "changeOwn", tag: "Authors", by: "author" },
    summary: "Changes it. Of one that shows, the former text stays until the new one is read.",
    body: ReviewText,
    answers: { 202: { description: "Taken.", shape: OwnReview } },
    problems: ["invalid_input", "not_found", "conflict"],
  },
  {
    ...{ method: "delete", path: "/v1/reviews/mine", id: "eraseOwn", tag: "Authors", by: "author" },
    summary: "Erases it for good.",
    answers: { 204: { description: "Erased." } },
    problems: ["not_found"],
  },
  {
    ...{ method: "post", path: "/v1/orders", id: "sendOrders", tag: "Servers", by: "server" },
    summary: "An order, or up to 100 as an array, or a CSV file. The same number is the same order; it schedules the invitation.",
    body: z.union([NewOrder, z.array(NewOrder)]),
    answers: {
      202: {
        description: "Taken.",
        shape: z.union([z.object({ orders: z.array(z.object({ id: z.string(), number: z.string(), known: z.boolean() })) }), Import]),
      },
    },
    problems: ["invalid_input", "too_large"],
  },
  {
    ...{ method: "post", path: "/v1/products", id: "sendProducts", tag: "Servers", by: "server" },
    summary: "A product, or up to 500 as an array, or a CSV file. What is said of a SKU replaces what was.",
    body: z.union([NewProduct, z.array(NewProduct)]),
    answers: { 202: { description: "Taken.", shape: z.union([z.object({ products: z.int() }), Import]) } },
    problems: ["invalid_input", "too_large"],
  },
  {
    ...{ method: "post", path: "/v1/reviews/import", id: "importReviews", tag: "Servers", by: "server" },
    summary:
      "Reviews of another service, as its CSV file (15 MB at most). They show as taken over, not verified; those of our own export are there already.",
    parameters: [{ name: "source", in: "query", description: "Where they were written, as it is shown." }],
    body: { type: "text/csv" },
    answers: { 202: { description: "Its lines are read by and by.", shape: Import } },
    problems: ["invalid_input", "too_large"],
  },
  {
    ...{ method: "get", path: "/v1/imports/{id}", id: "readImport", tag: "Servers", by: "server" },
    summary: "How far a file is read, and what was wrong with which line.",
    parameters: [{ ...id, description: "importId." }],
    answers: { 200: { description: "Progress.", type: "application/json" } },
    problems: ["not_found"],
  },
  {
    ...{ method: "get", path: "/v1/reviews/export", id: "exportReviews", tag: "Servers", by: "server" },
    summary: "All published reviews of the site as CSV, as an import takes them.",
    answers: { 200: { description: "The file.", type: "text/csv" } },
    problems: [],
  },
  {
    ...{ method: "post", path: "/v1/hooks/{hook}/{site}", id: "takeHook", tag: "Servers", by: "signature" },
    summary:
      "Webhooks of WooCommerce (order.*, product.*) and Shopify (orders/*, products/*, customers/data_request, customers/redact, shop/redact), HMAC-SHA256.",
    parameters: [
      { name: "hook", in: "path", required: true, description: "The platform.", enum: ["woocommerce", "shopify"] },
      { name: "site", in: "path", required: true, description: "Id of the site." },
    ],
    body: { type: "application/json" },
    answers: {
      200: { description: "WooCommerce tries the address (`webhook_id=…`), unsigned." },
      202: { description: "Taken, or none of our business: not paid yet, nobody to write to, older than what we were told." },
    },
    problems: ["invalid_input", "too_large"],
  },
  {
    ...{ method: "get", path: "/r/{site}", id: "readPage", tag: "Pages", by: "anybody" },
    summary: "The hosted page of a site's reviews; where the links in mails lead.",
    parameters: [{ name: "site", in: "path", required: true, description: "Id of the site." }, product, lang],
    answers: { 200: { description: "The page.", type: "text/html" } },
    problems: ["not_found"],
  },
];
