/**
 * The part of the Worker for what a person may ask of their data. It is built apart (test/tools/build-parts.mjs) and loaded when a run
 * needs it; edge/privacy-part.ts is its door.
 */
import type { UseCase } from "../runs/run.ts";
import { erasePerson } from "./erase-person.ts";
import { exportPerson } from "./export-person.ts";
import { forgetBuyers } from "./shop/forget-buyers.ts";

/** Kind of a run → what carries it out. */
export const privacyUseCases = {
  "export-person": exportPerson,
  "erase-person": erasePerson,
  "forget-buyers": forgetBuyers,
} satisfies Record<string, UseCase>;
