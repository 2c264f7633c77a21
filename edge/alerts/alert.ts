/** What stood out in the trail: its shape, and what a rule is. Rules are pure: what they remember is handed to them, row by row. */
import type { ErrorCode } from "../errors.ts";
import type { Limits, RuleId } from "./thresholds.ts";

/** A row of the trail, as the rules read it. */
export interface TrailRow {
  id: number;
  /** UTC ms. */
  at: number;
  actor: string;
  action: string;
  object_id: string | null;
  outcome: "done" | "refused";
  code: ErrorCode | null;
  run_id: string | null;
}

/** Ids, codes and counts. */
export type Evidence = Record<string, string | number>;

export interface Finding {
  rule: RuleId;
  /** `alert` asks the admins to decide; `notice` only tells them. */
  level: "alert" | "notice";
  /** Whom it is about; null when nobody of ours is at the other end. */
  person: string | null;
  /** With the rule and the person: what a later one is compared with. */
  what: string;
  count: number;
  evidence: Evidence;
}

export interface Alert extends Omit<Finding, "what"> {
  id: string;
  at: number;
  askedAt: number | null;
  /** What the person says who was asked. */
  word: "mine" | "not_mine" | null;
  wordAt: number | null;
  decision: "blocked" | "fine" | "over" | null;
  decidedBy: string | null;
  decidedAt: number | null;
}

/** What a rule remembers of one person (or, for the person "", of the company). JSON. */
// biome-ignore lint/suspicious/noExplicitAny: each rule reads its own
export type Memory = Record<string, any>;

export interface Scene<R extends RuleId> {
  limits: Limits[R];
  /** This rule's memory of somebody; changed in place. Only of the row's actor, its object and the company. */
  of(person: string): Memory;
}

/** What a rule makes of the next row; null = nothing stands out. */
export type Rule<R extends RuleId> = (row: TrailRow, scene: Scene<R>) => Omit<Finding, "rule"> | null;

/** As knowPerson makes their ids (`P` in the sandbox). Those who act by themselves and strangers (`U…`) are nobody to be blocked. */
export const isPerson = (actor: string) => /^p/i.test(actor);

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
