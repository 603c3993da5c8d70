import { describe, expect, it } from "vitest";
import {
  between,
  boxAround,
  boxOfMost,
  clamped,
  depth,
  fitted,
  opening,
  panned,
  toPlane,
  toScreen,
  zoomed,
} from "./view";

const size = { width: 1000, height: 500 };
const whole = [-2, -1, 2, 1] as const;

describe("a view", () => {
  it("shows a box whole, with its margin", () => {
    const view = fitted(whole, size, 0);
    expect(view).toEqual({ x: 0, y: 0, k: 250 });
    expect(toScreen(view, size, -2, -1)).toEqual([0, 0]);
    expect(fitted(whole, size, 50).k).toBe(200);
  });

  it("keeps what is under the pointer there when zooming", () => {
    const view = fitted(whole, size, 0);
    const before = toPlane(view, size, 730, 120);
    const after = toPlane(zoomed(view, size, 3, 730, 120), size, 730, 120);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it("follows the hand", () => {
    const view = fitted(whole, size, 0);
    const [x, y] = toScreen(panned(view, 30, -10), size, ...toPlane(view, size, 100, 100));
    expect([x, y]).toEqual([130, 90]);
  });

  it("is neither lost nor endlessly deep", () => {
    const far = clamped({ x: 99, y: -99, k: 1e9 }, whole, size);
    expect([far.x, far.y]).toEqual([expect.closeTo(2, 1), expect.closeTo(-1, 1)]);
    expect(depth(far, whole, size)).toBeLessThanOrEqual(400);
    expect(clamped({ x: 1, y: 1, k: 0 }, whole, size)).toMatchObject({ x: 0, y: 0, k: expect.closeTo(187.2, 3) });
  });

  it("flies from one to another and arrives", () => {
    const from = fitted(whole, size, 0);
    const to = { x: 1, y: 0.5, k: 5000 };
    expect(between(from, to, 0)).toEqual(from);
    const end = between(from, to, 1);
    expect(end.x).toBeCloseTo(1, 9);
    expect(end.k).toBeCloseTo(5000, 6);
    expect(between(from, { ...from, x: 1 }, 0.5).x).toBe(0.5);
  });
});

describe("a box around points", () => {
  it("leaves out those without a place", () => {
    const points = Float32Array.of(0, 0, Number.NaN, Number.NaN, 2, 4, 9, 9);
    expect(boxAround(points, [0, 1, 2])).toEqual([0, 0, 2, 4]);
    expect(boxAround(points, [1])).toBeNull();
  });

  it("of most of them is not ruled by a far one", () => {
    const points = Float32Array.from({ length: 202 }, (_, i) => (i < 200 ? (i >> 1) / 100 : 50));
    const all = Array.from({ length: 101 }, (_, i) => i);
    expect(boxOfMost(points, all, 1)?.[2]).toBe(50);
    expect(boxOfMost(points, all, 0.9)?.[2]).toBeLessThan(1);
    expect(boxOfMost(points, [], 0.9)).toBeNull();
  });
});

describe("the opening view", () => {
  // Most points lie in a strip in the middle, some far to the left and right.
  const points = Float32Array.from({ length: 400 }, (_, i) =>
    i % 2 ? ((i * 7) % 40) / 100 : i % 20 === 0 ? ((i % 40) - 20) / 10 : ((i * 3) % 50) / 100,
  );
  const all = Array.from({ length: 200 }, (_, i) => i);

  it("shows nearly everything on a wide screen and the core on a narrow one", () => {
    const wide = opening(points, all, { width: 2000, height: 500 });
    const narrow = opening(points, all, { width: 300, height: 600 });
    expect(wide && toScreen(wide, { width: 2000, height: 500 }, -1.9, 0)[0]).toBeGreaterThan(0);
    expect(narrow && toScreen(narrow, { width: 300, height: 600 }, -1.9, 0)[0]).toBeLessThan(0);
    expect(opening(points, [], { width: 300, height: 600 })).toBeNull();
  });
});
