/** Stands in for zod's guard against values that hold themselves: JSON has none. */
export const memoizer = () => undefined;
export const isBackEdge = () => false;
export const isRecursiveSchema = () => false;
