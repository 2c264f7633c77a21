/** What the console asks of the stand-in: the state as one person sees it, and what that person does. */
import { Hono } from "hono";
import type { Inside } from "./inside.ts";

export function consoleRoutes(_slack: Inside) {
  return new Hono();
}
