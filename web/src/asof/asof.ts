/** What stands on a day, as known by another: all keys of a record at every step of a slider.
 *
 * `gather`, `judge` and the rivals of `weigh/` over again, on the columns of /api/pieces, without the network.
 */

import { DATED, ENDS, NONE, type PiecesColumns, RUMOUR, Rows, STARTS, Sites, STRETCH, WITNESSES } from "./columns";
import { Parties } from "./parties";
import { CONTESTED, HELD, Judge, type Told, type Verdict } from "./standing";

const HOLDS = "holds";
const COUNTED = 2;

/** For each key how it stands, from when, when last seen, by how many roots that count, and which row names it. */
export class Standings {
  readonly standing: Uint8Array;
  readonly sinceFrom: Int32Array;
  readonly sinceTo: Int32Array;
  readonly lastFrom: Int32Array;
  readonly lastTo: Int32Array;
  readonly roots: Uint16Array;
  readonly example: Int32Array;

  constructor(keys: number) {
    this.standing = new Uint8Array(keys);
    this.sinceFrom = new Int32Array(keys).fill(NONE);
    this.sinceTo = new Int32Array(keys).fill(NONE);
    this.lastFrom = new Int32Array(keys).fill(NONE);
    this.lastTo = new Int32Array(keys).fill(NONE);
    this.roots = new Uint16Array(keys);
    this.example = new Int32Array(keys).fill(-1);
  }
}

/** One thing of one fluent: its keys, and for how long what is told of it stands. */
interface Site {
  keys: number[];
  limit: number | null;
  holds: boolean;
}

export class AsOf {
  readonly rows: Rows;
  private readonly parties: Parties;
  private readonly judge: Judge;
  private readonly places: Sites;
  private readonly sites: Site[];
  private readonly gained: Int8Array;
  private readonly seenRoot: Int32Array;
  private mark = 0;

  constructor(readonly columns: PiecesColumns) {
    this.places = new Sites(columns);
    this.rows = new Rows(columns, this.places);
    this.parties = new Parties(columns);
    this.judge = new Judge(this.rows);
    this.sites = sites(columns, this.places);
    this.gained = new Int8Array(columns.gains.length);
    this.seenRoot = new Int32Array(columns.claims.root.reduce((most, root) => Math.max(most, root), 0) + 1);
  }

  /** How every key stands on the day `on`, by what is known by `known` (day numbers). */
  at(on: number, known: number): Standings {
    this.parties.at(on, known);
    this.gained.fill(-1);
    const found = new Standings(this.columns.keys.fluent.length);
    for (const [number, site] of this.sites.entries()) {
      const sweeps = this.sweeps(number, on, known);
      const rivals: Holder[] = [];
      for (const key of site.keys) {
        const told = this.told(key, sweeps, on, known);
        if (!told.rows.length) continue;
        const verdict = this.judge.judge(told, site.limit, on);
        this.keep(found, key, verdict, told);
        const open = verdict.standing === HELD || verdict.standing === CONTESTED;
        if (site.holds && open && !this.wide(key, verdict, found)) {
          rivals.push({ key, claims: new Set(verdict.decided.map((row) => this.rows.claim[row]!)) });
        }
      }
      if (rivals.length > 1) this.contest(rivals, found);
    }
    return found;
  }

  /** The claims behind one key on a day, in order, with what each does. */
  evidence(key: number, on: number, known: number): { claim: string; does: number }[] {
    this.parties.at(on, known);
    this.gained.fill(-1);
    const { rows } = this.told(key, this.sweeps(this.places.ofKey[key]!, on, known), on, known);
    return rows.map((row) => ({ claim: this.columns.claims.id[this.rows.claim[row]!]!, does: this.rows.does[row]! }));
  }

  /** The name of who or what a key is about, in the words of the row that names it. */
  subject(found: Standings, key: number): string {
    const row = found.example[key]!;
    return row < 0 ? "" : this.columns.names.name[this.rows.subject[row]!]!;
  }

