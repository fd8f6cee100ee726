/** The columns of every claim, filtered and sorted in the browser: at 100,000 claims a step takes a few milliseconds. */

import type { Columns } from "./types";

/** Where a day is open or not known, in typed columns. */
export const NO_DAY = -0x80000000;

export const SORTS = ["day", "known", "type"] as const;
export type Sort = (typeof SORTS)[number];

/** What claims are chosen by. Values of one list are alternatives; the lists are all fulfilled. */
export interface Filter {
  place: readonly string[];
  actor: readonly string[];
  type: readonly string[];
  modality: readonly string[];
  outlet: readonly string[];
  reading: readonly string[];
  /** Whether what people rejected is shown too. */
  rejected: boolean;
  /** Only claims that can be true of a day in this span, or, where they give none, said on one; null for open ends. */
  from: number | null;
  to: number | null;
  /** Only claims that may have been published by this day; null for all. */
  known: number | null;
}

export const NO_FILTER: Filter = {
  place: [],
  actor: [],
  type: [],
  modality: [],
  outlet: [],
  reading: [],
  rejected: false,
  from: null,
  to: null,
  known: null,
};

/** Whether a filter leaves all claims. */
export function isUnfiltered(by: Filter): boolean {
  const lists = [by.place, by.actor, by.type, by.modality, by.outlet, by.reading];
  return lists.every((list) => !list.length) && by.from === null && by.to === null && by.known === null;
}

/** The filter in what may hold more. */
export function filterOf(view: Filter): Filter {
  const names = Object.keys(NO_FILTER) as (keyof Filter)[];
  return Object.fromEntries(names.map((name) => [name, view[name]])) as unknown as Filter;
}

/** Lists of whole numbers, one after the other: row i has `values[starts[i]]` up to `values[starts[i + 1]]`. */
export interface Lists {
  starts: Uint32Array;
  values: Uint32Array;
}

export class Table {
  readonly size: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly knownFrom: Int32Array;
  readonly knownTo: Int32Array;
  /** When the root said it. */
  readonly saidFrom: Int32Array;
  readonly saidTo: Int32Array;
  readonly type: Uint8Array;
  readonly modality: Uint8Array;
  readonly document: Uint32Array;
  readonly root: Uint32Array;
  readonly counts: Uint8Array;
  readonly every: Uint8Array;
  readonly places: Lists;
  readonly subjects: Lists;
  readonly objects: Lists;
  readonly chain: Lists;
  /** Changes with each judgement, so it stays as it came. */
  readonly reading: string[];
  /** How many of the claims people rejected. */
  readonly rejected: number;
  readonly #row: Map<string, number>;
  readonly #orders = new Map<Sort, Uint32Array>();
  readonly #outlets: (string | null)[];

  constructor(
    readonly columns: Columns,
    readonly types: readonly string[],
    readonly modalities: readonly string[],
  ) {
    const claims = columns.claims;
    this.size = claims.id.length;
    this.from = days(claims.from);
    this.to = days(claims.to);
    this.knownFrom = days(claims.known_from);
    this.knownTo = days(claims.known_to);
    this.saidFrom = days(claims.said_from);
    this.saidTo = days(claims.said_to);
    this.type = Uint8Array.from(claims.type);
    this.modality = Uint8Array.from(claims.modality);
    this.document = Uint32Array.from(claims.document);
    this.root = Uint32Array.from(claims.root);
    this.counts = Uint8Array.from(claims.counts);
    this.every = Uint8Array.from(claims.every);
    this.places = lists(claims.places);
    this.subjects = lists(claims.subjects);
    this.objects = lists(claims.objects);
    this.chain = lists(claims.chain);
    this.reading = claims.reading;
    this.rejected = claims.reading.filter((reading) => reading === "rejected").length;
    this.#row = new Map(claims.id.map((id, row) => [id, row]));
    this.#outlets = columns.documents.outlet;
  }

  id(row: number): string {
    return this.columns.claims.id[row]!;
  }

  /** The row of a claim, undefined where the table has none of that id. */
  row(id: string): number | undefined {
    return this.#row.get(id);
  }

  /** What stands for a name in the address. */
  key(name: number): string {
    return this.columns.names.id[name]!;
  }

  /** The name that a key of the address stands for. */
  nameOf(key: string): string {
    const { id, name } = this.columns.names;
    const found = id.indexOf(key);
    return found >= 0 ? name[found]! : key;
  }

  /** The rows that fulfil the filter, in this order. */
  filter(by: Filter, sort: Sort = "day"): Uint32Array {
    const tests = this.#tests(by);
    const order = this.order(sort);
    if (!tests.length) return order;
    const found = new Uint32Array(order.length);
    let count = 0;
    for (let index = 0; index < order.length; index++) {
      const row = order[index]!;
      if (tests.every((test) => test(row))) found[count++] = row;
    }
    return found.slice(0, count);
  }

