/** The least that a Worker with Hono can be: what cold-start measures us against. */
import { Hono } from "hono";

export default new Hono().get("/health", (c) => c.json({ ok: true }));
