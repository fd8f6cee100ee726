/** What /api/pieces sends (see `weigh/holding/columns.py`), and the same as typed arrays. */

type Day = number | null;

interface RowColumns {
  claim: number[];
  from: Day[];
  to: Day[];
  reach: Day[];
  known: Day[];
  until: Day[];
  object: number[];
}

export interface PiecesColumns {
  stamp?: string;
  nodes: string[];
  outlets: number[];
  fluents: { name: string; stale_after: number | null }[];
  keys: { fluent: number[]; subject: number[]; object: number[]; variant: string[]; area: (number | null)[] };
  pieces: RowColumns & { key: number[]; does: number[]; subject: number[]; measure: (number | null)[] };
  sweeps: RowColumns & { fluent: number[]; site: number[]; spared: number[][] };
  ties: { kind: string[]; party: number[]; other: number[]; from: Day[]; to: Day[]; known: Day[] };
  gains: number[][];
  claims: {
    id: string[];
    document: number[];
    root: number[];
    weight: number[];
    gain: (number | null)[];
    flags: number[];
  };
  names: { name: string[]; bare: string[]; wide: number[] };
}

/** No day: an open end, or the first day of the calendar where days are compared. */
export const NONE = -0x80000000;
const LATER = 0x7fffffff;

export const STARTS = 0;
export const ENDS = 1;
export const WITNESSES = 2;
export const DENIES = 3;

export const RUMOUR = 1;
export const EVERY = 2;
export const LASTING = 4;
export const STRETCH = 8;
export const DATED = 16;

/** One thing of one fluent, numbered: which of them each key belongs to, and which of them each sweep ends. */
export class Sites {
  readonly ofKey: Int32Array;
  readonly ofSweep: Int32Array;
  readonly many: number;

  constructor({ keys, sweeps }: PiecesColumns) {
    const numbers = new Map<string, number>();
    this.ofKey = Int32Array.from(keys.fluent, (fluent, key) => {
      const name = `${fluent} ${keys.object[key]!}`;
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      return numbers.get(name)!;
    });
    // What ends nobody's hold belongs to no site.
    this.ofSweep = Int32Array.from(sweeps.fluent, (fluent, sweep) => numbers.get(`${fluent} ${sweeps.site[sweep]!}`) ?? numbers.size);
    this.many = numbers.size;
  }
}

/** Pieces first, then what ends everybody else's hold, as rows of one table.
 *
 * The rows of a key lie beside each other along the time line, the keys of a site beside each other, and so do its
 * sweeps: a step of a slider reads on and on instead of here and there, which takes a third of the time.
 */
export class Rows {
  readonly told: number;
  /** Where the rows of a key begin and end, by key; the same of sweeps, by site. */
  readonly ofKey: Range;
  readonly ofSite: Range;
  readonly claim: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly reach: Int32Array;
  readonly known: Int32Array;
  readonly until: Int32Array;
  readonly object: Int32Array;
  readonly subject: Int32Array;
  readonly spared: readonly (readonly number[])[];
  readonly does: Uint8Array;
  readonly measure: Float64Array;
  /** What the row's claim can do, who gains by it (-1: nobody), on whose word, and its flags. */
  readonly weight: Uint8Array;
  readonly gain: Int32Array;
  readonly root: Int32Array;
  readonly flags: Uint8Array;

  constructor(columns: PiecesColumns, sites: Sites) {
    const { pieces, sweeps, claims } = columns;
    const own = grouped(pieces, pieces.key, bySite(sites));
    const ends = grouped(sweeps, sites.ofSweep, Int32Array.from({ length: sites.many + 1 }, (_, site) => site));
    this.told = own.rows.length;
    const both = (name: keyof RowColumns, open: number): Int32Array => {
      const column = new Int32Array(this.told + ends.rows.length);
      own.rows.forEach((row, at) => (column[at] = pieces[name][row] ?? open));
      ends.rows.forEach((row, at) => (column[this.told + at] = sweeps[name][row] ?? open));
      return column;
    };
    this.ofKey = own.range;
    this.ofSite = { begin: ends.range.begin.map((at) => at + this.told), end: ends.range.end.map((at) => at + this.told) };
    this.claim = both("claim", 0);
    this.from = both("from", NONE);
    this.to = both("to", NONE);
    this.reach = both("reach", NONE);
    this.known = both("known", NONE);
    this.until = both("until", LATER);
    this.object = both("object", 0);
    this.subject = new Int32Array(this.claim.length).fill(-1);
    this.subject.set(own.rows.map((row) => pieces.subject[row]!));
    this.spared = [...new Array<number[]>(this.told).fill([]), ...Array.from(ends.rows, (row) => sweeps.spared[row]!)];
    this.does = new Uint8Array(this.claim.length).fill(ENDS);
    this.does.set(own.rows.map((row) => pieces.does[row]!));
    this.measure = new Float64Array(this.claim.length).fill(NaN);
    this.measure.set(Float64Array.from(own.rows, (row) => pieces.measure[row] ?? NaN));
    this.weight = Uint8Array.from(this.claim, (claim) => claims.weight[claim]!);
    this.gain = this.claim.map((claim) => claims.gain[claim] ?? -1);
    this.root = this.claim.map((claim) => claims.root[claim]!);
    this.flags = Uint8Array.from(this.claim, (claim) => claims.flags[claim]!);
  }

  /** Whether the row bears on the day, by what is known by the other. */
  counts(row: number, on: number, known: number): boolean {
    return this.known[row]! <= known && known < this.until[row]! && this.reach[row]! <= on;
  }

  /** Along the time line, ties by claim. */
  order(one: number, other: number): number {
    return this.to[one]! - this.to[other]! || this.from[one]! - this.from[other]! || this.claim[one]! - this.claim[other]!;
  }
}

export interface Range {
  begin: Int32Array;
  end: Int32Array;
}

/** The keys, those of one site beside each other. */
function bySite({ ofKey }: Sites): Int32Array {
  return Int32Array.from(ofKey, (_, key) => key).sort((one, other) => ofKey[one]! - ofKey[other]! || one - other);
}

/** The rows by group, the groups in this order, and in each along the time line. */
function grouped(rows: RowColumns, groupOf: ArrayLike<number>, order: Int32Array): { rows: Int32Array; range: Range } {
  const range = { begin: new Int32Array(order.length), end: new Int32Array(order.length) };
  for (let row = 0; row < groupOf.length; row++) range.end[groupOf[row]!]!++;
  let at = 0;
  for (const group of order) {
    range.begin[group] = at;
    at += range.end[group]!;
    range.end[group] = range.begin[group]!;
  }
  const found = new Int32Array(groupOf.length);
  for (let row = 0; row < groupOf.length; row++) found[range.end[groupOf[row]!]!++] = row;
  const [from, to] = [rows.from, rows.to].map((days) => days.map((day) => day ?? NONE)) as [number[], number[]];
  const along = (one: number, other: number): number =>
    to[one]! - to[other]! || from[one]! - from[other]! || rows.claim[one]! - rows.claim[other]!;
  for (const group of order) found.subarray(range.begin[group], range.end[group]).sort(along);
  return { rows: found, range };
}
