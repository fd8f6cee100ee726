import { describe, expect, it } from "vitest";
import { scrollTo, windowOf } from "./window";

describe("the rows in sight", () => {
  it("are a few of many", () => {
    expect(windowOf(1000, 100, 5000, 600, 0)).toEqual({ height: 100_000, first: 50, end: 56, top: 5000 });
    expect(windowOf(3, 100, 0, 600)).toEqual({ height: 300, first: 0, end: 3, top: 0 });
    expect(windowOf(0, 100, 0, 600)).toEqual({ height: 0, first: 0, end: 0, top: 0 });
  });

  it("of a list that no browser bears are found by its share", () => {
    const many = 1_000_000;
    const bottom = windowOf(many, 100, 12_000_000 - 600, 600, 0);
    expect([bottom.height, bottom.first, bottom.end]).toEqual([12_000_000, many - 6, many]);
    expect(bottom.top).toBeCloseTo(12_000_000 - 600);
  });

  it("stay where they are when they are in sight, and else come in by the nearer edge", () => {
    expect(scrollTo(52, 1000, 100, 5000, 600)).toBe(5000);
    expect(scrollTo(10, 1000, 100, 5000, 600)).toBe(1000);
    expect(scrollTo(99, 1000, 100, 5000, 600)).toBe(9400);
    const far = scrollTo(999_999, 1_000_000, 100, 0, 600);
    expect(windowOf(1_000_000, 100, far, 600, 0).end).toBe(1_000_000);
  });
});
