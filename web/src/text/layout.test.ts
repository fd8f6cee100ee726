import { describe, expect, it } from "vitest";
import { Offsets } from "../offsets";
import type { Block } from "../types";
import { layout, nextOf } from "./layout";

const TEXT = "Headline\n\nTOWN, June 21 - The 😀 band took the town.\nMore.\n\nSubscribe";
const BLOCKS: Block[] = [
  { span: [0, 8], kind: "title", reason: "" },
  { span: [10, 25], kind: "dateline", reason: "" },
  { span: [26, 51], kind: "body", reason: "" },
  { span: [59, 68], kind: "boilerplate", reason: "newsletter" },
];

const laid = (claims: { id: string; span: [number, number] }[]): string[][] =>
  layout(new Offsets(TEXT), BLOCKS, claims).map((paragraph) =>
    paragraph.runs.map((run) => `${run.text}${run.claims.length ? `{${run.claims.join(" ")}}` : ""}`),
  );

describe("the report laid out", () => {
  it("keeps a dateline with its words, shows what no block covers, and loses nothing", () => {
    expect(laid([])).toEqual([
      ["Headline"],
      ["TOWN, June 21 -", " ", "The 😀 band took the town."],
      ["More."],
      ["Subscribe"],
    ]);
  });

  it("cuts overlapping claims into runs, the shortest claim first", () => {
    expect(laid([{ id: "long", span: [26, 50] }, { id: "short", span: [32, 41] }])[1]).toEqual([
      "TOWN, June 21 -",
      " ",
      "The 😀 {long}",
      "band took{short long}",
      " the town{long}",
      ".",
    ]);
  });

  it("says where claims begin, and bears spans that lie nowhere", () => {
    const odd = [
      { id: "a", span: [26, 29] as [number, number] },
      { id: "b", span: [900, 1000] as [number, number] },
      { id: "c", span: [28, 28] as [number, number] },
    ];
    const runs = layout(new Offsets(TEXT), BLOCKS, odd)[1]!.runs;
    expect(runs.filter((run) => run.begins.length).map((run) => [run.text, run.begins])).toEqual([["Th", ["a"]]]);
  });

  it("cycles through the claims of one run", () => {
    expect([nextOf(["a", "b"], ""), nextOf(["a", "b"], "a"), nextOf(["a", "b"], "b"), nextOf([], "a")]).toEqual([
      "a",
      "b",
      "a",
      undefined,
    ]);
  });
});

describe("a headline marked in Markdown", () => {
  const shown = (title: string): string[] => {
    const text = new Offsets(`${title}\n\nMore.`);
    const [first] = layout(text, [{ span: [0, [...title].length], kind: "title", reason: "" }], []);
    expect(first!.runs.map((run) => run.text).join("")).toBe(title); // nothing is lost
    return first!.runs.filter((run) => !run.sign).map((run) => run.text);
  };

  it.each(["# The 😀 falls", "### The 😀 falls ###", "**The 😀 falls**", "# *The 😀 falls*", "The 😀 falls\n======", "__The 😀 falls__ "])(
    "shows the words of %j alone",
    (title) => expect(shown(title)).toEqual(["The 😀 falls"]),
  );

  it.each(["#TheFall", "* The fall", "The _fall_", "**The fall", "***"])("leaves %j as it is, which marks no headline", (title) => expect(shown(title)).toEqual([title]));
});