  /** All rows in this order; what has no day comes last. */
  order(sort: Sort): Uint32Array {
    const kept = this.#orders.get(sort);
    if (kept) return kept;
    const [first, second] = this.#sortedBy(sort);
    const made = sorted(first, sorted(second, Uint32Array.from({ length: this.size }, (_, row) => row)));
    this.#orders.set(sort, made);
    return made;
  }

  #sortedBy(sort: Sort): [ArrayLike<number>, ArrayLike<number>] {
    if (sort === "day") return [this.#about(), this.knownFrom];
    return [sort === "known" ? this.knownFrom : this.type, this.#about()];
  }

  /** The first day that a claim can be true of, else the last one. */
  #about(): Int32Array {
    return this.from.map((day, row) => (day === NO_DAY ? this.to[row]! : day));
  }

  #tests(by: Filter): ((row: number) => boolean)[] {
    const tests: ((row: number) => boolean)[] = [];
    if (this.rejected && !by.rejected && !by.reading.includes("rejected")) tests.push((row) => this.reading[row] !== "rejected");
    if (by.known !== null) {
      const known = by.known;
      tests.push((row) => this.knownFrom[row]! <= known); // one with no day may have been out
    }
    if (by.from !== null || by.to !== null) {
      const [from, to] = [by.from ?? -Infinity, by.to ?? Infinity];
      tests.push((row) => this.#meets(row, from, to));
    }
    if (by.type.length) tests.push(among(this.type, chosen(this.types, by.type)));
    if (by.modality.length) tests.push(among(this.modality, chosen(this.modalities, by.modality)));
    if (by.outlet.length) tests.push(among(this.document, chosen(this.#outlets, by.outlet)));
    if (by.reading.length) tests.push((row) => by.reading.includes(this.reading[row] || "unread"));
    if (by.place.length) tests.push(this.#names(by.place, [this.places, this.objects, this.subjects]));
    if (by.actor.length) tests.push(this.#names(by.actor, [this.subjects, this.objects, this.chain]));
    return tests;
  }

  /** Whether a claim gives no day that it is about, but can be put on the day it was said. */
  isUndated(row: number): boolean {
    return this.from[row] === NO_DAY && this.to[row] === NO_DAY;
  }

  #meets(row: number, from: number, to: number): boolean {
    const undated = this.isUndated(row);
    const [first, last] = undated ? [this.saidFrom[row]!, this.saidTo[row]!] : [this.from[row]!, this.to[row]!];
    if (first === NO_DAY && last === NO_DAY) return false;
    // With one end open, the other is the day that is known of.
    return (first === NO_DAY ? last : first) <= to && (last === NO_DAY ? first : last) >= from;
  }

  #names(keys: readonly string[], where: readonly Lists[]): (row: number) => boolean {
    const wanted = new Uint8Array(this.columns.names.name.length);
    for (let name = 0; name < wanted.length; name++) wanted[name] = keys.includes(this.key(name)) ? 1 : 0;
    return (row) =>
      where.some(({ starts, values }) => {
        for (let at = starts[row]!; at < starts[row + 1]!; at++) if (wanted[values[at]!]) return true;
        return false;
      });
  }
}

/** The values of one row of lists. */
export function listed(lists: Lists, row: number): Uint32Array {
  return lists.values.subarray(lists.starts[row], lists.starts[row + 1]);
}

function days(column: (number | null)[]): Int32Array {
  return Int32Array.from(column, (day) => day ?? NO_DAY);
}

function lists(column: number[][]): Lists {
  const starts = new Uint32Array(column.length + 1);
  column.forEach((values, row) => (starts[row + 1] = starts[row]! + values.length));
  const values = new Uint32Array(starts[column.length]!);
  column.forEach((list, row) => values.set(list, starts[row]));
  return { starts, values };
}

function chosen(all: readonly (string | null)[], wanted: readonly string[]): Uint8Array {
  return Uint8Array.from(all, (value) => (value !== null && wanted.includes(value) ? 1 : 0));
}

function among(column: ArrayLike<number>, wanted: Uint8Array): (row: number) => boolean {
  return (row) => wanted[column[row]!] === 1;
}

/** The rows by their values, what has no day last; of equal ones the first stays first. Numbers sort faster than pairs. */
function sorted(values: ArrayLike<number>, rows: Uint32Array): Uint32Array {
  const count = rows.length;
  const keys = Float64Array.from(rows, (row, place) => late(values[row]!) * count + place).sort();
  return Uint32Array.from(keys, (key) => rows[key - Math.floor(key / count) * count]!);
}

/** A day for sorting. With a place among a hundred million it still fits a number exactly. */
function late(day: number): number {
  return day === NO_DAY ? 0x3ffffff : day;
}
