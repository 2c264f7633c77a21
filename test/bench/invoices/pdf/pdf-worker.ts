/** The bench's Worker that makes PDFs, built as the part of ours is and opened in workerd. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { partBuild } from "../../../tools/build-parts.mjs";
import { open } from "../../raw-worker.ts";

export async function withPdfWorker<T>(work: (url: URL) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  try {
    const { outputFiles } = await build({ ...partBuild("test/bench/workers/pdf.ts"), write: false });
    const script = join(folder, "pdf.js");
    writeFileSync(script, outputFiles[0]?.text ?? "");
    const worker = await open({ script, parts: [], dispose: () => {} });
    try {
      return await work(worker.url);
    } finally {
      await worker.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
