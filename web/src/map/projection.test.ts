import { expect, test } from "vitest";
import { projection } from "./projection";

test("the middle of the map is its centre, east is right and north is up", () => {
  const at = projection([41, 34.5], 6, 550, 350);
  expect(at(41, 34.5)).toEqual({ x: 275, y: 175 });
  expect(at(42, 34.5).x).toBeGreaterThan(275);
  expect(at(41, 35.5).y).toBeLessThan(175);
});

test("at zoom 0 the world is 512 pixels wide, and square", () => {
  const at = projection([0, 0], 0, 512, 512);
  expect(at(-180, 0).x).toBeCloseTo(0);
  expect(at(180, 0).x).toBeCloseTo(512);
  expect(at(0, 85.0511).y).toBeCloseTo(0, 1);
});
