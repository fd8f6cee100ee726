import { describe, expect, it } from "vitest";
import { Offsets } from "./offsets";

describe("offsets", () => {
  it("are the same where no character is wide", () => {
    const text = new Offsets("Al-Qaim, القائم");
    expect([text.length, text.toUnits(5), text.toPoints(5)]).toEqual([15, 5, 5]);
  });

  it("count a character beyond U+FFFF once here and twice there", () => {
    const text = new Offsets("a😀b😀c");
    expect(text.length).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map((point) => text.toUnits(point))).toEqual([0, 1, 3, 4, 6, 7]);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((unit) => text.toPoints(unit))).toEqual([0, 1, 1, 2, 3, 3, 4, 5]);
    expect(text.slice(1, 3)).toBe("😀b");
  });

  it("outside the text are its ends", () => {
    const text = new Offsets("😀");
    expect([text.toUnits(-3), text.toUnits(9), text.toPoints(-3), text.toPoints(9)]).toEqual([0, 2, 0, 1]);
  });

  it("bear half a character", () => {
    const text = new Offsets("a\ud83db\ude00");
    expect([text.length, text.toUnits(2), text.toPoints(2)]).toEqual([4, 2, 2]);
  });

  it("agree with counting, for any text", () => {
    const alphabet = ["a", "ق", "😀", "\u202e", "𐤀", "e\u0301", "\n", "👩‍👩‍👧"];
    let seed = 7;
    for (let round = 0; round < 50; round++) {
      let words = "";
      for (let length = 0; length < round; length++) {
        seed = (seed * 1103515245 + 12345) % 2 ** 31;
        words += alphabet[seed % alphabet.length]!;
      }
      const [text, points] = [new Offsets(words), Array.from(words)];
      expect(text.length).toBe(points.length);
      for (let point = 0; point <= points.length; point++) {
        expect(text.toUnits(point)).toBe(points.slice(0, point).join("").length);
        expect(text.toPoints(text.toUnits(point))).toBe(point);
      }
    }
  });
});
