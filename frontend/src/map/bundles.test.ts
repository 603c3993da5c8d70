import { describe, expect, it } from "vitest";
import { madeUpNetwork } from "../../measure/network.mjs";
import { beyondOf, bundle, ribbonWidth } from "./bundles";
import { readNetwork } from "./network";
import { select } from "./select";
import { ALL_STATUSES } from "./status";

const network = readNetwork(madeUpNetwork(400, 3000));
const selection = select(network, { day: 20_000, since: null, statuses: ALL_STATUSES, kinds: 7, lists: true });
const found = bundle(network, selection.links, selection);

describe("bundles by country pair", () => {
  it("hold every selected link with two places exactly once, bundled or within its country", () => {
    const placed = [...selection.links].filter(
      (link) =>
        !Number.isNaN(network.lat[network.a[link] as number]) && !Number.isNaN(network.lat[network.b[link] as number]),
    );
    const bundled = found.bundles.reduce((sum, { links }) => sum + links, 0);
    expect(bundled + found.inner.length).toBe(placed.length);
    for (const share of found.bundles) expect(share.beyond.reduce((p, q) => p + q)).toBe(beyondOf(share));
  });

  it("keep what lists alone show apart from the rest", () => {
    const alone = found.bundles.reduce((sum, share) => sum + share.alone, 0);
    const inner = found.inner.filter((link) => selection.alone[link]).length;
    const placed = [...selection.links].filter(
      (link) =>
        selection.alone[link] &&
        !Number.isNaN(network.lat[network.a[link] as number]) &&
        !Number.isNaN(network.lat[network.b[link] as number]),
    );
    expect(alone + inner).toBe(placed.length);
    expect(alone).toBeGreaterThan(0);
  });

  it("are one a pair, the largest first", () => {
    const pairs = found.bundles.map(({ a, b }) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const sizes = found.bundles.map(({ links }) => links);
    expect(sizes).toEqual([...sizes].sort((p, q) => q - p));
  });

  it("meet in the middle of a country's linked cities", () => {
    const germany = found.anchors.find(({ country }) => country === "DE");
    expect(germany?.lat).toBeGreaterThan(48);
    expect(germany?.lat).toBeLessThan(54);
    expect(germany?.cities.every((city) => network.country[city] === "DE")).toBe(true);
  });

  it("grow with their links", () => {
    expect(ribbonWidth(100, 400)).toBeLessThan(ribbonWidth(400, 400));
    expect(ribbonWidth(400, 400)).toBeLessThan(12);
  });
});
