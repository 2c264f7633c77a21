/** Text of others is shown as typed; Slack's limits are kept before Slack does. */
import type { KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { fitBlocks, fitView } from "../../bot/door/limits.ts";
import { button, buttons, facts, header, modal, option, section } from "../../bot/forms.ts";
import { mrkdwnText, oneLine, plainText, shorten } from "../../bot/text/words.ts";

describe("what others wrote", () => {
  it.each([
    ["<!channel>", "&lt;!channel&gt;"],
    ["<@U0MALIK> & <https://evil.example|gift>", "&lt;@U0MALIK&gt; &amp; &lt;https://evil.example|gift&gt;"],
    ["*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"],
    ["jean_paul@b_c.example", "jean_paul@b_c.example"],
    ["2*3*4", "2*3*4"],
    ["Fine :tada: :+1: 12:30:45", "Fine :\u2060tada: :\u2060+1: 12:\u206030:45"],
    ["> quoted", "\u2060&gt; quoted"],
  ])("is not expanded: %s", (typed, shown) => {
    expect(mrkdwnText(typed)).toBe(shown);
  });

  it("cannot turn the reading direction, hide, or break a line", () => {
    expect(plainText("invoice\u202egpj.exe\u2066\u200b\u0000\u0007")).toBe("invoicegpj.exe");
    expect(oneLine("two\r\nlines\u2028and\tmore")).toBe("two lines and more");
    expect(plainText("שלום 👩‍🚀 مرحبا")).toContain("שלום");
  });

  it("is shortened without cutting a character in two", () => {
    expect(shorten("abc", 3)).toBe("abc");
    expect(shorten("abcd", 3)).toBe("ab…");
    expect(shorten("👍👍👍", 4)).toBe("👍…");
  });
});

describe("limits", () => {
  const long = "x".repeat(5_000);

  it("shortens texts where that harms nobody", () => {
    const [title, body, actions] = fitBlocks([header(long), section(long), ...buttons(button("a", long, "v"))]) as [
      KnownBlock,
      KnownBlock,
      KnownBlock,
    ];
    expect(title).toMatchObject({ text: { text: expect.stringMatching(/^x{149}…$/) } });
    expect(body).toMatchObject({ text: { text: expect.stringMatching(/^x{2999}…$/) } });
    expect(actions).toMatchObject({ elements: [{ text: { text: expect.stringMatching(/^x{74}…$/) } }] });
    expect(fitBlocks(facts([["label", long]]))[0]).toMatchObject({ fields: [{ text: expect.stringMatching(/…$/) }] });
    const view = fitView(modal({ callback: "c", title: long, close: long, submit: long, blocks: [section("")] }));
    expect([view.title.text.length, view.close?.text.length, view.submit?.text.length]).toEqual([24, 24, 24]);
    expect(view.blocks[0]).toMatchObject({ text: { text: " " } });
  });

  it("throws what Slack would refuse whole", () => {
    const wrong: (() => unknown)[] = [
      () => fitBlocks(Array.from({ length: 51 }, () => section("x"))),
      () => fitView(modal({ callback: "c", title: "t", close: "c", blocks: Array.from({ length: 101 }, () => section("x")) })),
      () => fitView(modal({ callback: "c", title: "t", close: "c", blocks: [], memory: long })),
      () => fitBlocks(buttons(button("a", "b", long))),
      () =>
        fitBlocks([
          { ...section("x"), block_id: "same" },
          { ...section("y"), block_id: "same" },
        ]),
      () => fitBlocks([{ type: "actions", elements: Array.from({ length: 26 }, (_, i) => button(`a${i}`, "b", "c")) }]),
      () =>
        fitBlocks([
          {
            type: "actions",
            elements: [{ type: "static_select", action_id: "a", options: Array.from({ length: 101 }, (_, i) => option("o", `${i}`)) }],
          },
        ]),
      () =>
        fitBlocks([{ type: "actions", elements: [{ type: "static_select", action_id: "a", options: [option("o", "v".repeat(151))] }] }]),
    ];
    for (const attempt of wrong) expect(attempt).toThrow(/Block Kit/);
  });
});
