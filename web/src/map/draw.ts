/** Draws what is told onto a canvas over the ground: circles, areas, lines and names. Text is shaped by the browser. */

import type { Area } from "./areas";
import { Placed } from "./labels";
import type { Way } from "./lines";
import { radius, type Mark } from "./marks";
import type { Palette } from "./palette";

export interface Scene {
  marks: readonly Mark[];
  ways: readonly Way[];
  countries: readonly { name: string; lon: number; lat: number; size: number }[];
  chosen: ReadonlySet<string>;
  /** The provinces whose outline is known, by the place's key. */
  outlines: ReadonlyMap<string, Area>;
  palette: Palette;
}

export interface Frame {
  width: number;
  height: number;
  ratio: number;
  zoom: number;
  project(lon: number, lat: number): { x: number; y: number };
}

/** Where a mark was drawn, for the pointer. */
export interface Spot {
  mark: Mark;
  x: number;
  y: number;
  r: number;
  outline?: Area | undefined;
}

const EARTH_KM = 40_075;
const WIDEST = 90; // pixels; a country's circle would cover the map
const LABELS = 160;
const ROOM = 1500; // square pixels for each mark; where there is less, all are drawn smaller
const MARGIN = 40;

export function draw(context: CanvasRenderingContext2D, scene: Scene, frame: Frame): Spot[] {
  context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  const hatch = hatching(context, scene.palette, frame.ratio);
  const placed = new Placed();
  const spots = spotsOf(scene, frame);
  for (const way of scene.ways) drawWay(context, way, scene.palette, frame);
  for (const spot of spots) if (spot.mark.wide) drawArea(context, spot, scene, hatch, frame);
  for (const spot of spots) if (!spot.mark.wide) drawPoint(context, spot, scene, hatch);
  for (const spot of spots) if (!spot.mark.wide && spot.mark.claims) placed.take(around(spot));
  writeNames(context, spots, scene, frame, placed);
  for (const way of scene.ways) writeWay(context, way, scene.palette, frame, placed);
  writeCountries(context, scene, frame, placed);
  return spots;
}

/** What lies in sight, the largest first, so that small ones stay on top. */
function spotsOf(scene: Scene, frame: Frame): Spot[] {
  const most = scene.marks.reduce((many, mark) => (mark.wide ? many : Math.max(many, mark.claims)), 0);
  const spots: Spot[] = [];
  for (const mark of scene.marks) {
    if (mark.wide && !mark.claims) continue;
    const { x, y } = frame.project(mark.lon, mark.lat);
    const outline = mark.wide ? scene.outlines.get(mark.key) : undefined;
    const hidden = x < -MARGIN || y < -MARGIN || x > frame.width + MARGIN || y > frame.height + MARGIN;
    if (hidden && !(outline && inSight(outline, frame))) continue;
    spots.push({ mark, x, y, r: mark.wide ? extent(mark, frame) : radius(mark.claims, most), outline });
  }
  const room = Math.sqrt((frame.width * frame.height) / (ROOM * Math.max(1, spots.length)));
  if (room < 1) for (const spot of spots) if (!spot.mark.wide) spot.r = Math.max(2, spot.r * Math.max(0.4, room));
  return spots.sort((one, other) => other.r - one.r);
}

function inSight({ box: [west, south, east, north] }: Area, frame: Frame): boolean {
  const [one, other] = [frame.project(west, north), frame.project(east, south)];
  return other.x > 0 && other.y > 0 && one.x < frame.width && one.y < frame.height;
}

function extent(mark: Mark, frame: Frame): number {
  const pixels = 512 * 2 ** frame.zoom; // the world's width
  const km = EARTH_KM * Math.cos((mark.lat * Math.PI) / 180);
  return Math.max(14, Math.min(WIDEST, (mark.errorKm / km) * pixels));
}

function around(spot: Spot) {
  const r = Math.max(2, spot.r * 0.7);
  return { x: spot.x - r, y: spot.y - r, width: 2 * r, height: 2 * r };
}

// ---------------------------------------------------------------- circles

