/** A small file through what `npm run bench import` does with a large one: real kills, every line once. */
import { expect, it } from "vitest";
import { importAFile } from "../bench/import/import-a-file.ts";
import { withWorker } from "../bench/raw-worker.ts";

it("imports every line once, whatever is killed on the way", async () => {
  const account = await withWorker((built) =>
    importAFile(built, {
      lines: 1_000,
      kills: [
        ["checking", 0.3],
        ["creating", 0],
      ],
    }),
  );
  expect(account).toMatchObject({ lost: 0, doubled: 0, untold: 0 });
  expect(account.kills).toBeGreaterThan(0);
}, 400_000);
