import { LINE_STYLES, type Mark } from "../palette";
import { type Lines, middleOf } from "../projection";
import type { Scene, Sheet } from "../scene";
import type { LegendEntry } from "./legend";

export const legend: LegendEntry[] = [{ kind: "listed", text: "listed" }];

/** Up to this many lines of a layer, those that only cross the view are drawn too, and each has its dash and its mark. */
const FEW = 1500;
/** While something moves, at most so many lines are drawn. */
const MOVING_LINES = 6000;
/** So many lines between two chances for a newer frame to take over. */
const SLICE = 4000;
/** So many lines a stroke: more makes the rasteriser slower, fewer costs calls. */
const BATCH = 16;

/** How much of its strength a line has when its link rests on lists alone. */
const LISTED_STRENGTH = 0.6;

/**
 * The selected links that the sheet shows: all that cross it when they are few, else those with an end on it. Links that
 * rest on more than lists are few or many among themselves, and none of them is left out while something moves.
 */
export function linksOnSheet({ lines, links, network, points, alone }: Scene, { box, moving }: Sheet): Uint32Array {
  const [left, top, right, bottom] = box;
  const inside = (city: number) => {
    const x = points[2 * city] as number;
    const y = points[2 * city + 1] as number;
    return x >= left && x <= right && y >= top && y <= bottom;
  };
  const others = links.reduce((sum, link) => sum + (alone[link] ? 0 : 1), 0);
  const few = links.length <= FEW;
  const fewBeyond = others <= FEW;
  const found: number[] = [];
  const beyond: number[] = [];
  for (const link of links) {
    const at = 4 * link;
    if (
      lines.start[link] === lines.start[link + 1] ||
      (lines.box[at] as number) > right ||
      (lines.box[at + 1] as number) > bottom ||
      (lines.box[at + 2] as number) < left ||
      (lines.box[at + 3] as number) < top
    ) {
      continue;
    }
    const all = alone[link] ? few : fewBeyond;
    if (all || inside(network.a[link] as number) || inside(network.b[link] as number)) {
      (alone[link] ? found : beyond).push(link);
    }
  }
  if (!moving) return Uint32Array.from([...found, ...beyond]);
  const upper = sample(beyond, MOVING_LINES);
  return Uint32Array.from([...sample(found, MOVING_LINES - upper.length), ...upper]);
}

/** Every so manieth link, so that at most a number of them are left. */
function sample(links: number[], most: number): number[] {
  if (links.length <= most) return links;
  const step = links.length / most;
  return Array.from({ length: most }, (_, i) => links[Math.floor(i * step)] as number);
}

/** Adds a line to the current path. */
export function trace({ context, view, size }: Sheet, lines: Lines, line: number) {
  const { k } = view;
  const dx = size.width / 2 - view.x * k;
  const dy = size.height / 2 - view.y * k;
  const { xy } = lines;
  let lifted = true;
  for (let p = 2 * (lines.start[line] as number), end = 2 * (lines.start[line + 1] as number); p < end; p += 2) {
    const x = xy[p] as number;
    if (Number.isNaN(x)) {
      lifted = true;
      continue;
    }
    const y = (xy[p + 1] as number) * k + dy;
    if (lifted) context.moveTo(x * k + dx, y);
    else context.lineTo(x * k + dx, y);
    lifted = false;
  }
}

/** Lines fade with their number and their length, so that a thousand of them do not hide a short one. */
function strengthOf(lines: number, length: number): number {
  const crowd = Math.min(1, Math.max(0.14, 1.45 - 0.27 * Math.log10(Math.max(1, lines))));
  return crowd * (length < 0.25 ? 1 : length < 0.8 ? 0.8 : 0.6);
}

