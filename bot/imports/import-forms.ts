/** The two windows of an import: which file, then what each of its columns holds. */
import type { KnownBlock, ModalView } from "@slack/types";
import { KINDS } from "../../edge/clients/client.ts";
import type { Columns } from "../../edge/imports/check-lines.ts";
import { FIELDS, type Field, type Mapping, SEVERAL } from "../../edge/imports/columns.ts";
import type { TakenFile } from "../../edge/imports/take-file.ts";
import { chosen, type FormState, ticked } from "../answers.ts";
import type { Reader } from "../desk.ts";
import { checkboxes, context, input, modal, option, section } from "../forms.ts";
import { oneLine, shorten } from "../text/words.ts";

export const IMPORT_FILE = "import_file";
export const IMPORT_COLUMNS = "import_columns";

/** Beside them the window says a few words; Slack takes 100 blocks. */
const MOST_COLUMNS = 80;
const SAMPLE = 40;
const NONE = "none";

export function fileForm({ say }: Reader): ModalView {
  const text = say.import;
  const kinds = KINDS.map((kind) => option(say.kinds[kind], kind));
  return modal({
    callback: IMPORT_FILE,
    title: text.title,
    submit: text.next,
    close: say.cancel,
    blocks: [
      input(
        "file",
        text.file,
        { type: "file_input", action_id: "file", filetypes: ["csv", "txt", "tsv"], max_files: 1 },
        { hint: text.fileHint },
      ),
      input("kinds", text.kinds, checkboxes("kinds", kinds, ["client"]), { hint: text.kindsHint }),
    ],
  });
}

/** What stands there while the file is read, and what is said when it cannot be. */
export const messageForm = ({ say }: Reader, ...texts: string[]): ModalView =>
  modal({ callback: "wait", title: say.import.title, close: say.close, blocks: texts.map((text) => section(text)) });

export function columnsForm({ say }: Reader, { importId, guess, header, samples, lines }: TakenFile): ModalView {
  const text = say.import;
  const fields = [option(text.leftOut, NONE), ...FIELDS.map((field) => option(text.fields[field], field))];
  const values = guess.titled ? samples : [header, ...samples].slice(0, 3);
  const shown = shownColumns(guess.columns);
  const columns = shown.map((i): KnownBlock => {
    const field = guess.columns[i] ?? NONE;
    const label = (guess.titled && oneLine(header[i] ?? "")) || text.column(i + 1);
    const hint = values
      .map((line) => shorten(oneLine(line[i] ?? ""), SAMPLE))
      .filter(Boolean)
      .join("  ·  ");
    const select = {
      type: "static_select" as const,
      action_id: columnId(i),
      options: fields,
      initial_option: fields.find(({ value }) => value === field),
    };
    return input(columnId(i), shorten(label, 100), select as never, { ...(hint && { hint }) });
  });
  const left = header.length - shown.length;
  const titles = checkboxes("titled", [option(text.titled, "titled")], guess.titled ? ["titled"] : []);
  return modal({
    callback: IMPORT_COLUMNS,
    title: text.columnsTitle,
    submit: text.check,
    close: say.cancel,
    blocks: [
      section(text.columnsHelp(lines - (guess.titled ? 1 : 0))),
      ...columns,
      ...(left > 0 ? [context(text.columnsMore(left))] : []),
      input("titled", text.firstLine, titles, { optional: true }),
    ],
    memory: { importId },
  });
}

const columnId = (i: number) => `column_${i}`;

/** The recognised ones in any case, in the order of the file. */
function shownColumns(columns: Mapping): number[] {
  const all = columns.map((_, i) => i);
  const order = [...all.filter((i) => columns[i]), ...all.filter((i) => !columns[i])];
  return order.slice(0, MOST_COLUMNS).sort((a, b) => a - b);
}

/** What was chosen; `errors` by block when it makes no import. */
export function chosenColumns(
  { say }: Reader,
  view: FormState,
  width: number,
): Omit<Columns, "importId"> | { errors: Record<string, string> } {
  const columns = Array.from({ length: width }, (_, i): Field | null => {
    const value = chosen(view, columnId(i)) as Field;
    return FIELDS.includes(value) ? value : null;
  });
  const twice = columns.findIndex((field, i) => field && !SEVERAL.includes(field) && columns.indexOf(field) < i);
  const { problems, fields } = say.import;
  if (twice >= 0) return { errors: { [columnId(twice)]: problems.twice(fields[columns[twice] as Field]) } };
  // Without titles, the first column that is shown is the first one there is.
  if (!columns.some((field) => field && ["name", "contact", "siren", "siret"].includes(field)))
    return { errors: { titled: problems.nameColumn } };
  return { columns, titled: ticked(view, "titled").length > 0 };
}
