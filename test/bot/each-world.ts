/** A world of its own for each test of a file: empty tables before it, its work at an end after it. */
import { afterEach, beforeEach, vi } from "vitest";
import { emptyTables, openWorld, type World } from "./world.ts";

/** To be called where tests are declared. @param begin what else each of them finds */
export function eachWorld(begin: (world: World) => void | Promise<void>): void {
  let world: World;
  beforeEach(async () => {
    await emptyTables();
    world = openWorld();
    await begin(world);
  });
  afterEach(async () => {
    await world.settled();
    vi.restoreAllMocks();
  });
}
