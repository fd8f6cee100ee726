import { describe, expect, it } from "vitest";
import { Table } from "../table";
import type { ClaimRow, Columns } from "../types";
import { lineOfClaim, lineOfRow } from "./line";

const when = { earliest: "2017-11-03", latest: "2017-11-03", text: "", reasons: [], every: true };
const hop = { text: "", entity: null, span: null, role: "speaker", cue: "", said: null, said_time: null, interest: "" };
const claim = {
  quote: "The band\n took\u202e the town",
  type: "capture",
  modality: "denied",
  chain: [{ ...hop, name: "The Colonel" }, { ...hop, name: "River Post" }],
  event_time: when,
  said_time: null,
  reported: { ...when, earliest: "2017-11-04", latest: "2017-11-04" },
  review: { others: ["Bob"] },
  roots: 2,
  conflicts: 1,
  reading: "accepted",
} as unknown as ClaimRow;

const columns = {
  names: { id: ["a", "b"], name: ["The Colonel", "River Post"] },
  documents: { outlet: [] },
  claims: {
    ...Object.fromEntries(["known_from", "known_to", "said_from", "said_to"].map((name) => [name, [17474]])),
    ...Object.fromEntries(["document", "root", "counts"].map((name) => [name, [0]])),
    ...Object.fromEntries(["places", "subjects", "objects"].map((name) => [name, [[]]])),
    ...{ id: ["x"], type: [1], modality: [1], from: [17473], to: [17473], every: [1], chain: [[0, 1]], reading: ["accepted"] },
  },
} as unknown as Columns;

describe("a line of the ledger", () => {
  it("is the same from the columns and from the claim", () => {
    const table = new Table(columns, ["control", "capture"], ["asserted", "denied"]);
    expect(lineOfRow(table, 0, claim, 1)).toEqual(lineOfClaim(claim));
    expect(lineOfClaim(claim)).toMatchObject({
      days: "3 Nov 2017",
      told: "reported 4 Nov 2017",
      others: ["Bob"],
      quote: "The band took⟦RLO⟧ the town",
      chain: ["The Colonel", "River Post"],
    });
  });

  it("has no words while they are fetched", () => {
    const table = new Table(columns, ["control", "capture"], ["asserted", "denied"]);
    expect(lineOfRow(table, 0, undefined, 0)).toMatchObject({ quote: null, roots: 0, type: "capture" });
  });
});
