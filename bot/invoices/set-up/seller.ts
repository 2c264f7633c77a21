/** From the windows of the set-up to the run that writes it down. What needs nobody else is checked before the window closes. */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { loadCodeNames } from "../../../edge/companies/code-names.ts";
import { isSiren } from "../../../edge/companies/company-numbers.ts";
import { asPasserelleError, PasserelleError } from "../../../edge/errors.ts";
import type { Firm, SetSeller } from "../../../edge/invoices/firm/firm.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { DEFAULT_RULES, keepLogo, sellerFromRegister } from "../../../edge/invoices/part.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { givenFiles, memoryOf, typed } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { fitView } from "../../door/limits.ts";
import { downloadFile } from "../../door/slack-files.ts";
import { modal, section } from "../../forms.ts";
import { textsFor } from "../sale/sale-words.ts";
import { SECTIONS } from "./hub.ts";
import { asInput, readSection } from "./read-section.ts";
import { type Memory, sectionForm, sirenForm } from "./seller-form.ts";

export async function openSection(desk: Desk, body: BlockAction, value: string): Promise<void> {
  const [name, runId = ""] = value.split(" ");
  const one = SECTIONS.find((section) => section === name) ?? "identity";
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "seller.set", { kind: "seller" });
    const firm = await readFirm(desk.house.db);
    if (!firm) return sirenForm(reader);
    return sectionForm(desk, reader, one, runId ? await asTyped(desk, reader, firm, runId) : firm);
  });
}

/** Over the firm as it is now, what this person had typed over a former one. */
async function asTyped({ house: { db } }: Desk, { person }: Reader, firm: Firm, runId: string): Promise<Firm> {
  const run = await readRun(db, runId);
  const typed = run?.actor === person.id ? (run.input as SetSeller | null) : null;
  return typed
    ? { ...firm, seller: { ...firm.seller, ...typed.seller, logo: firm.seller.logo }, rules: { ...firm.rules, ...typed.rules } }
    : firm;
}

const waiting = (reader: Reader, text: string): ModalView =>
  modal({ callback: "seller_wait", title: textsFor(reader).setUp.title, close: reader.say.close, blocks: [section(text)] });

/** The register is asked after Slack has its answer; what it knows is shown to be confirmed. */
export async function submitSiren(desk: Desk, body: SlackViewAction): Promise<object> {
  const reader = await desk.known(body);
  await desk.allow(reader, "seller.set", { kind: "seller" });
  const t = textsFor(reader).setUp;
  const siren = typed(body.view, "siren").replace(/\D/g, "").slice(0, 9);
  if (!isSiren(siren)) return { response_action: "errors", errors: { siren: t.wrong.siren } };
  desk.house.later(fromRegister(desk, reader, siren).then((view) => update(desk, body.view.id, view)));
  return { response_action: "update", view: waiting(reader, t.reading) };
}

const update = (desk: Desk, id: string, view: ModalView) => desk.slack.views.update({ view_id: id, view: fitView(view) });

async function fromRegister(desk: Desk, reader: Reader, siren: string): Promise<ModalView> {
  const t = textsFor(reader).setUp;
  const { db, ports } = desk.house;
  try {
    await loadCodeNames(db);
    const company = await ports.register.find(siren);
    if (!company) return sirenForm(reader, t.unknown);
    if (company.state === "closed") return sirenForm(reader, t.closed);
    const found = sellerFromRegister(company);
    return sectionForm(desk, reader, "identity", { seller: { ...BLANK, ...found }, rules: DEFAULT_RULES, version: 0 }, found);
  } catch (error) {
    console.warn("seller not read", asPasserelleError(error).code);
    return sirenForm(reader, t.down);
  }
}

/** What no register says; the law's own defaults. */
const BLANK: Seller = {
  ...{ siren: "", siret: "", name: "", legalForm: "", capitalCents: null, register: "" },
  address: { line: "", postcode: "", city: "", country: "FR" },
  ...{ vatNumber: null, vatRegime: "normal", vatOnDebits: false, email: "", phone: "", website: "", iban: null, bic: null, logo: null },
  ...{ termsDays: 30, endOfMonth: "days-then-month-end", latePercent: null, earlyPayment: "", insurance: "", quoteDays: 30 },
};

export async function submitSeller(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  await desk.allow(reader, "seller.set", { kind: "seller" });
  const { section: one = "identity", version = 0, found } = memoryOf<Memory>(body.view);
  const firm = await readFirm(desk.house.db);
  if ((firm?.version ?? 0) !== version) throw new PasserelleError("conflict");
  const before: Firm = firm ?? { seller: { ...BLANK, ...found }, rules: DEFAULT_RULES, version: 0 };
  if (one === "logo") {
    const [file] = givenFiles(body.view, "logo");
    if (!file) throw new PasserelleError("invalid_input");
    desk.house.later(takeLogo(desk, reader, body, before, file));
    return { response_action: "update", view: waiting(reader, reader.say.oneMoment) };
  }
  const read = readSection(reader, body.view, one, before);
  if ("errors" in read) return { response_action: "errors", errors: read.errors };
  await write(desk, reader, body.view.id, { ...read.input, section: one });
  return undefined;
}

const write = (desk: Desk, reader: Reader, viewId: string, input: SetSeller) =>
  startRun(desk.house, { kind: "set-seller", intent: ["modal", viewId], input, actor: reader.person });

async function takeLogo(desk: Desk, reader: Reader, body: SlackViewAction, before: Firm, file: string): Promise<void> {
  const { house, slack } = desk;
  const t = textsFor(reader).setUp;
  try {
    const bytes = await downloadFile(house.settings, slack, file, 500_000);
    const logo = await keepLogo({ db: house.db, files: house.env.FILES }, bytes as Uint8Array<ArrayBuffer>, reader.person.id);
    await write(desk, reader, body.view.id, asInput({ ...before, seller: { ...before.seller, logo } }));
    await update(desk, body.view.id, waiting(reader, t.saved));
  } catch (error) {
    console.warn("logo refused", asPasserelleError(error).code);
    await update(desk, body.view.id, waiting(reader, t.logoWrong));
  }
}
