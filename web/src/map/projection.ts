/** Where a place lies on a flat map that is neither turned nor tilted, in pixels, as MapLibre has it (Web Mercator). */

const TILE = 512; // the world's width at zoom 0

export type Projection = (lon: number, lat: number) => { x: number; y: number };

/** For a map of this size and zoom around this point. */
export function projection([lon, lat]: readonly [number, number], zoom: number, width: number, height: number): Projection {
  const world = TILE * 2 ** zoom;
  const [left, top] = [width / 2 - across(lon) * world, height / 2 - down(lat) * world];
  return (lon, lat) => ({ x: left + across(lon) * world, y: top + down(lat) * world });
}

const across = (lon: number): number => (lon + 180) / 360;
const down = (lat: number): number => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
