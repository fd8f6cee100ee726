/** Who belongs to, speaks for, leads or backs whom on a day: `weigh/sources/parties.py` over again, as far as it decides. */

import type { PiecesColumns } from "./columns";

const PART_STEPS_OF_AN_OUTLET = 1;
const UPWARD = new Set(["part_of", "leads", "post", "speaks_for"]);

export class Parties {
  private readonly ties: PiecesColumns["ties"];
  private readonly outlets: Set<number>;
  private readonly group: Int32Array;
  private up = new Map<number, Map<number, boolean>>(); // the value: whether as a mere part
  private backers = new Map<number, Map<number, boolean>>(); // the value: whether it backs
  private active = "";
  private readonly ways = new Map<number, Set<number>>();
  private readonly beside = new Map<number, number[]>();
  private readonly sides = new Map<number, boolean>(); // of two, by the place of their pair

  constructor(columns: PiecesColumns) {
    this.ties = columns.ties;
    this.outlets = new Set(columns.outlets);
    this.group = groups(columns);
  }

  /** Takes up the ties of a day, as known by another. */
  at(on: number, known: number): void {
    const { kind, party, other, from, to } = this.ties;
    const active: number[] = [];
    for (let tie = 0; tie < kind.length; tie++) {
      const out = (this.ties.known[tie]! ?? known) <= known;
      if (out && (from[tie]! ?? on) <= on && on <= (to[tie]! ?? on)) active.push(tie);
    }
    const name = active.join();
    if (name === this.active) return;
    this.active = name;
    for (const table of [this.up, this.backers, this.ways, this.beside, this.sides]) table.clear();
    for (const tie of active) {
      if (UPWARD.has(kind[tie]!)) keep(this.up, party[tie]!, other[tie]!, kind[tie]! === "part_of");
      else {
        keep(this.backers, party[tie]!, other[tie]!, kind[tie]! === "backed_by");
        keep(this.backers, other[tie]!, party[tie]!, false);
      }
    }
  }

  /** Whether the two are no rivals: tied, backed, or parts of one body. */
  sameSide(one: number, other: number): boolean {
    if (one === other) return true;
    if (this.group[one]! !== this.group[other]!) return false;
    const pair = one * this.group.length + other;
    const known = this.sides.get(pair);
    if (known !== undefined) return known;
    const mine = this.above(one);
    const theirs = this.above(other);
    const same = meet(mine, theirs) || this.backing(mine, other) || this.backing(theirs, one);
    this.sides.set(pair, same);
    return same;
  }

  /** Whether the speaker is, belongs to, speaks for or backs the other, or is part of the same body. */
  tied(speaker: number, other: number): boolean {
    if (speaker === other) return true;
    if (this.group[speaker]! !== this.group[other]!) return false;
    const mine = this.above(speaker);
    const theirs = this.above(other);
    return mine.has(other) || this.near(speaker).some((party) => theirs.has(party)) || this.backing(mine, other);
  }

  /** Itself and everybody it belongs to, leads or speaks for; an outlet climbs one step of membership only. */
  private above(who: number): Set<number> {
    const known = this.ways.get(who);
    if (known) return known;
    const limit = this.outlets.has(who) ? PART_STEPS_OF_AN_OUTLET : Infinity;
    const steps = new Map([[who, 0]]);
    for (const [current, taken] of steps) {
      for (const [party, part] of inOrder(this.up.get(current))) {
        const more = taken + (part ? 1 : 0);
        if (!steps.has(party) && more <= limit) steps.set(party, more);
      }
    }
    const found = new Set(steps.keys());
    this.ways.set(who, found);
    return found;
  }

  /** Whom it stands for, and the body that it is directly part of. */
  private near(who: number): number[] {
    const known = this.beside.get(who);
    if (known) return known;
    const near = new Set([who]);
    const bodies = new Set<number>();
    for (const current of near) {
      for (const [party, part] of inOrder(this.up.get(current))) (part ? bodies : near).add(party);
    }
    const reachable = this.above(who);
    const found = [...near, ...bodies].filter((party) => reachable.has(party));
    this.beside.set(who, found);
    return found;
  }

  private backing(mine: Set<number>, other: number): boolean {
    for (const body of this.near(other)) {
      for (const [backer, backs] of this.backers.get(body) ?? []) {
        // What a body backs, the state above it backs; to be backed or allied binds nobody above.
        if (backs ? meet(this.above(backer), mine) : mine.has(backer)) return true;
      }
    }
    return false;
  }
}

function keep(table: Map<number, Map<number, boolean>>, one: number, other: number, kind: boolean): void {
  const row = table.get(one) ?? new Map<number, boolean>();
  table.set(one, row);
  if (!row.has(other)) row.set(other, kind);
}

function inOrder(row: Map<number, boolean> | undefined): [number, boolean][] {
  return row ? [...row].sort((one, other) => one[0]! - other[0]!) : [];
}

function meet(one: Set<number>, other: Set<number>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  for (const party of few) if (many.has(party)) return true;
  return false;
}

/** For each node one that stands for all that any tie, of whatever day, can join to it. */
function groups({ nodes, ties }: PiecesColumns): Int32Array {
  const root = Int32Array.from(nodes, (_, index) => index);
  const find = (node: number): number => {
    while (root[node]! !== node) node = root[node] = root[root[node]!]!;
    return node;
  };
  ties.party.forEach((party, tie) => (root[find(party)] = find(ties.other[tie]!)));
  return root.map((_, node) => find(node));
}
