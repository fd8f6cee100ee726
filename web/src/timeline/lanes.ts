/** What the timeline draws: claims in lanes, as bars where they are few and in bins where they are many. */

import { NO_DAY, type Lists, type Table } from "../table";
import { oneLine, short } from "../text/visible";

export interface Lane {
  /** What the filter calls it; "" for what has no place or actor, and for the rest. */
  key: string;
  title: string;
  rows: number[];
}

/** A claim on the time line; days, with the ends that nobody knows fading out. */
export interface Bar {
  row: number;
  from: number;
  to: number;
  fadesIn: boolean;
  fadesOut: boolean;
  /** Whether it is somewhere in the span rather than on every day of it. */
  vague: boolean;
  /** Only the day on which it was said is known. */
  said: boolean;
  /** Which of the lane's lines it stands on. */
  line: number;
}

export interface Span {
  from: number;
  to: number;
}

const MOST_LINES = 6;

/** The claims by place or actor, the busiest lanes first; then the rest together, what is only pointed at, and what
 * tells of none. */
export function lanesOf(table: Table, rows: Uint32Array, by: "place" | "actor", most: number): Lane[] {
  const lists = by === "place" ? table.places : table.subjects;
  const { name: names, named } = table.columns.names;
  const found = new Map<number, number[]>();
  const described: number[] = [];
  const none: number[] = [];
  for (const row of rows) {
    let [at, end] = [lists.starts[row]!, lists.starts[row + 1]!];
    if (at === end) none.push(row);
    while (at < end && !named[lists.values[at]!]) at++;
    if (at < end) append(found, lists.values[at]!, row);
    else if (lists.starts[row] !== end) described.push(row);
  }
  const ordered = [...found].sort(([a, one], [b, other]) => other.length - one.length || a - b);
  const lanes = ordered.slice(0, most).map(([name, own]) => ({ key: table.key(name), title: oneLine(names[name]!), rows: own }));
  const others = ordered.slice(most);
  const word = by === "place" ? "places" : "actors";
  if (others.length) lanes.push({ key: "", title: `${others.length} other ${word}`, rows: others.flatMap(([, own]) => own) });
  if (described.length) lanes.push({ key: "", title: `not named: ${words(table, lists, described)}`, rows: described });
  if (none.length) lanes.push({ key: "", title: by === "place" ? "no place named" : "no actor named", rows: none });
  return lanes;
}

const EXAMPLES = 3;

/** The words that these rows point with, the most frequent first. */
function words(table: Table, lists: Lists, rows: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(lists.values[lists.starts[row]!]!, (counts.get(lists.values[lists.starts[row]!]!) ?? 0) + 1);
  const ordered = [...counts].sort(([a, one], [b, other]) => other - one || a - b).map(([name]) => short(table.columns.names.name[name]!, 24));
  return ordered.slice(0, EXAMPLES).join(", ") + (ordered.length > EXAMPLES ? " …" : "");
}

function append(lists: Map<number, number[]>, key: number, row: number): void {
  const list = lists.get(key);
  if (list) list.push(row);
  else lists.set(key, [row]);
}

/** The days that a claim stands on: its own, else those on which it was said. */
export function daysOf(table: Table, row: number): { from: number; to: number; said: boolean } {
  const [from, to] = [table.from[row]!, table.to[row]!];
  if (from !== NO_DAY || to !== NO_DAY) return { from, to, said: false };
  const { said_from, said_to } = table.columns.claims;
  return { from: said_from?.[row] ?? NO_DAY, to: said_to?.[row] ?? NO_DAY, said: true };
}

/** How many of the rows give no day themselves, and how many of these not even one on which they were said. */
export function dayless(table: Table, rows: Uint32Array): { undated: number; timeless: number } {
  let [undated, timeless] = [0, 0];
  for (const row of rows) {
    const { from, to, said } = daysOf(table, row);
    if (said) undated++;
    if (from === NO_DAY && to === NO_DAY) timeless++;
  }
  return { undated, timeless };
}

/** From the first to the last day of the rows, with a little room to draw them in; null where no row has a day. */
export function spanOf(table: Table, rows: ArrayLike<number>): Span | null {
  const reach = reachOf(table, rows);
  if (!reach) return null;
  const room = Math.max(3, Math.round((reach.to - reach.from) * 0.02));
  return { from: reach.from - room, to: reach.to + room };
}

