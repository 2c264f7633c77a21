/** What is sold, line by line, over as many pages as it takes: the header on each, and no line torn apart unless it must be. */
import type { Row, Sheet } from "../sheet/sheet.ts";
import { ACCENT, MUTED, PAGE, type Paper, type Style, WIDTH } from "./paper.ts";

const HEAD: Style = { size: 7.5, bold: true, color: "#ffffff" };
const NAME: Style = { size: 8.5 };
const DETAILS: Style = { size: 7.5, color: MUTED };
const CELL: Style = { size: 8.5 };
const PAD = { x: 7, y: 4.5 } as const;
const HEAD_HEIGHT = 21;
const LEAST_DESCRIPTION = 180;
/** Of a line that is torn apart, at least so many lines of text stand on each side. */
const LEAST_TOGETHER = 3;
/** Up to so many lines of text it goes to the next page rather than being torn apart. */
const WHOLE_UP_TO = 12;

interface TextLine {
  text: string;
  style: Style;
}

/** @param closing height of what must stand on the page of the last line */
export function drawTable(paper: Paper, sheet: Sheet, closing: number, next: () => void) {
  const widths = widthsOf(paper, sheet);
  drawHeader(paper, sheet, widths);
  for (const [i, row] of sheet.rows.entries()) {
    const below = i === sheet.rows.length - 1 ? closing : 0;
    drawRow(paper, { row, widths, below, sheet }, () => {
      next();
      drawHeader(paper, sheet, widths);
    });
  }
}

/** Each column as wide as its widest amount; what is left is for the description. */
function widthsOf(paper: Paper, { columns, rows }: Sheet): number[] {
  const [, ...others] = columns;
  const widths = others.map(({ title }, i) => {
    const cells = rows.map(({ cells }) => cells[i] ?? "");
    const widest = [...new Set(cells)].reduce((most, cell) => Math.max(most, paper.width(cell, CELL)), paper.width(title, HEAD));
    return widest + 2 * PAD.x;
  });
  const rest = WIDTH - widths.reduce((sum, width) => sum + width, 0);
  if (rest >= LEAST_DESCRIPTION) return [rest, ...widths];
  const scale = (WIDTH - LEAST_DESCRIPTION) / (WIDTH - rest);
  return [LEAST_DESCRIPTION, ...widths.map((width) => width * scale)];
}

function drawHeader(paper: Paper, { columns }: Sheet, widths: number[]) {
  paper.draw((doc) => doc.rect(PAGE.left, paper.y, WIDTH, HEAD_HEIGHT).fill(ACCENT));
  let x = PAGE.left;
  for (const [i, { title, align }] of columns.entries()) {
    const width = widths[i] ?? 0;
    paper.write(title, align === "right" ? x + width - PAD.x : x + PAD.x, paper.y + 5.5, HEAD, align);
    x += width;
  }
  paper.y += HEAD_HEIGHT;
}

interface Drawing {
  row: Row;
  widths: number[];
  below: number;
  sheet: Sheet;
}

function drawRow(paper: Paper, { row, widths, below, sheet }: Drawing, next: () => void) {
  let rest = textOf(paper, row, (widths[0] ?? 0) - 2 * PAD.x);
  let first = true;
  while (rest.length > 0) {
    const room = PAGE.bottom - paper.y;
    const whole = heightOf(paper, rest) + 2 * PAD.y + below <= room;
    const fresh = paper.y < PAGE.top + 60; // right below the header of a page: there is no more room than here
    const take = whole ? rest.length : Math.min(linesIn(paper, rest, room - 2 * PAD.y), rest.length - LEAST_TOGETHER);
    if (!whole && !fresh && (rest.length <= WHOLE_UP_TO || take < LEAST_TOGETHER)) {
      next();
      continue;
    }
    const part = rest.slice(0, Math.max(1, take));
    drawPart(paper, part, first ? { cells: row.cells, widths, sheet } : null);
    rest = rest.slice(part.length);
    first = false;
    if (rest.length > 0) next();
  }
  paper.rule(paper.y);
}

function textOf(paper: Paper, { name, details }: Row, width: number): TextLine[] {
  const lines = paper.wrap(name, NAME, width).map((text) => ({ text, style: NAME }));
  if (details.trim() === "") return lines;
  return [...lines, ...paper.wrap(details.trim(), DETAILS, width).map((text) => ({ text, style: DETAILS }))];
}

const heightOf = (paper: Paper, lines: TextLine[]) => lines.reduce((sum, { style }) => sum + paper.lineHeight(style), 0);

/** How many of them fit into so much height. */
function linesIn(paper: Paper, lines: TextLine[], height: number): number {
  let left = height;
  const over = lines.findIndex(({ style }) => {
    left -= paper.lineHeight(style);
    return left < 0;
  });
  return over < 0 ? lines.length : over;
}

function drawPart(paper: Paper, lines: TextLine[], amounts: Amounts | null) {
  const top = paper.y + PAD.y;
  let y = top;
  for (const { text, style } of lines) {
    paper.write(text, PAGE.left + PAD.x, y, style);
    y += paper.lineHeight(style);
  }
  if (amounts) drawAmounts(paper, amounts, top);
  paper.y = y + PAD.y;
}

interface Amounts {
  cells: string[];
  widths: number[];
  sheet: Sheet;
}

function drawAmounts(paper: Paper, { cells, widths, sheet }: Amounts, y: number) {
  let x = PAGE.left + (widths[0] ?? 0);
  for (const [i, cell] of cells.entries()) {
    const width = widths[i + 1] ?? 0;
    const align = sheet.columns[i + 1]?.align ?? "right";
    paper.write(cell, align === "right" ? x + width - PAD.x : x + PAD.x, y, fitting(paper, cell, width - 2 * PAD.x), align);
    x += width;
  }
}

/** An amount is never cut: one that is too wide for the page's columns is set smaller. */
function fitting(paper: Paper, text: string, width: number): Style {
  const natural = paper.width(text, CELL);
  return natural <= width + 0.01 ? CELL : { ...CELL, size: (CELL.size * width) / natural };
}
