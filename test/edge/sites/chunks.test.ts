/** A page that was opened before a deployment goes on after it. */
import { expect, it } from "vitest";
import { shopPart } from "../../../edge/shop-part.ts";
import { openWorld } from "../../bot/world.ts";

const listed = { integrity: { "/v1/chunks/reviews-new1.js": "sha384-x", "/v1/chunks/reviews-fr-new2.js": "sha384-y" } };

async function ask(path: string) {
  const house = openWorld().house();
  const ASSETS = { fetch: async () => Response.json(listed) } as unknown as Fetcher;
  return (await shopPart()).shopDoor(new Request(`https://worker.example${path}`), { ...house, env: { ...house.env, ASSETS } });
}

it("sends whoever asks for a file of before to the one in its place", async () => {
  const answer = await ask("/v1/chunks/reviews-old9.js");
  expect([answer.status, answer.headers.get("Location"), answer.headers.get("Access-Control-Allow-Origin")]).toEqual([
    302,
    "/v1/chunks/reviews-new1.js",
    "*",
  ]);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect((await ask("/v1/chunks/reviews-fr-old9.js")).headers.get("Location")).toBe("/v1/chunks/reviews-fr-new2.js");
});

it("knows no other files", async () => {
  for (const path of ["nobody-old9.js", "reviews-.js", "..%2Fpasserelle.js", "reviews-old9.css"])
    expect((await ask(`/v1/chunks/${path}`)).status).toBe(404);
});
