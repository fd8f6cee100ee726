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

/** Pieces first, then what ends everybody else's hold, as rows of one table. */
export class Rows {
  readonly told: number;
  readonly claim: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly reach: Int32Array;
  readonly known: Int32Array;
  readonly until: Int32Array;
  readonly object: Int32Array;
  readonly subject: Int32Array;
  readonly spared: number[][];
  readonly does: Uint8Array;
  readonly measure: Float64Array;

  constructor({ pieces, sweeps }: PiecesColumns) {
    const many = pieces.claim.length + sweeps.claim.length;
    const both = (name: keyof RowColumns, open: number): Int32Array => {
      const column = new Int32Array(many);
      column.set(pieces[name]!.map((value) => value ?? open));
      column.set(sweeps[name]!.map((value) => value ?? open), pieces.claim.length);
      return column;
    };
    this.told = pieces.claim.length;
    this.claim = both("claim", 0);
    this.from = both("from", NONE);
    this.to = both("to", NONE);
    this.reach = both("reach", NONE);
    this.known = both("known", NONE);
    this.until = both("until", LATER);
    this.object = both("object", 0);
    this.subject = new Int32Array(many).fill(-1);
    this.subject.set(pieces.subject);
    this.spared = [...new Array<number[]>(this.told).fill([]), ...sweeps.spared];
    this.does = new Uint8Array(many).fill(ENDS);
    this.does.set(pieces.does);
    this.measure = new Float64Array(many).fill(NaN);
    this.measure.set(pieces.measure.map((value) => value ?? NaN));
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
