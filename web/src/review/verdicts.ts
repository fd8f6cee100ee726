/** Who decided what, worked out from the record's judgements, which are all kept. */

import type { Judgement } from "../types";

export const VERDICTS: Record<string, string> = { accept: "accepted", reject: "rejected", correct: "corrected" };

const WORDS: Record<string, string> = { note: "noted", merge: "names joined", split: "names parted", grade: "graded", settle: "settled" };

/** What a judgement does, in a word or some. */
export function doneWords({ kind, value }: Pick<Judgement, "kind" | "value">): string {
  if ("with" in value) return kind === "merge" ? "told as one event" : "told as two events";
  const party = value.speaks_for as { name?: string } | undefined;
  if (party) return value.so ? `said to speak for ${party.name}` : `said not to speak for ${party.name}`;
  return VERDICTS[kind] ?? WORDS[kind] ?? kind;
}

/** How a conflict was settled, by the last who said so; undefined where it is open. */
export function settlementOf(judgements: readonly Judgement[], conflict: string): Judgement | undefined {
  return standing(judgements).findLast((judgement) => judgement.kind === "settle" && judgement.target === conflict);
}

/** The judgements that nobody took back, in order; an undo that was undone takes nothing back. */
export function standing(judgements: readonly Judgement[]): Judgement[] {
  const gone = new Set<string>();
  for (const judgement of [...judgements].reverse()) {
    if (judgement.kind === "undo" && !gone.has(judgement.id)) gone.add(judgement.target);
  }
  return judgements.filter((judgement) => judgement.kind !== "undo" && !gone.has(judgement.id));
}

/** One person's last verdict on each claim. */
export function verdictsOf(judgements: readonly Judgement[], person: string): Map<string, Judgement> {
  const own = standing(judgements).filter((judgement) => judgement.by === person && VERDICTS[judgement.kind]);
  return new Map(own.map((judgement) => [judgement.target, judgement]));
}

/** The last verdict of everybody on one claim, by who gave it. */
export function verdictsOn(judgements: readonly Judgement[], claim: string): Map<string, Judgement> {
  const about = standing(judgements).filter((judgement) => judgement.target === claim && VERDICTS[judgement.kind]);
  return new Map(about.map((judgement) => [judgement.by, judgement]));
}
