/** The state of the whole view. It is the address: what is chosen is written there, and `back` undoes a choice. */

import { formatDay, parseDay } from "./days";
import { NO_FILTER, SORTS, type Filter, type Sort } from "./table";

export const SCREENS = ["overview", "conflicts", "brief", "review"] as const;
export const PANES = ["map", "timeline", "ledger", "text"] as const;
export type Screen = (typeof SCREENS)[number];
export type Pane = (typeof PANES)[number];

export interface View extends Filter {
  /** Which screen is shown. */
  view: Screen;
  /** The chosen claim and the opened document, by id; "" for none. */
  claim: string;
  doc: string;
  /** Where the document is opened, in code points; null for its beginning or the chosen claim. */
  at: readonly [number, number] | null;
  /** The day it is about; null for the day as of which it is known, which is `known` of the filter, null for the latest. */
  on: number | null;
  /** What is searched for. */
  q: string;
  /** Whom the brief is about, and since when. */
  name: string;
  since: number | null;
  sort: Sort;
  lanes: "place" | "actor";
  /** Which claims are put before the reader: those that wait for a judgement, or all. */
  queue: "waiting" | "all";
  /** The pane that a narrow screen shows. */
  pane: Pane;
}

const EMPTY: View = {
  ...NO_FILTER,
  view: "overview",
  claim: "",
  doc: "",
  at: null,
  on: null,
  q: "",
  name: "",
  since: null,
  sort: "day",
  lanes: "place",
  queue: "waiting",
  pane: "ledger",
};

const LISTS = ["place", "actor", "type", "modality", "outlet", "reading"] as const;
const DAYS = ["on", "known", "from", "to", "since"] as const;
const WORDS = ["claim", "doc", "q", "name"] as const;
const CHOICES = { view: SCREENS, sort: SORTS, lanes: ["place", "actor"], queue: ["waiting", "all"], pane: PANES } as const;
export type ListName = (typeof LISTS)[number];

/** The view that an address (`?…`) describes; what it does not understand is left out. */
export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const view: Record<string, unknown> = { ...EMPTY };
  for (const key of LISTS) view[key] = [...new Set(given.getAll(key).filter(Boolean))];
  for (const key of DAYS) view[key] = parseDay(given.get(key));
  for (const key of WORDS) view[key] = given.get(key) ?? "";
  for (const [key, values] of Object.entries(CHOICES)) {
    const value = given.get(key) ?? "";
    if ((values as readonly string[]).includes(value)) view[key] = value;
  }
  view.rejected = given.get("rejected") === "1";
  const at = /^(\d{1,9})-(\d{1,9})$/.exec(given.get("at") ?? "");
  if (at) view.at = [Number(at[1]), Number(at[2])];
  return view as unknown as View;
}

/** The address of a view: `?…`, or "" for the one that shows everything. */
export function writeView(view: View): string {
  const written = new URLSearchParams();
  for (const key of ["view", "lanes", "pane", "sort", "queue"] as const) if (view[key] !== EMPTY[key]) written.set(key, view[key]);
  for (const key of WORDS) if (view[key]) written.set(key, view[key]);
  for (const key of DAYS) if (view[key] !== null) written.set(key, formatDay(view[key]));
  for (const key of LISTS) for (const value of view[key]) written.append(key, value);
  if (view.rejected) written.set("rejected", "1");
  if (view.at) written.set("at", view.at.join("-"));
  const query = written.toString();
  return query && `?${query}`;
}

class ViewStore {
  /** Read it anywhere; change it by `choose` alone. */
  current: View = $state.raw(parseView(location.search));

  constructor() {
    addEventListener("popstate", () => (this.current = parseView(location.search)));
  }

  /** Changes the view: as a step that `back` undoes, or (while something is dragged) in place. */
  choose(change: Partial<View>, how: "step" | "drag" = "step"): void {
    const next = { ...this.current, ...change };
    const address = writeView(next);
    if (address !== writeView(this.current)) {
      const target = address || location.pathname;
      if (how === "step") history.pushState(null, "", target);
      else history.replaceState(null, "", target);
    }
    this.current = next;
  }

  /** Adds a value to one of the filter's lists, or takes it out where it is in. */
  toggle(list: ListName, value: string): void {
    const now = this.current[list];
    this.choose({ [list]: now.includes(value) ? now.filter((other) => other !== value) : [...now, value] });
  }

  /** The address of the view with this change, for links. */
  link(change: Partial<View>): string {
    return writeView({ ...this.current, ...change }) || "?";
  }
}

export const view = new ViewStore();

/** Changes the view; see `ViewStore.choose`. */
export function choose(change: Partial<View>, how: "step" | "drag" = "step"): void {
  view.choose(change, how);
}
