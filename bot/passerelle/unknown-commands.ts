/** A command that an older or newer manifest points here: answered with the nearest one we have. */
import type { App } from "@slack/bolt";
import { editDistance } from "../../edge/companies/names.ts";
import { COMMANDS } from "../manifest.ts";
import { mrkdwnText, oneLine, shorten } from "../text/words.ts";

const OURS = Object.values(COMMANDS).map(({ name }) => String(name));

/** The word that takes the fewest slips to type by mistake. */
export function nearest(typed: string, words: string[]): string {
  const word = typed.toLowerCase().slice(0, 40);
  const slips = (candidate: string) => editDistance(word, candidate, 40);
  return words.reduce((best, candidate) => (slips(candidate) < slips(best) ? candidate : best));
}

export function unknownCommands(app: App) {
  app.command(/./, async ({ ack, command, body, context: { desk } }) => {
    if (OURS.includes(command.command)) return;
    await desk.find(body);
    const say = await desk.say();
    const typed = shorten(oneLine(command.command), 40);
    await ack({ response_type: "ephemeral", text: mrkdwnText(say.unknownCommand(typed, nearest(typed, OURS))) });
  });
}
