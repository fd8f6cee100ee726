/** The barriers, borders and routes that packs draw, with what stands of them on the day. */

import type { FeatureCollection } from "geojson";
import type { Standings } from "../asof/asof";
import { ENDED, HELD } from "../asof/standing";
import type { Passable } from "../types";
import { gateOf, type ByPlace, type Point, type Stand } from "./marks";

/** What /api/map answers. */
export type Drawn = FeatureCollection & { version: string };

export interface Way {
  entity: string;
  kind: "border" | "barrier" | "route";
  points: [number, number][];
  /** As of a crossing: open (passable, built), shut, contested, stale; "" where nobody says, or it is being worked out. */
  state: Stand["gate"];
  label: string;
  /** How many others lie between the same two places: it is drawn beside them. */
  beside: number;
  /** Whether a route can be passed from end to end, in a word. */
  verdict: string;
}

/** Crossings, which are points. */
export function points(drawn: Drawn): Point[] {
  return drawn.features.flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && typeof properties?.entity === "string"
      ? [{ entity: properties.entity, lon: geometry.coordinates[0]!, lat: geometry.coordinates[1]! }]
      : [],
  );
}

/** What the routes are known as: by id, null while the server works it out. */
export type Routes = ReadonlyMap<string, Passable> | null;

/** The lines that have to do with the record's names, with what stands of them. */
export function ways(drawn: Drawn, spoken: ReadonlySet<string>, by: ByPlace | null, now: Standings | null, routes: Routes): Way[] {
  const found: Way[] = [];
  const written = new Set<string>();
  const between = new Map<string, number>();
  for (const { geometry, properties } of drawn.features) {
    if (geometry.type !== "LineString" || !properties) continue;
    const its = properties as Record<string, string | undefined>;
    const kind = its.kind === "route" || its.kind === "barrier" ? its.kind : "border";
    const state = kind === "route" ? passable(routes?.get(its.entity!), its) : "";
    const names = [its.entity, its.along, its.from, its.to].filter((name) => name !== undefined);
    const both = spoken.has(its.from!) && spoken.has(its.to!);
    if (kind === "route" ? !state && !spoken.has(its.entity!) && !both : !names.some((name) => spoken.has(name))) continue;
    const way: Way = { entity: its.entity!, kind, points: geometry.coordinates as [number, number][], state, label: "", beside: 0, verdict: "" };
    if (kind === "route") {
      const ends = [its.from!, its.to!].sort().join(" ");
      way.beside = between.get(ends) ?? 0;
      between.set(ends, way.beside + 1);
    }
    if (by && now && kind === "barrier") built(way, its.along ?? "", by, now);
    if (kind !== "border" && !way.label && !written.has(way.entity)) way.label = its.name ?? "";
    if (kind === "route" && way.label) way.verdict = routes ? verdictOf(routes.get(way.entity)) : "…";
    written.add(way.entity);
    found.push(way);
  }
  return found;
}

/** The verdict on a route in the word of `khabar state`. */
export function verdictOf(route: Passable | undefined): string {
  return !route || route.verdict === "unknown" ? "not known" : route.verdict;
}

const PASSAGE: Record<string, Stand["gate"]> = { open: "open", closed: "shut", contested: "contested" };

function passable(route: Passable | undefined, its: Record<string, string | undefined>): Way["state"] {
  const stretch = route?.stretches.find(({ start, end, mode }) => start === its.from && end === its.to && mode === its.mode);
  return PASSAGE[stretch?.state ?? ""] ?? "";
}

/** How far a barrier is built, by the last who gave a figure. */
function built(way: Way, along: string, by: ByPlace, now: Standings): void {
  const { rows, columns } = by.asOf;
  const keys = [...by.keys("is built to", along), ...by.keys("is built to", way.entity)];
  const told = keys.filter((key) => now.standing[key] && now.standing[key] !== ENDED);
  if (!told.length) return;
  const states = told.map((key) => gateOf(now.standing[key]!));
  way.state = states.includes("contested") ? "contested" : states.includes("open") ? "open" : "stale";
  const latest = told
    .filter((key) => !Number.isNaN(rows.measure[now.example[key]!]!) && / done/.test(columns.keys.variant[key]!))
    .sort((one, other) => now.lastTo[other]! - now.lastTo[one]!)[0];
  if (latest === undefined) return;
  const unit = columns.keys.variant[latest]!.split(" ")[0] === "percent" ? " %" : " km";
  const figure = `${rows.measure[now.example[latest]!]!}${unit} built`;
  way.label = now.standing[latest] === HELD ? figure : `${figure}, by what is told`;
}
