/** The barriers, borders and routes that packs draw, with what stands of them on the day. */

import type { FeatureCollection } from "geojson";
import type { Standings } from "../asof/asof";
import { ENDED, HELD } from "../asof/standing";
import { gateOf, type ByPlace, type Point, type Stand } from "./marks";

/** What /api/map answers. */
export type Drawn = FeatureCollection & { version: string };

export interface Way {
  entity: string;
  kind: "border" | "barrier" | "route";
  points: [number, number][];
  /** As of a crossing: open (passable, built), shut, contested, stale; "" where nobody says. */
  state: Stand["gate"];
  label: string;
}

/** Crossings, which are points. */
export function points(drawn: Drawn): Point[] {
  return drawn.features.flatMap(({ geometry, properties }) =>
    geometry.type === "Point" && typeof properties?.entity === "string"
      ? [{ entity: properties.entity, lon: geometry.coordinates[0]!, lat: geometry.coordinates[1]! }]
      : [],
  );
}

/** The lines that have to do with the record's names, with what stands of them. */
export function ways(drawn: Drawn, spoken: ReadonlySet<string>, by: ByPlace | null, now: Standings | null): Way[] {
  const found: Way[] = [];
  const written = new Set<string>();
  for (const { geometry, properties } of drawn.features) {
    if (geometry.type !== "LineString" || !properties) continue;
    const its = properties as Record<string, string | undefined>;
    const kind = its.kind === "route" || its.kind === "barrier" ? its.kind : "border";
    const names = [its.entity, its.along, its.from, its.to].filter((name) => name !== undefined);
    if (kind === "route" ? !spoken.has(its.entity!) && !(spoken.has(its.from!) && spoken.has(its.to!)) : !names.some((n) => spoken.has(n))) continue;
    const way: Way = { entity: its.entity!, kind, points: geometry.coordinates as [number, number][], state: "", label: "" };
    if (by && now) {
      if (kind === "barrier") built(way, its.along ?? "", by, now);
      else if (kind === "route") way.state = passable([its.entity!, ...(its.mode === "crossing" ? [its.from!, its.to!] : [])], by, now);
    }
    if (kind !== "border" && !way.label && !written.has(way.entity)) way.label = its.name ?? "";
    written.add(way.entity);
    found.push(way);
  }
  return found;
}

function passable(nodes: string[], by: ByPlace, now: Standings): Way["state"] {
  const keys = nodes.flatMap((node) => [...by.keys("is passable", node), ...by.keys("is open", node)]);
  const states = keys.map((key) => gateOf(now.standing[key]!)).filter((state) => state !== "");
  return states.find((state) => state === "contested") ?? states.find((state) => state === "open") ?? states[0] ?? "";
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
