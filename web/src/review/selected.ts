/** The words that are selected in a report, as code points of its text. */

import type { Offsets } from "../offsets";
import type { Span } from "../types";

/** What is selected within `box`, less the blanks around it; null where nothing is. */
export function selectedIn(box: HTMLElement, text: Offsets): Span | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const [start, end] = [unitOf(box, text, range.startContainer, range.startOffset), unitOf(box, text, range.endContainer, range.endOffset)];
  const words = text.text.slice(start, end);
  const bare = words.trim();
  if (!bare) return null;
  const first = start + words.indexOf(bare);
  return [text.toPoints(first), text.toPoints(first + bare.length)];
}

/** Where in the text (in UTF-16 units) a place in the page lies: at the last run that begins before it, and so much further. */
function unitOf(box: HTMLElement, text: Offsets, node: Node, offset: number): number {
  let at = 0;
  for (const run of box.querySelectorAll<HTMLElement>("[data-start]")) {
    const place = document.createRange();
    place.selectNodeContents(run);
    if (place.comparePoint(node, offset) < 0) break;
    at = text.toUnits(Number(run.dataset.start)) + before(run, node, offset);
  }
  return at;
}

/** How many units of a run stand before a place in or behind it; a character shown by its name counts as itself. */
function before(run: HTMLElement, node: Node, offset: number): number {
  let units = 0;
  const walk = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  const end = document.createRange();
  end.setStart(run, 0);
  if (run.contains(node)) end.setEnd(node, offset);
  else end.selectNodeContents(run);
  for (let part = walk.nextNode(); part; part = walk.nextNode()) {
    if (!end.intersectsNode(part)) break;
    const hidden = part.parentElement?.dataset.units;
    const inside = part === node ? offset : (part.nodeValue ?? "").length;
    units += hidden === undefined ? inside : Number(hidden);
  }
  return units;
}
