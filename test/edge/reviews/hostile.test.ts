/** Reviews and files that nobody of good will sends; `npm run bench hostile-reviews` sends more of them to the built Worker. */
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { worker } from "../carry.ts";
import { anInvitation, anOrder } from "../sites/a-buyer.ts";
import { aSite, ask } from "../sites/a-site.ts";
import { judgeHostile } from "./judge-hostile.ts";
import { JPEG, PNG, WEBP } from "./pictures.ts";

const COUNT = env.TEST_COUNTS === "small" ? 400 : 800;
const db = worker.DB;

it(`bears ${COUNT} of them: text or refused`, { timeout: 120_000 }, async () => {
  await aSite({ openToAll: true });
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const token = await anInvitation(await anOrder());
  const doors = {
    post: (path: string, body: BodyInit, headers: Record<string, string>) => ask(path, { method: "POST", body, headers }),
    get: (path: string) => ask(path),
    publishAll: async () =>
      void (await db.prepare("UPDATE reviews SET state = 'published', published_at = submitted_at WHERE state = 'pending'").run()),
    proven: async () => (await db.prepare("SELECT count(*) AS n FROM reviews WHERE verified = 1").first<number>("n")) ?? 0,
  };
  expect(await judgeHostile(doors, token, [JPEG, PNG, WEBP], COUNT, 20_261_126)).toEqual([]);
  expect(errors.mock.calls).toEqual([]);
  // Some got through, as text: were there none, nothing would have been shown.
  expect(await db.prepare("SELECT count(*) AS n FROM reviews").first<number>("n")).toBeGreaterThan(COUNT / 20);
  expect(await db.prepare("SELECT count(*) AS n FROM review_photos").first<number>("n")).toBeGreaterThan(3);
});
