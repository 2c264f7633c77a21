/** What is typed into the window: right, or wrong at its field, in both languages. */
import { describe, expect, it } from "vitest";
import { emptyDraft, newClientForm } from "../../../bot/clients/new-client/new-client-form.ts";
import { pickValue, readPick } from "../../../bot/clients/new-client/pick.ts";
import { readDraft } from "../../../bot/clients/new-client/read-draft.ts";
import type { Reader } from "../../../bot/desk.ts";
import { fitView } from "../../../bot/door/limits.ts";
import { option } from "../../../bot/forms.ts";
import { textsOf } from "../../../bot/text/text.ts";
import type { Person, Role } from "../../../edge/people/person.ts";

const reader = (locale: "fr" | "en" = "fr", roles: Role[] = ["sales"]): Reader => ({
  say: textsOf(locale),
  person: { id: "p1", standing: "member", roles, locale, workspaceOwner: false } as unknown as Person,
});
const hand = { ...emptyDraft, mode: "hand" as const, name: "Menuiserie Martin" };
const foreign = { ...emptyDraft, mode: "foreign" as const, name: "Müller GmbH", country: "DE" };
const problemsOf = (draft: typeof emptyDraft, who = reader()) => {
  const read = readDraft(who, draft);
  return "problems" in read ? Object.keys(read.problems) : [];
};

describe("by hand", () => {
  it.each([
    ["732829320", { siren: "732829320" }],
    ["732 829 320", { siren: "732829320" }],
    ["73282932000074", { siren: "732829320", siret: "73282932000074" }],
    ["FR 44 732829320", { siren: "732829320" }],
    ["35600000049837", { siren: "356000000", siret: "35600000049837" }],
  ])("takes %s", (siren, identity) => {
    expect(readDraft(reader(), { ...hand, siren })).toMatchObject({ input: { identity: { type: "french", ...identity } } });
  });

  it.each(["", "73282932", "732829321", "73282932000075", "FR45732829320", "acme", "123456789"])("refuses %s at its field", (siren) => {
    expect(problemsOf({ ...hand, siren })).toEqual(["siren"]);
  });

  it("wants a name: the register may be down", () => {
    expect(problemsOf({ ...hand, name: "", siren: "732829320" })).toEqual(["name"]);
  });
});

describe("foreign", () => {
  it("takes a number of the country, however it is typed, or none", () => {
    expect(readDraft(reader(), { ...foreign, vatNumber: "de 136.695.976" })).toMatchObject({
      input: { identity: { vatNumber: "DE136695976", country: "DE" } },
    });
    expect(readDraft(reader(), foreign)).toMatchObject({ input: { identity: { vatNumber: "" } } });
  });

  it.each([
    ["a wrong key", { vatNumber: "DE136695977" }, "vatNumber"],
    ["another country's", { vatNumber: "BE0429259426" }, "vatNumber"],
    ["a French one", { vatNumber: "FR44732829320" }, "vatNumber"],
    ["of no member state", { vatNumber: "CH123456789" }, "vatNumber"],
    ["no country", { country: "" }, "country"],
    ["a country that is none", { country: "ZZ" }, "country"],
  ])("refuses %s", (_what, change, field) => {
    expect(problemsOf({ ...foreign, ...change })).toEqual([field]);
  });
});

describe("everybody", () => {
  const person = { ...emptyDraft, mode: "person" as const, name: "Jeanne Durand" };

  it.each([
    ["no kind", { kinds: [] }, "kinds"],
    ["a kind that is none", { kinds: ["boss"] }, "kinds"],
    ["an e-mail that is none", { email: "jeanne@" }, "email"],
    ["letters in a phone number", { phone: "call me" }, "phone"],
    ["a phone number without end", { phone: "0".repeat(41) }, "phone"],
    ["a note of 10,000 characters", { note: "x".repeat(10_000) }, "note"],
    ["no name", { name: "" }, "name"],
    ["a name of 10,000 characters", { name: "x".repeat(10_000) }, "name"],
  ])("refuses %s", (_what, change, field) => {
    expect(problemsOf({ ...person, ...change })).toEqual([field]);
    expect(problemsOf({ ...person, ...change }, reader("en"))).toEqual([field]);
  });

  it("takes emoji, right-to-left and markup as the text they are", () => {
    const name = "<script>🎉 שלום <!channel>";
    expect(readDraft(reader(), { ...person, name, note: name })).toMatchObject({ input: { identity: { name }, note: name } });
  });
});

describe("from the register", () => {
  const register = (closed: boolean) => ({
    ...emptyDraft,
    company: option("ACME", pickValue({ type: "register", siren: "732829320", closed, name: "ACME: la société" })),
  });

  it("believes the SIREN, keeps the name for when the register is down", () => {
    expect(readDraft(reader(), register(false))).toMatchObject({ input: { identity: { siren: "732829320", name: "ACME: la société" } } });
    expect(problemsOf({ ...emptyDraft, company: option("forged", "siren:732829321:A:ACME") })).toEqual(["company"]);
    expect(problemsOf(emptyDraft)).toEqual(["company"]);
  });

  it("wants a reason for a closed one, from who may", () => {
    expect(problemsOf({ ...register(true), closedReason: "x" })).toEqual(["company"]);
    expect(problemsOf(register(true), reader("fr", ["accounting"]))).toEqual(["company"]);
    expect(problemsOf({ ...register(true), closedReason: "Solde" }, reader("fr", ["accounting"]))).toEqual([]);
  });

  it("reads its own values and nobody else's", () => {
    for (const pick of [
      { type: "known", clientId: "c1" },
      { type: "hand", text: "a:b" },
      { type: "register", siren: "732829320", closed: true, name: "A:B" },
    ] as const)
      expect(readPick(pickValue(pick))).toEqual(pick);
    for (const value of ["", "siren:1:A:x", "siren:732829320:X:x", "note:down", "__proto__"]) expect(readPick(value)).toBeNull();
    expect(pickValue({ type: "hand", text: "x".repeat(500) })).toHaveLength(150);
  });
});

describe("the window", () => {
  it("fits Slack's limits in every way and language, with six fields at first", () => {
    for (const locale of ["fr", "en"] as const)
      for (const mode of ["search", "hand", "foreign", "person"] as const) {
        const view = fitView(newClientForm(reader(locale), { ...emptyDraft, mode, name: "x".repeat(999) }));
        expect(view.blocks.filter(({ type }) => type === "input").length).toBeLessThanOrEqual(6);
        expect(JSON.stringify(view)).not.toContain('…"},"submit');
      }
  });
});
