/** Export of one person, through Slack's door: a page and JSON behind links, all that is kept about them and of nobody else. */
import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../../../edge/app.ts";
import { aHouse, begin, carry, worker } from "../../edge/carry.ts";
import { words } from "../world.ts";
import { dyingBehind, MAIL, openPrivacy, type Privacy } from "./privacy-steps.ts";

let p: Privacy;
beforeEach(async () => {
  p = await openPrivacy();
});
afterEach(async () => {
  await p.world.settled();
  vi.restoreAllMocks();
});

describe("exporting", () => {
  const download = async (label: string) => {
    const [message] = p.admin.messages().slice(-1);
    const ids = JSON.stringify(message).match(/document_open:\w+/g) ?? [];
    await p.admin.press(message!, ids.at(label === "json" ? -1 : 0) ?? "");
    await p.world.settled();
    const url = /"url":"([^"]+)"/.exec(JSON.stringify(p.admin.ephemerals().at(-1)))?.[1] ?? "";
    const app = createApp({ slack: async () => new Response(null, { status: 500 }), house: () => p.world.house() });
    return app.fetch(new Request(url), worker, createExecutionContext());
  };

  it("gives a page to read and JSON, through links, and the trail has it", async () => {
    const id = await p.jeanne();
    expect(words(await p.windowOf(`export-person jeanne zygomar`))).toContain("L’export contiendra");
    await p.admin.submit(undefined, {});
    await p.world.settled();
    expect(p.card()).toContain("L’export est prêt");
    const page = await download("page");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const html = await page.text();
    for (const text of ["Jeanne Zygomar", MAIL, "Allergique", "06 11 22 33 44", "Fiches de client", "Demandes"])
      expect(html).toContain(text);
    expect(html).not.toContain("<script");
    expect(await p.actions()).toEqual(expect.arrayContaining(["person.export", "document.keep", "document.read"]));
    expect(await p.db.prepare("SELECT object_id FROM audit WHERE action = 'person.export'").first("object_id")).toBe(id);
    const { results } = await p.db
      .prepare("SELECT name, media_type, keep_until - created_at AS kept FROM documents ORDER BY media_type")
      .all();
    expect(results).toMatchObject([{ media_type: "application/json", kept: 172_800_000 }, { media_type: "text/html" }]);
    // An erasure takes the exports along.
    await p.erase("erase-person jeanne zygomar");
    expect(await p.count("documents")).toBe(0);
  });

  it("of an employee holds what they did, not whom it was about", async () => {
    await p.jeanne();
    await p.windowOf("export-person @Amélie Laurent");
    await p.admin.submit(undefined, {});
    await p.world.settled();
    const key = await p.db.prepare("SELECT r2_key FROM documents WHERE media_type = 'application/json'").first<string>("r2_key");
    const json = await (await worker.FILES.get(key ?? ""))!.json<Record<string, Record<string, unknown>[]>>();
    expect(json.person).toMatchObject([{ name: "Amélie Laurent", roles: expect.stringContaining("admin") }]);
    expect(json.requests).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "create-client", state: "done" })]));
    expect(json.actions?.length).toBeGreaterThan(1);
    expect(JSON.stringify(json)).not.toMatch(/zygomar|laposte/i);
  });

  it("takes nothing that a person typed for markup", async () => {
    await p.create({
      identity: { type: "person", name: "<img src=x onerror=alert(1)> Zoé" },
      kinds: ["client"],
      contact: { email: "zoe@laposte.example" },
    });
    await p.windowOf("export-person zoe@laposte.example");
    await p.admin.submit(undefined, {});
    await p.world.settled();
    const html = await (await download("page")).text();
    expect(html).not.toMatch(/<img/);
    expect(html).toContain("&#60;img src=x");
  });

  it("writes once when it is killed behind the files", async () => {
    const id = await p.jeanne();
    const house = aHouse();
    const run = await begin(house, p.amelie, "export-person", { subject: { kind: "client", id } });
    await carry(house, run.id, { engine: dyingBehind("gather what is kept") });
    await p.db.prepare("UPDATE crm_parties SET note = 'changed since'").run();
    expect(await carry(house, run.id)).toMatchObject({ state: "done" });
    expect(await p.count("documents")).toBe(2);
    expect(await p.count("audit WHERE action = 'person.export'")).toBe(1);
  });
});
