import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type RestOptions, rest, retryAfter, whenFound } from "../../../edge/protocols/rest.ts";

const Thing = z.object({ name: z.string() });
const answering = (answer: () => Response | Promise<Response>, options: Partial<RestOptions> = {}) =>
  rest({ vendor: "acme", base: "https://acme.test/api/", fetch: async () => answer(), ...options });
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("no", { status: code, headers });

/** Answers nothing until the caller gives up, as a vendor that hangs. */
const hanging: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));

describe("what is sent", () => {
  it("fills the path, the query and the body, and keeps strangers' signs apart", async () => {
    const seen: Request[] = [];
    const send: typeof fetch = async (input, init) => {
      seen.push(new Request(input as string, init as RequestInit));
      return Response.json({ name: "x" });
    };
    const api = rest({ vendor: "acme", base: "https://acme.test/api/", headers: { "X-Key": "k" }, fetch: send });
    await api.get("/things/{id}", Thing, { path: { id: "a/../b?c" }, query: { q: "é&=%", limit: 5 } });
    await api.post("/things", Thing, { body: { name: "Zoé" } });
    expect(seen[0]?.url).toBe("https://acme.test/api/things/a%2F..%2Fb%3Fc?q=%C3%A9%26%3D%25&limit=5");
    expect(seen[0]?.headers.get("X-Key")).toBe("k");
    expect(seen[1]?.method).toBe("POST");
    expect(await seen[1]?.json()).toEqual({ name: "Zoé" });
  });

  it.each(["", "acme.test", "ftp://acme.test"])("refuses the address %j at once", (base) => {
    expect(() => rest({ vendor: "acme", base, fetch })).toThrow(expect.objectContaining({ code: "misconfigured" }));
  });
});

describe("what a status means", () => {
  it.each([
    [302, "misconfigured", "misconfigured"],
    [400, "vendor_refused", "vendor_refused"],
    [401, "misconfigured", "misconfigured"],
    [403, "misconfigured", "misconfigured"],
    [404, "not_found", "not_found"],
    [408, "vendor_unavailable", "vendor_unavailable"],
    [409, "conflict", "conflict"],
    [422, "vendor_refused", "vendor_refused"],
    [429, "rate_limited", "rate_limited"],
    [500, "vendor_unavailable", "maybe_written"],
    [503, "vendor_unavailable", "maybe_written"],
  ])("%i is %s to a read and %s to a write", async (code, read, write) => {
    const api = answering(status(code));
    await expect(api.get("/things", Thing)).rejects.toMatchObject({ code: read });
    await expect(api.post("/things", Thing, { body: {} })).rejects.toMatchObject({ code: write });
    await expect(api.put("/things", Thing, { body: {} })).rejects.toMatchObject({ code: write });
  });

  it("lets the vendor's own words decide", async () => {
    const explain: RestOptions["explain"] = (_, body) =>
      JSON.stringify(body).includes("rolled back") ? { code: "vendor_refused", field: "name" } : undefined;
    const api = answering(() => Response.json({ why: "rolled back" }, { status: 500 }), { explain });
    await expect(api.post("/things", Thing)).rejects.toMatchObject({ code: "vendor_refused", field: "name" });
    await expect(answering(status(500), { explain }).post("/things", Thing)).rejects.toMatchObject({ code: "maybe_written" });
  });

  it("passes on how long to wait", async () => {
    await expect(answering(status(429, { "Retry-After": "12" })).get("/things", Thing)).rejects.toMatchObject({ retryAfterSeconds: 12 });
    expect(retryAfter(new Date(Date.now() + 30_000).toUTCString())).toBeGreaterThan(27);
    expect(retryAfter(new Date(Date.now() - 30_000).toUTCString())).toBe(0);
    expect(retryAfter("999999999")).toBe(86_400);
    expect([retryAfter(null), retryAfter(""), retryAfter("soon")]).toEqual([undefined, undefined, undefined]);
  });

  it("turns 404 into what the caller expects, and nothing else", async () => {
    expect(await whenFound(answering(status(404)).get("/things", Thing), null)).toBeNull();
    await expect(whenFound(answering(status(403)).get("/things", Thing), null)).rejects.toMatchObject({ code: "misconfigured" });
  });
});

describe("what may have happened", () => {
  it("is unknown when a write gets no answer, and nothing when a read does", async () => {
    const api = answering(() => Promise.reject(new TypeError("fetch failed")));
    await expect(api.get("/things", Thing)).rejects.toMatchObject({ code: "vendor_unavailable" });
    await expect(api.post("/things", Thing)).rejects.toMatchObject({ code: "maybe_written" });
  });

  it("is unknown when a write was answered in words we do not know", async () => {
    for (const answer of [() => Response.json({ id: 1 }), () => new Response("<html>"), () => new Response(null, { status: 204 })]) {
      await expect(answering(answer).get("/things", Thing)).rejects.toMatchObject({ code: "bad_answer" });
      await expect(answering(answer).post("/things", Thing)).rejects.toMatchObject({ code: "maybe_written" });
    }
  });

  it("is nothing when there was no time left to send", async () => {
    const api = answering(() => Promise.reject(new Error("sent")));
    await expect(api.post("/things", Thing, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "vendor_unavailable" });
  });
});

describe("limits", () => {
  it("waits no longer than its budget, or the caller's", async () => {
    const api = rest({ vendor: "acme", base: "https://acme.test", fetch: hanging, timeoutMs: 30 });
    await expect(api.get("/things", Thing)).rejects.toMatchObject({ code: "vendor_unavailable" });
    await expect(api.post("/things", Thing)).rejects.toMatchObject({ code: "maybe_written" });
    const patient = rest({ vendor: "acme", base: "https://acme.test", fetch: hanging });
    await expect(patient.get("/things", Thing, { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it("stops reading an answer that has no end", async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            sent += 1_000;
            controller.enqueue(new Uint8Array(1_000).fill(32));
          },
        }),
      );
    await expect(answering(endless, { maxBytes: 10_000 }).get("/things", Thing)).rejects.toMatchObject({ code: "bad_answer" });
    expect(sent).toBeLessThan(20_000);
  });

  it("reads characters that are cut in two between chunks", async () => {
    const bytes = new TextEncoder().encode('{"name":"é🥐"}');
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    };
    const chunked = () => new Response(new ReadableStream<Uint8Array>({ start }));
    expect(await answering(chunked).get("/things", Thing)).toEqual({ name: "é🥐" });
  });

  it("keeps values, bodies and keys out of its messages", async () => {
    const api = answering(() => Response.json({ name: { secret: "secret" } }), { headers: { "X-Key": "secret" } });
    const call = { path: { id: "secret" }, query: { q: "secret" }, body: { name: "secret" } };
    for (const error of [
      await api.get("/things/{id}", Thing, call).catch(String),
      await api.put("/things/{id}", Thing, call).catch(String),
    ]) {
      expect(error).toContain("acme:");
      expect(error).toContain("/things/{id}");
      expect(error).not.toContain("secret");
    }
  });
});
