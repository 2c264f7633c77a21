/** What we use of pdfkit 0.20.2 and fontkit 2.0.4, which bring no types; and fonts, which the build turns into bytes. */
declare module "pdfkit" {
  import type { Font } from "fontkit";

  interface PageOptions {
    size: "A4";
    margin: number;
  }
  interface DocumentOptions extends PageOptions {
    pdfVersion: "1.7";
    subset?: "PDF/A-3b";
    lang: string;
    displayTitle: boolean;
    bufferPages: boolean;
    font: Font;
    info: { Title: string; Author: string; Creator: string; Producer: string; CreationDate: Date };
  }
  interface TextOptions {
    lineBreak: false;
    /** Told, they are not measured again. */
    textWidth: number;
    wordCount: number;
  }
  interface FileOptions {
    name: string;
    type: string;
    relationship: "Alternative";
    description: string;
    creationDate: Date;
    modifiedDate: Date;
  }

  export default class PDFDocument {
    constructor(options: DocumentOptions);
    y: number;
    info: DocumentOptions["info"];
    addPage(): this;
    save(): this;
    restore(): this;
    rotate(degrees: number, options: { origin: number[] }): this;
    bufferedPageRange(): { start: number; count: number };
    switchToPage(page: number): unknown;
    font(font: Font, family: string): this;
    font(family: string): this;
    registerFont(family: string, font: Font): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    widthOfString(text: string): number;
    text(text: string, x: number, y: number, options: TextOptions): this;
    rect(x: number, y: number, width: number, height: number): this;
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this;
    path(path: string): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    fill(color?: string): this;
    stroke(color?: string): this;
    image(source: Uint8Array, x: number, y: number, options: { fit: [number, number] }): this;
    file(source: Uint8Array, options: FileOptions): unknown;
    appendXML(xml: string): void;
    on(event: "data", listener: (chunk: Uint8Array) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    end(): void;
  }
}

declare module "fontkit" {
  export interface Glyph {
    id: number;
    advanceWidth: number;
    codePoints: number[];
  }
  export interface Run {
    glyphs: Glyph[];
    positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
    readonly advanceWidth: number;
  }
  export interface Font {
    characterSet: number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph & { path: { commands: unknown[] } };
    layout(text: string, features?: undefined, script?: string): Run;
  }
  export function create(bytes: Uint8Array): Font;
}

declare module "*.ttf" {
  const bytes: Uint8Array;
  export default bytes;
}
