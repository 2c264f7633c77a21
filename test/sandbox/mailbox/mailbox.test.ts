/** The mailbox page: what it lists, and that nothing in a message can do anything. */
import { describe, expect, it } from "vitest";
import { createMailbox } from "./mailbox.ts";
import { mailboxRoutes } from "./routes.ts";

const AT = "http://sandbox.test";

function house() {
  const mailbox = createMailbox({ now: () => Date.parse("2026-11-26T08:05:00Z") });
  const { fetch } = mailboxRoutes({ mailbox, root: "/mailbox" });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(new Request(AT + path, { headers }));
  const take = (changes = {}) =>
    mailbox.take({
      ...{ via: "brevo", from: { name: "Atelier", email: "a@b.example" }, to: [{ name: "Élodie", email: "e@c.example" }], replyTo: "" },
      ...{
        subject: "Facture <b>42</b>",
        text: "Bonjour Élodie",
        html: "<script>alert(1)</script><p>Bonjour</p>",
        headers: [{ name: "X-A", value: "1" }],
      },
      ...{ attachments: [{ filename: "Été.html", type: "text/html", size: 5, content: btoa("<b>x>") }] },
      ...changes,
    });
  return { mailbox, fetch, get, take };
}

describe("the mailbox", () => {
  it("says that it is empty, in either language, and remembers which", async () => {
    const { get } = house();
    expect(await (await get("/")).text()).toContain("Aucun message pour l’instant");
    const english = await get("/?lang=en");
    expect(await english.text()).toContain("No message yet");
    const cookie = english.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await (await get("/", { cookie })).text()).toContain("No message yet");
    expect(await (await get("/", { "accept-language": "en-GB,en" })).text()).toContain("No message yet");
  });

  it("lists messages and shows one in three faces, as text and never as markup", async () => {
    const { get, take } = house();
    const { id } = take();
    const list = await (await get("/")).text();
    expect(list).toContain("Facture &lt;b&gt;42&lt;/b&gt;");
    expect(list).toContain("Élodie");
    expect(await (await get(`/m/${id}?show=text`)).text()).toContain("<pre>Bonjour Élodie</pre>");
    expect(await (await get(`/m/${id}?show=headers`)).text()).toContain("<td>1</td>");
    expect(await (await get(`/m/${id}`)).text()).toContain(
      '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="Contenu du message" src="/mailbox/m/1/html">',
    );
    expect((await get("/m/99")).headers.get("location")).toBe("/mailbox/");
  });

  it("shows a message's HTML where it may do nothing, and hands files over for saving", async () => {
    const { get, take } = house();
    const { id } = take();
    const frame = await get(`/m/${id}/html`);
    expect(frame.headers.get("content-security-policy")).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/,
    );
    expect(await frame.text()).toContain('<base target="_blank">');
    const file = await get(`/m/${id}/file/0`);
    expect(file.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''%C3%89t%C3%A9.html");
    expect(await file.text()).toBe("<b>x>");
  });

  it("is emptied by its own page only", async () => {
    const { fetch, mailbox, take } = house();
    take();
    const empty = (origin: string) => fetch(new Request(`${AT}/empty`, { method: "POST", headers: { origin } }));
    expect((await empty("http://evil.example")).status).toBe(403);
    expect(mailbox.list()).toHaveLength(1);
    expect((await empty(AT)).status).toBe(303);
    expect(mailbox.list()).toEqual([]);
  });

  it("survives a restart", () => {
    const { mailbox, take } = house();
    take();
    const next = createMailbox();
    next.restore(JSON.parse(JSON.stringify(mailbox.dump())));
    expect(next.list()).toEqual(mailbox.list());
    expect(next.version()).toBe(mailbox.version());
  });
});
