/** What stands on the day that the sliders show. */

import * as api from "../api";
import { whenIdle } from "../idle";
import { workbench } from "../workbench.svelte";
import { AsOf, type Standings } from "./asof";
import type { PiecesColumns } from "./columns";

class Now {
  asOf: AsOf | null = $state.raw(null);
  trouble = $state("");
  readonly standings: Standings | null = $derived(this.asOf?.at(workbench.on, workbench.known) ?? null);
  #asked = false;

  /** Fetches the ledger once, when something first wants to show it. */
  async load(): Promise<void> {
    if (!this.#asked) await this.#ask();
  }

  /** Fetches it anew where it was fetched, since something was judged. */
  async refresh(): Promise<void> {
    if (this.#asked) await this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asked = true;
    try {
      const asOf = new AsOf(await api.get<PiecesColumns>("pieces"));
      this.asOf = asOf;
      whenIdle(() => asOf.at(workbench.on - 1, workbench.known)); // else the first step of a slider waits for what is done once
    } catch (error) {
      this.#asked = false;
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }
}

export const now = new Now();
