/** What `env` of "cloudflare:workers" holds in the tests: the Worker's own bindings, and what vitest.config.ts adds. */
declare namespace Cloudflare {
  interface Env extends WorkerEnv {
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
    TEST_COUNTS: "small" | "full";
  }
}

type WorkerEnv = import("../edge/settings.ts").Env;

declare module "*?raw" {
  const text: string;
  export default text;
}
