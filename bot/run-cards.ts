/** Kind of a run → what its card shows: a capability that has runs adds a line. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../edge/house.ts";
import { sellingKinds } from "../edge/invoices/selling-kinds.ts";
import { reviewKinds } from "../edge/reviews/moderate/review-kinds.ts";
import type { Run } from "../edge/runs/run.ts";
import { alertCard, witnessCard } from "./alerts/alert-card.ts";
import { clientRunCard } from "./clients/client-run-card.ts";
import { mergeCard } from "./clients/merge/merge.ts";
import type { Reader } from "./desk.ts";
import { importCard, undoCard } from "./imports/import-card.ts";
import { sellingCard } from "./invoices/invoices.ts";
import { senderCard } from "./mail-in/sender-card.ts";
import { buyersCard, eraseCard, exportCard } from "./privacy/privacy.ts";
import { listCard, proposalCard } from "./proposals/proposal-card.ts";
import { reviewCard } from "./reviews/reviews.ts";

export interface Card {
  /** For notifications and screen readers. */
  text: string;
  blocks: KnownBlock[];
}

export type DrawCard = (house: House, reader: Reader, run: Run) => Promise<Card>;

export const RUN_CARDS: Record<string, DrawCard> = {
  "create-client": clientRunCard,
  "update-client": clientRunCard,
  "import-clients": importCard,
  "undo-import": undoCard,
  "meet-sender": senderCard,
  "review-client": proposalCard,
  "review-list": listCard,
  alert: alertCard,
  "alert-witness": witnessCard,
  "merge-clients": mergeCard,
  "export-person": exportCard,
  "erase-person": eraseCard,
  "forget-buyers": buyersCard,
  ...Object.fromEntries(sellingKinds.map((kind) => [kind, sellingCard])),
  ...Object.fromEntries(reviewKinds.map((kind) => [kind, reviewCard])),
};
