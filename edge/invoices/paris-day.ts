/** The day that it is in Paris, which is the one that an invoice bears. */
let calendar: Intl.DateTimeFormat | undefined;

/** @param at UTC ms */
export function parisDay(at = Date.now()): string {
  calendar ??= new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris", dateStyle: "short" });
  return calendar.format(at);
}