/** Draws the given links, those on lists alone first; yields where a newer frame may take over. */
export function* drawLinks(scene: Scene, sheet: Sheet, shown: Uint32Array): Generator<void> {
  const { context, moving } = sheet;
  const { lines, looks, alone, palette, wish } = scene;
  const faded = wish.city >= 0 || wish.link >= 0 ? 0.28 : 1;
  const others = shown.filter((link) => !alone[link]);
  // Each layer is as many as it is: the lists do not make a decision pale.
  const counts = [shown.length - others.length, others.length];
  // Links of one look, layer and class of length are one style; styles of one look stay together.
  const groups = new Map<number, number[]>();
  for (const link of shown) {
    const length = lines.length[link] as number;
    const far = length < 0.25 ? 0 : length < 0.8 ? 1 : 2;
    const key = (looks[link] as number) * 6 + (alone[link] ? 0 : 3) + far;
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  context.save();
  context.lineJoin = "round";
  let drawn = 0;
  for (const [key, group] of groups) {
    const look = Math.floor(key / 6);
    const listed = key % 6 < 3;
    const count = counts[listed ? 0 : 1] as number;
    const style = LINE_STYLES[look] as (typeof LINE_STYLES)[number];
    context.strokeStyle = palette.status[look] as string;
    context.lineWidth = style.width * (listed && count > FEW ? 0.75 : 1) * (count > 8000 ? 0.8 : 1);
    context.setLineDash(count <= FEW && !moving ? style.dash : []);
    const strength = style.strength * faded * (listed ? LISTED_STRENGTH : 1);
    context.globalAlpha = strength * strengthOf(count, lines.length[group[0] as number] as number);
    for (let first = 0; first < group.length; first += BATCH) {
      context.beginPath();
      const last = Math.min(group.length, first + BATCH);
      for (let i = first; i < last; i++) trace(sheet, lines, group[i] as number);
      context.stroke();
      drawn += last - first;
      if (drawn >= SLICE) {
        drawn = 0;
        yield;
      }
    }
  }
  context.restore();
  if (!moving && others.length <= 700) {
    for (const link of others) drawMark(scene, sheet, link, faded);
  }
}

/** Draws the mark of a link's status in the middle of its line, where the line is long enough to carry one. */
export function drawMark(scene: Scene, sheet: Sheet, link: number, strength = 1) {
  const look = scene.looks[link] as number;
  const mark = LINE_STYLES[look]?.mark as Mark;
  if (mark === "none" || mark === "gap") return;
  const { box } = scene.lines;
  const extent = Math.hypot(
    (box[4 * link + 2] as number) - (box[4 * link] as number),
    (box[4 * link + 3] as number) - (box[4 * link + 1] as number),
  );
  const middle = middleOf(scene.lines, link);
  if (!middle || extent * sheet.view.k < 36) return;
  const x = (middle[0] - sheet.view.x) * sheet.view.k + sheet.size.width / 2;
  const y = (middle[1] - sheet.view.y) * sheet.view.k + sheet.size.height / 2;
  const { context } = sheet;
  context.save();
  context.globalAlpha = strength;
  paintMark(context, mark, x, y, scene.palette.status[look] as string, scene.palette.halo);
  context.restore();
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Paints one mark: two bars for suspended, a cross for ended, a split disc for contested. */
export function paintMark(context: Context, mark: Mark, x: number, y: number, colour: string, halo: string) {
  context.translate(x, y);
  context.beginPath();
  context.arc(0, 0, 5.2, 0, 2 * Math.PI);
  context.fillStyle = halo;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = colour;
  context.stroke();
  context.lineWidth = 1.6;
  context.beginPath();
  if (mark === "bars") {
    context.moveTo(-1.5, -2.4);
    context.lineTo(-1.5, 2.4);
    context.moveTo(1.5, -2.4);
    context.lineTo(1.5, 2.4);
  } else if (mark === "cross") {
    context.moveTo(-2, -2);
    context.lineTo(2, 2);
    context.moveTo(2, -2);
    context.lineTo(-2, 2);
  } else {
    context.arc(0, 0, 5.2, Math.PI / 2, (3 * Math.PI) / 2);
    context.fillStyle = colour;
    context.fill();
  }
  context.stroke();
}
