/** Both series over a whole world: no gap, no double, in the order of days and of their issue. */
import type { KillableHouse } from "../world/killable-house.ts";

interface Row {
  series: string;
  seq: number;
  number: string;
  issuedOn: string;
}

export function numbersWrong({ rows }: KillableHouse): string[] {
  const issued = rows<Row>(
    "SELECT series, seq, number, issued_on AS issuedOn FROM invoices WHERE number IS NOT NULL ORDER BY series, year, seq",
  );
  const given = rows<{ series: string; last: number }>("SELECT series, sum(last) AS last FROM number_series GROUP BY series");
  const wrong: string[] = [];
  for (const series of ["invoice", "credit-note"]) {
    const own = issued.filter((row) => row.series === series);
    const last = given.find((row) => row.series === series)?.last ?? 0;
    if (last !== own.length) wrong.push(`${series}: ${last} numbers given, ${own.length} borne`);
    own.forEach(({ seq, number, issuedOn }, i) => {
      if (seq !== i + 1) wrong.push(`${number} is the ${i + 1}th of ${series}`);
      if (issuedOn < (own[i - 1]?.issuedOn ?? "")) wrong.push(`${number} bears an earlier day than the number before`);
    });
  }
  return wrong;
}
