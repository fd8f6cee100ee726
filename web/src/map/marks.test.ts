import { expect, test } from "vitest";
import type { AsOf, Standings } from "../asof/asof";
import { CONTESTED, ENDED, HELD, STALE, UNKNOWN } from "../asof/standing";
import type { Table } from "../table";
import { Placed } from "./labels";
import { ways, type Drawn } from "./lines";
import { ByPlace, counts, marksOf, placesOf, radius, standsOf, wordsOf } from "./marks";

interface Standing {
  fluent: string;
  who: string;
  where: string;
  standing: number;
  roots?: number;
}

const FLUENTS = ["holds", "is at", "is open", "is passable", "is built to"];

/** The ledger on a day, with these standings. */
function now(told: Standing[]): { by: ByPlace; standings: Standings } {
  const nodes = [...new Set(told.map((one) => one.where))];
  const asOf = {
    columns: {
      nodes,
      fluents: FLUENTS.map((name) => ({ name, stale_after: null })),
      keys: {
        fluent: told.map((one) => FLUENTS.indexOf(one.fluent)),
        object: told.map((one) => nodes.indexOf(one.where)),
        variant: told.map(() => ""),
      },
    },
    rows: { measure: [NaN] },
    subject: (_: Standings, key: number) => told[key]!.who,
  } as unknown as AsOf;
  const standings = {
    standing: Uint8Array.from(told, (one) => one.standing),
    roots: Uint16Array.from(told, (one) => one.roots ?? 0),
    example: told.map(() => 0),
    lastTo: told.map(() => 0),
  } as unknown as Standings;
  return { by: new ByPlace(asOf), standings };
}

function names(...rows: [string, string, number | null, string | null][]): Table {
  return {
    key: (name: number) => rows[name]![0],
    columns: {
      names: {
        id: rows.map((row) => row[0]),
        name: rows.map((row) => row[1]),
        lat: rows.map((row) => row[2]),
        lon: rows.map((row) => row[2]),
        level: rows.map((row) => row[3]),
        error_km: rows.map(() => null),
      },
    },
  } as unknown as Table;
}

function markOf(...told: Omit<Standing, "where">[]) {
  const places = placesOf(names(["mill", "Old Mill", 34, "town"]));
  const { by, standings } = now(told.map((one) => ({ ...one, where: "mill" })));
  return marksOf(places, Uint32Array.from([3]), standsOf(places, by, standings))[0]!;
}

test("what is told on roots that count is held, what is only claimed says so", () => {
  const counted = markOf({ fluent: "holds", who: "Red", standing: HELD, roots: 2 });
  expect([counted.hold, counted.counted, wordsOf(counted)]).toEqual(["held", true, "held by Red"]);
  const claimed = markOf({ fluent: "holds", who: "Red", standing: HELD });
  expect([claimed.counted, wordsOf(claimed)]).toEqual([false, "held by Red (by its own word or hearsay)"]);
});

test("the contested outweighs the stale, and both are named", () => {
  const mark = markOf(
    { fluent: "holds", who: "Green", standing: STALE, roots: 1 },
    { fluent: "holds", who: "Red", standing: CONTESTED, roots: 1 },
    { fluent: "holds", who: "Blue", standing: CONTESTED },
  );
  expect([mark.hold, mark.holders, wordsOf(mark)]).toEqual(["contested", ["Red", "Blue"], "contested: Red or Blue"]);
});

test("what ended or is only rumoured holds nothing", () => {
  const mark = markOf({ fluent: "holds", who: "Red", standing: ENDED }, { fluent: "holds", who: "Blue", standing: UNKNOWN });
  expect([mark.hold, wordsOf(mark)]).toEqual(["", ""]);
});

test("a crossing that is open no more is shut, and who is there is told", () => {
  const mark = markOf({ fluent: "is open", who: "Old Mill", standing: ENDED }, { fluent: "is at", who: "Red", standing: HELD });
  expect([mark.gate, wordsOf(mark)]).toEqual(["shut", "there: Red; shut"]);
});

test("a province is never a point, and what has no coordinates is not on the map", () => {
  const table = names(["mill", "Old Mill", 34, "town"], ["vale", "Vale", 35, "province"], ["gate", "Gate", null, null], ["man", "Man", null, null]);
  const found = placesOf(table, [{ entity: "gate", lon: 41, lat: 34 }]);
  expect(found.map((place) => [place.title, place.wide])).toEqual([["Old Mill", false], ["Vale", true], ["Gate", false]]);
});

test("marks that turn the direction of writing are shown by name", () => {
  expect(placesOf(names(["x", "\u202etown", 1, "town"]))[0]!.title).toBe("⟦RLO⟧town");
});

test("claims without a place on the map are counted", () => {
  const lists = (of: number[][]) => ({ starts: Uint32Array.from([0, of[0]!.length, of.flat().length]), values: Uint32Array.from(of.flat()) });
  const table = { ...names(["mill", "Old Mill", 34, "town"], ["man", "Man", null, null]), places: lists([[0], []]), objects: lists([[0], [1]]) };
  const { of, nowhere } = counts(table as unknown as Table, Uint32Array.from([0, 1]));
  expect([[...of], nowhere]).toEqual([[1, 1], 1]);
});

test("circles grow with what is told", () => {
  expect(radius(1, 100)).toBeLessThan(radius(50, 100));
  expect(radius(5000, 5000)).toBeLessThanOrEqual(20);
});

test("no label covers another", () => {
  const placed = new Placed();
  expect(placed.take({ x: 0, y: 0, width: 50, height: 10 })).toBe(true);
  expect(placed.take({ x: 40, y: 5, width: 200, height: 10 })).toBe(false);
  expect(placed.take({ x: 40, y: 12, width: 200, height: 10 })).toBe(true);
});

test("a route is drawn where the record speaks of it, as passable as the server says of each stretch", () => {
  const line = (properties: object) => ({
    type: "Feature" as const,
    geometry: { type: "LineString" as const, coordinates: [[41, 34], [42, 35]] },
    properties,
  });
  const edges = [["mill", "gate"], ["gate", "a"], ["a", "b"]];
  const drawn = {
    type: "FeatureCollection",
    version: "1",
    features: [
      ...edges.map(([from, to]) => line({ kind: "route", name: "Way", entity: "way", mode: "road", from, to })),
      line({ kind: "route", name: "Far Way", entity: "far", mode: "road", from: "a", to: "b" }),
    ],
  } as Drawn;
  const states = ["open", "closed", "unknown"];
  const stretches = edges.map(([start, end], index) => ({ start: start!, end: end!, mode: "road", state: states[index]! }));
  const told = { route: "way", name: "Way", verdict: "closed", words: "", stretches };
  const shown = (routes: Parameters<typeof ways>[4]) =>
    ways(drawn, new Set(["mill", "gate"]), null, null, routes).map((way) => [way.label, way.verdict, way.state]);
  expect(shown(new Map([["way", told]]))).toEqual([["Way", "closed", "open"], ["", "", "shut"]]);
  expect(shown(null)).toEqual([["Way", "…", ""]]);
  expect(shown(new Map())).toEqual([["Way", "not known", ""]]);
});
