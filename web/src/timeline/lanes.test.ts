import { describe, expect, test } from "vitest";
import { NO_DAY, type Table } from "../table";
import { barsOf, binsOf, dayless, lanesOf, outline, reachOf, spanOf, ticks } from "./lanes";

interface Row {
  place?: number;
  places?: number[];
  from?: number | null;
  to?: number | null;
  every?: boolean;
  said?: number | null;
}

const NAMES = ["Old Mill", "East Gate", "River Post", "it", "the area"];
const NAMED = [true, true, true, false, false];

function table(rows: Row[]): Table {
  const places = rows.map((row) => row.places ?? (row.place === undefined ? [] : [row.place]));
  const lists = (of: number[][]) => ({
    starts: Uint32Array.from([0, ...of.map((_, at) => of.slice(0, at + 1).flat().length)]),
    values: Uint32Array.from(of.flat()),
  });
  const said = rows.map((row) => row.said ?? null);
  return {
    places: lists(places),
    subjects: lists(rows.map(() => [])),
    from: Int32Array.from(rows, (row) => row.from ?? NO_DAY),
    to: Int32Array.from(rows, (row) => row.to ?? NO_DAY),
    every: Uint8Array.from(rows, (row) => (row.every ? 1 : 0)),
    key: (name: number) => `id-${name}`,
    columns: { names: { name: NAMES, named: NAMED }, claims: { said_from: said, said_to: said } },
  } as unknown as Table;
}

const all = (of: Row[]): Uint32Array => Uint32Array.from(of, (_, row) => row);

describe("lanes", () => {
  test("what is only pointed at has no lane of its own, and stays counted", () => {
    const rows = [{ place: 3 }, { place: 4 }, { place: 3 }, { places: [3, 1] }, {}];
    const lanes = lanesOf(table(rows), all(rows), "place", 9);
    expect(lanes.map((lane) => [lane.title, lane.key, lane.rows])).toEqual([
      ["East Gate", "id-1", [3]],
      ["not named: it, the area", "", [0, 1, 2]],
      ["no place named", "", [4]],
    ]);
  });

  test("the busiest come first, then the rest together, then what names no place", () => {
    const rows = [{ place: 1 }, { place: 0 }, { place: 1 }, { place: 2 }, {}];
    const lanes = lanesOf(table(rows), all(rows), "place", 1);
    expect(lanes.map((lane) => [lane.title, lane.rows])).toEqual([
      ["East Gate", [0, 2]],
      ["2 other places", [1, 3]],
      ["no place named", [4]],
    ]);
  });

  test("no claim is left out", () => {
    const rows = Array.from({ length: 50 }, (_, row) => (row % 4 ? { place: row % 3 } : {}));
    for (const most of [0, 1, 2, 9]) {
      const lanes = lanesOf(table(rows), all(rows), "place", most);
      expect(lanes.flatMap((lane) => lane.rows).sort((a, b) => a - b)).toEqual([...all(rows)]);
    }
  });
});

describe("days", () => {
  test("what gives no day stands at the day on which it was said, and is counted", () => {
    const rows = [{ from: 5, to: 5 }, { said: 9 }, {}];
    expect(dayless(table(rows), all(rows))).toEqual({ undated: 2, timeless: 1 });
    const bars = barsOf(table(rows), [0, 1, 2], { from: 0, to: 20 }, 0);
    expect(bars.map((bar) => [bar.row, bar.from, bar.said])).toEqual([
      [0, 5, false],
      [1, 9, true],
    ]);
  });

  test("an end that nobody knows fades", () => {
    const rows = [{ to: 50 }, { from: 50 }, { from: 10, to: 20 }, { from: 10, to: 20, every: true }];
    const bars = barsOf(table(rows), [0, 1, 2, 3], { from: 0, to: 120 }, 0);
    const looks = Object.fromEntries(bars.map((bar) => [bar.row, [bar.fadesIn, bar.fadesOut, bar.vague]]));
    expect(looks).toEqual({ 0: [true, false, true], 1: [false, true, true], 2: [false, false, true], 3: [false, false, false] });
  });

  test("bars that share days stand on lines of their own", () => {
    const rows = [{ from: 0, to: 10 }, { from: 5, to: 15 }, { from: 12, to: 20 }];
    const bars = barsOf(table(rows), [0, 1, 2], { from: 0, to: 20 }, 1);
    expect(bars.map((bar) => bar.line)).toEqual([0, 1, 0]);
  });

  test("the span has room on both sides, and is none where nothing has a day", () => {
    expect(reachOf(table([{ from: 100, to: 200 }]), [0])).toEqual({ from: 100, to: 200 });
    expect(spanOf(table([{ from: 100, to: 200 }]), [0])).toEqual({ from: 97, to: 203 });
    expect(spanOf(table([{}]), [0])).toBeNull();
  });
});

describe("bins", () => {
  test("what lasts counts in every part that it lasts in", () => {
    const rows = [{ from: 0, to: 0 }, { from: 2, to: 7 }, { to: 9 }, {}];
    expect([...binsOf(table(rows), [0, 1, 2, 3], { from: 0, to: 9 }, 5)]).toEqual([1, 1, 1, 1, 1]);
  });

  test("what lies outside the span counts nowhere, and what reaches in counts inside", () => {
    const rows = [{ from: -9, to: -5 }, { from: -9, to: 1 }, { from: 30, to: 40 }];
    expect([...binsOf(table(rows), [0, 1, 2], { from: 0, to: 9 }, 5)]).toEqual([1, 0, 0, 0, 0]);
  });

  test("few among many stay visible", () => {
    expect(outline(Uint32Array.from([0, 1, 10_000]), 10_000, 30, 20)).toBe("M10.0 20v-1.5h10.0v1.5zM20.0 20v-20h10.0v20.0z");
  });
});

test("the axis has no more marks than fit, at any span", () => {
  for (const days of [1, 9, 40, 300, 4000, 90_000]) {
    const found = ticks({ from: 16_000, to: 16_000 + days }, 6);
    expect(found.length, `${days} days`).toBeGreaterThan(0);
    expect(found.length, `${days} days`).toBeLessThanOrEqual(8);
  }
  expect(ticks({ from: 16_071, to: 17_532 }, 6).map((tick) => tick.label)).toEqual(["2014", "2015", "2016", "2017", "2018"]);
});
