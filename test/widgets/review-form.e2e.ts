/** The form: nothing typed is lost, nothing is sent twice, what is wrong is said where it is. */
import { describe, expect, it } from "vitest";
import { problem } from "./api/stand-in.ts";
import { inTheShop } from "./in-the-shop.ts";
import type { Stage, Visit } from "./stage.ts";

const TEXT = "Une lumière très douce, un montage sans histoire.";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

let stage: Stage;
let visit: Visit;
inTheShop(
  (opened) => {
    stage = opened;
  },
  () => visit,
);

const form = () => visit.page.getByRole("form", { name: /Votre avis/ });
/** The API answers so to whatever is sent. */
const refuse = (...told: Parameters<typeof problem>) =>
  stage.api.faults.push(({ method, url }) => (method === "POST" && url.includes("/v1/reviews?") ? problem(...told) : undefined));
const sent = () => stage.api.posted.filter(({ path }) => path === "/v1/reviews");
const send = () => form().getByRole("button", { name: "Envoyer mon avis" });

const email = () => form().getByRole("textbox", { name: "E-mail" });

async function open(path = "/lampe-opaline") {
  visit = await stage.visit(path);
  await visit.page.evaluate(() => document.querySelector("passerelle-reviews")?.scrollIntoView());
  if (!path.includes("#")) await visit.page.getByRole("button", { name: "Donner mon avis" }).click();
  await form().waitFor();
}

async function fill() {
  await form().getByRole("radio", { name: "4 sur 5" }).check({ force: true });
  await form().getByLabel("Votre avis", { exact: false }).first().fill(TEXT);
  await form().getByLabel("Pseudonyme").fill("Léa B.");
  await form().getByLabel("Date de votre expérience").fill("2026-11-02");
  if (await email().count()) await email().fill("lea@example.org");
}

