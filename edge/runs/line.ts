/**
 * So many runs are under way at once, no more: the next one waits in line, in D1, until one ends. A hundred submissions
 * in a second then neither slow the door down nor come over a vendor all at once. The sweep begins whoever still stands
 * there when it comes, line or no line: nobody waits for a run that died.
 */

/** A run takes a second or two: enough for a company, and few enough for its CRM. */
export const AT_ONCE = 4;

/** Whoever begins while others are under way begins this much later for each: they then do not all come back from a slow vendor in one instant. */
export const APART_MS = 400;

/** `generation` of a run that no Workflow has begun. */
export const IN_LINE = -1;

/** SQL: how many are under way. Those that wait for a vendor or a person are not, nor those that died. `now` = a parameter, UTC ms. */
export const underWay = (now: string) =>
  `(SELECT count(*) FROM (SELECT 1 FROM runs WHERE state IN ('queued', 'running') AND generation >= 0 AND wake_at > ${now} LIMIT ${AT_ONCE}))`;
