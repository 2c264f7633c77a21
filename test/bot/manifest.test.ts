/** The manifest says what the code listens to: no more, no less. Its schema is checked in test/tools/manifest.test.ts. */
import type { App } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { createBot } from "../../bot/app.ts";
import { clients } from "../../bot/clients/clients.ts";
import { home } from "../../bot/home/home.ts";
import { invoices } from "../../bot/invoices/invoices.ts";
import { COMMANDS, manifestFor, RESERVED } from "../../bot/manifest.ts";
import { passerelle, subCommands } from "../../bot/passerelle/passerelle.ts";
import { textsOf } from "../../bot/text/text.ts";
import { workspace } from "../../bot/workspace.ts";

/** What the capabilities register, by kind. */
function registered() {
  const heard = { command: [] as string[], shortcut: [] as string[], event: [] as string[] };
  const note = (kind: keyof typeof heard) => (name: string) => void heard[kind].push(name);
  const app = {
    command: note("command"),
    shortcut: note("shortcut"),
    event: note("event"),
    action() {},
    view() {},
    options() {},
  } as unknown as App;
  for (const capability of [clients, invoices, passerelle, home, workspace]) capability(app);
  return { command: heard.command.sort(), shortcut: heard.shortcut.sort(), event: heard.event.sort() };
}

describe("manifest", () => {
  const manifest = manifestFor("https://passerelle.example.workers.dev/ignored");

  it("names the commands, shortcuts and events that the code listens to", async () => {
    expect(registered()).toEqual({
      command: manifest.features.slash_commands.map(({ command }) => command).sort(),
      shortcut: manifest.features.shortcuts.map(({ callback_id }) => callback_id).sort(),
      event: [...manifest.settings.event_subscriptions.bot_events].sort(),
    });
    expect(registered().command.length).toBeGreaterThan(1);
    expect(await createBot()).toBeDefined();
  });

  it("hints at every word that can stand behind /passerelle, and help shows an example of each, in both languages", () => {
    const words = subCommands().filter((word) => word !== "help");
    expect(COMMANDS.passerelle.hint.split(" · ").sort()).toEqual([...words].sort());
    for (const locale of ["fr", "en"] as const) {
      const examples = Object.values(textsOf(locale).passerelle.help).map(({ example }) => example.split(" ").slice(0, 2).join(" "));
      for (const word of words) expect(examples).toContain(`/passerelle ${word}`);
    }
  });

  it("leads everything to one door", () => {
    const door = "https://passerelle.example.workers.dev/slack/events";
    const { interactivity, event_subscriptions } = manifest.settings;
    const urls = [
      ...manifest.features.slash_commands.map(({ url }) => url),
      interactivity.request_url,
      interactivity.message_menu_options_url,
      event_subscriptions.request_url,
    ];
    expect(new Set(urls)).toEqual(new Set([door]));
  });

  it("asks for the fewest scopes, and uses no name of Slack's", () => {
    expect(manifest.oauth_config.scopes.bot).toEqual([
      "chat:write",
      "commands",
      "files:read",
      "im:history",
      "im:write",
      "users:read",
      "users:read.email",
    ]);
    expect(registered().command.filter((name) => RESERVED.has(name))).toEqual([]);
    expect(RESERVED.has("/leave")).toBe(true);
  });
});
