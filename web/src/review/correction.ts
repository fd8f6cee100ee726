/** A claim as a form, and what of the form is a correction. */

import { parseDay } from "../days";
import type { Offsets } from "../offsets";
import type { Claim, Span, When } from "../types";

export interface Draft {
  type: string;
  modality: string;
  /** Names with semicolons between. */
  subjects: string;
  objects: string;
  places: string;
  /** As EDTF: 2017-11-05, 2017-11, 2017-11-03/2017-11-05, 2017-11-03/.. */
  event_time: string;
  speaker: string;
  span: Span;
}

export const NAMES = ["subjects", "objects", "places"] as const;

export function draftOf(claim: Claim): Draft {
  const joined = (names: readonly { name: string }[]): string => names.map((ref) => ref.name).join("; ");
  return {
    type: claim.type,
    modality: claim.modality,
    subjects: joined(claim.subjects),
    objects: joined(claim.objects),
    places: joined(claim.places),
    event_time: claim.event_time ? edtf(claim.event_time) : "",
    speaker: claim.chain[0]?.name ?? "",
    span: claim.span,
  };
}

/** The value of a `correct`: the fields that the form changed; an emptied one is null or an empty list. */
export function changes(claim: Claim, draft: Draft): Record<string, unknown> {
  const before = draftOf(claim);
  const value: Record<string, unknown> = {};
  for (const field of ["type", "modality"] as const) if (draft[field] !== before[field]) value[field] = draft[field];
  for (const field of NAMES) if (draft[field].trim() !== before[field].trim()) value[field] = namesOf(draft[field]);
  if (draft.event_time.trim() !== before.event_time) value.event_time = draft.event_time.trim() || null;
  const speaker = draft.speaker.trim();
  if (speaker && speaker !== before.speaker) value.speaker = speaker;
  if (draft.span.some((end, index) => end !== before.span[index])) value.span = [...draft.span];
  return value;
}

/** The names of a field, in order, each once. */
export function namesOf(typed: string): string[] {
  return [...new Set(typed.split(";").map((name) => name.trim()).filter(Boolean))];
}

/** An interval as EDTF; a whole month or year as such. */
export function edtf(when: When): string {
  const { earliest, latest } = when;
  if (!earliest && !latest) return "";
  if (earliest === latest) return earliest!;
  if (earliest && latest) {
    const [from, next] = [parseDay(earliest), parseDay(latest)];
    if (from !== null && next !== null && earliest.endsWith("-01")) {
      const after = new Date((next + 1) * 86_400_000).toISOString();
      const sameYear = earliest.slice(0, 4) === latest.slice(0, 4);
      if (sameYear && earliest.endsWith("-01-01") && latest.endsWith("-12-31")) return earliest.slice(0, 4);
      if (sameYear && earliest.slice(0, 7) === latest.slice(0, 7) && after.slice(8, 10) === "01") return earliest.slice(0, 7);
    }
  }
  return `${earliest ?? ".."}/${latest ?? ".."}`;
}

/** The span with one end moved by one word; what would leave nothing, or the text, is not done. */
export function moved(text: Offsets, span: Span, end: "start" | "end", by: 1 | -1): Span {
  const edges = [...text.text.matchAll(/\S+/gu)].map((word) => text.toPoints(word.index + (end === "end" ? word[0].length : 0)));
  const now = span[end === "start" ? 0 : 1];
  const to = by > 0 ? edges.find((edge) => edge > now) : edges.findLast((edge) => edge < now);
  if (to === undefined) return span;
  const next: Span = end === "start" ? [to, span[1]] : [span[0], to];
  return next[0] < next[1] ? next : span;
}
