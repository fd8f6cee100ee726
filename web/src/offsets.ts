/**
 * The one place where offsets are converted. The API counts code points (as Python does); strings here count UTF-16
 * units, so that every character beyond U+FFFF counts twice.
 */
export class Offsets {
  /** The code points before which a surplus unit arises: the code-point indexes of all characters beyond U+FFFF. */
  readonly #wide: Uint32Array;
  readonly #length: number;

  constructor(readonly text: string) {
    const wide: number[] = [];
    let point = 0;
    for (let unit = 0; unit < text.length; point++) {
      const isWide = (text.codePointAt(unit) ?? 0) > 0xffff;
      if (isWide) wide.push(point);
      unit += isWide ? 2 : 1;
    }
    this.#wide = Uint32Array.from(wide);
    this.#length = point;
  }

  /** How many code points the text has. */
  get length(): number {
    return this.#length;
  }

  /** The UTF-16 index of a code point; what lies outside the text is moved to its nearest end. */
  toUnits(point: number): number {
    const inside = Math.min(Math.max(0, point), this.#length);
    return inside + this.#before((index) => this.#wide[index]! < inside);
  }

  /** The code point of a UTF-16 index; an index inside a surrogate pair belongs to its character. */
  toPoints(unit: number): number {
    const inside = Math.min(Math.max(0, unit), this.text.length);
    // The wide character numbered i starts at unit wide[i] + i.
    return inside - this.#before((index) => this.#wide[index]! + index < inside);
  }

  /** The words between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }

  /** How many of the wide characters, in order, fulfil `holds` (which none does after one that does not). */
  #before(holds: (index: number) => boolean): number {
    let [low, high] = [0, this.#wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