  object(found: Standings, key: number): string {
    const row = found.example[key]!;
    return row < 0 ? "" : this.columns.names.name[this.rows.object[row]!]!;
  }

  // ---------------------------------------------------------------- what bears on the day

  /** What ends everybody's hold on a site, in order. */
  private sweeps(site: number, on: number, known: number): number[] {
    return this.counting(this.rows.ofSite.begin[site]!, this.rows.ofSite.end[site]!, on, known);
  }

  /** Of the rows from one to the other those that bear on the day. */
  private counting(begin: number, end: number, on: number, known: number): number[] {
    const { rows } = this;
    const found: number[] = [];
    for (let row = begin; row < end; row++) if (rows.counts(row, on, known)) found.push(row);
    return found;
  }

  /** The rows of a key and what ends it there, in order, each with its weight. */
  private told(key: number, sweeps: number[], on: number, known: number): Told {
    const own = this.counting(this.rows.ofKey.begin[key]!, this.rows.ofKey.end[key]!, on, known);
    const weights: number[] = [];
    if (!own.length) return { rows: own, weights };
    for (const row of own) weights.push(this.weight(row));
    this.hedge(own, weights);
    if (!sweeps.length) return { rows: own, weights };
    const ending = this.ending(key, own, weights, sweeps);
    if (!ending.length) return { rows: own, weights };
    return this.merged({ rows: own, weights }, ending);
  }

  /** What a row's claim can do on the day: a root that is tied to who gains by it does not count. */
  private weight(row: number): number {
    const weight = this.rows.weight[row]!;
    const group = this.rows.gain[row]!;
    if (group < 0 || weight !== COUNTED) return weight;
    if (this.gained[group]! < 0) this.gained[group] = this.gains(this.columns.gains[group]!) ? 1 : 0;
    return this.gained[group]! ? COUNTED - 1 : COUNTED;
  }

  private gains(pairs: number[]): boolean {
    for (let at = 0; at < pairs.length; at += 2) if (this.parties.tied(pairs[at]!, pairs[at + 1]!)) return true;
    return false;
  }

  /** A root that tells it as a rumour itself gives no word that others could carry. */
  private hedge(rows: number[], weights: number[]): void {
    const { root, flags } = this.rows;
    let unsure: Set<number> | null = null;
    for (let at = 0; at < rows.length; at++) {
      if (weights[at]! === 0 && flags[rows[at]!]! & RUMOUR) (unsure ??= new Set()).add(root[rows[at]!]!);
    }
    if (!unsure || rows.length === 1) return;
    for (let at = 0; at < rows.length; at++) {
      if (flags[rows[at]!]! & RUMOUR && unsure.has(root[rows[at]!]!)) weights[at] = 0;
    }
  }

  /** The captures and closings that end what this key tells. */
  private ending(key: number, own: number[], weights: number[], sweeps: number[]): number[] {
    const { does, flags, from, to, spared } = this.rows;
    const firm = own.filter((row, index) => weights[index]! > 0 && does[row]! !== ENDS);
    const last = firm.length ? to[firm[firm.length - 1]!]! : NONE;
    const undated = firm.length > 0 && firm.every((row) => does[row]! === WITNESSES && !(flags[row]! & DATED));
    const [first, retaken] = this.held(firm);
    const subject = this.columns.keys.subject[key]!;
    return sweeps.filter((row) => {
      const between = first < to[row]! && to[row]! < retaken;
      const after = from[row]! !== NONE && (!firm.length || last < to[row]! || between);
      if (!after && !(undated && this.toldBeside(row, firm))) return false;
      return !spared[row]!.some((taker) => this.parties.sameSide(taker, subject));
    });
  }

  /** The first day on which it was held, and the last on which it was taken; the latter before all days where none is told. */
  private held(firm: number[]): [number, number] {
    const { does, from, to } = this.rows;
    let [first, retaken] = [Infinity, -Infinity];
    for (const row of firm) {
      if (does[row]! === STARTS || does[row]! === WITNESSES) first = Math.min(first, to[row]!);
      if (does[row]! === STARTS && from[row]! !== NONE) retaken = Math.max(retaken, from[row]!);
    }
    return [first, retaken];
  }

