/** What the person at the page decides: each is a signed judgement that the server keeps, and all views follow. */

import * as api from "../api";
import { now } from "../asof/now.svelte";
import { rows } from "../ledger/rows.svelte";
import { opened } from "../text/opened.svelte";
import { oneLine, short } from "../text/visible";
import type { Judgement, Progress, Span } from "../types";
import { choose, view } from "../view.svelte";
import { workbench } from "../workbench.svelte";
import { doneWords, verdictsOf } from "./verdicts";

export type Form = "" | "correct" | "note" | "names" | "grade" | "speaks" | "events";

class Deciding {
  /** All that was judged in the record, in order; null until it is here. */
  judgements: Judgement[] | null = $state.raw(null);
  progress: Progress | null = $state.raw(null);
  trouble = $state("");
  /** What was done last, in words. */
  told = $state("");
  busy = $state(false);
  form: Form = $state("");
  /** Of whom the form says for whom they speak; "" for the first of the chain. */
  speaker = $state("");
  /** The words that are chosen in the text for a corrected claim. */
  span: Span | null = $state.raw(null);
  /** The claims that are put before the reader, in order. */
  queue: string[] = $state.raw([]);
  /** What was decided since the page was opened. */
  readonly #done: Judgement[] = [];
  #line: Promise<unknown> = Promise.resolve();

  readonly me: string = $derived(workbench.about?.me ?? "");
  /** What this person decided, by claim. */
  readonly mine: Map<string, Judgement> = $derived(verdictsOf(this.judgements ?? [], this.me));

  /** Fetches what was judged before, once. */
  async load(): Promise<void> {
    if (this.judgements || !this.me) return;
    await this.#tried(async () => {
      const [{ judgements }, progress] = await Promise.all([
        api.get<{ judgements: Judgement[] }>("judgements"),
        api.get<Progress>("progress", { by: this.me }),
      ]);
      this.judgements = judgements;
      this.progress = progress;
    });
  }

  /** Keeps a decision; false where the server did not take it, and then `trouble` says why. */
  judge(kind: string, target: string, value: Record<string, unknown> = {}, reason = ""): Promise<boolean> {
    const goesOn = view.current.view === "review" && view.current.claim === target;
    const atOnce = goesOn && (kind === "accept" || kind === "reject"); // these are hardly ever refused
    if (atOnce) this.step(1);
    return this.#tried(async () => {
      const made = await api.post<Judgement>("judgements", { kind, target, value, reason });
      this.#done.push(made);
      this.told = `${oneLine(doneWords(made))}${made.reason ? `: ${short(made.reason)}` : ""}`;
      this.form = "";
      this.#follow(made);
      if (goesOn && kind === "correct") this.step(1);
    }).then((kept) => {
      if (!kept && atOnce) choose({ claim: target, doc: "", at: null });
      return kept;
    });
  }

  /** Takes back what was decided last in this sitting, else this person's verdict on the chosen claim. */
  async undo(): Promise<void> {
    await this.#tried(async () => {
      const last = this.#done.at(-1) ?? this.mine.get(view.current.claim);
      this.told = "";
      if (!last) throw new Error("Nothing of yours to take back here.");
      await this.#take(last);
    });
  }

  /** Takes one judgement of this person back. */
  async take(judgement: Judgement): Promise<void> {
    await this.#tried(() => this.#take(judgement));
  }

  async #take(judgement: Judgement): Promise<void> {
    const made = await api.post<Judgement>("judgements", { kind: "undo", target: judgement.id });
    const at = this.#done.findIndex((own) => own.id === judgement.id);
    if (at >= 0) this.#done.splice(at, 1);
    this.told = `taken back: ${oneLine(doneWords(judgement))}`;
    const about = [judgement.target, judgement.value.with]; // of two claims of one event either may be open
    if (workbench.table?.row(judgement.target) !== undefined && !about.includes(view.current.claim)) {
      choose({ claim: judgement.target, doc: "", at: null });
    }
    this.#follow(made, judgement.target);
  }

  /** Goes on in the queue; stays at its ends. */
  step(by: 1 | -1): void {
    const at = this.queue.indexOf(view.current.claim) + by;
    const next = this.queue[Math.max(0, at)];
    if (next && next !== view.current.claim) choose({ claim: next, doc: "", at: null });
  }

  open(form: Form, speaker = ""): void {
    this.form = this.form === form && this.speaker === speaker ? "" : form;
    this.speaker = speaker;
    this.span = null;
    this.trouble = "";
  }

  #follow(made: Judgement, about = made.target): void {
    if (this.judgements && !this.judgements.some((own) => own.id === made.id)) this.judgements = [...this.judgements, made];
    // What is judged of a name or a source changes more than one claim.
    rows.forget(workbench.table?.row(about) === undefined ? undefined : [about]);
    opened.refresh();
    workbench.refresh(() => void now.refresh());
    void api.get<Progress>("progress", { by: this.me }).then(
      (progress) => (this.progress = progress),
      () => undefined,
    );
  }

  /** One deed after the other, in the order in which they were asked for. */
  #tried(deed: () => Promise<void>): Promise<boolean> {
    const tried = this.#line.then(() => this.#now(deed));
    this.#line = tried;
    return tried;
  }

  async #now(deed: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.trouble = "";
    try {
      await deed();
      return true;
    } catch (error) {
      this.trouble = oneLine(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const deciding = new Deciding();
