/** What `khabar watch` told since somebody at this browser last looked: asked for now and then, while the page is seen. */

import { get } from "../api";
import type { News, Told } from "../schema";

const EVERY = 10_000; // milliseconds
const AFTER_TROUBLE = 60_000;

class Watched {
  /** What is new, the latest first; at most fifty of `all`. */
  news: Told[] = $state.raw([]);
  all = $state(0);
  #key = "";
  #last = 0;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for a record's news until the function that it gives is called. */
  follow(record: string): () => void {
    this.#key = `khabar.news.${record}`;
    const look = (): void => void this.#ask();
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      clearTimeout(this.#timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }

  /** All of it was seen: it is not shown again in this browser. */
  seen(): void {
    keep(this.#key, this.#last);
    this.news = [];
    this.all = 0;
  }

  async #ask(): Promise<void> {
    if (this.#asking || document.visibilityState === "hidden") return;
    this.#asking = true;
    clearTimeout(this.#timer);
    let wait = EVERY;
    try {
      const found = await get<News>("news", { after: kept(this.#key) });
      if (found.last < kept(this.#key)) keep(this.#key, 0); // another record of the same name
      else if (found.last !== this.#last || found.all !== this.all) {
        this.#last = found.last;
        this.news = found.news.toReversed();
        this.all = found.all;
      }
    } catch {
      wait = AFTER_TROUBLE; // other parts of the page say that the server is gone
    }
    this.#asking = false;
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }
}

const held = new Map<string, number>(); // for a browser that keeps nothing

function kept(key: string): number {
  try {
    return Number(localStorage.getItem(key)) || held.get(key) || 0;
  } catch {
    return held.get(key) ?? 0;
  }
}

function keep(key: string, number: number): void {
  held.set(key, number);
  try {
    localStorage.setItem(key, String(number));
  } catch {
    // it is held until the page is closed
  }
}

export const watched = new Watched();
