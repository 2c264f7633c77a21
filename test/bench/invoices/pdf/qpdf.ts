/** qpdf's own check of a PDF's structure: the very program, in WebAssembly, so that every machine has it. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface Qpdf {
  FS: { writeFile(path: string, bytes: Uint8Array): void };
  callMain(args: string[]): number;
}
type Start = (options: { locateFile: () => string; noInitialRun: true; print: Tell; printErr: Tell }) => Promise<Qpdf>;
type Tell = (line: string) => void;

/** Empty when `qpdf --check` finds neither an error nor anything to warn of. */
export async function qpdfProblems(bytes: Uint8Array): Promise<string[]> {
  const require = createRequire(import.meta.url);
  const program = require.resolve("@neslinesli93/qpdf-wasm");
  const start = require(program) as Start;
  const told: string[] = [];
  const { log, warn, error } = console;
  Object.assign(console, {
    log: (line: string) => told.push(line),
    warn: (line: string) => told.push(line),
    error: (line: string) => told.push(line),
  });
  try {
    const tell = (line: string) => told.push(line);
    const qpdf = await start({ locateFile: () => join(dirname(program), "qpdf.wasm"), noInitialRun: true, print: tell, printErr: tell });
    qpdf.FS.writeFile("/document.pdf", bytes);
    const code = qpdf.callMain(["--check", "/document.pdf"]);
    return code === 0 ? [] : [`qpdf ends with ${code}: ${told.join(" ")}`];
  } finally {
    Object.assign(console, { log, warn, error });
  }
}
