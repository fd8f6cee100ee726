/** Inertia: what was started stays until it is ended, and fades where nobody speaks of it any more.
 *
 * `weigh/holding/standing.py` over again, on row numbers; a test compares the two on random claims.
 */

import { DENIES, ENDS, EVERY, LASTING, NONE, type Rows, STARTS } from "./columns";

export const STANDINGS = ["", "held", "contested", "stale", "ended", "denied", "unknown"] as const;
export const [NOTHING, HELD, CONTESTED, STALE, ENDED, DENIED, UNKNOWN] = [0, 1, 2, 3, 4, 5, 6];

/** How one key stands; `decided` are the rows that decide it. */
export interface Verdict {
  standing: number;
  sinceFrom: number;
  sinceTo: number;
  last: number;
  decided: number[];
}

/** The rows of one key that bear on the day, in order, each with its weight. */
export interface Told {
  rows: number[];
  weights: number[];
}

export class Judge {
  constructor(private readonly rows: Rows) {}

  judge({ rows, weights }: Told, limit: number | null, on: number): Verdict {
    const { to } = this.rows;
    const ends: number[] = [];
    const denials: number[] = [];
    const told: number[] = [];
    for (let at = 0; at < rows.length; at++) {
      if (weights[at]! > 0) this.side(rows[at]!, told, ends, denials).push(rows[at]!);
    }
    if (!told.length) return this.untold(rows, ends, denials);
    const last = told[told.length - 1]!;
    const ended = ends.length ? ends.filter((row) => to[row]! >= to[last]!) : ends;
    if (ended.length) return this.since(ENDED, ended[0]!, last, ended);
    const fresh = this.live(denials, told).filter((row) => limit === null || on - to[row]! <= limit);
    if (limit !== null && on - to[last]! > limit) {
      if (fresh.length) return this.since(DENIED, fresh[0]!, last, fresh);
      const run = this.unbroken(told, limit);
      return this.begun(STALE, run[0]!, last, run);
    }
    const closed = ends.length ? Math.max(...ends.map((row) => to[row]!)) : -Infinity;
    const run = this.unbroken(ends.length ? told.filter((row) => to[row]! > closed) : told, limit);
    const [agreeing, differing] = this.figures(run);
    return this.begun(fresh.length || differing ? CONTESTED : HELD, agreeing[0]!, last, agreeing);
  }

  private side(row: number, told: number[], ends: number[], denials: number[]): number[] {
    const does = this.rows.does[row]!;
    return does === ENDS ? ends : does === DENIES ? denials : told;
  }

  /** Nobody firmly says so: only its end, its denial, or rumour of it. */
  private untold(rows: number[], ends: number[], denials: number[]): Verdict {
    if (ends.length) return this.since(ENDED, ends[0]!, ends[ends.length - 1]!, ends);
    if (denials.length) return this.since(DENIED, denials[0]!, denials[denials.length - 1]!, denials);
    return this.begun(UNKNOWN, rows[0]!, rows[rows.length - 1]!, rows);
  }

  /** The denials after which nobody tells of a new start. */
  private live(denials: number[], told: number[]): number[] {
    if (!denials.length) return denials;
    const starts = told.filter((row) => this.rows.does[row]! === STARTS).map((row) => this.rows.from[row]!);
    const latest = Math.max(NONE, ...starts);
    return denials.filter((row) => !(latest !== NONE && latest > this.rows.to[row]!));
  }

  /** The last of what is told without a gap so long that it would have been stale. */
  private unbroken(told: number[], limit: number | null): number[] {
    let start = 0;
    for (let index = 1; limit !== null && index < told.length; index++) {
      if (this.rows.to[told[index]!]! - this.rows.to[told[index - 1]!]! > limit) start = index;
    }
    return start ? told.slice(start) : told;
  }

  /** The rows that give the latest figure, and whether others give another one for the same days. */
  private figures(run: number[]): [number[], boolean] {
    const { measure, from, to } = this.rows;
    const latest = measure[run[run.length - 1]!]!;
    if (Number.isNaN(latest)) return [run, false];
    const agreeing = run.filter((row) => measure[row]! === latest);
    const start = Math.min(...agreeing.map((row) => (from[row]! === NONE ? to[row]! : from[row]!)));
    return [agreeing, run.some((row) => measure[row]! !== latest && to[row]! >= start)];
  }

  /** Since the moment of a row. */
  private since(standing: number, first: number, last: number, decided: number[]): Verdict {
    return { standing, sinceFrom: this.rows.from[first]!, sinceTo: this.rows.to[first]!, last, decided };
  }

  /** From the start where one is told, else from the first sight of it, before which it may have begun. */
  private begun(standing: number, first: number, last: number, decided: number[]): Verdict {
    const { does, flags, from, to } = this.rows;
    if (does[first]! === STARTS) return this.since(standing, first, last, decided);
    const whole = flags[first]! & (EVERY | LASTING) && from[first]! !== NONE;
    return { standing, sinceFrom: NONE, sinceTo: whole ? from[first]! : to[first]!, last, decided };
  }
}
