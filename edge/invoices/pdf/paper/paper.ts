/** A4 pages on which words are put: they wrap, and each stands where it is told to (pdfkit's own tables and wrapping take ten times as long). */
import type PDFDocument from "pdfkit";
import { FONTS, openArchive, type Title } from "./archive.ts";
import { printable, unbroken } from "./printable.ts";

export interface Style {
  size: number;
  bold?: boolean;
  color?: string;
}

export const INK = "#1d2733";
export const MUTED = "#5b6775";
export const ACCENT = "#17405f";
export const TINT = "#eef3f7";
export const HAIRLINE = "#d5dce3";

/** In points: A4, 15 mm on each side, room for the footer. */
export const PAGE = { width: 595.28, height: 841.89, left: 42.5, right: 552.78, top: 42, bottom: 782 } as const;
export const WIDTH = PAGE.right - PAGE.left;

export class Paper {
  readonly doc: PDFDocument;
  /** Where the next thing stands, from the top. */
  y: number = PAGE.top;
  readonly #bytes: Promise<Uint8Array>;
  readonly #french: boolean;
  readonly #clean = new Map<string, string>();
  #bold: boolean | undefined;
  #color: string | undefined;

  constructor(title: Title) {
    this.#french = title.language === "fr";
    const { doc, bytes } = openArchive(title);
    this.doc = doc;
    this.#bytes = bytes;
  }

  lineHeight = ({ size }: Style) => size * 1.4;

  width(text: string, style: Style): number {
    this.#use(style);
    return this.doc.widthOfString(this.#printable(text));
  }

  /** The lines into which it breaks: at spaces; a word that is wider than the column is cut. */
  wrap(text: string, style: Style, width: number): string[] {
    return this.#printable(text)
      .split("\n")
      .flatMap((paragraph) => (paragraph === "" ? [""] : this.#wrapParagraph(paragraph, style, width)));
  }

  /** One line; `x` is its right end when it stands to the right. */
  write(text: string, x: number, y: number, style: Style, align: "left" | "right" | "center" = "left") {
    const clean = this.#printable(text);
    if (clean === "") return;
    this.#use(style);
    const shift = align === "left" ? 0 : this.doc.widthOfString(clean) / (align === "right" ? 1 : 2);
    this.#fill(style.color ?? INK);
    this.doc.text(clean, x - shift, y, { lineBreak: false, textWidth: 0, wordCount: 1 });
  }

  /** Lines below each other. Returns where they end. */
  writeLines(lines: string[], x: number, y: number, style: Style, align: "left" | "right" = "left"): number {
    for (const [i, line] of lines.entries()) this.write(line, x, y + i * this.lineHeight(style), style, align);
    return y + lines.length * this.lineHeight(style);
  }

  /** Shapes: they leave another colour in the pen. */
  draw(shapes: (doc: PDFDocument) => void) {
    shapes(this.doc);
    this.#color = undefined;
  }

  /** To what comes on every page. */
  turnTo(page: number) {
    this.doc.switchToPage(page);
    this.#color = undefined;
  }

  /** A hairline across the page, or up to `to`. */
  rule(y: number, to: number = PAGE.right) {
    this.doc.lineWidth(0.6).strokeColor(HAIRLINE).moveTo(PAGE.left, y).lineTo(to, y).stroke();
  }

  newPage() {
    this.doc.addPage();
    this.#bold = undefined;
    this.#color = undefined;
    this.y = PAGE.top;
  }

  finish(): Promise<Uint8Array> {
    this.doc.end();
    return this.#bytes;
  }

  #use({ size, bold = false }: Style) {
    if (bold !== this.#bold) this.doc.font(bold ? "bold" : "regular");
    this.#bold = bold;
    this.doc.fontSize(size);
  }

  #fill(color: string) {
    if (color !== this.#color) this.doc.fillColor(color);
    this.#color = color;
  }

  #printable(text: string): string {
    let clean = this.#clean.get(text);
    if (clean === undefined) {
      clean = printable(this.#french ? unbroken(text) : text, (codePoint) => FONTS.regular.hasGlyphForCodePoint(codePoint));
      this.#clean.set(text, clean);
    }
    return clean;
  }

  #wrapParagraph(paragraph: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ").flatMap((one) => this.#pieces(one, style, width))) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line === "" || this.width(longer, style) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    return [...lines, line];
  }

  #pieces(word: string, style: Style, width: number): string[] {
    if (this.width(word, style) <= width) return [word];
    const pieces: string[] = [""];
    for (const character of word) {
      const longer = pieces.at(-1) + character;
      if (this.width(longer, style) <= width || pieces.at(-1) === "") pieces[pieces.length - 1] = longer;
      else pieces.push(character);
    }
    return pieces;
  }
}