  /** Whether all who tell it tell it in the report of the capture, too. */
  private toldBeside(sweep: number, firm: number[]): boolean {
    const { document } = this.columns.claims;
    const { claim, root } = this.rows;
    const report = document[claim[sweep]!]!;
    const beside = new Set<number>();
    for (const row of firm) if (document[claim[row]!]! === report) beside.add(root[row]!);
    return beside.size > 0 && firm.every((row) => beside.has(root[row]!));
  }

  private merged(own: Told, ending: number[]): Told {
    const rows: number[] = [];
    const weights: number[] = [];
    let at = 0;
    for (const row of ending) {
      for (; at < own.rows.length && this.rows.order(own.rows[at]!, row) <= 0; at++) {
        rows.push(own.rows[at]!);
        weights.push(own.weights[at]!);
      }
      rows.push(row);
      weights.push(this.weight(row));
    }
    for (; at < own.rows.length; at++) {
      rows.push(own.rows[at]!);
      weights.push(own.weights[at]!);
    }
    this.hedge(rows, weights);
    return { rows, weights };
  }

  // ---------------------------------------------------------------- what comes of it

  private keep(found: Standings, key: number, verdict: Verdict, told: Told): void {
    found.standing[key] = verdict.standing;
    found.sinceFrom[key] = verdict.sinceFrom;
    found.sinceTo[key] = verdict.sinceTo;
    found.lastFrom[key] = this.rows.from[verdict.last]!;
    found.lastTo[key] = this.rows.to[verdict.last]!;
    found.roots[key] = this.counted(verdict.decided, told);
    const named = (row: number): boolean => this.rows.subject[row]! >= 0;
    found.example[key] = verdict.decided.find(named) ?? told.rows.find(named) ?? -1;
  }

  /** How many roots that count are among the rows. */
  private counted(decided: number[], told: Told): number {
    const mark = ++this.mark;
    let many = 0;
    let at = 0;
    for (const row of decided) {
      while (told.rows[at]! !== row) at++;
      const root = this.rows.root[row]!;
      if (told.weights[at]! !== COUNTED || this.seenRoot[root]! === mark) continue;
      this.seenRoot[root] = mark;
      many++;
    }
    return many;
  }

  /** Whether it can be held in parts. */
  private wide(key: number, verdict: Verdict, found: Standings): boolean {
    const { keys, names } = this.columns;
    const area = keys.area[key]! ?? names.wide[this.rows.object[found.example[key]!]!];
    return Boolean(area) || verdict.decided.some((row) => this.rows.flags[row]! & STRETCH);
  }

  /** Marks as contested what two hold who are not on one side, and whom no claim tells of together. */
  private contest(holders: Holder[], found: Standings): void {
    const { bare } = this.columns.names;
    const { subject } = this.columns.keys;
    const name = (key: number): string => bare[this.rows.subject[found.example[key]!]!]!;
    const rival = (one: Holder, other: Holder): boolean =>
      !this.parties.sameSide(subject[one.key]!, subject[other.key]!) &&
      !mentions(name(one.key), name(other.key)) &&
      !mentions(name(other.key), name(one.key)) &&
      ![...one.claims].some((claim) => other.claims.has(claim));
    const contested = holders.filter((one) => holders.some((other) => rival(one, other)));
    for (const { key } of contested) found.standing[key] = CONTESTED;
  }
}

/** A key that is held on the day, and the claims that decide it. */
interface Holder {
  key: number;
  claims: Set<number>;
}

function mentions(longer: string, shorter: string): boolean {
  return shorter !== "" && ` ${longer} `.includes(` ${shorter} `);
}

function sites({ fluents, keys }: PiecesColumns, { ofKey, many }: Sites): Site[] {
  const found = new Array<Site>(many);
  ofKey.forEach((site, key) => {
    const { name, stale_after: limit } = fluents[keys.fluent[key]!]!;
    (found[site] ??= { keys: [], limit, holds: name === HOLDS }).keys.push(key);
  });
  return found;
}
