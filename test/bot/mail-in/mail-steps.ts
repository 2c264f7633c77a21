/** What comes in and what people press, for the tests of mail: each step ends when everything it set off has ended. */

import type { House } from "../../../edge/house.ts";
import { receiveMail } from "../../../edge/mail-in/receive-mail.ts";
import { type Composed, mimeOf } from "../../sandbox/mail-in/compose.ts";
import { mailSamples } from "../../sandbox/mail-in/samples.ts";
import { type World, words } from "../world.ts";

export const TO = "bonjour@in.atelier-lumiere.example";

export const sampleOf = (id: string): Composed => {
  const found = mailSamples.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return { ...found, to: TO };
};

/** Nobody has been named to be asked; Amélie, an admin, is there. */
export async function emptyMailbox(world: World): Promise<void> {
  await world.house().db.prepare("DELETE FROM settings WHERE key = 'mail_in_owner'").run();
  await world.know("U0AMELIE");
}

export function mailStepsIn(world: World) {
  async function post(mail: Partial<Composed> & Pick<Composed, "from">) {
    const whole: Composed = { fromName: "", subject: "Bonjour", text: "Bonjour", to: TO, ...mail };
    await world.mail(mimeOf(whole), { from: whole.envelope ?? whole.from, to: TO });
    await world.settled();
  }
  const cards = (who: string) =>
    world.slack
      .person(who)
      .messages()
      .filter(({ ephemeralTo }) => !ephemeralTo);
  const rows = async <T>(sql: string) => (await world.house().db.prepare(sql).all<T>()).results;
  return {
    post,
    postSample: (id: string, change: Partial<Composed> = {}) => post({ ...sampleOf(id), ...change }),
    /** Into another house: one that is about to be killed. */
    receiveIn: (house: House, mail = sampleOf("prospect")) =>
      receiveMail({ from: mail.from, to: TO, raw: new Response(mimeOf(mail)).body as ReadableStream<Uint8Array> }, house),
    cards,
    card: (who: string) => words(cards(who).at(-1)),
    async press(who: string, action: string) {
      const message = cards(who).at(-1);
      if (!message) throw new Error(`${who} has no card`);
      await world.slack.person(who).press(message, action);
      await world.settled();
    },
    rows,
    /** What became of each mail, in order. */
    states: async () =>
      (await rows<{ what: string }>("SELECT coalesce(reason, state) AS what FROM mails_in ORDER BY received_at, rowid")).map(
        ({ what }) => what,
      ),
    clients: () => rows<Record<string, string>>("SELECT name, siren, kinds, email, country FROM clients ORDER BY created_at"),
  };
}
