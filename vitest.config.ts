/** Three projects: in workerd (what runs in the Worker), in Node (rules of the house, tools), and a browser that drives `npm start`. */
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { configDefaults, defineConfig } from "vitest/config";
import { buildParts } from "./test/tools/build-parts.mjs";
import { buildWidgets } from "./test/tools/build-widgets.mjs";

/** CI proves the same things on fewer cases; the full counts live in `npm run bench`. */
const counts = process.env.CI ? "small" : "full";

await Promise.all([buildParts(), buildWidgets()]);

export default defineConfig(async () => ({
  test: {
    silent: "passed-only" as const, // what a passing test logs is noise
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("edge/store/migrations"),
                TEST_COUNTS: counts,
                // Never those of .dev.vars: a test must not speak for a real workspace.
                SLACK_SIGNING_SECRET: "test-signing-secret",
                SLACK_BOT_TOKEN: "xoxb-test-token",
                SLACK_API_URL: "http://slack.test/api/",
                SIRENE_URL: "http://register.test",
                VIES_URL: "http://vies.test/services/checkVatService",
                VIES_REQUESTER: "",
                DOLIBARR_URL: "http://dolibarr.test",
                DOLIBARR_API_KEY: "test-dolibarr-key",
                ODOO_URL: "http://odoo.test",
                ODOO_DB: "test",
                ODOO_API_KEY: "test-odoo-key",
                MAILER: "none",
                MAIL_FROM: "Atelier Lumière <bonjour@atelier-lumiere.example>",
                BREVO_URL: "http://brevo.test/v3",
                BREVO_API_KEY: "test-brevo-key",
                ADMIN_EMAILS: "",
                LINK_SECRET: "test-link-secret",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          include: ["test/{bot,edge,connectors,sandbox}/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "**/*.node.test.ts"],
          setupFiles: ["test/migrate.ts"],
          maxWorkers: 2, // each workerd runs on one core
          isolate: false, // a workerd for each file takes as long as its tests; test/migrate.ts clears what the one before left
        },
      },
      {
        test: {
          name: "node",
          include: ["test/house.test.ts", "test/tools/*.test.ts", "test/**/*.node.test.ts"],
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/{e2e,widgets}/**/*.e2e.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
          maxWorkers: 2, // each with a house of its own; most of their time they wait for the minute cron
        },
      },
    ],
  },
}));
