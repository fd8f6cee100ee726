/** Which labels are written and where, so that none covers another. */

export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Keeps the boxes that are free, in the order given; what is asked first is written first. */
export class Placed {
  readonly #boxes: Label[] = [];
  readonly #cells = new Map<string, Label[]>();

  /** Takes the box where it covers no other; says whether it did. */
  take(box: Label): boolean {
    const cells = this.#around(box);
    for (const cell of cells) {
      for (const other of this.#cells.get(cell) ?? []) if (covers(box, other)) return false;
    }
    this.#boxes.push(box);
    for (const cell of cells) {
      const list = this.#cells.get(cell);
      if (list) list.push(box);
      else this.#cells.set(cell, [box]);
    }
    return true;
  }

  #around(box: Label): string[] {
    const found: string[] = [];
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.width) / CELL); x++) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.height) / CELL); y++) found.push(`${x} ${y}`);
    }
    return found;
  }
}

const CELL = 64;

function covers(one: Label, other: Label): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
