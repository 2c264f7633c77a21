/** A history that failed, made smaller: whatever can be left out while it still fails is left out. Variants are played side by side in a fresh world. */

/** Timing is not drawn from the seed: each variant gets so many chances to fail. */
const CHANCES = 3;
const ROUNDS = 3;

interface Shrinking<H> {
  /** Those of them that fail. */
  failing(histories: H[]): Promise<H[]>;
  /** One thing less each. */
  variantsOf(history: H): H[];
  told(history: H): string;
}

export async function smallest<H extends { actions: unknown[]; breaks: unknown[] }>(
  { failing, variantsOf, told }: Shrinking<H>,
  history: H,
): Promise<string> {
  let found: H | undefined;
  let candidates = [history, ...variantsOf(history)];
  for (let round = 0; round < ROUNDS && candidates.length > 0; round++) {
    const failed = await failing(candidates.flatMap((one) => Array.from({ length: CHANCES }, () => one)));
    const size = ({ actions, breaks }: H) => actions.length * 2 + breaks.length;
    const [least] = failed.sort((a, b) => size(a) - size(b));
    if (!least) break;
    found = least;
    candidates = variantsOf(least);
  }
  return found ? `still fails when it is only this: ${told(found)}` : "does not fail again by itself";
}

export const without = <T>(list: T[], at: number) => list.filter((_, i) => i !== at);
