import { expect, test } from "vitest";
import { contains, outlinesOf, type Area } from "./areas";
import type { Place } from "./marks";

/** A square province of some 111 km a side, with its south-western corner at the equator. */
function square(name: string, west: number): Area {
  const ring: [number, number][] = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]];
  return { name, rings: [ring], box: [west, 0, west + 1, 1] };
}

function place(title: string, lon: number, more: Partial<Place> = {}): Place {
  return { name: 0, key: title, title, lat: 0.5, lon, wide: true, level: "province", errorKm: 500, ...more };
}

const AREAS = [square("Ar Raqqah", 10), square("Homs (Hims)", 11), square("Ninawa", 12)];
const named = (...places: Place[]): [string, string][] => [...outlinesOf(places, AREAS)].map(([key, area]) => [key, area.name]);

test("a province has its outline in any romanisation of its name", () => {
  expect(named(place("Raqqa governorate", 10.5), place("Hims", 11.5), place("al-Raqqa", 10.9))).toEqual([
    ["Raqqa governorate", "Ar Raqqah"],
    ["Hims", "Homs (Hims)"],
    ["al-Raqqa", "Ar Raqqah"],
  ]);
});

test("under another name it has one only where it is as large", () => {
  expect(named(place("Nineveh province", 12.5, { errorKm: 80 }))).toEqual([["Nineveh province", "Ninawa"]]);
  expect(named(place("New Corner province", 12.5, { errorKm: 15 }), place("Far Land", 12.5, { errorKm: 900 }))).toEqual([]);
});

test("what lies elsewhere, or is no province, has none", () => {
  expect(named(place("Raqqa", 30), place("Raqqa", 11.5, { errorKm: 3 }), place("Raqqa", 10.5, { level: "district" }))).toEqual([]);
});

test("an area contains what lies between its edges", () => {
  expect(contains(AREAS[0]!, 10.01, 0.99)).toBe(true);
  expect(contains(AREAS[0]!, 9.99, 0.5)).toBe(false);
});
