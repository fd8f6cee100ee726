/** What a line of the ledger says of a claim: from the columns at once, and from the claim in full where it is here. */

import { daysWords, parseDay, toldWords, whenWords } from "../days";
import { listed, NO_DAY, type Table } from "../table";
import { oneLine } from "../text/visible";
import type { ClaimRow, When } from "../types";

export interface Line {
  /** The days that it is about, "" where it gives none. */
  days: string;
  /** When it was said or reported. */
  told: string;
  type: string;
  modality: string;
  /** Nearest to the event first. */
  chain: string[];
  /** null while the words are fetched. */
  quote: string | null;
  /** 0 while they are not counted. */
  roots: number;
  conflicts: number;
  reading: string;
  /** Who read it otherwise than it stands. */
  others: string[];
}

/** A row of the table; `claim` once it is fetched, `conflicts` once they are counted. */
export function lineOfRow(table: Table, row: number, claim: ClaimRow | undefined, conflicts: number): Line {
  const open = (day: number): number | null => (day === NO_DAY ? null : day);
  return {
    days: daysWords(open(table.from[row]!), open(table.to[row]!), table.every[row] === 1),
    told: toldWords([open(table.saidFrom[row]!), open(table.saidTo[row]!)], [open(table.knownFrom[row]!), open(table.knownTo[row]!)]),
    type: table.types[table.type[row]!]!,
    modality: table.modalities[table.modality[row]!]!,
    chain: Array.from(listed(table.chain, row), (name) => oneLine(table.columns.names.name[name]!)),
    quote: claim ? oneLine(claim.quote) : null,
    roots: claim?.roots ?? 0,
    conflicts,
    reading: claim?.reading ?? table.reading[row] ?? "",
    others: claim?.review?.others ?? [],
  };
}

/** A claim in full, before there is a table. */
export function lineOfClaim(claim: ClaimRow): Line {
  return {
    days: whenWords(claim.event_time),
    told: toldWords(daysOf(claim.said_time ?? claim.reported), daysOf(claim.reported)),
    type: claim.type,
    modality: claim.modality,
    chain: claim.chain.map((hop) => oneLine(hop.name)),
    quote: oneLine(claim.quote),
    roots: claim.roots ?? 0,
    conflicts: claim.conflicts ?? 0,
    reading: claim.reading,
    others: claim.review?.others ?? [],
  };
}

function daysOf(when: When): [number | null, number | null] {
  return [parseDay(when.earliest), parseDay(when.latest)];
}
