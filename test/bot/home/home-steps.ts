/** What people do in App Home, for the tests: each step ends when everything it set off has ended. */
import type { Block, View } from "../../sandbox/slack/workspace.ts";
import { type World, words } from "../world.ts";

type Pressable = { action_id: string; block_id?: string; value?: string; text: { text: string }; accessibility_label?: string };

export function homeStepsIn(world: World) {
  const home = (who: string) => world.slack.person(who).home() as View;
  async function open(who: string): Promise<View> {
    await world.slack.person(who).openHome();
    await world.settled();
    return home(who);
  }
  /** Presses the button of that name (as a screen reader says it), wherever it stands in Home. */
  async function press(who: string, name: RegExp): Promise<void> {
    const button = buttonsOf(home(who)).find((one) => name.test(spoken(one)));
    if (!button) throw new Error(`no button ${name} among ${buttonsOf(home(who)).map(spoken).join(" / ")}`);
    await world.slack.person(who).press(home(who), button.action_id, undefined, button.block_id);
    await world.settled();
  }
  return { home, open, press };
}

export const spoken = ({ accessibility_label, text }: Pressable): string => accessibility_label ?? text.text;

export const buttonsOf = (view: View): Pressable[] =>
  view.blocks.flatMap((block: Block) => {
    const { accessory, elements } = block as { accessory?: Pressable; elements?: Pressable[] };
    const found = block.type === "actions" ? (elements ?? []) : accessory ? [accessory] : [];
    return found.map((button) => ({ ...button, ...(block.block_id && { block_id: block.block_id }) }));
  });

/** What stands under a heading, up to the next one. */
export function under(view: View, heading: string): string {
  const at = view.blocks.findIndex((block) => block.type === "header" && words({ blocks: [block] }) === heading);
  if (at < 0) return "";
  const rest = view.blocks.slice(at + 1);
  const end = rest.findIndex(({ type }) => type === "header");
  return words({ blocks: end < 0 ? rest : rest.slice(0, end) });
}

export const headings = (view: View): string[] =>
  view.blocks.filter(({ type }) => type === "header").map((block) => words({ blocks: [block] }));