/** From the first to the last day of the rows; null where no row has a day. */
export function reachOf(table: Table, rows: ArrayLike<number>): Span | null {
  let [first, last] = [Infinity, -Infinity];
  for (let at = 0; at < rows.length; at++) {
    const { from, to } = daysOf(table, rows[at]!);
    if (from !== NO_DAY) first = Math.min(first, from);
    if (to !== NO_DAY) first = Math.min(first, to);
    if (to !== NO_DAY) last = Math.max(last, to);
    if (from !== NO_DAY) last = Math.max(last, from);
  }
  return first > last ? null : { from: first, to: last };
}

/** The bars of a lane, side by side where they share days, on at most so many lines. */
export function barsOf(table: Table, rows: readonly number[], span: Span, gap: number): Bar[] {
  const open = (span.to - span.from) / 12; // how far an unknown end is drawn
  const bars: Bar[] = [];
  for (const row of rows) {
    const { from, to, said } = daysOf(table, row);
    if (from === NO_DAY && to === NO_DAY) continue;
    bars.push({
      row,
      from: from === NO_DAY ? to - open : from,
      to: to === NO_DAY ? from + open : to,
      fadesIn: from === NO_DAY,
      fadesOut: to === NO_DAY,
      vague: from !== to && !table.every[row],
      said,
      line: 0,
    });
  }
  bars.sort((one, other) => one.from - other.from || one.to - other.to || one.row - other.row);
  const ends: number[] = [];
  for (const bar of bars) {
    let line = ends.findIndex((end) => end + gap < bar.from);
    if (line < 0) line = ends.length < MOST_LINES ? ends.length : ends.indexOf(Math.min(...ends));
    ends[line] = Math.max(ends[line] ?? -Infinity, bar.to);
    bar.line = line;
  }
  return bars;
}

/** How many claims lie on each of so many equal parts of the span; one that lasts counts in every part. */
export function binsOf(table: Table, rows: readonly number[], span: Span, many: number): Uint32Array {
  const step = (span.to - span.from + 1) / many;
  const change = new Int32Array(many + 1);
  for (const row of rows) {
    let { from, to } = daysOf(table, row);
    if (from === NO_DAY) from = to;
    if (to === NO_DAY) to = from;
    if (to === NO_DAY || to < span.from || from > span.to) continue;
    change[Math.max(0, Math.floor((from - span.from) / step))]!++;
    change[Math.min(many - 1, Math.floor((to - span.from) / step)) + 1]!--;
  }
  const bins = new Uint32Array(many);
  let now = 0;
  for (let bin = 0; bin < many; bin++) bins[bin] = now += change[bin]!;
  return bins;
}

/** The outline of bins as a path of this width and height; heights grow with the root, so that few stay visible. */
export function outline(bins: Uint32Array, most: number, width: number, height: number): string {
  const step = width / bins.length;
  let path = "";
  for (let bin = 0; bin < bins.length; bin++) {
    if (!bins[bin]) continue;
    const tall = Math.max(1.5, height * Math.sqrt(bins[bin]! / most));
    path += `M${(bin * step).toFixed(1)} ${height}v${-tall.toFixed(1)}h${step.toFixed(1)}v${tall.toFixed(1)}z`;
  }
  return path;
}

export interface Tick {
  day: number;
  label: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86_400_000;

/** Where the axis is marked: years, months or days, at most so many. */
export function ticks(span: Span, most: number): Tick[] {
  const days = span.to - span.from;
  for (const step of [1, 2, 7, 14]) if (days / step <= most) return daily(span, step);
  for (const step of [1, 3, 6]) if (days / 30.4 / step <= most) return monthly(span, step);
  let step = 1;
  for (const wider of [1, 2, 5, 10, 20, 50, 100]) {
    step = wider;
    if (days / 365 / wider <= most) break;
  }
  return monthly(span, step * 12);
}

function daily(span: Span, step: number): Tick[] {
  const found: Tick[] = [];
  for (let day = Math.ceil(span.from / step) * step; day <= span.to; day += step) {
    const date = new Date(day * DAY);
    found.push({ day, label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` });
  }
  return found;
}

function monthly(span: Span, step: number): Tick[] {
  const first = new Date(span.from * DAY);
  const found: Tick[] = [];
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step; ; month += step) {
    const [year, at] = [Math.floor(month / 12), month % 12];
    const day = Date.UTC(year, at, 1) / DAY;
    if (day > span.to) return found;
    if (day >= span.from) found.push({ day, label: at && step < 12 ? `${MONTHS[at]} ${year}` : `${year}` });
  }
}
