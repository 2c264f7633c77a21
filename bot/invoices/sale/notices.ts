/** What nobody is held up by, and should know before the paper goes out. */
import type { KnownBlock } from "@slack/types";
import type { OpenSale } from "../../../edge/invoices/drafts/open-sale.ts";
import type { FranchiseWarning } from "../../../edge/invoices/firm/franchise.ts";
import { inFrance } from "../../../edge/law/vat-abroad.ts";
import type { Reader } from "../../desk.ts";
import { context } from "../../forms.ts";
import { money, textsFor } from "./sale-words.ts";
import type { Weighing } from "./weigh.ts";

export function notices(reader: Reader, { client, franchise }: Weighing, { lines }: OpenSale): KnownBlock[] {
  const t = textsFor(reader);
  const abroad = client && !inFrance(client.country) && lines.some(({ vat }) => vat.category === "S");
  const said = [
    abroad && t.abroad,
    client?.state === "closed" && t.closed,
    franchise && t.franchise.included(franchiseText(reader, franchise)),
  ];
  return said.filter((one) => typeof one === "string").map((one) => context(`⚠ ${one}`));
}

export function franchiseText(reader: Reader, { level, of, soldCents, thresholdCents }: FranchiseWarning): string {
  const { franchise } = textsFor(reader);
  return franchise[level](franchise.of[of], money(reader, soldCents), money(reader, thresholdCents));
}
