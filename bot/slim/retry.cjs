/** Stands in for p-retry and retry: our runs try again, Slack's client never does (door/slack-api.ts, `retries: 0`). */
"use strict";

class AbortError extends Error {
  constructor(reason) {
    super(reason instanceof Error ? reason.message : reason);
    this.originalError = reason instanceof Error ? reason : this;
  }
}

/** What the task gave up with is what the caller gets. */
async function once(task) {
  try {
    return await task(1);
  } catch (error) {
    throw error instanceof AbortError ? error.originalError : error;
  }
}

module.exports = Object.assign(once, { AbortError });
