/** A review that a shopper sends is moderated in the Slack console and seen by everybody, in both languages. */
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SAMPLE_PRODUCTS, SAMPLE_SITE } from "../sandbox/sample-shop.ts";
import { openDoors } from "./doors.ts";
import type { OpenHouse } from "./open-house.ts";
import { readText, type SlackPerson } from "./slack-person.ts";

let house: OpenHouse;
const { enter } = openDoors((opened) => {
  house = opened.house;
});

const [[product]] = [SAMPLE_PRODUCTS[3]];
const shopUrl = (path: string) => `${house.worker}/v1/${path}${path.includes("?") ? "&" : "?"}site=${SAMPLE_SITE.publicKey}`;
const fromShop = () => ({ Origin: new URL(house.sandbox).origin, "Content-Type": "application/json" });

async function sendReview(rating: number, text: string): Promise<string> {
  const response = await fetch(shopUrl("reviews"), {
    method: "POST",
    headers: { ...fromShop(), "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({
      product,
      rating,
      text,
      pseudonym: "Zoé L.",
      experiencedOn: "2026-11-02",
      language: "fr",
      photos: [],
      proof: null,
    }),
  });
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
}

interface Shown {
  id: string;
  rating: number;
  reply: { text: string } | null;
}
const shown = async () =>
  ((await (await fetch(shopUrl(`reviews?product=${product}`), { headers: fromShop() })).json()) as { reviews: Shown[] }).reviews;

/** The card in #ventes with these words. */
async function cardOf(person: SlackPerson, words: string): Promise<Locator> {
  await person.page.getByTestId("go-C0VENTES").click();
  return person.card(words);
}

describe("a review", () => {
  it("in French: the channel is chosen, the review arrives as a card, is published, answered, and seen in the shop", async () => {
    const amelie = await enter("U0AMELIE");
    await amelie.say("/passerelle avis");
    expect(await readText(amelie.answer())).toContain("Aucun canal n’est choisi");
    await amelie.press(/^Régler…/);
    await amelie.modal.choose("channel", "ventes", "#ventes");
    await amelie.modal.submit();
    await amelie.modal.says("C’est réglé pour Atelier Lumière.");
    await amelie.page.keyboard.press("Escape");

    const id = await sendReview(2, "L’abat-jour est arrivé froissé <!channel>, dommage.");
    const card = await cardOf(amelie, "arrivé froissé");
    expect(await readText(card)).toContain("2 sur 5 – Abat-jour en lin lavé");
    expect(await readText(card)).toContain("<!channel>");
    expect(await shown()).toEqual([]);
    await amelie.press(/^Publier/, card);
    await expect.poll(() => readText(card)).toContain("Publié par Amélie Laurent");
    expect(await shown()).toMatchObject([{ id, rating: 2, reply: null }]);

    await amelie.press(/^Répondre…/, card);
    await amelie.modal.type("text", "Nous vous en envoyons un autre, repassé.");
    await amelie.modal.submit();
    await amelie.modal.closed();
    await expect.poll(async () => (await shown())[0]?.reply?.text).toBe("Nous vous en envoyons un autre, repassé.");
    await card.getByText("Nous vous en envoyons un autre, repassé.").waitFor();

    // Two stars: who made the site reads it in their messages too.
    const malik = await enter("U0MALIK");
    expect(await readText(await malik.card("arrivé froissé"))).toContain("Publié par Amélie Laurent");
  });

  it("in English: what waits is found by the command, opened, and refused with a reason", async () => {
    await sendReview(1, "Un texte que personne ne devrait lire.");
    const james = await enter("U0JAMES");
    await cardOf(james, "personne ne devrait lire");
    await james.say("/passerelle reviews");
    const list = james.answer();
    for (const words of ["Published reviews", "Average rating", "Last 30 days"]) expect(await readText(list)).toContain(words);
    await list.getByRole("button", { name: /^See – review by Zoé L., 1 out of 5/ }).click();
    await james.modal.window.getByText("personne ne devrait lire").waitFor();
    expect(await james.modal.title()).toBe("Review");
    await james.press(/^Refuse…/, james.modal.window);
    await james.modal.window.getByText("A bad rating is no reason.", { exact: false }).waitFor();
    await james.modal.window.getByRole("radio", { name: "Insulting, hateful or threatening words" }).check();
    await james.modal.submit();
    await james.modal.closed();
    const card = await cardOf(james, "personne ne devrait lire");
    await expect.poll(() => readText(card)).toContain("Refusé par James Carter");
    expect(await shown()).toHaveLength(1);
  });

  it("is found on App Home by who moderates, and published from there", async () => {
    const id = await sendReview(5, "Exactement la teinte de la photo, et quelle finition !");
    const james = await enter("U0JAMES");
    await cardOf(james, "Exactement la teinte");
    await james.page.getByTestId("go-C0VENTES").click();
    await james.page.getByRole("button", { name: /^Passerelle/ }).click();
    await james.page.getByTestId("tab-home").click();
    const home = james.page.getByTestId("home");
    await home.getByRole("heading", { name: "Reviews to moderate" }).waitFor();
    await home.getByRole("button", { name: /^See – review by Zoé L., 5 out of 5/ }).click();
    await james.press(/^Publish/, james.modal.window);
    await james.modal.window.getByText("Published by James Carter", { exact: false }).waitFor();
    await expect.poll(async () => (await shown()).map((one) => one.id)).toContain(id);
  });
});
