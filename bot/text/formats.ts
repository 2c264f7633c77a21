/** Dates, numbers, lists and countries in one language. Made when first used: Intl's constructors are slow, and a cold start needs none. */
export function formatsOf(locale: "fr" | "en-GB") {
  const list = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const number = once(() => new Intl.NumberFormat(locale));
  // The company's own time: Slack shows its `<!date>` in the reader's.
  const instant = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" }));
  const country = once(() => new Intl.DisplayNames(locale, { type: "region" }));
  return {
    list: (items: string[]) => list().format(items),
    number: (value: number) => number().format(value),
    instant: (ms: number) => instant().format(ms),
    /** @param code ISO 3166-1 alpha-2 */
    country: (code: string) => country().of(code) ?? code,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
