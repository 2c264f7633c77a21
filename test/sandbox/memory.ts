/** What the stand-ins remember, as JSON files: a client created before a restart is still in the CRM after it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Memory {
  /** What was kept under this name the last time, if anything. */
  recall<Snapshot>(name: string): Snapshot | undefined;
  /** From now on, keeps what `snapshot` gives: every second, and at the end. */
  keep(name: string, snapshot: () => unknown): void;
  close(): void;
}

export function memoryIn(folder: string): Memory {
  mkdirSync(folder, { recursive: true });
  const kept = new Map<string, { snapshot: () => unknown; written: string }>();
  const fileOf = (name: string) => join(folder, `${name}.json`);

  function write() {
    for (const [name, entry] of kept) {
      const text = JSON.stringify(entry.snapshot());
      if (text === entry.written) continue;
      writeFileSync(`${fileOf(name)}.new`, text);
      renameSync(`${fileOf(name)}.new`, fileOf(name)); // whole or not at all
      entry.written = text;
    }
  }

  const timer = setInterval(write, 1_000);
  return {
    recall(name) {
      const text = read(fileOf(name));
      return text ? JSON.parse(text) : undefined;
    },
    keep: (name, snapshot) => void kept.set(name, { snapshot, written: "" }),
    close() {
      clearInterval(timer);
      write();
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the first start
  }
}
