/** What the map shows of each place: how much is told of it, and what stands there on the day. */

import type { AsOf, Standings } from "../asof/asof";
import { CONTESTED, ENDED, HELD, STALE } from "../asof/standing";
import { listed, type Table } from "../table";
import { oneLine } from "../text/visible";

/** How a place is held: "" where nobody firmly says. */
export type Hold = "" | "held" | "contested" | "stale";

export interface Place {
  name: number;
  key: string;
  title: string;
  lat: number;
  lon: number;
  /** Whether claims are about somewhere in it, not about a point: never a pin. */
  wide: boolean;
  /** What the point stands for: town, province and so on. */
  level: string;
  errorKm: number;
}

/** What stands at a place on the day. */
export interface Stand {
  hold: Hold;
  /** Who is said to hold it. */
  holders: string[];
  /** Whether a root counts for it: assessed, not only claimed. */
  counted: boolean;
  /** Who is said to be there. */
  present: string[];
  /** A crossing: open, shut, or "" where nobody says. */
  gate: "" | "open" | "shut" | "contested" | "stale";
}

export interface Mark extends Place, Stand {
  claims: number;
}

export interface Point {
  entity: string;
  lon: number;
  lat: number;
}

const POINTS = new Set(["town", "site", "city", "village"]);
const RANK: Record<Hold, number> = { contested: 3, held: 2, stale: 1, "": 0 };

/** The places of the table that lie on the map; `points` adds those that only the packs' map has. */
export function placesOf(table: Table, points: readonly Point[] = []): Place[] {
  const { name, lat, lon, level, error_km } = table.columns.names;
  const extra = new Map(points.map((point) => [point.entity, point]));
  const found: Place[] = [];
  name.forEach((title, index) => {
    const key = table.key(index);
    const at = lat[index] !== null && lon[index] !== null ? { lat: lat[index]!, lon: lon[index]! } : extra.get(key);
    if (!at) return;
    const own = level[index] ?? "site";
    const wide = !POINTS.has(own);
    found.push({ name: index, key, title: oneLine(title), lat: at.lat, lon: at.lon, wide, level: own, errorKm: error_km[index] ?? (wide ? 50 : 0) });
  });
  return found;
}

/** How many of these rows speak of each name, as a place or as what is acted on. */
export function counts(table: Table, rows: Uint32Array): { of: Uint32Array; nowhere: number } {
  const of = new Uint32Array(table.columns.names.name.length);
  const { lat } = table.columns.names;
  let nowhere = 0;
  for (const row of rows) {
    let placed = false;
    const places = listed(table.places, row);
    for (const name of places) {
      of[name]!++;
      placed ||= lat[name] !== null;
    }
    for (const name of listed(table.objects, row)) {
      if (!places.includes(name)) of[name]!++;
      placed ||= lat[name] !== null;
    }
    if (!placed) nowhere++;
  }
  return { of, nowhere };
}

/** For each node of the ledger its keys of some fluents, made once. */
export class ByPlace {
  readonly #keys = new Map<string, Map<string, number[]>>();
  static readonly #none: readonly number[] = [];

  constructor(readonly asOf: AsOf) {
    const { keys, fluents, nodes } = asOf.columns;
    keys.fluent.forEach((fluent, key) => {
      const of = this.#keys.get(fluents[fluent]!.name) ?? new Map<string, number[]>();
      this.#keys.set(fluents[fluent]!.name, of);
      const node = nodes[keys.object[key]!]!;
      const list = of.get(node);
      if (list) list.push(key);
      else of.set(node, [key]);
    });
  }

  keys(fluent: string, node: string): readonly number[] {
    return this.#keys.get(fluent)?.get(node) ?? ByPlace.#none;
  }
}

/** What stands at each of the places; null where nothing is told of it. */
export function standsOf(places: readonly Place[], by: ByPlace | null, now: Standings | null): (Stand | null)[] {
  return places.map(({ key }) => (by && now ? standOf(key, by, now) : null));
}

