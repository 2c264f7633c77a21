/**
 * Each test file in the Worker starts with a database that has every migration and nothing else. Files share a workerd (a
 * new one each takes as long as the tests in it), so what the one before left goes first.
 */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";

vi.useRealTimers();
vi.unstubAllGlobals();
vi.restoreAllMocks();
await reset();
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
