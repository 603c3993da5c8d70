import { describe, expect, it } from "vitest";
import { madeUpLayout, madeUpNetwork } from "../../measure/network.mjs";
import { linksOf, readNetwork, statusAt } from "../map/network";
import { MOST_CITIES, neighbourhood } from "./around";
import { ForceLayout } from "./force";
import { readLayout } from "./useLayout";

const file = madeUpNetwork(2000, 6000);
const network = readNetwork(file);

describe("a neighbourhood", () => {
  const city = 700;
  const part = neighbourhood(network, city, () => true);

  it("begins with its city and holds all who are linked with it", () => {
    expect(part.cities[0]).toBe(city);
    for (const link of linksOf(network, city)) {
      const other = (network.a[link] === city ? network.b[link] : network.a[link]) as number;
      expect(part.cities).toContain(other);
    }
    expect(part.cities.length).toBeLessThanOrEqual(MOST_CITIES);
  });

  it("keeps names, ends and histories of what it holds", () => {
    part.links.forEach((link, i) => {
      expect(part.network.linkId[i]).toBe(network.linkId[link]);
      expect(part.cities[part.network.a[i] as number]).toBe(network.a[link]);
      expect(part.cities[part.network.b[i] as number]).toBe(network.b[link]);
      for (const day of [10_000, 19_000, 20_000]) {
        expect(statusAt(part.network, i, day)).toBe(statusAt(network, link, day));
      }
    });
  });

  it("is the city alone when no link counts", () => {
    expect(neighbourhood(network, city, () => false).cities).toEqual([city]);
  });
});

describe("the force layout", () => {
  it("settles, the same way each time, with linked cities closer than others", () => {
    // Two groups of five that are joined by one link.
    const a: number[] = [];
    const b: number[] = [];
    for (const first of [0, 5]) {
      for (let i = 0; i < 5; i++) {
        for (let j = i + 1; j < 5; j++) {
          a.push(first + i);
          b.push(first + j);
        }
      }
    }
    a.push(0);
    b.push(5);
    const run = () => {
      const layout = new ForceLayout(10, Uint32Array.from(a), Uint32Array.from(b));
      let steps = 0;
      while (!layout.step(10)) if (++steps > 200) throw new Error("it never settles");
      return layout.points;
    };
    const points = run();
    expect(points).toEqual(run());
    const far = (p: number, q: number) =>
      Math.hypot(
        (points[2 * p] as number) - (points[2 * q] as number),
        (points[2 * p + 1] as number) - (points[2 * q + 1] as number),
      );
    expect(far(1, 2)).toBeLessThan(far(1, 7));
    expect(far(6, 8)).toBeLessThan(far(3, 8));
    for (const value of points) expect(Number.isFinite(value)).toBe(true);
  });
});

describe("a layout read from its columns", () => {
  it("turns y over and keeps the order of the cities", () => {
    const layout = madeUpLayout(file);
    const read = readLayout(layout);
    expect(read.points).toHaveLength(4000);
    expect(read.points[1]).toBeCloseTo(-(layout.y[0] as number), 5);
    expect(read.alliance[5]).toBe(layout.alliance[5]);
    expect(() => readLayout({ ...layout, version: 9 })).toThrow("newer");
  });
});
