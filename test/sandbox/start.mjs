/**
 * `npm start`: the Worker on PORT (8787) and the sandbox on SANDBOX_PORT (8788), from whatever state the clone is in.
 * `-- --reset` begins afresh with sample data; `-- --tunnel` opens the Worker to the real Slack.
 */
import { run, setUp, Trouble } from "./set-up.mjs";

await run(async () => {
  const known = new Set(["--reset", "--tunnel"]);
  const flags = process.argv.slice(2);
  const stranger = flags.find((flag) => !known.has(flag));
  if (stranger) throw new Trouble(`"${stranger}" is not known here: npm start takes ${[...known].join(" and ")}, after "--".`);
  if (!(await setUp())) return;
  const { standUp } = await import("./stand-up.ts"); // only now can TypeScript be read
  await standUp({ reset: flags.includes("--reset"), tunnel: flags.includes("--tunnel") });
});
