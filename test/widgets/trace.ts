/** Reads a trace of Chromium: how long the tasks are that run a script. */

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of the thread's own time: what other processes take from it is not in it. */
  tdur?: number;
  args?: { data?: { url?: string } };
}

const SCRIPT = /^(EvaluateScript|FunctionCall|v8\.(evaluateModule|compileModule|compile)|RunMicrotasks)$/;

/**
 * The longest task in which a script of `origin` runs, in milliseconds. Microtasks name no script: those that belong to no other
 * origin's task are taken for ours.
 */
export function longestTask(events: TraceEvent[], origin: string): number {
  const scripts = events.filter(({ name, ph }) => ph === "X" && SCRIPT.test(name));
  const tasks = events.filter(({ name, ph }) => ph === "X" && /RunTask$/.test(name));
  let longest = 0;
  for (const { pid, tid, ts, dur = 0, tdur } of tasks) {
    const ms = (tdur ?? dur) / 1_000;
    if (ms <= longest) continue;
    const inside = scripts.filter((script) => script.pid === pid && script.tid === tid && script.ts >= ts && script.ts < ts + dur);
    const urls = inside.map(({ args }) => args?.data?.url).filter((url): url is string => Boolean(url));
    if (inside.length > 0 && (urls.length === 0 || urls.some((url) => url.startsWith(origin)))) longest = ms;
  }
  return longest;
}
