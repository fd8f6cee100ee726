/** Which claims may tell of the same event as one claim: those that count as telling of it, and those that could. */

import { listed, NO_DAY, type Table } from "../table";
import type { Event } from "../types";

const MOST = 40;
const NEAR = 60; // days

/** The other claims that the record takes for tellings of the claim's event. */
export function toldWith(events: readonly Event[], claim: string): string[] {
  const all = events.map((event) => [...event.claims, ...event.denials].map(({ id }) => id));
  const found = all.filter((ids) => ids.includes(claim)).flat();
  return [...new Set(found)].filter((id) => id !== claim);
}

/** Other claims of its type that share a place or an actor with it, the nearest days first. */
export function like(table: Table, claim: string, without: readonly string[]): string[] {
  const row = table.row(claim);
  if (row === undefined) return [];
  const own = new Set([...listed(table.places, row), ...listed(table.subjects, row)]);
  const found: { id: string; away: number }[] = [];
  for (let other = 0; other < table.size; other++) {
    if (other === row || table.type[other] !== table.type[row] || without.includes(table.id(other))) continue;
    if (![...listed(table.places, other), ...listed(table.subjects, other)].some((name) => own.has(name))) continue;
    const away = Math.abs(dayOf(table, other) - dayOf(table, row));
    if (away <= NEAR) found.push({ id: table.id(other), away });
  }
  return found.sort((one, other) => one.away - other.away).slice(0, MOST).map(({ id }) => id);
}

/** The day that a claim is about, else the one on which it was said. */
function dayOf(table: Table, row: number): number {
  return [table.from[row]!, table.to[row]!, table.saidFrom[row]!, table.saidTo[row]!].find((day) => day !== NO_DAY) ?? 0;
}
