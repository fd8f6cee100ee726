/** The ground under the map: MapLibre with land, borders, provinces and water, and no tiles. */

import { Map as Ground, setWorkerUrl, type GeoJSONSource, type LngLatBoundsLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { meets, type Area, type Box } from "./areas";
import { detail, provinces, world, type Detail, type World } from "./geometry";
import type * as GeoJSON from "geojson";
import type { Palette } from "./palette";

const SOURCES = ["land", "coast", "borders", "provinces", "rivers", "lakes"] as const;
const PROVINCES_FROM = 4; // zoom
const DETAIL_FROM = 4.2;
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Whether this browser can draw it. */
export function drawable(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

export class Base {
  readonly ground: Ground;
  names: Detail["names"] = [];
  #world: World | null = null;
  #detailed = false;
  readonly #provinces = new Map<string, Awaited<ReturnType<typeof provinces>>>();

  /** `found` is called with all provinces that are loaded, whenever there are more. */
  constructor(
    container: HTMLElement,
    palette: Palette,
    bounds: LngLatBoundsLike,
    readonly found: (areas: Area[]) => void,
  ) {
    setWorkerUrl(new URL(workerUrl, location.href).href);
    this.ground = new Ground({
      container,
      bounds,
      style: {
        version: 8,
        sources: Object.fromEntries(SOURCES.map((id) => [id, { type: "geojson" as const, data: EMPTY }])),
        layers: [
          { id: "sea", type: "background", paint: { "background-color": palette.water } },
          { id: "land", type: "fill", source: "land", paint: { "fill-color": palette.land, "fill-antialias": false } },
          { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": palette.water } },
          line("rivers", palette.river, 0.8),
          { ...line("provinces", palette.rule, 0.7), minzoom: PROVINCES_FROM },
          line("coast", palette.coast, 0.7),
          line("borders", palette.border, 1),
        ],
      },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      maxZoom: 11,
      fadeDuration: 0,
      trackResize: false, // who holds it tells when
    });
    this.ground.touchZoomRotate.disableRotation();
    this.ground.on("load", () => void this.#fill());
    this.ground.on("moveend", () => void this.#closer());
  }

  /** Takes on other colours. */
  paint(palette: Palette): void {
    if (!this.ground.isStyleLoaded()) return;
    this.ground.setPaintProperty("sea", "background-color", palette.water);
    this.ground.setPaintProperty("land", "fill-color", palette.land);
    this.ground.setPaintProperty("lakes", "fill-color", palette.water);
    const lines = { rivers: palette.river, provinces: palette.rule, coast: palette.coast, borders: palette.border };
    for (const [id, colour] of Object.entries(lines)) this.ground.setPaintProperty(id, "line-color", colour);
  }

  async #fill(): Promise<void> {
    const all = (this.#world = await world());
    for (const id of ["land", "coast", "borders", "rivers", "lakes"] as const) this.#set(id, all[id]);
    await this.#closer();
  }

  /** Loads what only those see who look closer: finer borders, and the provinces of the countries in sight. */
  async #closer(): Promise<void> {
    if (!this.#world) return;
    if (!this.#detailed && this.ground.getZoom() >= DETAIL_FROM) {
      this.#detailed = true;
      const finer = await detail();
      this.names = finer.names;
      for (const id of ["land", "coast", "borders"] as const) this.#set(id, finer[id]);
    }
    if (this.ground.getZoom() < PROVINCES_FROM) return;
    const seen = this.ground.getBounds();
    const box: Box = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    const wanted = [...this.#world.boxes].filter(([id, its]) => meets(its, box) && !this.#provinces.has(id));
    if (!wanted.length) return;
    for (const [id] of wanted) this.#provinces.set(id, null);
    await Promise.all(wanted.map(async ([id]) => this.#provinces.set(id, await provinces(id))));
    const loaded = [...this.#provinces.values()].filter((country) => country !== null);
    this.#set("provinces", { type: "GeometryCollection", geometries: loaded.map(({ lines }) => lines) });
    this.found(loaded.flatMap(({ areas }) => areas));
  }

  #set(id: (typeof SOURCES)[number], data: object): void {
    (this.ground.getSource(id) as GeoJSONSource | undefined)?.setData(data as never);
  }
}

function line(id: string, colour: string, width: number) {
  return {
    id,
    type: "line" as const,
    source: id,
    layout: { "line-join": "round" as const },
    paint: { "line-color": colour, "line-width": width },
  };
}
