/** A mail comes in, a card asks, a press decides: through the Worker's entrance for mail and signed requests of Slack. */
import { describe, expect, it } from "vitest";
import { takeBack } from "../../../edge/mail-in/take-back.ts";
import { companyNamed } from "../../fixtures/companies.ts";
import { mimeOf } from "../../sandbox/mail-in/compose.ts";
import { eachWorld } from "../each-world.ts";
import { passerelle, type World } from "../world.ts";
import { emptyMailbox, mailStepsIn, sampleOf, TO } from "./mail-steps.ts";

let world: World;
let steps: ReturnType<typeof mailStepsIn>;
eachWorld(async (opened) => {
  world = opened;
  steps = mailStepsIn(world);
  await emptyMailbox(world);
});

describe("an unknown sender whose address is proven", () => {
  it("is asked about on a card, with what the signature says", async () => {
    await steps.postSample("prospect");
    const shown = steps.card("U0AMELIE");
    for (const part of [
      "Qui est Jeanne Perret",
      "jeanne.perret@cafe-etoile.example",
      "02 40 11 22 33",
      "Café de l’Étoile SARL",
      "Éclairage de notre salle",
      "Adresse prouvée (DMARC)",
      "SIREN",
    ])
      expect(shown).toContain(part);
    expect(await steps.states()).toEqual(["asked"]);
    expect(await steps.clients()).toEqual([]);
  });

  it("becomes a verified client, with the contact, once somebody has chosen; the card says who and when", async () => {
    await steps.postSample("prospect");
    await steps.press("U0AMELIE", "answer:sender:supplier");
    const { siren, name } = companyNamed("CAFÉ DE L'ÉTOILE");
    expect(await steps.clients()).toEqual([
      { name, siren, kinds: '["supplier"]', email: "jeanne.perret@cafe-etoile.example", country: "FR" },
    ]);
    expect(await steps.rows("SELECT name, phone FROM crm_contacts")).toEqual([{ name: "Jeanne Perret", phone: "02 40 11 22 33" }]);
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
    expect(steps.card("U0AMELIE")).toMatch(/Client créé\..*«\sFournisseur\s»\s: choisi par Amélie Laurent, le/s);
    expect(JSON.stringify(steps.cards("U0AMELIE").at(-1)?.blocks)).not.toContain("answer:sender");
  });

  it("is proposed the companies of the register that are called so, and becomes the one that is chosen", async () => {
    await steps.postSample("supplier");
    await steps.press("U0AMELIE", "answer:sender:supplier");
    const { siren, name } = companyNamed("MENUISERIE LES TROIS CHÊNES");
    expect(steps.card("U0AMELIE")).toContain(`${name}, GRENOBLE`);
    await steps.press("U0AMELIE", `answer:company:${siren}`);
    expect(await steps.clients()).toMatchObject([{ name, siren, kinds: '["supplier"]' }]);
    expect(steps.card("U0AMELIE")).toContain("Vérifiée au registre");
  });

  it("becomes a company outside the register when it is none of those", async () => {
    await steps.postSample("supplier");
    await steps.press("U0AMELIE", "answer:sender:client");
    await steps.press("U0AMELIE", "answer:company:other");
    expect(await steps.clients()).toMatchObject([{ name: "Menuiserie Les Trois Chênes", siren: null, country: "FR" }]);
  });

  it("is read in English and asked about in the reader's language", async () => {
    await world.know("U0JAMES");
    await passerelle(world, "U0AMELIE", "mail-in james.carter@atelier-lumiere.example");
    await steps.postSample("contractor");
    expect(steps.card("U0JAMES")).toMatch(/Who is James Whitfield\?.*Whitfield Design Ltd.*The address is proven/s);
    await steps.press("U0JAMES", "answer:sender:contractor");
    expect(await steps.clients()).toMatchObject([{ name: "Whitfield Design Ltd", kinds: '["contractor"]', country: "GB" }]);
    expect(steps.card("U0JAMES")).toContain("“Contractor”: chosen by James Carter on");
  });

  it("meets the question about twins, as /client does", async () => {
    await steps.postSample("contractor");
    await steps.press("U0AMELIE", "answer:sender:contractor");
    await steps.post({
      fromName: "Whitfield Design",
      from: "whitfield.design@gmail.com",
      text: "Hello\n\nBest regards\nJane Doe\nWhitfield Design Ltd\n+44 20 7946 0999",
    });
    await steps.press("U0AMELIE", "answer:sender:client");
    expect(steps.card("U0AMELIE")).toContain("Est-ce le même client que Whitfield Design Ltd");
    await steps.press("U0AMELIE", "answer:twin:existing");
    expect(await steps.clients()).toHaveLength(1);
  });
});

