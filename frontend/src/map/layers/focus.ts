import { linksOf } from "../network";
import { LINE_STYLES } from "../palette";
import type { Scene, Sheet } from "../scene";
import { cityRadius } from "./cities";
import type { LegendEntry } from "./legend";
import { drawMark, trace } from "./links";

export const legend: LegendEntry[] = [];

/** The links that lie on top of everything: those of the selected city, and the selected link. */
export function focusedLinks({ network, wish, links }: Scene): number[] {
  if (wish.city < 0 && wish.link < 0) return [];
  const selected = new Set(links);
  const found = wish.city < 0 ? [] : [...linksOf(network, wish.city)].filter((link) => selected.has(link));
  return wish.link >= 0 && !found.includes(wish.link) ? [...found, wish.link] : found;
}

/** Draws the focused links with a light edge, their dash and their mark, then rings the focused cities. */
export function drawFocus(scene: Scene, sheet: Sheet, focused: number[], shown: number) {
  const { context, view, size } = sheet;
  const { lines, looks, palette, wish, network, points } = scene;
  context.save();
  context.lineJoin = "round";
  context.lineCap = "round";
  const order = [...focused].sort((p, q) => Number(p === wish.link) - Number(q === wish.link));
  for (const link of order) {
    const look = looks[link] as number;
    const style = LINE_STYLES[look] ?? LINE_STYLES[4];
    const width = (style?.width ?? 1) + (link === wish.link ? 2.2 : 0.8);
    context.beginPath();
    trace(sheet, lines, link);
    context.setLineDash([]);
    context.strokeStyle = palette.halo;
    context.globalAlpha = 0.75;
    context.lineWidth = width + 2;
    context.stroke();
    context.globalAlpha = 1;
    context.lineCap = "butt";
    context.setLineDash(style?.dash ?? []);
    context.strokeStyle = palette.status[look] as string;
    context.lineWidth = width;
    context.stroke();
  }
  context.restore();
  for (const link of order) drawMark(scene, sheet, link);

  const ends = new Set(order.flatMap((link) => [network.a[link] as number, network.b[link] as number]));
  if (wish.city >= 0) ends.add(wish.city);
  context.save();
  for (const city of ends) {
    const px = ((points[2 * city] as number) - view.x) * view.k + size.width / 2;
    const py = ((points[2 * city + 1] as number) - view.y) * view.k + size.height / 2;
    if (Number.isNaN(px)) continue;
    const main = city === wish.city;
    context.beginPath();
    context.arc(
      px,
      py,
      cityRadius(scene.degree[city] as number, sheet.depth, shown) + (main ? 2 : 0.5),
      0,
      2 * Math.PI,
    );
    context.fillStyle = palette.city;
    context.fill();
    context.lineWidth = main ? 2.5 : 1.2;
    context.strokeStyle = main ? palette.focus : palette.cityEdge;
    context.stroke();
  }
  context.restore();
}
