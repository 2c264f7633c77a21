/** What runs do: kind of a run → the use case that carries it out. */
import { decideAlert, wasItYou } from "./alerts/decide-alert.ts";
import { createClient } from "./clients/create-client.ts";
import { mergeClients } from "./clients/merge/merge-clients.ts";
import { updateClient } from "./clients/update-client.ts";
import { importClients } from "./imports/import-clients.ts";
import { undoImport } from "./imports/undo-import.ts";
import { meetSender } from "./mail-in/meet-sender.ts";
import { privacyUseCases } from "./privacy-use-cases.ts";
import { reviewClient } from "./proposals/review-client.ts";
import { reviewList } from "./proposals/review-list.ts";
import type { UseCase } from "./runs/run.ts";
import { sellingUseCases } from "./selling-use-cases.ts";
import { shopUseCases } from "./shop-use-cases.ts";

export const useCases: Record<string, UseCase> = {
  "create-client": createClient,
  "update-client": updateClient,
  "import-clients": importClients,
  "undo-import": undoImport,
  "meet-sender": meetSender,
  "review-client": reviewClient,
  "review-list": reviewList,
  alert: decideAlert,
  "alert-witness": wasItYou,
  "merge-clients": mergeClients,
  ...privacyUseCases,
  ...sellingUseCases,
  ...shopUseCases,
};
