/** What stands below the sums: a note, how to pay, where to sign, the terms. */
import { correction, generate, mode } from "lean-qr";
import type { Fact, Sheet } from "../sheet/sheet.ts";
import { ACCENT, HAIRLINE, INK, MUTED, PAGE, type Paper, type Style, WIDTH } from "./paper.ts";

const TITLE: Style = { size: 9, bold: true, color: ACCENT };
const LABEL: Style = { size: 7.5, color: MUTED };
const VALUE: Style = { size: 9, bold: true };
const NOTE: Style = { size: 8.5 };
const TERMS: Style = { size: 7, color: MUTED };
const FACT_HEIGHT = 15;
const QR_SIDE = 82;
const GAP = 14;
/** Room for a hand: a mention, a signature, a stamp. */
const ACCEPTANCE_HEIGHT = 146;

export function drawBelow(paper: Paper, sheet: Sheet, next: () => void) {
  const room = (height: number) => {
    if (paper.y + height > PAGE.bottom) next();
    return paper.y;
  };
  drawText(paper, sheet.note === "" ? [] : [sheet.note], NOTE, next);
  if (sheet.payment) paper.y = drawPayment(paper, sheet.payment, room(paymentHeight(sheet.payment) + GAP) + GAP);
  if (sheet.acceptance) paper.y = drawAcceptance(paper, sheet.acceptance, room(ACCEPTANCE_HEIGHT + GAP) + GAP);
  drawText(paper, sheet.terms.length === 0 ? [] : [sheet.terms.join(" ")], TERMS, next);
}

/** Two lines at least stay together at the end of a page. */
function drawText(paper: Paper, texts: string[], style: Style, next: () => void) {
  const lines = texts.flatMap((text) => paper.wrap(text, style, WIDTH));
  if (lines.length === 0) return;
  const height = paper.lineHeight(style);
  if (paper.y + 10 + Math.min(2, lines.length) * height > PAGE.bottom) next();
  else paper.y += 10;
  for (const line of lines) {
    if (paper.y + height > PAGE.bottom) next();
    paper.write(line, PAGE.left, paper.y, style);
    paper.y += height;
  }
}

type Payment = NonNullable<Sheet["payment"]>;
const paymentHeight = ({ facts, qr }: Payment) => Math.max(34 + facts.length * FACT_HEIGHT, qr ? QR_SIDE + 34 : 0);

function drawPayment(paper: Paper, payment: Payment, top: number): number {
  const height = paymentHeight(payment);
  paper.draw((doc) => doc.roundedRect(PAGE.left, top, WIDTH, height, 3).lineWidth(0.8).stroke(HAIRLINE));
  paper.write(payment.title, PAGE.left + 14, top + 11, TITLE);
  drawFacts(paper, payment.facts, top + 29, payment.qr ? WIDTH - QR_SIDE - 60 : WIDTH - 28);
  if (payment.qr) {
    const left = PAGE.right - QR_SIDE - 34;
    const { content } = payment.qr;
    paper.draw((doc) => drawQr(doc, content, left, top + 11));
    paper.write(payment.qr.caption, left + QR_SIDE / 2, top + QR_SIDE + 17, { size: 6.2, color: MUTED }, "center");
  }
  return top + height;
}

function drawFacts(paper: Paper, facts: Fact[], top: number, width: number) {
  const column = Math.max(...facts.map(({ label }) => paper.width(label, LABEL))) + 16;
  for (const [i, { label, value }] of facts.entries()) {
    const y = top + i * FACT_HEIGHT;
    paper.write(label, PAGE.left + 14, y + 1.5, LABEL);
    const natural = paper.width(value, VALUE);
    const size = Math.min(VALUE.size, (VALUE.size * (width - column)) / natural);
    paper.write(value, PAGE.left + 14 + column, y, { ...VALUE, size });
  }
}

/** Drawn, not a picture: sharp at any size. Level M, as the standard asks. */
function drawQr(doc: Paper["doc"], content: string, left: number, top: number) {
  const code = generate(mode.bytes(new TextEncoder().encode(content)), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  });
  const side = QR_SIDE / code.size;
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const from = x;
      while (code.get(x, y)) x++;
      if (x > from) doc.rect(left + from * side, top + y * side, (x - from) * side, side);
    }
  }
  doc.fill(INK);
}

function drawAcceptance(paper: Paper, { title, text, fields }: NonNullable<Sheet["acceptance"]>, top: number): number {
  const left = PAGE.left + WIDTH * 0.45;
  const width = PAGE.right - left;
  paper.draw((doc) => doc.roundedRect(left, top, width, ACCEPTANCE_HEIGHT, 3).lineWidth(0.8).stroke(HAIRLINE));
  paper.write(title, left + 14, top + 11, TITLE);
  let y = paper.writeLines(paper.wrap(text, LABEL, width - 28), left + 14, top + 27, LABEL) + 6;
  for (const field of fields) {
    paper.write(field, left + 14, y, LABEL);
    y += 16;
  }
  return top + ACCEPTANCE_HEIGHT;
}
