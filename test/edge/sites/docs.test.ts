/** The description of the API: every route that there is, as the doors check it, valid and without a third party. */
import { describe, expect, it } from "vitest";
import { docsDoor } from "../../../edge/sites/docs/part.ts";
import { ask } from "./a-site.ts";

interface Api {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, object>; requestBody?: object }>>;
}

const read = async () => (await (await ask("/docs/openapi.json", { origin: null })).json()) as Api;

describe("the API's description", () => {
  it("is of the shapes that the doors check with", async () => {
    const { openapi, paths } = await read();
    expect(openapi).toMatch(/^3\.1\./);
    const sent = paths["/v1/reviews"]?.post;
    expect(sent?.requestBody).toMatchObject({
      content: {
        "application/json": {
          schema: { properties: { rating: { type: "integer", minimum: 1, maximum: 5 }, experiencedOn: { format: "date" } } },
        },
      },
    });
    expect(Object.keys(sent?.responses ?? {})).toEqual(expect.arrayContaining(["202", "400", "401", "403", "409", "410", "413", "429"]));
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names addresses that are there", async () => {
    const { paths } = await read();
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        const response = await ask(path.replace(/\{\w+\}/g, "x"), { method: method.toUpperCase() });
        const { detail = "" } = response.headers.get("Content-Type")?.includes("problem")
          ? ((await response.clone().json()) as { detail: string })
          : {};
        expect([method, path, response.status === 404 && /Cette page/.test(detail) && !/\{|mine/.test(path)]).toEqual([
          method,
          path,
          false,
        ]);
      }
  });

  it("is a page too, which runs nothing and asks nobody else", async () => {
    const response = await ask("/docs", { origin: null });
    const text = await response.text();
    expect(response.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; style-src 'nonce-/);
    expect(text).toContain("/v1/reviews/{id}/report");
    expect(text).not.toMatch(/<script|https?:\/\/(?!passerelle\.example)/);
    expect(docsDoor(new Request("https://x.example/docs/openapi.json")).headers.get("Access-Control-Allow-Origin")).toBe("*");
  });
});