/** The places with how much is told of each, and what stands there. */
export function marksOf(places: readonly Place[], of: Uint32Array, stands: readonly (Stand | null)[]): Mark[] {
  return places.map((place, index) => {
    const { name, key, title, lat, lon, wide, level, errorKm } = place; // to copy thousands field by field is fastest
    const { hold, holders, counted, present, gate } = stands[index] ?? NOTHING_TOLD;
    return { name, key, title, lat, lon, wide, level, errorKm, claims: of[name]!, hold, holders, counted, present, gate };
  });
}

const NOTHING_TOLD: Stand = { hold: "", holders: [], counted: false, present: [], gate: "" };

function standOf(place: string, by: ByPlace, now: Standings): Stand | null {
  const [held, at, open] = [by.keys("holds", place), by.keys("is at", place), by.keys("is open", place)];
  if (!held.length && !at.length && !open.length) return null;
  const stand: Stand = { hold: "", holders: [], counted: false, present: [], gate: "" };
  for (const key of held) {
    const hold = holdOf(now.standing[key]!);
    if (!hold || RANK[hold] < RANK[stand.hold]) continue;
    if (RANK[hold] > RANK[stand.hold]) {
      stand.holders = [];
      stand.counted = false;
    }
    stand.hold = hold;
    stand.counted ||= now.roots[key]! > 0;
    stand.holders.push(oneLine(by.asOf.subject(now, key)));
  }
  for (const key of at) {
    if (now.standing[key] === HELD || now.standing[key] === CONTESTED) stand.present.push(oneLine(by.asOf.subject(now, key)));
  }
  for (const key of open) stand.gate ||= gateOf(now.standing[key]!);
  return stand;
}

function holdOf(standing: number): Hold {
  return standing === HELD ? "held" : standing === CONTESTED ? "contested" : standing === STALE ? "stale" : "";
}

/** A way or crossing: what was open and ended is shut. */
export function gateOf(standing: number): Stand["gate"] {
  return standing === HELD ? "open" : standing === ENDED ? "shut" : standing === CONTESTED || standing === STALE ? (holdOf(standing) as "contested" | "stale") : "";
}

/** The circle's radius in pixels; areas grow with what is told, up to `most` claims. */
export function radius(claims: number, most: number): number {
  return claims ? 4 + 16 * Math.sqrt(claims / Math.max(most, 40)) : 2;
}

/** What stands at a place, in words: "held by A (claimed only)". */
export function wordsOf(mark: Stand): string {
  const told: string[] = [];
  const who = mark.holders.join(" and ");
  if (mark.hold === "contested") told.push(mark.holders.length > 1 ? `contested: ${mark.holders.join(" or ")}` : `contested: ${who}`);
  else if (mark.hold === "stale") told.push(`last told long ago: ${who}`);
  else if (mark.hold) told.push(`held by ${who}${mark.counted ? "" : " (by its own word or hearsay)"}`);
  if (mark.present.length) told.push(`there: ${mark.present.join(", ")}`);
  if (mark.gate) told.push(mark.gate === "shut" ? "shut" : mark.gate === "open" ? "open" : `open: ${mark.gate}`);
  return told.join("; ");
}

/** The box around most of what is told: a few places far away do not shrink the rest. */
export function bounds(of: readonly Mark[]): [[number, number], [number, number]] {
  const near = of.filter((mark) => !mark.wide);
  const some = near.length ? near : of;
  const lons = some.map((mark) => mark.lon);
  const lats = some.map((mark) => mark.lat);
  if (!some.length) return [[-20, -30], [80, 60]];
  const pad = 0.6;
  return [
    [Math.min(...lons) - pad, Math.min(...lats) - pad],
    [Math.max(...lons) + pad, Math.max(...lats) + pad],
  ];
}
