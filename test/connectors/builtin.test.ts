import { env } from "cloudflare:workers";
import builtin from "../../edge/connectors/builtin/index.ts";
import { keepsTheCrmPromise } from "../contracts/crm.ts";
import { keepsTheBooks } from "../contracts/invoicing.ts";

const noCalls: typeof fetch = () => Promise.reject(new Error("builtin makes no calls"));

keepsTheCrmPromise("builtin", async () => {
  // Empty each time, as the others' stand-ins are.
  await env.DB.batch(["crm_contacts", "crm_parties"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  return builtin.open({ secret: {}, fetch: noCalls, db: env.DB, mayCall: async () => true });
});

keepsTheBooks("builtin", async () => ({
  invoicing: builtin.open({ secret: {}, fetch: noCalls, db: env.DB, mayCall: async () => true }).invoicing,
  clientId: "c1",
}));
