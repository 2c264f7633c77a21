/** What test/tools/pdf-part.mjs builds beside this file (`npm start`, `npm test`, `npm run build`… all do). */
export {};
