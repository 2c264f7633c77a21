/** Runs one of our programs under Node 24, whatever the host's Node is, after the set-up that a fresh clone needs. */
import { run, setUp, Trouble } from "../sandbox/set-up.mjs";

await run(async () => {
  const [program, ...flags] = process.argv.slice(2);
  if (!program) throw new Trouble("run.mjs wants the name of a program beside it.");
  if (!(await setUp())) return;
  const { main } = await import(new URL(program, import.meta.url).href);
  return main(flags);
});
