import { describe, expect, test } from "vitest";
import { AsOf } from "./asof";
import { DENIES, ENDS, type PiecesColumns, STARTS, WITNESSES } from "./columns";
import { STANDINGS } from "./standing";

interface Told {
  who: number;
  does: number;
  day: number;
  root: number;
  known?: number;
  weight?: number;
  gain?: number | null;
}

const NODES = ["blue", "herald", "mill", "red", "wolves"]; // sorted, as the server sends them
const [BLUE, HERALD, MILL, RED, WOLVES] = [0, 1, 2, 3, 4];

/** Who held the mill, by these pieces; a start is also the end of what others hold. */
function ledger(told: Told[], more: Partial<PiecesColumns> = {}): AsOf {
  const subjects = [...new Set(told.map((piece) => piece.who))];
  const own = told.map((piece, claim) => ({ ...piece, claim }));
  const starts = own.filter((piece) => piece.does === STARTS);
  const rows = (of: typeof own) => ({
    claim: of.map((piece) => piece.claim),
    from: of.map((piece) => piece.day),
    to: of.map((piece) => piece.day),
    reach: of.map((piece) => piece.day),
    known: of.map((piece) => piece.known ?? piece.day),
    until: of.map(() => null),
    object: of.map(() => MILL),
  });
  return new AsOf({
    nodes: NODES,
    outlets: [HERALD],
    fluents: [{ name: "holds", stale_after: 365 }],
    keys: {
      fluent: subjects.map(() => 0),
      subject: subjects,
      object: subjects.map(() => MILL),
      variant: subjects.map(() => ""),
      area: subjects.map(() => 0),
    },
    pieces: {
      ...rows(own),
      key: own.map((piece) => subjects.indexOf(piece.who)),
      does: own.map((piece) => piece.does),
      subject: own.map((piece) => piece.who),
      measure: own.map(() => null),
    },
    sweeps: { ...rows(starts), fluent: starts.map(() => 0), site: starts.map(() => MILL), spared: starts.map((piece) => [piece.who]) },
    ties: { kind: [], party: [], other: [], from: [], to: [], known: [] },
    gains: [],
    claims: {
      id: own.map((piece) => `claim ${piece.claim}`),
      document: own.map((piece) => piece.claim),
      root: own.map((piece) => piece.root),
      weight: own.map((piece) => piece.weight ?? 2),
      gain: own.map((piece) => piece.gain ?? null),
      flags: own.map(() => 16),
    },
    names: { name: NODES, bare: NODES, wide: NODES.map(() => 0) },
    ...more,
  });
}

/** Each holder with how he stands. */
function held(asOf: AsOf, on: number, known = 9999): Record<string, string> {
  const found = asOf.at(on, known);
  const { subject } = asOf.columns.keys;
  return Object.fromEntries(subject.flatMap((node, key) => (found.standing[key] ? [[NODES[node], STANDINGS[found.standing[key]!]]] : [])));
}

describe("what stands on a day", () => {
  test("what was told stays until it is long ago", () => {
    const mill = ledger([{ who: RED, does: WITNESSES, day: 100, root: 0 }]);
    expect(held(mill, 99)).toEqual({});
    expect(held(mill, 465)).toEqual({ red: "held" });
    expect(held(mill, 466)).toEqual({ red: "stale" });
  });

  test("what is reported later is not known before", () => {
    const mill = ledger([{ who: RED, does: WITNESSES, day: 100, root: 0, known: 150 }]);
    expect(held(mill, 120, 149)).toEqual({});
    expect(held(mill, 120, 150)).toEqual({ red: "held" });
  });

  test("who takes it ends what others held", () => {
    const mill = ledger([
      { who: RED, does: WITNESSES, day: 100, root: 0 },
      { who: BLUE, does: STARTS, day: 200, root: 1 },
    ]);
    expect(held(mill, 199)).toEqual({ red: "held" });
    expect(held(mill, 200)).toEqual({ red: "ended", blue: "held" });
  });

  test("two who hold one site contest it, unless they are of one side", () => {
    const told: Told[] = [
      { who: RED, does: WITNESSES, day: 100, root: 0 },
      { who: WOLVES, does: WITNESSES, day: 101, root: 1 },
    ];
    const tie = { kind: ["part_of"], party: [WOLVES], other: [RED], from: [150], to: [null], known: [180] };
    expect(held(ledger(told), 200)).toEqual({ red: "contested", wolves: "contested" });
    const tied = ledger(told, { ties: tie });
    expect(held(tied, 200)).toEqual({ red: "held", wolves: "held" });
    expect(held(tied, 149)).toEqual({ red: "contested", wolves: "contested" });
    const part = ledger(told, { names: { name: NODES, bare: ["", "", "", "red", "men of the red"], wide: [] } });
    expect(held(part, 200), "one name is a part of the other").toEqual({ red: "held", wolves: "held" });
    expect(held(tied, 200, 179)).toEqual({ red: "contested", wolves: "contested" });
  });

  test("told and denied is contested, only denied is denied", () => {
    const denial: Told = { who: RED, does: DENIES, day: 110, root: 1 };
    expect(held(ledger([denial]), 120)).toEqual({ red: "denied" });
    expect(held(ledger([{ who: RED, does: WITNESSES, day: 100, root: 0 }, denial]), 120)).toEqual({ red: "contested" });
  });

  test("an end after the last word ends it", () => {
    const mill = ledger([
      { who: RED, does: WITNESSES, day: 100, root: 0 },
      { who: RED, does: ENDS, day: 100, root: 1 },
    ]);
    expect(held(mill, 120)).toEqual({ red: "ended" });
  });

  test("a root that is tied to who gains does not count, while it is tied", () => {
    const ties = { kind: ["speaks_for"], party: [HERALD], other: [RED], from: [null], to: [150], known: [null] };
    const mill = ledger([{ who: RED, does: WITNESSES, day: 100, root: 0, gain: 0 }], { ties, gains: [[HERALD, RED]] });
    expect(mill.at(120, 9999).roots[0]).toBe(0);
    expect(mill.at(160, 9999).roots[0]).toBe(1);
  });

  test("the claims behind it are told in order", () => {
    const mill = ledger([
      { who: RED, does: WITNESSES, day: 100, root: 0 },
      { who: BLUE, does: STARTS, day: 200, root: 1 },
    ]);
    expect(mill.evidence(0, 200, 9999)).toEqual([
      { claim: "claim 0", does: WITNESSES },
      { claim: "claim 1", does: ENDS },
    ]);
  });
});
