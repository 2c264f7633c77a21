import { env } from "cloudflare:workers";
import builtin from "../../edge/connectors/builtin/index.ts";
import { keepsTheCrmPromise } from "../contracts/crm.ts";

const noCalls: typeof fetch = () => Promise.reject(new Error("builtin makes no calls"));

keepsTheCrmPromise("builtin", async () => builtin.open({ secret: {}, fetch: noCalls, db: env.DB, mayCall: async () => true }));
