import { describe, expect, it } from "vitest";
import { Offsets } from "../offsets";
import type { Claim, When } from "../types";
import { changes, draftOf, edtf, moved, namesOf } from "./correction";

const when = (earliest: string | null, latest: string | null): When => ({ earliest, latest, text: "", reasons: [], every: false });
const ref = (name: string) => ({ name, text: name, entity: null, span: null });
const claim = {
  type: "capture",
  modality: "asserted",
  subjects: [ref("The Band"), ref("Army")],
  objects: [],
  places: [ref("Town")],
  event_time: when("2017-11-03", "2017-11-03"),
  chain: [{ ...ref("River Post"), role: "outlet" }],
  span: [4, 12],
} as unknown as Claim;

describe("a correction", () => {
  it("says nothing where nothing was changed", () => {
    expect(changes(claim, draftOf(claim))).toEqual({});
  });

  it("has the changed fields alone", () => {
    const draft = { ...draftOf(claim), type: "control", subjects: "Army ; ; Army", places: "", event_time: " 2017-11 " };
    expect(changes(claim, draft)).toEqual({ type: "control", subjects: ["Army"], places: [], event_time: "2017-11" });
  });

  it("can take the day out, but not the speaker", () => {
    expect(changes(claim, { ...draftOf(claim), event_time: "", speaker: " " })).toEqual({ event_time: null });
  });

  it("has the span where one end was moved", () => {
    expect(changes(claim, { ...draftOf(claim), span: [4, 15] })).toEqual({ span: [4, 15] });
  });
});

describe("names", () => {
  it("stand between semicolons", () => expect(namesOf(" a; b ;;a")).toEqual(["a", "b"]));
});

describe("EDTF", () => {
  it.each([
    [when("2017-11-05", "2017-11-05"), "2017-11-05"],
    [when("2017-11-01", "2017-11-30"), "2017-11"],
    [when("2016-02-01", "2016-02-29"), "2016-02"],
    [when("2017-01-01", "2017-12-31"), "2017"],
    [when("2017-11-01", "2017-12-31"), "2017-11-01/2017-12-31"],
    [when("2017-11-03", null), "2017-11-03/.."],
    [when(null, "2017-11-03"), "../2017-11-03"],
    [when(null, null), ""],
  ])("of %o is %s", (interval, written) => expect(edtf(interval)).toBe(written));
});

describe("a span", () => {
  const text = new Offsets("One 🏳️ two, three. Four");

  it("grows and shrinks by words at either end, in code points", () => {
    const two: [number, number] = [7, 11];
    expect(text.slice(...two)).toBe("two,");
    expect(text.slice(...moved(text, two, "start", -1))).toBe("🏳️ two,");
    expect(text.slice(...moved(text, two, "end", 1))).toBe("two, three.");
    expect(moved(text, two, "start", 1)).toEqual(two);
  });

  it("stays within the text", () => {
    expect(moved(text, [0, 3], "start", -1)).toEqual([0, 3]);
    expect(moved(text, [0, 3], "end", -1)).toEqual([0, 3]);
  });
});
