/** The page where one writes to the firm: what it shows, hands over and refuses. Its mails are read as somebody else's parser reads them. */
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { readMessage } from "../../../edge/mail-in/message/read-message.ts";
import type { Became } from "./became.ts";
import { mimeOf } from "./compose.ts";
import { mailInRoutes } from "./routes.ts";
import { mailSamples } from "./samples.ts";

const AT = "http://sandbox.test";
const TO = "bonjour@in.firm.example";

function pageWith(mails: Became[] = [], answer = () => new Response("ok")) {
  const sent: { raw: string; from: string; to: string }[] = [];
  const deliver = async (mail: Uint8Array, from: string, to: string) => {
    sent.push({ raw: new TextDecoder().decode(mail), from, to });
    return answer();
  };
  const { fetch } = mailInRoutes({ root: "/mail-in", address: TO, deliver, became: () => mails });
  const get = async (path: string) => (await fetch(new Request(AT + path))).text();
  const post = (body: string, type = "application/json") =>
    fetch(new Request(`${AT}/send?lang=en`, { method: "POST", headers: { "content-type": type }, body }));
  return { sent, get, post };
}

describe("the page", () => {
  it("offers every sample in either language, and says what became of the latest, as text", async () => {
    const run = { state: "asking", ignored: false, client: null, person: "Amélie <b>", slackUser: "U0AMELIE" };
    const { get } = pageWith([
      { id: "m1", at: 0, sender: "a@b.example", what: "asked", run },
      { id: "m2", at: 0, sender: null, what: "unreadable", run: null },
    ]);
    const [french, english] = [await get("/?lang=fr"), await get("/?lang=en")];
    for (const { title } of mailSamples) {
      expect(french).toContain(title.fr.replace(/[«»]/g, (mark) => mark));
      expect(english).toContain(title.en);
    }
    expect(french).toContain("Une carte demande à Amélie &lt;b&gt; qui c’est");
    expect(english).toContain("Ignored: unreadable");
    expect(await await pageWith().get("/?lang=fr")).toContain("Rien n’est encore arrivé");
  });

  it("hands over what was written, and says so when it is refused or nobody answers", async () => {
    const { sent, post } = pageWith();
    expect((await post(JSON.stringify({ from: "a@b.example", subject: "Été", headers: "X-A: 1\nnonsense" }))).status).toBe(200);
    expect(sent[0]).toMatchObject({ from: "a@b.example", to: TO });
    expect(sent[0]?.raw).toContain("X-A: 1\r\n");
    expect(sent[0]?.raw).not.toContain("nonsense");
    expect((await post("from=a", "text/plain")).status).toBe(415);
    expect((await post("{}")).status).toBe(400);
    const away = pageWith([], () => {
      throw new Error("no connection");
    });
    expect(await (await away.post(JSON.stringify({ from: "a@b.example" }))).json()).toEqual({
      error: expect.stringContaining("did not answer"),
    });
  });
});

describe("its mails", () => {
  it.each(mailSamples)("$id has the same words for us and for postal-mime", async (sample) => {
    const raw = mimeOf({ ...sample, to: TO });
    const theirs = await PostalMime.parse(raw);
    expect(readMessage(raw).text.trim()).toBe(theirs.text?.replace(/\r\n/g, "\n").trim());
    expect(theirs.from?.name).toBe(sample.fromName);
    expect(theirs.subject).toBe(sample.subject);
  });
});
