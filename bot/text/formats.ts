/** Lists, numbers, instants, days and countries in one language. Intl's formatters take milliseconds each to make, so each is made when first used. */
export function formatsOf(language: string, dates: string) {
  let list: Intl.ListFormat | undefined;
  let number: Intl.NumberFormat | undefined;
  let instant: Intl.DateTimeFormat | undefined;
  let day: Intl.DateTimeFormat | undefined;
  let country: Intl.DisplayNames | undefined;
  return {
    list(items: string[]): string {
      list ??= new Intl.ListFormat(language, { type: "conjunction" });
      return list.format(items);
    },
    number(value: number): string {
      number ??= new Intl.NumberFormat(language);
      return number.format(value);
    },
    /** @param ms UTC */
    instant(ms: number): string {
      instant ??= new Intl.DateTimeFormat(dates, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });
      return instant.format(ms);
    },
    /** @param date YYYY-MM-DD */
    day(date: string): string {
      day ??= new Intl.DateTimeFormat(dates, { dateStyle: "long", timeZone: "UTC" });
      return day.format(Date.parse(date));
    },
    /** @param code ISO 3166-1 alpha-2 */
    country(code: string): string {
      country ??= new Intl.DisplayNames(language, { type: "region" });
      return country.of(code) ?? code;
    },
  };
}
