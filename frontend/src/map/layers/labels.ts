import cyrillic from "@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url";
import latinExtended from "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url";
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import type { Bundles } from "../bundles";
import type { Scene, Sheet } from "../scene";
import { discRadius } from "./bundles";
import { cityRadius } from "./cities";
import type { LegendEntry } from "./legend";

export const legend: LegendEntry[] = [];

/**
 * The page's letters: a worker has none of its own. Each file holds some alphabets, and the same addresses serve the
 * page, so that they are loaded once.
 */
export async function loadLetters(into: FontFaceSet): Promise<void> {
  const alphabets = [latin, latinExtended, cyrillic].map((address, i) =>
    new FontFace("Inter Variable", `url(${address})`, { weight: "100 900", unicodeRange: RANGES[i] as string }).load(),
  );
  for (const face of await Promise.all(alphabets)) into.add(face);
}

const RANGES = ["U+0000-00FF, U+2000-206F", "U+0100-02FF, U+1E00-1EFF", "U+0400-04FF"];

const FONT = '"Inter Variable", Inter, system-ui, sans-serif';

/** What wants a name on the map: a point in CSS pixels, the most important first. */
export type Label = { text: string; x: number; y: number; gap: number; size: number; strong: boolean };

type Taken = { left: number; top: number; right: number; bottom: number };

/** Keeps the boxes of placed labels in a grid, so that a new one meets only its neighbours. */
export class Grid {
  private readonly cells = new Map<number, Taken[]>();

  /** Whether the box is free; if so it is taken. */
  take(box: Taken): boolean {
    const touched: Taken[][] = [];
    for (let column = Math.floor(box.left / 64); column <= Math.floor(box.right / 64); column++) {
      for (let row = Math.floor(box.top / 32); row <= Math.floor(box.bottom / 32); row++) {
        const key = (column + 4096) * 8192 + row + 4096;
        let cell = this.cells.get(key);
        if (!cell) {
          cell = [];
          this.cells.set(key, cell);
        }
        if (cell.some((other) => meet(box, other))) return false;
        touched.push(cell);
      }
    }
    for (const cell of touched) cell.push(box);
    return true;
  }
}

function meet(one: Taken, other: Taken): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

/** Draws labels beside their points, right or else left, above or below, and leaves out what would collide. */
export function drawLabels({ palette }: Scene, { context, size }: Sheet, labels: Label[], most: number) {
  const grid = new Grid();
  context.save();
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = palette.halo;
  context.fillStyle = palette.label;
  let placed = 0;
  for (const label of labels) {
    if (placed >= most) break;
    context.font = `${label.strong ? 650 : 500} ${label.size}px ${FONT}`;
    const wide = context.measureText(label.text).width;
    const half = label.size * 0.62;
    const spots: [number, number][] = [
      [label.x + label.gap, label.y],
      [label.x - label.gap - wide, label.y],
      [label.x - wide / 2, label.y - label.gap - half],
      [label.x - wide / 2, label.y + label.gap + half],
    ];
    for (const [x, y] of spots) {
      if (x < 2 || x + wide > size.width - 2 || y < half || y > size.height - half) continue;
      if (!grid.take({ left: x - 3, right: x + wide + 3, top: y - half, bottom: y + half })) continue;
      context.lineWidth = 3.2;
      context.globalAlpha = 0.85;
      context.strokeText(label.text, x, y);
      context.globalAlpha = 1;
      context.fillText(label.text, x, y);
      placed++;
      break;
    }
  }
  context.restore();
}

/** Names of countries beside their discs, most links first. */
export function countryLabels(found: Bundles, { view, size }: Sheet, language: string): Label[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "code" });
  return [...found.anchors]
    .sort((p, q) => q.links - p.links)
    .map((anchor) => ({
      text: /^[A-Z]{2}$/.test(anchor.country) ? (names.of(anchor.country) ?? anchor.country) : anchor.country,
      x: (anchor.x - view.x) * view.k + size.width / 2,
      y: (anchor.y - view.y) * view.k + size.height / 2,
      gap: discRadius(anchor.links) + 4,
      size: anchor.links > 1000 ? 13 : 12,
      strong: anchor.links > 1000,
    }));
}

/** Names of cities: the focused ones first, then by links. */
export function cityLabels(scene: Scene, sheet: Sheet, order: Uint32Array, first: number[]): Label[] {
  const { points, network, degree } = scene;
  const { view, size, box, depth } = sheet;
  const labels: Label[] = [];
  const add = (city: number, strong: boolean) => {
    const x = points[2 * city] as number;
    const y = points[2 * city + 1] as number;
    if (!(x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) return;
    labels.push({
      text: network.cityName[city] as string,
      x: (x - view.x) * view.k + size.width / 2,
      y: (y - view.y) * view.k + size.height / 2,
      gap: cityRadius(degree[city] as number, depth, order.length) + 4,
      size: strong ? 13 : 11.5,
      strong,
    });
  };
  const already = new Set(first);
  for (const city of first) add(city, true);
  for (const city of order) {
    if (labels.length > 600) break;
    if (!already.has(city)) add(city, false);
  }
  return labels;
}
