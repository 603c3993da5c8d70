import { describe, expect, it } from "vitest";
import { bentLines, greatCircles, middleOf, project, projectCities, unproject } from "./projection";

const line = (from: [number, number], to: [number, number]) =>
  greatCircles(Uint32Array.of(0), Uint32Array.of(1), [from[0], to[0]], [from[1], to[1]]);

/** The pieces between which the pen is lifted. */
function pieces({ xy }: { xy: Float32Array }): [number, number][][] {
  const found: [number, number][][] = [[]];
  for (let p = 0; p < xy.length; p += 2) {
    if (Number.isNaN(xy[p])) found.push([]);
    else found.at(-1)?.push([xy[p] as number, xy[p + 1] as number]);
  }
  return found;
}

describe("the plane", () => {
  it("has north above, east to the right, and 11° east in the middle", () => {
    const [x, y] = project(11, 0);
    expect(x).toBeCloseTo(0, 6);
    expect(y).toBeCloseTo(0, 6);
    expect(project(11, 60)[1]).toBeLessThan(0);
    expect(project(100, 0)[0]).toBeGreaterThan(0);
  });

  it.each([
    [13.4, 52.5],
    [-122.4, 37.8],
    [178.4, -18.1],
    [-169.5, 65],
  ])("leads back to %f, %f", (lon, lat) => {
    const [backLon, backLat] = unproject(...project(lon, lat));
    expect(backLon).toBeCloseTo(lon, 4);
    expect(backLat).toBeCloseTo(lat, 4);
  });

  it("has no point for a place that is not known", () => {
    expect([...projectCities(Float32Array.of(Number.NaN), Float32Array.of(Number.NaN))]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe("a great circle", () => {
  it("begins and ends at its cities and arches towards the pole", () => {
    const [only] = pieces(line([-87.6, 41.9], [37.6, 55.8]));
    const [start, end] = [only?.[0] as [number, number], only?.at(-1) as [number, number]];
    expect(start[0]).toBeCloseTo(project(-87.6, 41.9)[0], 5);
    expect(end[1]).toBeCloseTo(project(37.6, 55.8)[1], 5);
    expect(Math.min(...(only ?? []).map(([, y]) => y))).toBeLessThan(Math.min(start[1], end[1]));
  });

  it.each([
    ["Tokyo", "San Francisco", [139.7, 35.7], [-122.4, 37.8]],
    ["San Francisco", "Tokyo", [-122.4, 37.8], [139.7, 35.7]],
    ["Auckland", "Honolulu", [174.8, -36.8], [-157.9, 21.3]],
  ] as [string, string, [number, number], [number, number]][])(
    "from %s to %s is cut at the map's edge into two",
    (_a, _b, from, to) => {
      const found = pieces(line(from, to));
      expect(found).toHaveLength(2);
      const [before, after] = [found[0]?.at(-1) as [number, number], found[1]?.[0] as [number, number]];
      expect(before[0]).toBeCloseTo(-after[0], 4);
      expect(before[1]).toBeCloseTo(after[1], 4);
      // No straight piece runs across the map.
      for (const piece of found) {
        for (let i = 1; i < piece.length; i++) {
          expect(Math.abs((piece[i]?.[0] as number) - (piece[i - 1]?.[0] as number))).toBeLessThan(0.6);
        }
      }
    },
  );

  it("is empty where a place is not known and a point where both are one", () => {
    const unknown = line([Number.NaN, Number.NaN], [1, 1]);
    expect(unknown.start[1]).toBe(0);
    expect(middleOf(unknown, 0)).toBeNull();
    expect(pieces(line([20, 50], [20, 50])).flat()).toHaveLength(2);
  });

  it("survives ends on opposite sides of the globe", () => {
    for (const x of line([0, 0], [180, 0]).xy) expect(Number.isFinite(x) || Number.isNaN(x)).toBe(true);
  });
});

describe("a bent line", () => {
  it("joins two points and leaves the straight way between", () => {
    const lines = bentLines(Uint32Array.of(0), Uint32Array.of(1), Float32Array.of(0, 0, 1, 0));
    expect([...lines.xy.slice(0, 2)]).toEqual([0, 0]);
    expect([...lines.xy.slice(-2)]).toEqual([1, 0]);
    expect(middleOf(lines, 0)?.[1]).toBeCloseTo(0.06, 5);
  });
});
