/** 20 names × (command, action, view) = 60 listeners. */
export const LISTENERS = Array.from({ length: 20 }, (_, index) => `listener-${index}`);
