/** How long a PDF takes in workerd, warm: on one thread, without waiting for anything, so that time is CPU time. */
import { type Figure, median } from "./figure.ts";
import { withPdfWorker } from "./invoices/pdf/pdf-worker.ts";

const ROUNDS = 9;
const MOST_RATIO = 2;
const MOST_MS = 150;

export const pdfTime: Figure = {
  id: "pdf-time",
  name: `a PDF in workerd, warm, median of ${ROUNDS}, against raw pdfkit text() of the same words`,
  unit: "ms",
  goal: `≤ ${MOST_RATIO} × peer`,
  measure: () =>
    withPdfWorker(async (url) => {
      const ten = await compared(url, 10, 10);
      const long = await compared(url, 300, 2);
      return [
        { part: "ten", ...ten, ok: ten.ratio <= MOST_RATIO },
        { part: "three-hundred", goal: `≤ ${MOST_MS}`, ...long, ok: long.value <= MOST_MS },
      ];
    }),
};

/** In turns, so that both meet the same machine. */
async function compared(url: URL, lines: number, times: number) {
  const took = { ours: [] as number[], raw: [] as number[] };
  for (let round = -2; round < ROUNDS; round++) {
    for (const what of ["ours", "raw"] as const) {
      const one = await perPdf(url, what, lines, times);
      if (round >= 0) took[what].push(one);
    }
  }
  const [value, peer] = [median(took.ours), median(took.raw)];
  return { value, peer, ratio: value / peer };
}

/** What a request costs without any PDF is taken off. */
async function perPdf(url: URL, what: string, lines: number, times: number): Promise<number> {
  const asked = async (count: number) => {
    const started = performance.now();
    const answer = await fetch(new URL(`/${what}?lines=${lines}&times=${count}`, url));
    if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
    await answer.text();
    return performance.now() - started;
  };
  const idle = await asked(0);
  return ((await asked(times)) - idle) / times;
}
