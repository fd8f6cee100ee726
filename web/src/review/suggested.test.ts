import { expect, it } from "vitest";
import { suggested } from "./suggested";

const NAMES = ["River Post", "Upper River", "Town"];

it("names that begin so come first", () => {
  expect(suggested(NAMES, "riv", false)).toEqual(["River Post", "Upper River"]);
  expect(suggested(NAMES, " ", false)).toEqual([]);
});

it("of several names the last is completed", () => {
  expect(suggested(NAMES, "Band; to", true)).toEqual(["Band; Town"]);
});
