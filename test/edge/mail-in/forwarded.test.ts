/** Mails that were forwarded by hand, as each mail program writes them in either language. */
import { describe, expect, it } from "vitest";
import { bareSubject, forwardedBlocks, isForward } from "../../../edge/mail-in/message/forwarded.ts";

const WORDS = "Bonjour,\n\nUn devis ?\n\nCordialement,\nAda Petit";

describe("a forwarded mail", () => {
  it.each<[string, string]>([
    [
      "Gmail",
      `Pour toi\n\n---------- Forwarded message ---------\nFrom: Ada Petit <ada@client.example>\nDate: Tue, 3 Nov 2026 at 10:12\nSubject: Devis\nTo: <tom@firm.example>\n\n${WORDS}`,
    ],
    [
      "Gmail, French",
      `---------- Forwarded message ---------\nDe : *Ada Petit* <ada@client.example>\nDate: mar. 3 nov. 2026 à 10:12\nSubject: Devis\nTo: <tom@firm.example>\n\n\n${WORDS}`,
    ],
    [
      "Outlook",
      `FYI\n\nFrom: Ada Petit <ada@client.example>\nSent: Tuesday, November 3, 2026 10:12 AM\nTo: Tom <tom@firm.example>\nCc: Zoé <zoe@firm.example>\nSubject: Devis\n\n${WORDS}`,
    ],
    [
      "Outlook, French",
      `________________________________\nDe\u00a0: Ada Petit <ada@client.example>\nEnvoyé\u00a0: mardi 3 novembre 2026 10:12\nÀ\u00a0: Tom\nObjet\u00a0: Devis\n\n${WORDS}`,
    ],
    [
      "old Outlook",
      `-----Message d'origine-----\nDe : Ada Petit [mailto:ada@client.example]\nEnvoyé : mardi 3 novembre 2026 10:12\nÀ : Tom\nObjet : Devis\n\n${WORDS}`,
    ],
    [
      "Apple Mail",
      `Begin forwarded message:\n\n> From: Ada Petit <ada@client.example>\n> Subject: Devis\n> Date: 3 November 2026 at 10:12:00 CET\n> To: tom@firm.example\n> \n> ${WORDS.replaceAll("\n", "\n> ")}`,
    ],
    [
      "Apple Mail, French",
      `Début du message réexpédié :\n\nDe: Ada Petit <ada@client.example>\nObjet: Devis\nDate: 3 novembre 2026 à 10:12:00 UTC+1\nÀ: tom@firm.example\n\n${WORDS}`,
    ],
    [
      "Thunderbird, French",
      `-------- Message transféré --------\nSujet : 	Devis\nDate : 	Tue, 3 Nov 2026 10:12:00 +0100\nDe : 	Ada Petit <ada@client.example>\nPour : 	tom@firm.example\n\n${WORDS}`,
    ],
  ])("%s", (_program, text) => {
    const [first] = forwardedBlocks(text);
    expect(first).toMatchObject({ sender: { name: "Ada Petit", address: "ada@client.example" }, subject: "Devis" });
    expect(first?.text).toBe(WORDS);
  });

  it("that was forwarded before has a block for each, the latest first", () => {
    const inner = `De : Ada <ada@client.example>\nEnvoyé : lundi\nObjet : Devis\n\n${WORDS}`;
    const blocks = forwardedBlocks(`De : Zoé <zoe@firm.example>\nEnvoyé : mardi\nObjet : TR : Devis\n\nTu t'en occupes ?\n\n${inner}`);
    expect(blocks.map(({ sender }) => sender.address)).toEqual(["zoe@firm.example", "ada@client.example"]);
    expect(blocks[0]?.text).toBe("Tu t'en occupes ?");
  });

  it("is told from a reply, and from a sentence that begins like a header", () => {
    expect(isForward("Tr: Devis", "")).toBe(true);
    expect(isForward("FW: x", "")).toBe(true);
    expect(isForward("RE: Devis", "From: Ada <ada@client.example>")).toBe(false);
    expect(isForward("Travaux : devis", "")).toBe(false);
    expect(forwardedBlocks("Bonjour,\nDe : nous à vous, merci.\nAda <ada@client.example>")).toEqual([]);
    expect(bareSubject("TR : RE: Fwd: Devis")).toBe("Devis");
  });
});
