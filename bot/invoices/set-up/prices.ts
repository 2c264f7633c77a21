/** The price list from a CSV file: read first and shown, with what is wrong row by row; brought in when that was seen. */
import type { SlackViewAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { asPasserelleError, PasserelleError } from "../../../edge/errors.ts";
import { keepPreview, readPreview } from "../../../edge/invoices/drafts/preview-store.ts";
import { readPriceList } from "../../../edge/invoices/part.ts";
import type { PriceItem } from "../../../edge/prices/price-item.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { chosen, givenFiles, memoryOf } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { fitView } from "../../door/limits.ts";
import { downloadFile } from "../../door/slack-files.ts";
import { context, input, modal, section } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import { select } from "../sale/form/fields.ts";
import { problemSection } from "../sale/preview.ts";
import { price, textsFor } from "../sale/sale-words.ts";

export const PRICE_FILE = "prices_file";
export const PRICES = "prices_submit";

const MOST_BYTES = 2_000_000;
const SHOWN = 15;

interface Memory {
  id: string;
  replace: boolean;
}

export async function openPrices(desk: Desk, body: object): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "price-list.set", { kind: "price-list" });
    const { prices: t } = textsFor(reader).setUp;
    return modal({
      callback: PRICE_FILE,
      title: t.title,
      submit: t.read,
      close: reader.say.cancel,
      blocks: [
        input(
          "file",
          t.file,
          { type: "file_input", action_id: "file", filetypes: ["csv", "txt", "tsv"], max_files: 1 },
          { hint: t.fileHint },
        ),
        input(
          "how",
          t.how,
          select(
            "how",
            [
              ["merge", t.merge],
              ["replace", t.replace],
            ],
            "merge",
          ),
        ),
      ],
    });
  });
}

const notice = (reader: Reader, ...blocks: KnownBlock[]): ModalView =>
  modal({ callback: "prices_notice", title: textsFor(reader).setUp.prices.title, close: reader.say.close, blocks });

export async function submitPriceFile(desk: Desk, body: SlackViewAction): Promise<object> {
  const reader = await desk.known(body);
  await desk.allow(reader, "price-list.set", { kind: "price-list" });
  const [file] = givenFiles(body.view, "file");
  if (!file) throw new PasserelleError("invalid_input");
  const replace = chosen(body.view, "how") === "replace";
  const show = async () => {
    const view = await dryRun(desk, reader, body.view.id, file, replace);
    await desk.slack.views.update({ view_id: body.view.id, view: fitView(view) });
  };
  desk.house.later(show());
  return { response_action: "update", view: notice(reader, section(textsFor(reader).setUp.prices.reading)) };
}

async function dryRun(desk: Desk, reader: Reader, viewId: string, file: string, replace: boolean): Promise<ModalView> {
  const { prices: t } = textsFor(reader).setUp;
  const { house, slack } = desk;
  const bytes = await downloadFile(house.settings, slack, file, MOST_BYTES).catch((error) => {
    console.warn("prices not read", asPasserelleError(error).code);
    return null;
  });
  if (!bytes) return notice(reader, section(t.download));
  const { items, problems } = readPriceList(bytes);
  const said = problems.slice(0, SHOWN).map(({ row, code, column }) => {
    const what = [t.what[code], column && t.columns[column]].filter(Boolean).join(" – ");
    return row === 0 ? what : t.row(String(row), what);
  });
  const wrong = problems.length > 0 ? [problemSection(t.problems(problems.length), said)] : [];
  if (items.length === 0) return notice(reader, ...wrong, section(t.nothing));
  const id = `prices-${viewId}`;
  await keepPreview(house.db, { id, person: reader.person.id, body: { items } });
  const sample = items.slice(0, 3).map(({ code, labelFr, unitPrice }) => `${code} · ${shorten(labelFr, 60)} · ${price(reader, unitPrice)}`);
  return modal({
    callback: PRICES,
    title: t.title,
    submit: shorten(t.submit(String(items.length)), 24),
    close: reader.say.cancel,
    blocks: [section(t.count(items.length)), problemSection(t.sample, sample), ...(replace ? [context(`⚠ ${t.replacing}`)] : []), ...wrong],
    memory: { id, replace } satisfies Memory,
  });
}

export async function submitPrices(desk: Desk, body: SlackViewAction): Promise<undefined> {
  const reader = await desk.known(body);
  await desk.allow(reader, "price-list.set", { kind: "price-list" });
  const { id = "", replace = false } = memoryOf<Memory>(body.view);
  const kept = await readPreview<{ items: PriceItem[] }>(desk.house.db, id, reader.person.id);
  if (!kept) throw new PasserelleError("expired");
  await startRun(desk.house, {
    kind: "set-prices",
    intent: ["modal", body.view.id],
    input: { items: kept.body.items, replace },
    actor: reader.person,
  });
}
