/** What the lines come to: VAT by rate and why there is none, beside the sums. It always stands with at least the last line. */
import type { Sheet } from "../sheet/sheet.ts";
import { ACCENT, MUTED, PAGE, type Paper, type Style } from "./paper.ts";

const SUMS_WIDTH = 232;
const VAT_WIDTH = 236;
const LINE_HEIGHT = 15;
const STRONG_HEIGHT = 26;
const GAP = 14;
const SMALL: Style = { size: 8 };
const SUM: Style = { size: 9 };
const STRONG: Style = { size: 11, bold: true, color: "#ffffff" };

const MENTION: Style = { size: 8, bold: true };

export function closingHeight(paper: Paper, { vat, sums, mentions }: Sheet): number {
  const sumsHeight = sums.reduce((height, { strong }) => height + (strong ? STRONG_HEIGHT + 4 : LINE_HEIGHT), 0);
  const mentionsHeight = mentionLines(paper, mentions).length * paper.lineHeight(MENTION);
  return GAP + Math.max(sumsHeight, vatHeight(vat) + mentionsHeight) + 4;
}

export function drawClosing(paper: Paper, sheet: Sheet) {
  const top = paper.y + GAP;
  if (sheet.vat) drawVat(paper, sheet.vat, top);
  paper.writeLines(mentionLines(paper, sheet.mentions), PAGE.left + 7, top + vatHeight(sheet.vat), MENTION);
  drawSums(paper, sheet.sums, top);
  paper.y = top - GAP + closingHeight(paper, sheet);
}

const vatHeight = (vat: Sheet["vat"]) => (vat ? (vat.rows.length + 1) * LINE_HEIGHT + 6 : 0);
const mentionLines = (paper: Paper, mentions: string[]) => mentions.flatMap((text) => paper.wrap(text, MENTION, VAT_WIDTH - 14));

function drawVat(paper: Paper, { titles, rows }: NonNullable<Sheet["vat"]>, top: number) {
  const ends: number[] = [PAGE.left + 7, PAGE.left + VAT_WIDTH * 0.62, PAGE.left + VAT_WIDTH - 7];
  const aligned = (i: number) => (i === 0 ? "left" : "right");
  for (const [i, title] of titles.entries()) paper.write(title, ends[i] ?? 0, top, { size: 7, color: MUTED }, aligned(i));
  for (const [n, row] of rows.entries()) {
    const y = top + (n + 1) * LINE_HEIGHT;
    paper.rule(y - 3.5, PAGE.left + VAT_WIDTH);
    for (const [i, cell] of row.entries()) paper.write(cell, ends[i] ?? 0, y, SMALL, aligned(i));
  }
}

function drawSums(paper: Paper, sums: Sheet["sums"], top: number) {
  const left = PAGE.right - SUMS_WIDTH;
  let y = top;
  for (const { label, value, strong } of sums) {
    if (strong) {
      const top = y + 2;
      paper.draw((doc) => doc.rect(left, top, SUMS_WIDTH, STRONG_HEIGHT).fill(ACCENT));
      paper.write(label, left + 10, y + 8, STRONG);
      paper.write(value, PAGE.right - 7, y + 8, STRONG, "right");
      y += STRONG_HEIGHT + 4;
    } else {
      paper.write(label, left + 10, y, SUM);
      paper.write(value, PAGE.right - 7, y, SUM, "right");
      y += LINE_HEIGHT;
    }
  }
}
