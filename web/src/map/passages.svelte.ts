/** Which routes can be passed on the day that the clocks show: the server says so, as `khabar state` does. */

import * as api from "../api";
import { formatDay } from "../days";
import type { Passable } from "../types";

/** The routes by id, for one day as known by another; `stamp` names the record as it was then. */
interface Told {
  on: number;
  known: number;
  stamp: string;
  routes: ReadonlyMap<string, Passable> | null;
}

class Passages {
  #told: Told | null = $state.raw(null);
  #wanted: Omit<Told, "routes"> | null = $state.raw(null);
  #asking = false;
  /** Whether the server could not say. */
  readonly failed: boolean = $derived(same(this.#told, this.#wanted) && this.#told!.routes === null);

  /** What is told for the days that are wanted; null while it is worked out, since what held on another day is not shown. */
  readonly routes: ReadonlyMap<string, Passable> | null = $derived(same(this.#told, this.#wanted) ? this.#told!.routes : null);

  /** Asks for these days; while a slider is dragged, one question after the other, and not for each day in between. */
  want(on: number, known: number, stamp: string): void {
    const wanted = { on, known, stamp };
    if (same(this.#wanted, wanted)) return;
    this.#wanted = wanted;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted && !same(this.#told, this.#wanted)) {
      const wanted = this.#wanted;
      this.#told = { ...wanted, routes: await asked(wanted.on, wanted.known) };
    }
    this.#asking = false;
  }
}

async function asked(on: number, known: number): Promise<Told["routes"]> {
  try {
    const { routes } = await api.get<{ routes: Passable[] }>("routes", { on: formatDay(on), known_by: formatDay(known) });
    return new Map(routes.map((route) => [route.route, route]));
  } catch {
    return null;
  }
}

function same(one: Omit<Told, "routes"> | null, other: Omit<Told, "routes"> | null): boolean {
  return one !== null && other !== null && one.on === other.on && one.known === other.known && one.stamp === other.stamp;
}

export const passages = new Passages();
