/** Names of the record that fit what is typed. */

import { namesOf } from "./correction";

const MOST = 12;

/** What the field could say: of several names the last is completed. */
export function suggested(names: readonly string[], typed: string, several: boolean): string[] {
  const cut = several ? typed.lastIndexOf(";") + 1 : 0;
  const head = namesOf(typed.slice(0, cut));
  const wanted = typed.slice(cut).trim().toLowerCase();
  if (!wanted) return [];
  const found = new Set<string>();
  for (const fits of [(name: string) => name.startsWith(wanted), (name: string) => name.includes(wanted)]) {
    for (const name of names) {
      if (found.size >= MOST) break;
      if (fits(name.toLowerCase())) found.add([...head, name].join("; "));
    }
  }
  return [...found];
}
