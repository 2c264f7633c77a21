/** A sheet → the paper: head, table, sums, what is below, and then the foot of each page, when it is known how many there are. */
import type { Sheet } from "../sheet/sheet.ts";
import { drawBelow } from "./below.ts";
import { closingHeight, drawClosing } from "./closing.ts";
import { drawHead } from "./head.ts";
import { MUTED, PAGE, Paper, type Style, WIDTH } from "./paper.ts";
import { drawTable } from "./table.ts";

const FOOT: Style = { size: 6.8, color: MUTED };
const FOOT_HEIGHT = 34;
const RUNNING: Style = { size: 7.5, color: MUTED };

export function drawSheet(sheet: Sheet, logo: Uint8Array | null): Paper {
  const title = [sheet.title, sheet.number].filter(Boolean).join(" ");
  const paper = new Paper({ title, author: sheet.seller.name, language: sheet.language, issuedOn: sheet.issuedOn });
  const name = paper.wrap(sheet.seller.name, RUNNING, WIDTH / 2);
  const next = () => {
    paper.newPage();
    drawMark(paper, sheet.mark);
    paper.write(title, PAGE.left, PAGE.top - 8, RUNNING);
    paper.write(name.length > 1 ? `${name[0]}…` : (name[0] ?? ""), PAGE.right, PAGE.top - 8, RUNNING, "right");
    paper.y = PAGE.top + 12;
  };
  const heightBelow = closingHeight(paper, sheet);
  drawMark(paper, sheet.mark);
  drawHead(paper, sheet, logo);
  drawTable(paper, sheet, heightBelow, next);
  drawClosing(paper, sheet);
  drawBelow(paper, sheet, next);
  drawFeet(paper, sheet);
  return paper;
}

/** Below everything else: pale, from one corner towards the other. */
function drawMark(paper: Paper, mark: string) {
  if (mark === "") return;
  const style: Style = { size: 96, bold: true, color: "#e8edf2" };
  const [x, y] = [PAGE.width / 2, PAGE.height / 2];
  paper.draw((doc) => doc.save().rotate(-52, { origin: [x, y] }));
  paper.write(mark, x, y - style.size * 0.7, style, "center");
  paper.draw((doc) => doc.restore());
}

function drawFeet(paper: Paper, { footer }: Sheet) {
  const { count } = paper.doc.bufferedPageRange();
  const { style, lines } = footLines(paper, footer);
  for (let page = 0; page < count; page++) {
    paper.turnTo(page);
    paper.rule(PAGE.bottom + 12);
    paper.writeLines(lines, PAGE.left, PAGE.bottom + 18, style);
    paper.write(`${page + 1}\u00a0/\u00a0${count}`, PAGE.right, PAGE.bottom + 18, { ...FOOT, size: 7.5 }, "right");
  }
}

/** All of it, for the law wants it there: smaller when a firm is long in saying who it is. */
function footLines(paper: Paper, footer: string): { style: Style; lines: string[] } {
  for (let size = FOOT.size; ; size -= 0.4) {
    const style = { ...FOOT, size };
    const lines = paper.wrap(footer, style, WIDTH - 50);
    if (lines.length * paper.lineHeight(style) <= FOOT_HEIGHT || size < 4) return { style, lines };
  }
}
