/**
 * What somebody has before them and has not yet said yes to, kept for two days: a preview, or a form that is being filled in.
 * Its buttons carry its id and version, never what was typed; whatever closes, expires or is killed, it can be taken up again.
 */
import type { OpenSale } from "../../../edge/invoices/drafts/open-sale.ts";
import { keepPreview, readPreview } from "../../../edge/invoices/drafts/preview-store.ts";
import { NOTHING_SOLD } from "../../../edge/invoices/part.ts";
import type { Run } from "../../../edge/runs/run.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import type { Desk, Reader } from "../../desk.ts";

export type PaperKind = "invoice" | "quote";

export interface Kept {
  kind: PaperKind;
  /** As it was typed behind the command. */
  text: string;
  /** `run` = the client is being made by that request. */
  client: { id: string } | { run: string; name: string } | null;
  /** Who was typed, as long as it is not known which client that is. */
  clientText: string;
  sale: OpenSale;
  /** Which line's fields stand open in the window; its fields' ids change with each turn. */
  open: number;
  turn: number;
  more: boolean;
  /** What stands in fields that could not be understood. */
  raw: Record<string, string>;
  /** The draft that is being changed. */
  of: { id: string; version: number } | null;
  /** Where the preview that only this person sees can be replaced, for half an hour. */
  respondTo: { url: string; until: number } | null;
  /** The run that it became. */
  run: string | null;
}

export const nothingKept = (kind: PaperKind): Kept => ({
  kind,
  text: "",
  client: null,
  clientText: "",
  sale: NOTHING_SOLD,
  open: 0,
  turn: 0,
  more: false,
  raw: {},
  of: null,
  respondTo: null,
  run: null,
});

/** A kept one with its name and version. */
export interface Held {
  id: string;
  version: number;
  kept: Kept;
}

export async function hold(desk: Desk, { person }: Reader, id: string, kept: Kept): Promise<Held> {
  return { id, kept, version: await keepPreview(desk.house.db, { id, person: person.id, body: kept }) };
}

/** Null when it is somebody else's, or forgotten. One whose run was refused with nothing made is free again. */
export async function held(desk: Desk, { person }: Reader, id: string): Promise<Held | null> {
  const { db } = desk.house;
  const found = await readPreview<Kept>(db, id, person.id);
  if (!found) return null;
  const kept = { ...nothingKept("invoice"), ...found.body };
  const run = kept.run === null ? null : await readRun(db, kept.run);
  return { id, version: found.version, kept: run && cameToNothing(run) ? { ...kept, run: null } : kept };
}

/** A rule said no before there was a draft. Of one that was given up nobody knows what the books have taken. */
export const cameToNothing = ({ state, outcome }: Pick<Run, "state" | "outcome">): boolean =>
  state === "refused" && !outcome?.invoiceId && !outcome?.quoteId;

/** One form a person and kind: opened again, it is taken up where it was left. */
export const formId = ({ person }: Reader, kind: PaperKind) => `form-${kind}-${person.id}`;

const RESPOND_MS = 29 * 60_000;

export const respondTo = (url: unknown): Kept["respondTo"] =>
  typeof url === "string" && url ? { url, until: Date.now() + RESPOND_MS } : null;
