import { describe, expect, it } from "vitest";
import { parseDay } from "./days";
import { isUnfiltered, NO_FILTER, Table, type Filter } from "./table";
import type { Columns } from "./types";

const day = (iso: string): number => parseDay(iso)!;

/** Three claims: a capture on a day, an undated control, a planned capture by another. */
function columns(): Columns {
  const column = { id: ["town", "band", "army", "post"], name: ["Town", "The Band", "Army", "River Post"] };
  return {
    stamp: "1",
    conflicts_counted: true,
    names: {
      ...column,
      kind: ["place", "armed_group", "state_body", "outlet"],
      lat: [34, null, null, null],
      lon: [41, null, null, null],
      error_km: [1, null, null, null],
      level: ["town", null, null, null],
      named: [true, true, true, true],
    },
    documents: { id: ["d"], title: ["T"], outlet: ["River Post"], from: [null], to: [null], copy_of: [null] },
    claims: {
      id: ["a", "b", "c"],
      type: [1, 0, 1],
      modality: [0, 0, 1],
      document: [0, 0, 0],
      subjects: [[1], [1, 2], [2]],
      objects: [[0], [], [0]],
      places: [[], [0], []],
      chain: [[3], [3], [1, 3]],
      from: [day("2017-11-03"), null, day("2017-12-01")],
      to: [day("2017-11-03"), null, null],
      every: [1, 0, 0],
      said_from: [day("2017-11-04"), day("2018-02-01"), null],
      said_to: [day("2017-11-04"), day("2018-02-03"), null],
      known_from: [day("2017-11-04"), null, day("2017-11-01")],
      known_to: [day("2017-11-04"), null, day("2017-11-01")],
      root: [0, 0, 1],
      counts: [1, 1, 1],
      conflicts: [0, 0, 0],
      roots: [1, 1, 1],
      reading: ["", "accepted", ""],
    },
  };
}

const table = new Table(columns(), ["control", "capture"], ["asserted", "planned"]);
const found = (by: Partial<Filter>): string[] => Array.from(table.filter({ ...NO_FILTER, ...by }), (row) => table.id(row));

describe("the table", () => {
  it("shows all, and what has no day last", () => {
    expect(found({})).toEqual(["a", "c", "b"]);
    expect(Array.from(table.filter(NO_FILTER, "known"), (row) => table.id(row))).toEqual(["c", "a", "b"]);
    expect(Array.from(table.filter(NO_FILTER, "type"), (row) => table.id(row))).toEqual(["b", "a", "c"]);
  });

  it("takes values of one list as alternatives, and demands all lists", () => {
    expect(found({ type: ["capture", "control"] })).toEqual(["a", "c", "b"]);
    expect(found({ type: ["capture"], modality: ["asserted"] })).toEqual(["a"]);
    expect(found({ outlet: ["River Post"], reading: ["unread"] })).toEqual(["a", "c"]);
    expect(found({ outlet: ["Another"] })).toEqual([]);
  });

  it("finds a place wherever a claim names it, and an actor in its chain too", () => {
    expect(found({ place: ["town"] })).toEqual(["a", "c", "b"]);
    expect(found({ actor: ["band"] })).toEqual(["a", "c", "b"]);
    expect(found({ actor: ["army"] })).toEqual(["c", "b"]);
  });

  it("leaves out what was not known yet, and keeps what may have been", () => {
    expect(found({ known: day("2017-11-02") })).toEqual(["c", "b"]);
  });

  it("takes a span of days to be met, and an open end to be the day that is known of", () => {
    expect(found({ from: day("2017-11-01"), to: day("2017-11-30") })).toEqual(["a"]);
    expect(found({ from: day("2017-12-01"), to: day("2018-01-01") })).toEqual(["c"]);
    expect(found({ to: day("2017-11-03") })).toEqual(["a"]);
  });

  it("puts what gives no day on the days it was said, and says that it does", () => {
    expect(found({ from: day("2018-02-02"), to: day("2018-02-28") })).toEqual(["b"]);
    expect([0, 1, 2].map((row) => table.isUndated(row))).toEqual([false, true, false]);
  });

  it("leaves out what people rejected, unless it is asked for", () => {
    const judged = columns();
    judged.claims.reading = ["rejected", "accepted", ""];
    const other = new Table(judged, ["control", "capture"], ["asserted", "planned"]);
    const left = (by: Partial<Filter>): string[] => Array.from(other.filter({ ...NO_FILTER, ...by }), (row) => other.id(row));
    expect(other.rejected).toBe(1);
    expect(left({})).toEqual(["c", "b"]);
    expect(left({ rejected: true })).toEqual(["a", "c", "b"]);
    expect(left({ reading: ["rejected"] })).toEqual(["a"]);
  });

  it("knows when it is asked for everything", () => {
    expect([isUnfiltered(NO_FILTER), isUnfiltered({ ...NO_FILTER, known: 1 }), isUnfiltered({ ...NO_FILTER, type: ["talks"] })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("knows names by what stands for them in the address", () => {
    expect([table.nameOf("band"), table.nameOf("nobody"), table.row("c"), table.row("x")]).toEqual([
      "The Band",
      "nobody",
      2,
      undefined,
    ]);
  });
});
