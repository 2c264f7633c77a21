/** A sheet → the paper: head, table, sums, what is below, and then the foot of each page, when it is known how many there are. */
import type { Sheet } from "../sheet/sheet.ts";
import { drawBelow } from "./below.ts";
import { closingHeight, drawClosing } from "./closing.ts";
import { drawHead } from "./head.ts";
import { MUTED, PAGE, Paper, type Style, WIDTH } from "./paper.ts";
import { drawTable } from "./table.ts";

const FOOT: Style = { size: 6.8, color: MUTED };
const RUNNING: Style = { size: 7.5, color: MUTED };

export function drawSheet(sheet: Sheet, logo: Uint8Array | null): Paper {
  const title = [sheet.title, sheet.number].filter(Boolean).join(" ");
  const paper = new Paper({ title, author: sheet.seller.name, language: sheet.language, issuedOn: sheet.issuedOn });
  const next = () => {
    paper.newPage();
    paper.write(title, PAGE.left, PAGE.top - 8, RUNNING);
    paper.write(sheet.seller.name, PAGE.right, PAGE.top - 8, RUNNING, "right");
    paper.y = PAGE.top + 12;
  };
  const heightBelow = closingHeight(paper, sheet);
  drawHead(paper, sheet, logo);
  drawTable(paper, sheet, heightBelow, next);
  drawClosing(paper, sheet);
  drawBelow(paper, sheet, next);
  drawFeet(paper, sheet);
  return paper;
}

function drawFeet(paper: Paper, { footer }: Sheet) {
  const { count } = paper.doc.bufferedPageRange();
  const lines = paper.wrap(footer, FOOT, WIDTH - 50).slice(0, 3);
  for (let page = 0; page < count; page++) {
    paper.doc.switchToPage(page);
    paper.rule(PAGE.bottom + 12);
    paper.writeLines(lines, PAGE.left, PAGE.bottom + 18, FOOT);
    paper.write(`${page + 1}\u00a0/\u00a0${count}`, PAGE.right, PAGE.bottom + 18, { ...FOOT, size: 7.5 }, "right");
  }
}
