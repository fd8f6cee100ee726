/** What can be picked in the filter, the most frequent first. */

import { listed, type Lists, type Table } from "../table";
import type { ListName } from "../view.svelte";

export interface Option {
  value: string;
  words: string;
  count: number;
}

const MOST = 200;
export const PLACES = new Set(["place", "facility", "border", "barrier", "route", "crossing"]);

export function options(table: Table): Record<ListName, Option[]> {
  const { names, documents } = table.columns;
  const isPlace = names.kind.map((kind) => PLACES.has(kind));
  const named = (lists: Lists[], wanted: boolean): Option[] => {
    const counts = new Uint32Array(isPlace.length);
    const seen = new Int32Array(isPlace.length).fill(-1); // a claim counts once for a name
    for (let row = 0; row < table.size; row++) {
      for (const list of lists) {
        for (const name of listed(list, row)) {
          if (seen[name] !== row) counts[name]!++;
          seen[name] = row;
        }
      }
    }
    const found = Array.from(counts, (count, name) => ({ value: table.key(name), words: names.name[name]!, count, name }));
    const those = found.filter((option) => option.count && isPlace[option.name] === wanted);
    // Words like "the area" can be chosen, too, behind all that has a name.
    return [true, false].flatMap((is) => most(those.filter((option) => names.named[option.name] === is))).slice(0, MOST);
  };
  const told = (of: (row: number) => string | null | undefined, words = (value: string): string => value): Option[] => {
    const counts = new Map<string, number>();
    for (let row = 0; row < table.size; row++) {
      const value = of(row);
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return most([...counts].map(([value, count]) => ({ value, words: words(value), count })));
  };
  return {
    place: named([table.places, table.objects, table.subjects], true),
    actor: named([table.subjects, table.objects, table.chain], false),
    type: told((row) => table.types[table.type[row]!], plain),
    modality: told((row) => table.modalities[table.modality[row]!], plain),
    outlet: told((row) => documents.outlet[table.document[row]!]),
    reading: told((row) => table.reading[row] || "unread"),
  };
}

/** A value of the codebook in plain words: `supply_route` is "supply route". */
export function plain(value: string): string {
  return value.replaceAll("_", " ");
}

/** One value may come by several names: they are added up under the most frequent. */
function most(found: Option[]): Option[] {
  const merged = new Map<string, Option>();
  for (const option of found.sort((a, b) => b.count - a.count)) {
    const first = merged.get(option.value);
    if (first) first.count += option.count;
    else merged.set(option.value, option);
  }
  return [...merged.values()].sort((a, b) => b.count - a.count || a.words.localeCompare(b.words)).slice(0, MOST);
}
