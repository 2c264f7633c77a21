/** A company moves at the register: who looks after the client is asked, and the record follows once they say so. */
import { expect, it } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import type { Doors } from "./doors.ts";
import { readText, type SlackPerson } from "./slack-person.ts";

const LANGUAGES = [
  {
    language: "French",
    who: "U0MALIK",
    company: "GARONNE PAYSAGES",
    create: null,
    news: "il y a du nouveau",
    asked: ["Fiche à revoir : GARONNE PAYSAGES", "Adresse, dans la fiche", "230 ROUTE DE TOULOUSE", "3 QUAI DES BELGES, 13001 MARSEILLE"],
    accept: /^Tout accepter/,
    accepted: /Accepté par Malik Benali le .*\s: Adresse et SIRET \(siège\)\./,
    show: /^Voir GARONNE PAYSAGES/,
  },
  {
    language: "English",
    who: "U0JAMES",
    company: "FRANCE FOURNITURES",
    create: [/^Create FRANCE FOURNITURES/, "Client created."],
    news: "there is news",
    asked: ["Record to review: FRANCE FOURNITURES", "Address, in the record", "45 RUE DE FRANCE", "3 QUAI DES BELGES, 13001 MARSEILLE"],
    accept: /^Accept all/,
    accepted: /Accepted by James Carter on .*: Address and SIRET \(head office\)\./,
    show: /^Show FRANCE FOURNITURES/,
  },
] as const;

export function clientReviewed({ house, enter }: Doors) {
  it.each(LANGUAGES)("changes only once its owner has accepted, in $language", async (words) => {
    const { siren } = companyNamed(words.company);
    const person = await enter(words.who);
    if (words.create) await create(person, siren, words.create);
    await move(person, `${house().sandbox}/register/companies/${siren}`);
    await person.say(`/passerelle review ${siren}`);
    expect(await readText(person.answer())).toContain(words.news);
    const card = await person.card(...words.asked);
    await person.press(words.accept, card);
    await person.card(words.accepted);
    await person.say(`/client ${siren}`);
    await person.press(words.show);
    await expect.poll(() => readText(person.answer())).toContain("3 QUAI DES BELGES, 13001 MARSEILLE");
  });
}

async function create(person: SlackPerson, siren: string, [button, created]: readonly [RegExp, string]): Promise<void> {
  await person.say(`/client ${siren}`);
  await person.press(button);
  await person.modal.window.waitFor();
  await person.modal.submit();
  await person.modal.closed();
  await person.card(created);
}

/** On the page that the sandbox's register has for it. */
async function move(person: SlackPerson, address: string): Promise<void> {
  const page = await person.page.context().newPage();
  await page.goto(address);
  await page.getByLabel("Siège").fill("3 quai des Belges");
  await page.getByLabel("Code postal").fill("13001");
  await page.getByLabel("Ville").fill("MARSEILLE");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Enregistré au registre.").waitFor();
  await page.close();
}
