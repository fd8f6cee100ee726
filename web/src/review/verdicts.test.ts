import { describe, expect, it } from "vitest";
import type { Judgement } from "../types";
import { standing, verdictsOf, verdictsOn } from "./verdicts";

const made = (id: string, kind: string, target: string, by = "Ann"): Judgement => ({
  id,
  kind,
  target,
  by,
  value: {},
  reason: "",
  made: "2020-01-01T00:00:00Z",
});

describe("what stands", () => {
  it("is what nobody took back", () => {
    const all = [made("1", "accept", "c"), made("2", "undo", "1"), made("3", "reject", "c")];
    expect(standing(all).map((judgement) => judgement.id)).toEqual(["3"]);
  });

  it("is back when its undo is undone", () => {
    const all = [made("1", "accept", "c"), made("2", "undo", "1"), made("3", "undo", "2")];
    expect(standing(all).map((judgement) => judgement.id)).toEqual(["1"]);
  });
});

describe("verdicts", () => {
  const all = [made("1", "accept", "c"), made("2", "note", "c"), made("3", "reject", "c", "Bob"), made("4", "correct", "c")];

  it("are a person's last word on each claim; a note is none", () => {
    expect([...verdictsOf(all, "Ann")].map(([claim, judgement]) => [claim, judgement.kind])).toEqual([["c", "correct"]]);
    expect(verdictsOf(all, "Eve").size).toBe(0);
  });

  it("are kept of every person", () => {
    expect([...verdictsOn(all, "c")].map(([by, judgement]) => [by, judgement.kind])).toEqual([
      ["Ann", "correct"],
      ["Bob", "reject"],
    ]);
  });
});
