/** The processes of this machine, as far as `npm start` must know them: who descends from whom, and who still lives. */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface Process {
  pid: number;
  parent: number;
  command: string;
}

export function descendantsOf(pid: number): Process[] {
  const all = processes();
  const found: Process[] = [];
  const parents = [pid];
  for (const parent of parents) {
    for (const process of all) {
      if (process.parent !== parent) continue;
      found.push(process);
      parents.push(process.pid);
    }
  }
  return found;
}

/** The command line of a process that lives, else undefined. */
export const commandOf = (pid: number) => processes().find((process) => process.pid === pid)?.command;

/** Ends a process and its group; on Windows its tree. */
export function endGroup(pid: number, signal: "SIGINT" | "SIGKILL") {
  if (process.platform === "win32") return void spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

function processes(): Process[] {
  if (process.platform === "linux") return fromProc(); // slim containers have no `ps`
  if (process.platform === "win32") return [];
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 1 << 24 })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command: command ?? "" }));
}

function fromProc(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before may hold spaces
        if (state === "Z") return [];
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // ended between the two reads
      }
    });
}
