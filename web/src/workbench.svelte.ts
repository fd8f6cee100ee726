/** What is loaded of the record, and which of its claims the view shows. */

import * as api from "./api";
import { parseDay } from "./days";
import { filterOf, isUnfiltered, Table, type Filter, type Sort } from "./table";
import type { About, ClaimRow } from "./types";
import { view } from "./view.svelte";

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
  readonly #wanted: string = $derived(JSON.stringify({ ...filterOf(view.current), sort: view.current.sort }));

  /** The rows of the table that the filter leaves, in the view's order. */
  readonly shown: Uint32Array = $derived.by(() => {
    const { sort, ...wanted } = JSON.parse(this.#wanted) as Filter & { sort: Sort };
    return this.table ? this.table.filter(wanted, sort) : new Uint32Array();
  });

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
