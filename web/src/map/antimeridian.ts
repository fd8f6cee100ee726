/** Topologies go on past 180° as on a globe, and turn up at -180°; on a flat map that would be a stroke across all of it. */

import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";

/** The line going on past 180°, as a flat map that repeats itself wants it. */
export function unbrokenLine(line: Position[]): Position[] {
  let turned = 0;
  return line.map(([lon, lat], at) => {
    const step = at ? lon! - line[at - 1]![0]! : 0;
    if (Math.abs(step) > 180) turned -= Math.sign(step) * 360;
    return [lon! + turned, lat!];
  });
}

/** The ring going on past 180°; one that goes around a pole is closed along it. */
export function unbrokenRing(ring: Position[]): Position[] {
  const line = unbrokenLine(ring);
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || first[0] === last[0]) return line;
  const pole = first[1]! < 0 ? -90 : 90;
  return [...line, [last[0]!, pole], [first[0]!, pole], first];
}

/** All rings of a collection of areas so; what is no area is left as it is. */
export function unbrokenAreas(all: FeatureCollection): FeatureCollection {
  return { ...all, features: all.features.map((feature) => ({ ...feature, geometry: area(feature) })) };
}

export function unbrokenLines(lines: MultiLineString): MultiLineString {
  return { ...lines, coordinates: lines.coordinates.map(unbrokenLine) };
}

function area({ geometry }: Feature): Feature["geometry"] {
  if (geometry?.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(unbrokenRing) } satisfies Polygon;
  if (geometry?.type !== "MultiPolygon") return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unbrokenRing)) } satisfies MultiPolygon;
}
