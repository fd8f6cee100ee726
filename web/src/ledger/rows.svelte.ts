/** Claims in full, fetched when they come into sight and kept while they are likely to be seen again. */

import { SvelteMap } from "svelte/reactivity";
import * as api from "../api";
import type { ClaimRow } from "../types";
import { workbench } from "../workbench.svelte";

const AT_ONCE = 200;
const KEPT = 4000;
const PAUSE = 40; // milliseconds: what flies by while scrolling is not asked for

class Rows {
  readonly #kept = new SvelteMap<string, ClaimRow>();
  #wanted: string[] = [];
  #waiting: ReturnType<typeof setTimeout> | undefined;

  get(id: string): ClaimRow | undefined {
    return this.#kept.get(id);
  }

  /** Says which claims are in sight now; those that are not here are fetched. */
  want(ids: string[]): void {
    this.#wanted = ids;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#fetch(), PAUSE);
  }

  /** Forgets claims, or all, since they were judged. */
  forget(ids?: string[]): void {
    if (ids) for (const id of ids) this.#kept.delete(id);
    else this.#kept.clear();
    this.want(this.#wanted);
  }

  async #fetch(): Promise<void> {
    const missing = this.#wanted.filter((id) => !this.#kept.has(id)).slice(0, AT_ONCE);
    if (!missing.length) return;
    try {
      for (const row of await api.claims(missing)) this.#kept.set(row.id, row);
    } catch (error) {
      workbench.trouble = error instanceof Error ? error.message : String(error);
    }
    const seen = new Set(this.#wanted);
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      if (!seen.has(id)) this.#kept.delete(id);
    }
  }
}

export const rows = new Rows();
