/** A report as paragraphs of runs: each run lies within one marked part of the report and within the same claims. */

import type { Offsets } from "../offsets";
import type { Block, Span } from "../types";

export interface Marked {
  id: string;
  span: Span;
}

export interface Run {
  text: string;
  /** Where it begins, in code points. */
  start: number;
  end: number;
  kind: Block["kind"];
  /** The claims whose words these are, the shortest first. */
  claims: string[];
  /** Those of them that begin here. */
  begins: string[];
  /** Whether these are no words but the signs by which Markdown marks a headline. */
  sign: boolean;
}

export interface Paragraph {
  kind: Block["kind"];
  /** Why it was set aside, "" where it was not. */
  reason: string;
  runs: Run[];
}

/** Lays a report out. Nothing of the text is left out but the line ends between paragraphs. */
export function layout(text: Offsets, blocks: readonly Block[], claims: readonly Marked[]): Paragraph[] {
  const sorted = [...claims].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  return paragraphs(text, blocks).map((parts) => {
    const main = parts.at(-1)!;
    const [start, end] = [parts[0]!.span[0], main.span[1]];
    const here = sorted.filter((claim) => claim.span[0] < end && claim.span[1] > start);
    return { kind: main.kind, reason: main.reason, runs: parts.flatMap((part) => runs(text, part, here)) };
  });
}

/** The parts that stand in one paragraph together: a dateline and the words behind it. */
function paragraphs(text: Offsets, blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  let at = 0;
  let joined = false;
  const take = (block: Block): void => {
    if (joined) found.at(-1)!.push(block);
    else found.push([block]);
    joined = true;
  };
  const between = (start: number, end: number): void => {
    const words = text.slice(start, end);
    const [before, after] = [/^\s*/.exec(words)![0], /\s*$/.exec(words)![0]];
    if (before.includes("\n")) joined = false;
    const bare = { start: joined ? start : start + before.length, end: after.includes("\n") ? end - after.length : end };
    if (bare.end > bare.start && (words.trim() || joined)) take({ span: [bare.start, bare.end], kind: "body", reason: "" });
    if (after.includes("\n")) joined = false;
  };
  for (const block of [...blocks].sort((a, b) => a.span[0] - b.span[0])) {
    const start = Math.max(at, block.span[0]);
    if (start > at) between(at, start);
    if (block.span[1] > start) take({ ...block, span: [start, block.span[1]] });
    at = Math.max(at, block.span[1]);
  }
  if (at < text.length) between(at, text.length);
  return found;
}

function runs(text: Offsets, part: Block, claims: readonly Marked[]): Run[] {
  const [start, end] = part.span;
  const inside = claims.filter((claim) => claim.span[0] < end && claim.span[1] > start);
  const edges = new Set([start, end]);
  for (const claim of inside) for (const edge of claim.span) if (edge > start && edge < end) edges.add(edge);
  const [first, last] = part.kind === "title" ? words(text.slice(start, end), start) : part.span;
  edges.add(first).add(last);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1]!;
    const covering = inside
      .filter((claim) => claim.span[0] <= from && claim.span[1] >= to)
      .sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
    return {
      text: text.slice(from, to),
      start: from,
      end: to,
      kind: part.kind,
      claims: covering.map((claim) => claim.id),
      begins: covering.filter((claim) => claim.span[0] === from).map((claim) => claim.id),
      sign: to <= first || from >= last,
    };
  });
}

const MARKED = /^(\s*#{1,6}\s+)?(\*{1,3}|_{1,3})?(?=\S)/;
const MARKED_BEHIND = /(\s+#+|\n\s*[=-]{3,})?\s*$/;

/** Where the words of a headline begin and end between the signs that mark it; these are a code point each. */
function words(title: string, start: number): Span {
  const end = start + [...title].length;
  const [before, , emphasis] = MARKED.exec(title) ?? ["", "", undefined];
  const behind = MARKED_BEHIND.exec(title)![0];
  const bare = title.slice(0, title.length - behind.length);
  if (bare.length <= before.length) return [start, end];
  const both = emphasis && bare.endsWith(emphasis) && bare.length > before.length + emphasis.length;
  const open = before.length - (both ? 0 : (emphasis?.length ?? 0));
  return [start + open, end - behind.length - (both ? emphasis.length : 0)];
}

/** The claim that a click on a run means: the shortest, and with each further click the next longer one. */
export function nextOf(claims: readonly string[], chosen: string): string | undefined {
  return claims[(claims.indexOf(chosen) + 1) % claims.length];
}
