/** The report and the claim that are open, fetched when the view names them. */

import * as api from "../api";
import type { OpenedClaim, OpenedDocument } from "../types";
import { view } from "../view.svelte";
import { workbench } from "../workbench.svelte";

/** One thing of the server at a time: asking for another drops the answer to the first. */
class Fetched<T> {
  value: T | null = $state.raw(null);
  trouble = $state("");
  #id = "";
  #asked: AbortController | null = null;

  constructor(readonly fetch: (id: string, signal: AbortSignal) => Promise<T>) {}

  want(id: string, again = false): void {
    if (id === this.#id && !again) return;
    this.#asked?.abort();
    if (id !== this.#id) this.value = null;
    this.#id = id;
    this.trouble = "";
    if (!id) return;
    const asked = (this.#asked = new AbortController());
    this.fetch(id, asked.signal).then(
      (value) => {
        if (!asked.signal.aborted) this.value = value;
      },
      (error: unknown) => {
        if (!asked.signal.aborted) this.trouble = error instanceof Error ? error.message : String(error);
      },
    );
  }
}

class Opened {
  readonly document = new Fetched<OpenedDocument>(api.document);
  readonly claim = new Fetched<OpenedClaim>(api.claim);

  /** The id of the report to show: the one named, else that of the chosen claim. */
  readonly documentId: string = $derived.by(() => {
    const { doc, claim } = view.current;
    if (doc || !claim) return doc;
    const table = workbench.table;
    const row = table?.row(claim);
    if (table && row !== undefined) return table.columns.documents.id[table.document[row]!]!;
    return this.claim.value?.document ?? "";
  });

  /** Fetches what the view names. To be called in an effect. */
  follow(): void {
    this.claim.want(view.current.claim);
    this.document.want(this.documentId);
  }

  /** Fetches both again, since the claim was judged. */
  refresh(): void {
    this.claim.want(view.current.claim, true);
    this.document.want(this.documentId, true);
  }
}

export const opened = new Opened();
