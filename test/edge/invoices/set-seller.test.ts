/** Who sells, as an admin sets it up: read in the register, numbers that go on, two tabs. */
import { beforeEach, describe, expect, it } from "vitest";
import type { SetSeller } from "../../../edge/invoices/firm/firm.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { keepLogo, readLogo } from "../../../edge/invoices/firm/keep-logo.ts";
import { missingOfSeller } from "../../../edge/invoices/firm/missing-of-seller.ts";
import { sellerFromRegister } from "../../../edge/invoices/firm/seller-from-register.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Person } from "../../../edge/people/person.ts";
import { A_SELLER } from "../../fixtures/invoices.ts";
import { aPerson, worker } from "../carry.ts";
import { aClient, ask, COMPANIES, emptyBooks, sellingHouse, TWO_DAYS } from "./selling.ts";

const db = worker.DB;
const house = sellingHouse();
const year = parisDay().slice(0, 4);
let admin: Person;

const wish = (more: Partial<SetSeller> = {}): SetSeller => ({
  version: 0,
  seller: A_SELLER,
  rules: { discountPercent: null, secondPersonCents: null, size: "small", creditNotesApart: true },
  lastNumbers: { invoice: "", "credit-note": "", quote: "" },
  ...more,
});
const set = (input: SetSeller, actor = admin) => ask(house, actor, "set-seller", input);

beforeEach(async () => {
  await emptyBooks();
  admin = await aPerson("admin");
});

describe("the settings of who sells", () => {
  it("are written once, by the first of two tabs", async () => {
    expect(await set(wish())).toMatchObject({ state: "done", outcome: { version: 1, missing: 0 } });
    expect(await set(wish())).toMatchObject({ state: "refused", code: "conflict" });
    expect(await set(wish({ version: 1, seller: { ...A_SELLER, phone: "01" } }))).toMatchObject({ state: "done", outcome: { version: 2 } });
    expect((await readFirm(db))?.seller.phone).toBe("01");
    expect(await set(wish({ version: 2 }), await aPerson("director"))).toMatchObject({ code: "forbidden" });
  });

  it("are of a firm that the register knows and that is open", async () => {
    const of = (siren: string) => set(wish({ seller: { ...A_SELLER, siren, siret: `${siren}00011` } }));
    expect(await of("123456789")).toMatchObject({ code: "bad_siren", field: "siren" });
    expect(await of("813487899")).toMatchObject({ code: "closed_company", field: "siren" });
    expect(await of("404833048")).toMatchObject({ code: "unknown_company", field: "siren" });
    expect(await set(wish({ seller: { ...A_SELLER, siret: "55210055400013" } }))).toMatchObject({
      code: "invalid_input",
      field: "seller.siret",
    });
  });

  it("go on from the number that the firm has reached, which may be mended until the first is given", async () => {
    const from = (version: number, invoice: string) =>
      set(wish({ version, lastNumbers: { invoice, "credit-note": "", quote: `DEV${year}/12` } }));
    expect(await from(0, "sans numéro")).toMatchObject({ code: "invalid_input", field: "lastNumbers.invoice" });
    await from(0, `FA${year}-0117`);
    await from(1, `FA${year}-0171`);
    const clientId = await aClient(house, admin);
    const issue = async () => {
      const { outcome } = await ask(house, admin, "draft-invoice", { client: { clientId }, sale: TWO_DAYS });
      return (await ask(house, admin, "issue-invoice", { invoiceId: outcome?.invoiceId, version: 1, issuedOn: null })).outcome?.number;
    };
    expect([await issue(), await issue()]).toEqual([`FA${year}-0172`, `FA${year}-0173`]);
    expect(await from(2, `FB${year}-0001`)).toMatchObject({ code: "numbers_begun", field: "lastNumbers.invoice" });
    const { rules } = (await readFirm(db)) ?? {};
    expect(rules?.formats).toMatchObject({ invoice: { prefix: "FA{YYYY}-", width: 4 }, quote: { prefix: "DEV{YYYY}/", width: 2 } });
  });

  it("give no two series the same numbers", async () => {
    const lastNumbers = { invoice: "N-10", "credit-note": "N-99", quote: "" };
    expect(await set(wish({ lastNumbers }))).toMatchObject({ code: "invalid_input", field: "lastNumbers.credit-note" });
    const rules = { ...wish().rules, creditNotesApart: false };
    expect(await set(wish({ lastNumbers, rules }))).toMatchObject({ state: "done" });
  });

  it("say field by field what the law misses", () => {
    expect(missingOfSeller(null)).toEqual([{ code: "siren", field: "siren" }]);
    expect(missingOfSeller(A_SELLER)).toEqual([]);
    expect(missingOfSeller({ ...A_SELLER, vatNumber: "FR96552100554" })).toEqual([{ code: "vat_number", field: "vatNumber" }]);
    const bare = { ...A_SELLER, legalForm: "SARL", capitalCents: null, register: "", vatNumber: null, iban: "FR76", bic: null };
    expect(missingOfSeller(bare).map(({ field }) => field)).toEqual(["capitalCents", "register", "vatNumber", "iban"]);
    expect(missingOfSeller({ ...bare, legalForm: "EI", register: "RNE", vatRegime: "franchise", iban: null })).toEqual([]);
  });

  it("begin with what the register knows", () => {
    const [company] = COMPANIES;
    if (company)
      expect(sellerFromRegister(company)).toMatchObject({
        siren: "552100554",
        siret: "55210055400013",
        legalForm: "SAS",
        vatNumber: "FR96552100554",
        register: "RCS Paris",
      });
  });
});

describe("the logo", () => {
  const shelf = { db, files: worker.FILES };
  it("is a PNG or a JPEG, kept and read again", async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    const id = await keepLogo(shelf, png, admin.id);
    expect(await keepLogo(shelf, png, admin.id)).toBe(id);
    expect(await readLogo(shelf, id)).toEqual(png);
    expect(await readLogo(shelf, null)).toBeNull();
    await expect(keepLogo(shelf, new TextEncoder().encode("<svg>") as Uint8Array<ArrayBuffer>, admin.id)).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(keepLogo(shelf, new Uint8Array(600_000), admin.id)).rejects.toMatchObject({ code: "too_large" });
  });
});
