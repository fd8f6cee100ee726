/** What is loaded of the record, and which of its claims the view shows. */

import * as api from "./api";
import { parseDay } from "./days";
import { filterOf, isUnfiltered, Table, type Filter, type Sort } from "./table";
import type { About, ClaimRow } from "./types";
import { view } from "./view.svelte";

const PAUSE = 250; // milliseconds in which several judgements are one reason to ask anew

class Workbench {
  about: About | null = $state.raw(null);
  table: Table | null = $state.raw(null);
  /** The first claims of the table, to be read while it is made. */
  first: ClaimRow[] = $state.raw([]);
  /** How many conflicts each claim stands in, by row; null while they are counted. */
  conflicts: number[] | null = $state.raw(null);
  /** What went wrong, as a sentence. */
  trouble = $state("");

  /** The day as of which it is known: chosen, else the day of the latest report. */
  readonly known: number = $derived(view.current.known ?? parseDay(this.about?.known.latest) ?? today());
  /** The day it is about: chosen, else the same day. */
  readonly on: number = $derived(view.current.on ?? this.known);

  /** The filter and the order in words: another day or a chosen claim filters nothing anew. */
  readonly wanted: string = $derived(JSON.stringify({ ...filterOf(view.current), sort: view.current.sort }));

  /** The rows of the table that the filter leaves, in the view's order. */
  readonly shown: Uint32Array = $derived.by(() => {
    return this.filtered(false);
  });

  /** The rows that the filter leaves, in the view's order; at a wish also those that people rejected. */
  filtered(rejected: boolean): Uint32Array {
    const { sort, ...wanted } = JSON.parse(this.wanted) as Filter & { sort: Sort };
    return this.table ? this.table.filter({ ...wanted, rejected: rejected || wanted.rejected }, sort) : new Uint32Array();
  }

  /** How many of these stand in the chosen span only by the day they were said. */
  readonly bySaid: number = $derived.by(() => {
    const { table, shown } = this;
    if (!table || (view.current.from === null && view.current.to === null)) return 0;
    return shown.reduce((many, row) => many + (table.isUndated(row) ? 1 : 0), 0);
  });

  #waiting: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** Fetches anew what is loaded, since something was judged; until it is here, the old stands. */
  refresh(then: () => void): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#again(then), PAUSE);
  }

  async #again(then: () => void): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [about, told] = await Promise.all([api.about(), api.table()]);
      if (turn !== this.#turn) return;
      this.about = about;
      this.table = new Table(told, about.types, about.modalities);
      then();
      const counted = told.conflicts_counted ? told.claims.conflicts : await this.#counts(told.stamp);
      if (turn === this.#turn) this.conflicts = counted;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  /** Loads the frame first, then the columns; what takes longest to count comes last. */
  async load(): Promise<void> {
    try {
      const [about, columns] = [api.about(), api.table()];
      columns.catch(() => undefined); // told below, once
      this.about = await about;
      if (isUnfiltered(view.current)) {
        api.firstClaims().then(
          (first) => (this.first = first),
          () => undefined, // the table, or its trouble, is on its way
        );
      }
      const told = await columns;
      this.table = new Table(told, this.about.types, this.about.modalities);
      this.conflicts = told.conflicts_counted ? told.claims.conflicts : await this.#counts(told.stamp);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  async #counts(stamp: string): Promise<number[] | null> {
    const counted = await api.counts();
    return counted.stamp === stamp ? counted.conflicts : null;
  }
}

function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

export const workbench = new Workbench();
