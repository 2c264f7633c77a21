/** The top of the first page: logo or name, what document this is, who sells, who buys, the dates. */
import type { Fact, Party, Sheet } from "../sheet/sheet.ts";
import { readLogo } from "./logo.ts";
import { ACCENT, HAIRLINE, INK, MUTED, PAGE, type Paper, type Style, TINT, WIDTH } from "./paper.ts";

/** Where the window of a French envelope is: 105 mm from the left. */
const BUYER_LEFT = 298;
const SELLER_WIDTH = BUYER_LEFT - PAGE.left - 24;
const BOX = { pad: 10, gap: 8, x: 14 } as const;
const LOGO = { width: 190, height: 54 } as const;

const LABEL: Style = { size: 7, color: MUTED };
const NAME: Style = { size: 10, bold: true };
const LINE: Style = { size: 8.5 };

export function drawHead(paper: Paper, sheet: Sheet, logo: Uint8Array | null) {
  const drawn = logo !== null && drawLogo(paper, logo);
  paper.write(sheet.title, PAGE.right, PAGE.top - 5, { size: 24, bold: true, color: ACCENT }, "right");
  paper.write(sheet.number, PAGE.right, PAGE.top + 28, { size: 11, bold: true }, "right");
  let y = PAGE.top + LOGO.height + 22;
  if (!drawn) {
    drawName(paper, sheet.seller.name);
    y -= 4;
  }
  const left = drawParty(paper, sheet.seller, { x: PAGE.left, y, width: SELLER_WIDTH });
  let right = y;
  for (const [i, party] of sheet.recipients.entries()) right = drawBox(paper, party, right, i === 0);
  paper.y = drawFacts(paper, sheet.facts, Math.max(left, right - BOX.pad) + 14) + 14;
}

/** False when it is no picture that a PDF/A can hold: the name stands there instead. */
function drawLogo({ doc }: Paper, bytes: Uint8Array): boolean {
  if (!readLogo(bytes)) return false;
  doc.image(bytes, PAGE.left, PAGE.top - 4, { fit: [LOGO.width, LOGO.height] });
  return true;
}

/** In place of a logo: as large as two lines hold it. */
function drawName(paper: Paper, name: string) {
  const width = BUYER_LEFT - PAGE.left + 40;
  const sized = [15, 12, 10, 8].map((size) => {
    const style: Style = { size, bold: true, color: ACCENT };
    return { style, lines: paper.wrap(name, style, width) };
  });
  const { style, lines } = sized.find((one) => one.lines.length <= 2) ?? { style: { size: 8, bold: true, color: ACCENT }, lines: [] };
  paper.writeLines(lines, PAGE.left, PAGE.top - 1, style);
}

interface Place {
  x: number;
  y: number;
  width: number;
}

function drawParty(paper: Paper, { label, name, lines }: Party, { x, y, width }: Place): number {
  paper.write(label, x, y, LABEL);
  let at = y + 12;
  if (name !== "") at = paper.writeLines(paper.wrap(name, NAME, width), x, at, NAME) + 1;
  for (const line of lines) at = paper.writeLines(paper.wrap(line, LINE, width), x, at, LINE);
  return at;
}

function partyHeight(paper: Paper, { name, lines }: Party, width: number): number {
  const nameHeight = name === "" ? 0 : paper.wrap(name, NAME, width).length * paper.lineHeight(NAME) + 1;
  return 12 + nameHeight + lines.flatMap((line) => paper.wrap(line, LINE, width)).length * paper.lineHeight(LINE);
}

function drawBox(paper: Paper, party: Party, y: number, filled: boolean): number {
  const inner = PAGE.right - BUYER_LEFT - 2 * BOX.x;
  const height = partyHeight(paper, party, inner) + 2 * BOX.pad;
  paper.draw((doc) => {
    const box = doc.roundedRect(BUYER_LEFT, y - BOX.pad, PAGE.right - BUYER_LEFT, height, 3);
    if (filled) box.fill(TINT);
    else box.lineWidth(0.6).stroke(HAIRLINE);
  });
  drawParty(paper, party, { x: BUYER_LEFT + BOX.x, y, width: inner });
  return y + height + BOX.gap;
}

/** Side by side, as many as there is room for; each as wide as what it says. */
function drawFacts(paper: Paper, facts: Fact[], top: number): number {
  const value: Style = { size: 9, bold: true, color: INK };
  const gap = 26;
  let [x, y] = [PAGE.left, top];
  let lowest = y;
  for (const fact of facts) {
    const width = Math.min(WIDTH, Math.max(paper.width(fact.label, LABEL), paper.width(fact.value, value)));
    if (x > PAGE.left && x + width > PAGE.right) [x, y] = [PAGE.left, lowest + 7];
    paper.write(fact.label, x, y, LABEL);
    lowest = Math.max(lowest, paper.writeLines(paper.wrap(fact.value, value, WIDTH), x, y + 11, value));
    x += width + gap;
  }
  return lowest;
}
