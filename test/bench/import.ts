/** A file of 50,000 lines through the window, the check and the creation, with real kills on the way: every line ends as it should, none twice. */
import type { Figure } from "./figure.ts";
import { importAFile } from "./import/import-a-file.ts";
import { withWorker } from "./raw-worker.ts";

const LINES = 50_000;
const MOST_SECONDS = 900;

export const importFigure: Figure = {
  id: "import",
  name: `${LINES} lines of CSV into the built-in CRM, the Worker killed while it checks and twice while it creates`,
  unit: "",
  goal: "0 lost, 0 doubled, 1 card",
  patient: true, // for the cron, after each kill
  async measure() {
    const account = await withWorker((built) =>
      importAFile(built, {
        lines: LINES,
        kills: [
          ["checking", 0.5],
          ["creating", 0.3],
          ["creating", 0.7],
        ],
      }),
    );
    const { lost, doubled, untold, kills, seconds, busySeconds } = account;
    return [
      { part: "lost", value: lost, ok: lost === 0 },
      { part: "doubled", value: doubled, ok: doubled === 0 },
      { part: "untold", value: untold, ok: untold === 0, goal: "0: one card, and it says so" },
      { part: "kills", value: kills, goal: "3", ok: kills === 3 },
      { part: "seconds", unit: "s", goal: `≤ ${MOST_SECONDS} s, each kill's minute included`, value: seconds, ok: seconds <= MOST_SECONDS },
      { part: "lines-a-second", unit: "", goal: "told, not asked", value: (2 * LINES) / busySeconds, ok: true },
    ];
  },
};