describe("the form of a review", () => {
  it("says at each field what is missing and goes to the first", async () => {
    await open();
    await send().click();
    const wrong = await form().locator(".wrong").allInnerTexts();
    expect(wrong).toEqual([
      "Choisissez une note de 1 à 5.",
      "Écrivez au moins 10 caractères.",
      "Choisissez un pseudonyme de 2 caractères au moins.",
      "Indiquez une date, d’aujourd’hui au plus tard.",
      "Indiquez votre adresse e-mail.",
    ]);
    expect(
      await form()
        .getByRole("radio", { name: "1 sur 5" })
        .evaluate((radio) => radio.matches(":focus")),
    ).toBe(true);
    expect(sent()).toEqual([]);
  });

  it("waits for a photo that is still on its way, and says when it did not arrive", async () => {
    await open();
    await fill();
    let refuses = true;
    stage.api.faults.push(async ({ method, url }) => {
      if (method !== "POST" || !url.includes("/v1/photos")) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return refuses ? problem(503, "unexpected") : undefined;
    });
    const photo = () => form().locator("input[type=file]").setInputFiles({ name: "lampe.png", mimeType: "image/png", buffer: PNG });
    await photo();
    await send().click();
    await form().locator(".wrong").filter({ hasText: "lampe.png" }).waitFor();
    expect(sent()).toEqual([]);
    refuses = false;
    await photo();
    await send().click();
    await visit.page.getByText("Merci ! Votre avis est bien arrivé.").waitFor();
    expect(sent()[0]?.body).toMatchObject({ photos: [expect.any(String)] });
  });

  it("takes a review with a photo, once for a double click", async () => {
    await open();
    await fill();
    await form().locator("input[type=file]").setInputFiles({ name: "lampe.png", mimeType: "image/png", buffer: PNG });
    await form().getByRole("button", { name: "Retirer lampe.png" }).waitFor();
    stage.api.faults.push(async ({ method, url }) => {
      if (method === "POST" && url.includes("/v1/reviews?")) await new Promise((resolve) => setTimeout(resolve, 200));
      return undefined;
    });
    await send().dblclick();
    await visit.page.getByText("Merci ! Votre avis est bien arrivé.").waitFor();
    expect(sent()).toHaveLength(1);
    expect(sent()[0]?.body).toEqual({
      product: "LAMPE-OPALINE",
      rating: 4,
      text: TEXT,
      pseudonym: "Léa B.",
      experiencedOn: "2026-11-02",
      language: "fr",
      photos: ["p0"],
      email: "lea@example.org",
      proof: null,
    });
    expect(sent()[0]?.headers.get("idempotency-key")).toMatch(/^[\da-f-]{36}$/);
    expect(await visit.page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it("keeps what is typed over a reload, never the order; the same again is the same review", async () => {
    await open();
    await fill();
    await form().getByLabel("Numéro de commande").fill("CMD-1042");
    stage.api.faults.push(({ method, url }) =>
      method === "POST" && url.includes("/v1/reviews?") ? problem(503, "unexpected") : undefined,
    );
    await send().click();
    await form().getByRole("alert").waitFor();
    expect(await form().getByRole("alert").innerText()).toContain("Rien n’est perdu");
    const stored = await visit.page.evaluate(() => JSON.stringify(sessionStorage));
    expect(stored).toContain(TEXT);
    expect(stored).not.toMatch(/CMD-1042|lea@/);
    await visit.page.reload();
    await visit.page.getByRole("button", { name: "Donner mon avis" }).click();
    await form().waitFor();
    await email().fill("lea@example.org");
    expect(await form().getByRole("radio", { name: "4 sur 5" }).isChecked()).toBe(true);
    expect(await form().getByLabel("Pseudonyme").inputValue()).toBe("Léa B.");
    const keys: (string | null)[] = [];
    stage.api.faults.length = 0;
    stage.api.faults.push(({ method, url, headers }) => {
      if (method === "POST" && url.includes("/v1/reviews?")) keys.push(headers.get("idempotency-key"));
      return undefined;
    });
    await send().click();
    await visit.page.getByText("Merci !").waitFor();
    const first = JSON.parse(JSON.parse(stored)[Object.keys(JSON.parse(stored))[0] as string]).sent.key;
    expect(keys).toEqual([first]);
  });

  it("says that one is offline, loses nothing, and sends when one is back", async () => {
    await open();
    await fill();
    await visit.page.context().setOffline(true);
    await send().click();
    await form().getByText("Vous êtes hors connexion.").waitFor();
    await visit.page.context().setOffline(false);
    await send().click();
    await visit.page.getByText("Merci !").waitFor();
    expect(sent()).toHaveLength(1);
  });

  it("says what the API says, at the field that it names", async () => {
    await open();
    await fill();
    refuse(403, "forbidden", { field: "proof", detail: "Nous ne retrouvons pas cet achat." });
    await send().click();
    await form().getByText("Nous ne retrouvons pas cet achat.").waitFor();
    expect(await form().getByLabel("Numéro de commande").getAttribute("aria-invalid")).toBe("true");
    expect(await email().evaluate((input) => input.matches(":focus"))).toBe(true);
  });

  it("asks whoever has no order for an address, at its field: by it they learn what becomes of it, change it and erase it", async () => {
    await open();
    await fill();
    await email().fill("");
    await send().click();
    expect(await form().locator(".wrong").allInnerTexts()).toEqual(["Indiquez votre adresse e-mail."]);
    expect(await email().evaluate((input) => [input.matches(":focus"), input.getAttribute("aria-invalid")])).toEqual([true, "true"]);
    expect(await form().getByLabel("Numéro de commande").getAttribute("aria-invalid")).toBe("false");
    await email().fill("lea@example.org");
    refuse(400, "invalid_input", { field: "email", detail: "Cette adresse n’en est pas une." });
    await send().click();
    await form().getByText("Cette adresse n’en est pas une.").waitFor();
    stage.api.faults.length = 0;
    await send().click();
    await visit.page.getByText("Merci !").waitFor();
    expect(sent().at(-1)?.body).toMatchObject({ email: "lea@example.org", proof: null });
  });

  it("refuses a file that is no photo, or one too many, at the field", async () => {
    await open();
    await form().locator("input[type=file]").setInputFiles({ name: "cv.pdf", mimeType: "application/pdf", buffer: PNG });
    await form()
      .getByText(/^cv\.pdf/)
      .waitFor();
    const five = [1, 2, 3, 4, 5].map((n) => ({ name: `${n}.png`, mimeType: "image/png", buffer: PNG }));
    await form().locator("input[type=file]").setInputFiles(five);
    await form().getByText("4 photos au plus.").waitFor();
    expect(
      await form()
        .getByRole("button", { name: /^Retirer/ })
        .count(),
    ).toBe(4);
  });

  it("opens for whom an invitation brings, takes the token out of the address and asks for no order", async () => {
    await open("/lampe-opaline#passerelle=good-token");
    expect(visit.page.url()).not.toContain("good-token");
    await form().getByText("Votre achat est reconnu").waitFor();
    expect(await form().getByLabel("Numéro de commande").count()).toBe(0);
    await fill();
    await send().click();
    await visit.page.getByText("Merci !").waitFor();
    expect(sent()[0]?.body).toMatchObject({ proof: { invitation: "good-token" } });
    expect(stage.api.requests.filter((line) => line.includes("good-token"))).toEqual([]);
  });

  it("says so when an invitation has been used", async () => {
    await open("/lampe-opaline#passerelle=old-token");
    await form().getByText("Ce lien d’invitation a déjà servi").waitFor();
    expect(await form().getByLabel("Numéro de commande").count()).toBe(1);
  });
});

describe("<passerelle-rating-input>", () => {
  it("is a field of any form: keyboard, value, required, reset", async () => {
    const body = `<form id="f"><passerelle-rating-input name="note" label="Note" required></passerelle-rating-input><button>ok</button></form><passerelle-review-form></passerelle-review-form>`;
    visit = await stage.visit(`/?body=${encodeURIComponent(body)}`);
    const radios = visit.page.locator("#f").getByRole("radio");
    await radios.first().waitFor();
    const value = () => visit.page.evaluate(() => new FormData(document.querySelector("#f") as HTMLFormElement).get("note"));
    expect(await visit.page.evaluate(() => (document.querySelector("#f") as HTMLFormElement).checkValidity())).toBe(false);
    await radios.first().focus();
    await visit.page.keyboard.press("ArrowRight");
    await visit.page.keyboard.press("ArrowRight");
    expect(await value()).toBe("3");
    expect(await visit.page.evaluate(() => (document.querySelector("#f") as HTMLFormElement).checkValidity())).toBe(true);
    await visit.page.evaluate(() => (document.querySelector("#f") as HTMLFormElement).reset());
    await visit.page.waitForTimeout(50);
    expect(await value()).toBe(null);
  });
});
