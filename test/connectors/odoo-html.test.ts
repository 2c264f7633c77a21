import { describe, expect, it } from "vitest";
import { toHtml, toText } from "../../edge/connectors/odoo/odoo-html.ts";

describe("notes in HTML", () => {
  it.each(["", "Une ligne", "Deux\nlignes", '\t<b>pas gras</b> & "guillemets"', "A\n\nB", "&amp; écrit &lt;tel quel&gt;", "a < b > c 🥐"])(
    "gives back %j",
    (note) => expect(toText(toHtml(note))).toBe(note.trim()),
  );

  it("reads what Odoo's editor writes", () => {
    const html = `<div data-oe-version="2.0">Rappeler <strong>lundi</strong></div>\n<ul><li>Devis&nbsp;n° 4</li><li>l&#39;acompte</li></ul><p><br></p>`;
    expect(toText(html)).toBe("Rappeler lundi\nDevis\u00a0n° 4\nl'acompte");
    expect(toText("<p>&#x110000; &bogus; &#0;</p>")).toBe("&#x110000; &bogus; &#0;");
  });
});
