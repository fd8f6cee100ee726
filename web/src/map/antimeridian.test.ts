import { expect, test } from "vitest";
import { unbrokenAreas, unbrokenLine, unbrokenLines, unbrokenRing } from "./antimeridian";

test("a line past 180° goes on, and comes back", () => {
  expect(unbrokenLine([[179, 65], [-179, 66], [-170, 67], [178, 68]])).toEqual([[179, 65], [181, 66], [190, 67], [178, 68]]);
  expect(unbrokenLine([[-179, -16], [179, -17]])).toEqual([[-179, -16], [-181, -17]]);
});

test("a line that stays on its side is as it was", () => {
  const line = [[-90, 10], [89, 11], [0, 12]];
  expect(unbrokenLine(line)).toEqual(line);
  expect(unbrokenRing([])).toEqual([]);
});

test("an island on the edge is one piece, and closed", () => {
  const ring = unbrokenRing([[179, -16], [-179, -16], [-179, -17], [179, -17], [179, -16]]);
  expect(ring).toEqual([[179, -16], [181, -16], [181, -17], [179, -17], [179, -16]]);
});

test("a continent around a pole reaches down to it", () => {
  const ring = unbrokenRing([[-120, -70], [0, -75], [120, -72], [-120, -70]]);
  expect(ring.slice(3)).toEqual([[240, -70], [240, -90], [-120, -90], [-120, -70]]);
});

test("all of a collection's areas and lines are so", () => {
  const ring = [[179, 1], [-179, 1], [-179, 2], [179, 1]];
  const feature = (geometry: unknown) => ({ type: "Feature", properties: {}, geometry }) as never;
  const all = unbrokenAreas({
    type: "FeatureCollection",
    features: [feature({ type: "Polygon", coordinates: [ring] }), feature({ type: "MultiPolygon", coordinates: [[ring]] }), feature(null)],
  });
  expect(JSON.stringify(all)).not.toContain("-179");
  expect(unbrokenLines({ type: "MultiLineString", coordinates: [ring] }).coordinates[0]![1]).toEqual([181, 1]);
});
