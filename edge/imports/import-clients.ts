/**
 * Imports clients from a file whose columns a person has confirmed: checks every line and says what would happen, asks,
 * then creates. Each stretch begins where the import's row says that the one before ended, so whatever dies, it goes on
 * there; a line has one reference, so it is created once. Result: {importId, cancelled}.
 *
 * Refuses with `forbidden`, `not_found` (the file is gone).
 */
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { type Columns, checkLines } from "./check-lines.ts";
import { createLines } from "./create-lines.ts";
import { beginChecking, beginCreating, breathe, endImport, fileKey, readImport } from "./import-store.ts";

export async function importClients(work: Work<"crm">, order: Columns): Promise<Outcome> {
  const { db, actor, ask, step, run, files } = work;
  const { importId } = order;
  if (!may(actor, "client.import")) return refuse("forbidden");
  await step("begin the import", async () => void (await beginChecking(db, importId, run.id).run()));
  while (!(await step("check the lines", () => breathe().then(() => checkLines(work, order))))) {}
  const nothing = await step("forget the file", async () => {
    await files.delete(fileKey(importId));
    const imported = await readImport(db, importId);
    return !imported || imported.fresh + imported.alike + imported.created === 0;
  });
  const { option } = nothing ? { option: "cancel" } : await ask({ name: "import", options: ["cancel", "fresh", "all"], about: {} });
  if (option !== "cancel") {
    await step("wait for another import", async () => {
      if (!(await beginCreating(db, importId))) throw new PasserelleError("taken", { retryAfterSeconds: 5 });
      return null;
    });
    while (!(await step("create the clients", () => breathe().then(() => createLines(work, importId, option === "all"))))) {}
  }
  await step("end the import", async () => void (await endImport(db, importId).run()));
  return accept({ importId, cancelled: option === "cancel" && !nothing });
}