describe("one question for each sender", () => {
  it("whoever writes twice, or the same mail comes again", async () => {
    await steps.postSample("prospect", { messageId: "one@x.example" });
    await steps.postSample("prospect", { messageId: "one@x.example" });
    await steps.postSample("prospect", { messageId: "two@x.example" });
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
    expect(await steps.states()).toEqual(["asked", "asked_already"]);
  });

  it("of two mails at the same moment", async () => {
    await Promise.all(
      ["a", "b", "c"].map((id) => world.mail(mimeOf({ ...sampleOf("prospect"), messageId: `${id}@x.example` }), { to: TO })),
    );
    await world.settled();
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
    expect((await steps.states()).sort()).toEqual(["asked", "asked_already", "asked_already"]);
  });

  it("and none once the sender is a client, or writes from a client's own domain", async () => {
    await steps.postSample("prospect");
    await steps.press("U0AMELIE", "answer:sender:client");
    await steps.postSample("prospect");
    await steps.post({ fromName: "Paul Petit", from: "paul@cafe-etoile.example" });
    expect(await steps.states()).toEqual(["asked", "known_client", "known_company"]);
  });

  it("none about somebody whom only the CRM knows: they are adopted", async () => {
    await world.house().ports.crm.create(
      {
        name: "VIEUX CLIENT",
        kinds: ["client"],
        company: true,
        siren: "",
        siret: "",
        vatNumber: "",
        email: "vieux@client.example",
        phone: "",
        address: { line: "", postcode: "", city: "", country: "FR" },
        note: "",
      },
      "CL-OLD",
    );
    await steps.post({ from: "vieux@client.example" });
    expect(await steps.states()).toEqual(["known_client"]);
    expect(await steps.clients()).toMatchObject([{ name: "VIEUX CLIENT" }]);
  });

  it("and a press twice is one decision", async () => {
    await steps.postSample("prospect");
    const message = steps.cards("U0AMELIE").at(-1);
    const person = world.slack.person("U0AMELIE");
    await Promise.all([person.press(message as never, "answer:sender:client"), person.press(message as never, "answer:sender:supplier")]);
    await world.settled();
    expect(await steps.clients()).toHaveLength(1);
  });
});

describe("ignoring", () => {
  it("is remembered, and can be taken back from the card: a new card asks", async () => {
    await steps.postSample("prospect");
    await steps.press("U0AMELIE", "answer:sender:ignore");
    expect(steps.card("U0AMELIE")).toMatch(/Jeanne Perret est ignoré.*«\sIgnorer\s»\s: choisi par Amélie Laurent/s);
    await steps.postSample("prospect");
    expect(await steps.states()).toEqual(["asked", "sender_ignored"]);
    await steps.press("U0AMELIE", "mail_take_back");
    expect(steps.cards("U0AMELIE")).toHaveLength(2);
    expect(steps.card("U0AMELIE")).toContain("Qui est Jeanne Perret");
    await steps.press("U0AMELIE", "answer:sender:client");
    expect(await steps.clients()).toHaveLength(1);
    expect(
      (await steps.rows<{ action: string }>("SELECT action FROM audit WHERE action LIKE 'mail-in.%'")).map(({ action }) => action),
    ).toEqual(["mail-in.ignore", "mail-in.take_back"]);
  });

  it("is not taken back by somebody else", async () => {
    await world.know("U0MALIK");
    await steps.postSample("prospect");
    await steps.press("U0AMELIE", "answer:sender:ignore");
    const [run] = await steps.rows<{ id: string }>("SELECT id FROM runs");
    await expect(takeBack(world.house(), run?.id ?? "", await world.know("U0MALIK"))).rejects.toThrow("forbidden");
  });
});

describe("whom the card goes to", () => {
  it("the colleague who forwarded it, who is told that nothing proves the address", async () => {
    await world.know("U0MALIK");
    await steps.postSample("forwarded");
    expect(steps.cards("U0AMELIE")).toHaveLength(0);
    expect(steps.card("U0MALIK")).toMatch(/Qui est Lucie Garnier.*rien ne prouve l’adresse d’origine.*Transféré par Malik Benali/s);
    expect(steps.card("U0MALIK")).toContain("05 61 00 11 22");
  });

  it("the owner, when whoever forwarded it may create no clients", async () => {
    await world.know("U0TOM");
    await world.know("U0SOPHIE");
    expect(await passerelle(world, "U0AMELIE", "courrier sophie.marchand@atelier-lumiere.example")).toContain("iront à Sophie Marchand");
    await steps.postSample("forwarded", { from: "tom.girard@atelier-lumiere.example", fromName: "Tom Girard" });
    expect(steps.card("U0SOPHIE")).toMatch(/Qui est Lucie Garnier.*Transféré par Tom Girard/s);
  });

  it("an admin when nobody was named; only somebody who may create clients can be", async () => {
    await world.know("U0TOM");
    expect(await passerelle(world, "U0AMELIE", "mail-in tom.girard@atelier-lumiere.example")).toContain("ne peut pas créer de clients");
    expect(await passerelle(world, "U0TOM", "mail-in")).toContain("Votre rôle ne permet pas");
    await steps.postSample("prospect");
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
  });

  it("whose role has gone meanwhile decides nothing", async () => {
    await steps.postSample("prospect");
    await world.know("U0AMELIE", { roles: ["employee"] });
    await steps.press("U0AMELIE", "answer:sender:client");
    expect(await steps.clients()).toEqual([]);
    expect(steps.card("U0AMELIE")).toContain("Votre rôle ne permet pas");
  });
});
