/** Which rows of a long list are on the screen. All rows have one height; browsers bear only so high a box. */

const HIGHEST = 12_000_000;

export interface Window {
  /** The height of the whole list in pixels, as the browser shall have it. */
  height: number;
  /** The first row drawn, and the one after the last. */
  first: number;
  end: number;
  /** Where the first one stands, in pixels from the list's top. */
  top: number;
}

/** The rows to draw; `seen` is the height of the box, `spare` how many rows beyond its edges are drawn too. */
export function windowOf(count: number, row: number, scrolled: number, seen: number, spare = 4): Window {
  const whole = count * row;
  const height = Math.min(whole, HIGHEST);
  const at = scrolled * scaleOf(whole, height, seen);
  const first = Math.max(0, Math.floor(at / row) - spare);
  const end = Math.min(count, Math.ceil((at + seen) / row) + spare);
  return { height, first, end, top: scrolled + first * row - at };
}

/** How far to scroll so that a row is seen; the present position where it is already. */
export function scrollTo(index: number, count: number, row: number, scrolled: number, seen: number): number {
  const whole = count * row;
  const scale = scaleOf(whole, Math.min(whole, HIGHEST), seen);
  const at = scrolled * scale;
  if (index * row < at) return (index * row) / scale;
  if ((index + 1) * row > at + seen) return ((index + 1) * row - seen) / scale;
  return scrolled;
}

function scaleOf(whole: number, height: number, seen: number): number {
  return height > seen && whole > height ? (whole - seen) / (height - seen) : 1;
}
