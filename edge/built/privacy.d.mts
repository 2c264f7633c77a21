/** What test/tools/build-parts.mjs builds beside this file (`npm start`, `npm test`, `npm run build`… all do). */
export * from "../privacy/part.ts";
