/** Provinces as they lie on the map, and which of them a place of the record is. */

import type { Place } from "./marks";

export type Box = [west: number, south: number, east: number, north: number];

/** The outer rings of a province, of (longitude, latitude). */
export interface Area {
  name: string;
  rings: (readonly [number, number])[][];
  box: Box;
}

/** The outlines of the places that are provinces, by key. Borders move and names are many: what is not surely the same
 * province has none, and stays "somewhere around here". */
export function outlinesOf(places: readonly Place[], areas: readonly Area[]): Map<string, Area> {
  const found = new Map<string, Area>();
  for (const place of places) {
    if (place.level !== "province") continue;
    const area = areas.find((one) => contains(one, place.lon, place.lat));
    if (area && (alike(place.title, area.name) || asLarge(place, area))) found.set(place.key, area);
  }
  return found;
}

/** Whether two boxes share ground. */
export function meets(one: Box, other: Box): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

export function contains({ rings, box }: Area, lon: number, lat: number): boolean {
  return meets(box, [lon, lat, lon, lat]) && rings.some((ring) => within(ring, lon, lat));
}

/** Whether a point lies in a ring: a line from it crosses the ring an odd number of times. */
function within(ring: Area["rings"][number], lon: number, lat: number): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [[x1, y1], [x2, y2]] = [ring[at]!, ring[before]!];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

const KINDS = /\b(province|governorate|state|region|department|district|county|oblast|of)\b/g;
const ARTICLES = /\b(al|el|ad|an|ar|as|ash|at|az|ez|ed|er|es|the)\b/g;

/** Whether two names could be one in two romanisations: the same consonants, "Ar Raqqah" and "Raqqa governorate". */
function alike(one: string, other: string): boolean {
  const mine = bones(one);
  return mine.length > 1 && other.split(/[()/]/).some((name) => bones(name) === mine);
}

function bones(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’`]/g, "").replace(/[^a-z]+/g, " ");
  const letters = plain.replace(KINDS, " ").replace(ARTICLES, " ").replace(/[aeiouyw ]+|h(?= |$)/g, "");
  return letters.replace(/(.)\1+/g, "$1").replace(/h$/, "");
}

const KM = 111.2; // a degree of latitude
const [LEAST, MOST] = [0.75, 2.2];

/** Whether the pack's "this far off at most" fits the province's own size. */
function asLarge({ errorKm }: Place, { rings, box }: Area): boolean {
  const narrow = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180);
  const size = rings.reduce((sum, ring) => sum + Math.abs(shoelace(ring)), 0) * KM * KM * narrow;
  const share = errorKm / Math.sqrt(size / Math.PI);
  return share > LEAST && share < MOST;
}

function shoelace(ring: Area["rings"][number]): number {
  let sum = 0;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    sum += (ring[before]![0] * ring[at]![1] - ring[at]![0] * ring[before]![1]) / 2;
  }
  return sum;
}
