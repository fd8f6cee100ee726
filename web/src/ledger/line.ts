/** What a line of the ledger says of a claim: from the columns at once, and from the claim in full where it is here. */

import { daysWords, whenWords } from "../days";
import { listed, NO_DAY, type Table } from "../table";
import { oneLine } from "../text/visible";
import type { ClaimRow } from "../types";

export interface Line {
  days: string;
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
}

/** A row of the table; `claim` once it is fetched, `conflicts` once they are counted. */
export function lineOfRow(table: Table, row: number, claim: ClaimRow | undefined, conflicts: number): Line {
  const open = (day: number): number | null => (day === NO_DAY ? null : day);
  return {
    days: daysWords(open(table.from[row]!), open(table.to[row]!), table.every[row] === 1),
    type: table.types[table.type[row]!]!,
    modality: table.modalities[table.modality[row]!]!,
    chain: Array.from(listed(table.chain, row), (name) => oneLine(table.columns.names.name[name]!)),
    quote: claim ? oneLine(claim.quote) : null,
    roots: claim?.roots ?? 0,
    conflicts,
    reading: table.reading[row] ?? "",
  };
}

/** A claim in full, before there is a table. */
export function lineOfClaim(claim: ClaimRow): Line {
  return {
    days: whenWords(claim.event_time),
    type: claim.type,
    modality: claim.modality,
    chain: claim.chain.map((hop) => oneLine(hop.name)),
    quote: oneLine(claim.quote),
    roots: claim.roots ?? 0,
    conflicts: claim.conflicts ?? 0,
    reading: claim.reading,
  };
}
