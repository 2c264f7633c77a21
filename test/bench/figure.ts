/** What a figure is: one number the issue asks for, measured by one file of this folder. */
export interface Figure {
  id: string;
  name: string;
  unit: string;
  /** As the issue asks it, for a reader. */
  goal: string;
  /** It waits more than it works (time-outs, pauses): those are measured side by side, after all others. */
  patient?: true;
  /** It counts, and how long it takes says nothing: measured in other processes while the patient ones wait. */
  counted?: true;
  measure(wish?: Wish): Promise<Measured[]>;
}

export interface Wish {
  /** Of what is drawn at random, to have the same again (`--seed`). */
  seed?: string | undefined;
}

export interface Measured {
  /** Several values of one figure are told apart as `id/part`. */
  part?: string;
  /** In place of the figure's own. */
  unit?: string;
  goal?: string;
  value: number;
  /** What it is measured against, in the same unit. */
  peer?: number;
  /** value / peer. */
  ratio?: number;
  ok: boolean;
}

export const median = (values: number[]) => percentile(values, 50);

/** Nearest rank. */
export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[at] ?? Number.NaN;
}