/** Sets all that it draws with: to save and restore a context for each of thousands takes longer than to draw them. */
function drawPoint(context: CanvasRenderingContext2D, spot: Spot, scene: Scene, hatch: CanvasPattern | string): void {
  const { mark, x, y, r } = spot;
  const { palette } = scene;
  context.beginPath();
  if (mark.gate) diamond(context, x, y, Math.max(r, 6));
  else context.arc(x, y, r, 0, 2 * Math.PI);
  if (!mark.claims) {
    context.fillStyle = palette.edge;
    context.globalAlpha = 0.45;
    context.fill();
  } else {
    context.fillStyle = palette.paper;
    context.globalAlpha = 0.85;
    context.fill();
    context.globalAlpha = 1;
    fillHold(context, mark, palette, hatch);
  }
  context.globalAlpha = 1;
  if (mark.gate === "shut") cross(context, x, y, Math.max(r, 6), palette.ink);
  if (mark.present.length && mark.claims) flag(context, x, y, palette.ink);
  if (scene.chosen.has(mark.key)) ring(context, x, y, Math.max(r, 4) + 3, palette.accent);
}

/** Filled where a root counts, outlined where it is only claimed, hatched where contested, faded where stale. */
function fillHold(context: CanvasRenderingContext2D, mark: Mark, palette: Palette, hatch: CanvasPattern | string): void {
  const state = mark.hold || (mark.gate === "open" ? "held" : mark.gate === "contested" || mark.gate === "stale" ? mark.gate : "");
  context.lineWidth = state ? 2 : 1.1;
  context.strokeStyle = state === "contested" ? palette.contested : state ? palette.held : palette.edge;
  if (state === "contested") {
    context.fillStyle = hatch;
    context.fill();
  } else if (state === "stale") {
    context.globalAlpha = 0.28;
    context.fillStyle = palette.held;
    context.fill();
    context.globalAlpha = 0.55;
    context.lineWidth = 1;
  } else if (state === "held" && (mark.counted || !mark.hold)) {
    context.fillStyle = palette.held;
    context.globalAlpha = 0.8;
    context.fill();
    context.globalAlpha = 1;
  }
  context.stroke();
}

/** Somewhere in it: its outline where that is known, else a dashed circle; never a pin. */
function drawArea(context: CanvasRenderingContext2D, spot: Spot, scene: Scene, hatch: CanvasPattern | string, frame: Frame): void {
  const { mark, x, y, r } = spot;
  const { palette } = scene;
  context.save();
  context.beginPath();
  if (spot.outline) trace(context, spot.outline, frame);
  else context.arc(x, y, r, 0, 2 * Math.PI);
  context.globalAlpha = mark.hold === "stale" ? 0.07 : mark.hold ? 0.16 : 0.06;
  context.fillStyle = mark.hold === "contested" ? hatch : mark.hold ? palette.held : palette.edge;
  if (mark.hold === "contested") context.globalAlpha = 0.45;
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([5, 4]);
  context.lineWidth = mark.hold ? 1.5 : 1;
  context.strokeStyle = scene.chosen.has(mark.key) ? palette.accent : mark.hold === "contested" ? palette.contested : mark.hold ? palette.held : palette.edge;
  context.stroke();
  context.restore();
}

