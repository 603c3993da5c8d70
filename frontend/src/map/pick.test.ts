import { describe, expect, it } from "vitest";
import { bundle } from "./bundles";
import type { NetworkFile } from "./network";
import { readNetwork } from "./network";
import { PALETTES } from "./palette";
import { pick, pickCountry } from "./pick";
import { greatCircles, projectCities } from "./projection";
import type { Scene } from "./scene";
import { select } from "./select";
import { ALL_STATUSES } from "./status";
import { fitted, toScreen } from "./view";

const file: NetworkFile = {
  version: 1,
  seq: 1,
  asOfDefault: "2026-01-01",
  kinds: ["CITY"],
  linkKinds: ["TWINNING"],
  statuses: ["ACTIVE"],
  cities: {
    id: ["a", "b", "c"],
    name: ["A", "B", "C"],
    country: ["PL", "US", "PL"],
    kind: [0, 0, 0],
    lat: [52, 40, 50],
    lon: [21, -74, 19],
    population: [1, 1, 1],
  },
  links: { id: ["ab"], a: [0], b: [1], kind: [0], spells: [1] },
  spells: { from: [0], status: [0], flags: [2] },
}; // prettier-ignore
const network = readNetwork(file);
const points = projectCities(network.lon, network.lat);
const choice = { day: 20_000, since: null, statuses: ALL_STATUSES, kinds: 1, lists: true };
const wish = {
  ...choice,
  city: -1,
  link: -1,
  colour: "status",
  single: false,
  theme: "light",
  language: "en",
} as const;
const scene: Scene = {
  network,
  points,
  lines: greatCircles(network.a, network.b, network.lon, network.lat),
  alliance: null,
  ...select(network, choice),
  wish,
  palette: PALETTES.light,
};
const size = { width: 1200, height: 600 };
const view = fitted([-2.7, -1.3, 2.7, 1.3], size);
const order = Uint32Array.of(0, 1);
const at = (px: number, py: number) => ({ view, size, px, py, reach: 5, depth: 1 });

describe("what lies under the pointer", () => {
  it("is the city, rather than the line that ends there", () => {
    const [x, y] = toScreen(view, size, points[0] as number, points[1] as number);
    expect(pick(scene, order, at(x + 2, y))).toMatchObject({ kind: "city", city: 0 });
  });

  it("is the line away from its ends", () => {
    const { xy } = scene.lines;
    const middle = 2 * Math.floor(xy.length / 4);
    const [x, y] = toScreen(view, size, xy[middle] as number, xy[middle + 1] as number);
    expect(pick(scene, order, at(x, y + 3))).toMatchObject({ kind: "link", link: 0 });
    expect(pick(scene, order, at(x, y + 40))).toBeNull();
  });

  it("is the country where links are bundled", () => {
    const found = bundle(network, scene.links, scene);
    const [x, y] = toScreen(view, size, points[2] as number, points[3] as number);
    expect(pickCountry(found, at(x, y))).toMatchObject({ kind: "country", country: "US", links: 1, cities: [1] });
    expect(pickCountry(found, at(5, 5))).toBeNull();
  });
});
