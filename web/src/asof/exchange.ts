/// <reference types="node" />
/** For the test that compares the page with `weigh`: reads cases, writes how every key stands.
 *
 *     node exchange.mjs CASES.json > STANDINGS.json
 */

import { readFileSync } from "node:fs";
import { AsOf, type Standings } from "./asof";
import { NONE, type PiecesColumns } from "./columns";
import { STANDINGS } from "./standing";

interface Case {
  columns: PiecesColumns;
  asked: { on: number; known: number }[];
}

function told(asOf: AsOf, found: Standings): unknown[] {
  const { keys, fluents, nodes } = asOf.columns;
  const day = (value: number): number | null => (value === NONE ? null : value);
  const rows: unknown[][] = [];
  keys.fluent.forEach((fluent, key) => {
    if (!found.standing[key]) return;
    const name = [fluents[fluent]!.name, nodes[keys.subject[key]!], nodes[keys.object[key]!], keys.variant[key]];
    const days = [found.sinceFrom[key]!, found.sinceTo[key]!, found.lastFrom[key]!, found.lastTo[key]!].map(day);
    const names = [asOf.subject(found, key), asOf.object(found, key)];
    rows.push([...name, STANDINGS[found.standing[key]!], ...days, found.roots[key], ...names]);
  });
  return rows;
}

const cases = JSON.parse(readFileSync(process.argv[2] ?? "/dev/stdin", "utf8")) as Case[];
const answers = cases.map(({ columns, asked }) => {
  const asOf = new AsOf(columns);
  return asked.map(({ on, known }) => told(asOf, asOf.at(on, known)));
});
process.stdout.write(JSON.stringify(answers));