function trace(context: CanvasRenderingContext2D, { rings }: Area, frame: Frame): void {
  for (const ring of rings) {
    ring.forEach(([lon, lat], index) => {
      const { x, y } = frame.project(lon, lat);
      if (index) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    context.closePath();
  }
}

function diamond(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string): void {
  const half = r * 0.5;
  context.beginPath();
  context.moveTo(x - half, y - half);
  context.lineTo(x + half, y + half);
  context.moveTo(x + half, y - half);
  context.lineTo(x - half, y + half);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
}

/** Somebody is said to be there. */
function flag(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, 2, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.stroke();
}

const HATCHES = new WeakMap<Palette, { ratio: number; pattern: CanvasPattern }>();

/** The pattern of what is contested, made once for these colours. */
function hatching(context: CanvasRenderingContext2D, palette: Palette, ratio: number): CanvasPattern | string {
  const kept = HATCHES.get(palette);
  if (kept?.ratio === ratio) return kept.pattern;
  const tile = document.createElement("canvas");
  const size = 6;
  tile.width = tile.height = Math.round(size * ratio);
  const drawing = tile.getContext("2d");
  if (!drawing) return palette.contested;
  drawing.scale(tile.width / size, tile.height / size);
  drawing.strokeStyle = palette.contested;
  drawing.lineWidth = 1.6;
  drawing.beginPath();
  for (const shift of [-size, 0, size]) {
    drawing.moveTo(shift - 1, size + 1);
    drawing.lineTo(shift + size + 1, -1);
  }
  drawing.stroke();
  const pattern = context.createPattern(tile, "repeat");
  if (!pattern) return palette.contested;
  pattern.setTransform(new DOMMatrix().scale(size / tile.width));
  HATCHES.set(palette, { ratio, pattern });
  return pattern;
}

// ---------------------------------------------------------------- lines

function drawWay(context: CanvasRenderingContext2D, way: Way, palette: Palette, frame: Frame): void {
  const points = shifted(way.points.map(([lon, lat]) => frame.project(lon, lat)), way.beside * APART);
  context.save();
  context.beginPath();
  points.forEach(({ x, y }, index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
  const told = way.state !== "";
  context.strokeStyle = way.state === "contested" ? palette.contested : told && way.state !== "stale" ? palette.held : palette.edge;
  context.globalAlpha = told && way.state !== "stale" ? 1 : 0.7;
  context.lineWidth = way.kind === "barrier" ? 3 : told ? 2 : 1.2;
  if (way.kind === "route" && way.state !== "open") context.setLineDash(way.state === "contested" ? [8, 3, 2, 3] : [2, 4]);
  if (way.kind === "barrier" && way.state !== "open") context.setLineDash([10, 4]);
  context.stroke();
  context.restore();
  if (way.state === "shut") {
    const [one, other] = [points[0]!, points[points.length - 1]!];
    cross(context, (one.x + other.x) / 2, (one.y + other.y) / 2, 10, palette.ink);
  }
}

const APART = 5; // pixels between two routes along one road

/** The line so far to its side. A route's stretch has two ends. */
function shifted(points: { x: number; y: number }[], by: number): { x: number; y: number }[] {
  const [one, other] = [points[0]!, points[points.length - 1]!];
  const long = Math.hypot(other.x - one.x, other.y - one.y);
  if (!by || !long) return points;
  // The same side for both directions along the road.
  const turn = one.x < other.x || (one.x === other.x && one.y < other.y) ? by / long : -by / long;
  const [right, down] = [-(other.y - one.y) * turn, (other.x - one.x) * turn];
  return points.map(({ x, y }) => ({ x: x + right, y: y + down }));
}

function writeWay(context: CanvasRenderingContext2D, way: Way, palette: Palette, frame: Frame, placed: Placed): void {
  if (!way.label) return;
  const middle = way.points[Math.floor(way.points.length / 2)]!;
  const { x, y } = frame.project(...middle);
  write(context, [apart(way.label), ...(way.verdict ? [way.verdict] : [])], x + 8, y, { colour: palette.dim, font: `italic 12px ${palette.sans}`, halo: palette.land }, placed);
}

// ---------------------------------------------------------------- names

interface Ink {
  colour: string;
  font: string;
  halo: string;
}

function writeNames(context: CanvasRenderingContext2D, spots: readonly Spot[], scene: Scene, frame: Frame, placed: Placed): void {
  const { palette, chosen } = scene;
  const rank = ({ mark }: Spot): number => (chosen.has(mark.key) ? 1e9 : 0) + (mark.hold ? 1e4 : 0) + mark.claims;
  const wanted = spots
    .filter(({ mark, x, y }) => mark.claims && x > 0 && y > 0 && x < frame.width && y < frame.height)
    .sort((one, other) => rank(other) - rank(one))
    .slice(0, LABELS);
  for (const spot of wanted) {
    const { mark, x, y, r } = spot;
    const heavy = chosen.has(mark.key) ? 700 : 500;
    const lines = [mark.wide ? `somewhere in ${apart(mark.title)}` : apart(mark.title), ...second(mark)];
    const ink: Ink = {
      colour: mark.wide ? palette.dim : palette.ink,
      font: `${mark.wide ? "italic " : ""}${heavy} 12.5px ${palette.sans}`,
      halo: palette.land,
    };
    const at = mark.wide ? [[x - 40, y], [x - 40, y - r - 10], [x - 40, y + r + 12], [x + 40, y]] : [[x + r + 4, y], [x + r + 3, y - r - 8], [x + r + 3, y + r + 8], [x - r - 4, y]];
    at.some(([left, top], index) => write(context, lines, left!, top!, ink, placed, index === 3));
  }
}

function second(mark: Mark): string[] {
  if (!mark.hold) return [];
  const who = mark.holders.slice(0, 2).map((name) => apart(name)).join(" / ") + (mark.holders.length > 2 ? " …" : "");
  return [mark.hold === "stale" ? `${who}, long ago` : who];
}

const LEADING = 14;
const LONGEST = 34;
const UPRIGHT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Han}/u; // letters that have no slanted form

/** A name among other words, cut where it is too long, in its own direction of writing whatever stands beside it. */
function apart(name: string): string {
  const letters = [...name];
  return `\u2068${letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : name}\u2069`;
}

/** A line cut where it is too long; what was set apart in it ends with it. */
function cut(line: string): string {
  const letters = [...line];
  if (letters.length <= LONGEST + 4) return line;
  const start = letters.slice(0, LONGEST + 3).join("");
  return `${start}…${start.lastIndexOf("\u2068") > start.lastIndexOf("\u2069") ? "\u2069" : ""}`;
}

/** Writes the lines where they cover nothing; says whether they did not. */
function write(context: CanvasRenderingContext2D, lines: string[], x: number, y: number, ink: Ink, placed: Placed, before = false): boolean {
  context.font = ink.font;
  const shown = lines.map(cut);
  const width = Math.max(...shown.map((line) => context.measureText(line).width));
  const height = LEADING * shown.length;
  const left = before ? x - width : x;
  if (left < 0 || left + width > context.canvas.clientWidth) return false; // half a name is none
  if (!placed.take({ x: left - 1, y: y - height / 2, width: width + 2, height })) return false;
  context.textBaseline = "middle";
  context.textAlign = before ? "right" : "left"; // beside the mark it belongs to
  context.lineJoin = "round";
  shown.forEach((line, index) => {
    const top = y - height / 2 + LEADING * (index + 0.5);
    const font = index ? ink.font.replace(/^(italic )?(\d+ )?12(\.5)?px/, "italic 400 11.5px") : ink.font;
    context.font = UPRIGHT.test(line) ? font.replace("italic ", "") : font;
    context.strokeStyle = ink.halo;
    context.lineWidth = 3;
    context.strokeText(line, x, top);
    context.fillStyle = ink.colour;
    context.fillText(line, x, top);
  });
  return true;
}

function writeCountries(context: CanvasRenderingContext2D, scene: Scene, frame: Frame, placed: Placed): void {
  const pixels = (512 * 2 ** frame.zoom) / 360;
  for (const { name, lon, lat, size } of scene.countries) {
    const { x, y } = frame.project(lon, lat);
    if (x < 0 || y < 0 || x > frame.width || y > frame.height || size * pixels < 90) continue;
    const words = name.toUpperCase();
    context.font = `600 11px ${scene.palette.sans}`;
    const width = context.measureText(words).width + words.length * 2;
    if (!placed.take({ x: x - width / 2, y: y - 8, width, height: 16 })) continue;
    context.save();
    context.letterSpacing = "2px";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.globalAlpha = 0.75;
    context.fillStyle = scene.palette.dim;
    context.fillText(words, x, y);
    context.restore();
  }
}
