/** What part of the plane is looked at: the point in the middle and how many CSS pixels a unit of the plane takes. */
export type View = { x: number; y: number; k: number };

export type Size = { width: number; height: number };

/** Bounds on the plane: left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

/** How far one can zoom in beyond seeing everything. */
export const DEEPEST = 400;

/** The view that shows a box whole, with a margin in CSS pixels around it. */
export function fitted([left, top, right, bottom]: Box, { width, height }: Size, margin = 16): View {
  const k = Math.min(
    Math.max(1, width - 2 * margin) / Math.max(1e-6, right - left),
    Math.max(1, height - 2 * margin) / Math.max(1e-6, bottom - top),
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, k };
}

/** Where a point of the plane is seen, in CSS pixels from the upper left corner. */
export function toScreen(view: View, size: Size, x: number, y: number): [number, number] {
  return [(x - view.x) * view.k + size.width / 2, (y - view.y) * view.k + size.height / 2];
}

/** The point of the plane that is seen at a place of the screen. */
export function toPlane(view: View, size: Size, px: number, py: number): [number, number] {
  return [view.x + (px - size.width / 2) / view.k, view.y + (py - size.height / 2) / view.k];
}

/** The view after dragging by so many CSS pixels. */
export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.k, y: view.y - dy / view.k };
}

/** The view after zooming by a factor, with what is seen at (px, py) staying where it is. */
export function zoomed(view: View, size: Size, factor: number, px = size.width / 2, py = size.height / 2): View {
  const [x, y] = toPlane(view, size, px, py);
  const k = view.k * factor;
  return { k, x: x - (px - size.width / 2) / k, y: y - (py - size.height / 2) / k };
}

/**
 * The nearest allowed view: not smaller than the whole, not too deep, and with little beside the whole in sight. What
 * is smaller than the screen lies in the middle.
 */
export function clamped(view: View, whole: Box, size: Size): View {
  const least = fitted(whole, size).k * 0.8;
  const k = Math.max(least, Math.min(least * DEEPEST, view.k));
  const within = (at: number, low: number, high: number, pixels: number) => {
    const half = (pixels * (0.5 - BESIDE)) / k;
    return high - low < 2 * half ? (low + high) / 2 : Math.max(low + half, Math.min(high - half, at));
  };
  return { k, x: within(view.x, whole[0], whole[2], size.width), y: within(view.y, whole[1], whole[3], size.height) };
}

/** So much of the screen may show what lies beside the whole, on each side. */
const BESIDE = 0.12;

/** How deep a view is: 1 shows everything, 2 twice as large. */
export function depth(view: View, whole: Box, size: Size): number {
  return view.k / fitted(whole, size).k;
}

/** The part of the plane that a view shows. */
export function seen(view: View, { width, height }: Size): Box {
  const [dx, dy] = [width / 2 / view.k, height / 2 / view.k];
  return [view.x - dx, view.y - dy, view.x + dx, view.y + dy];
}

/** A view between two others, for a smooth flight: the scale changes geometrically. */
export function between(from: View, to: View, share: number): View {
  const k = from.k * (to.k / from.k) ** share;
  // Moving in step with the scale keeps the target in sight when zooming in and the start when zooming out.
  const path = Math.abs(to.k - from.k) < 1e-9 ? share : (1 / from.k - 1 / k) / (1 / from.k - 1 / to.k);
  return { k, x: from.x + (to.x - from.x) * path, y: from.y + (to.y - from.y) * path };
}

/** The smallest box around points given as x, y pairs, of the chosen ones if any; null when none has a place. */
export function boxAround(points: Float32Array, chosen?: Iterable<number>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (i: number) => {
    const x = points[2 * i] as number;
    const y = points[2 * i + 1] as number;
    if (Number.isNaN(x)) return;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  if (chosen) for (const i of chosen) include(i);
  else for (let i = 0; i < points.length / 2; i++) include(i);
  return left > right ? null : [left, top, right, bottom];
}

/** So many points show where most of them are. */
const SAMPLE = 4000;

/** The box that holds a share of the points in the middle of both directions, so that a few far ones do not rule it. */
export function boxOfMost(points: Float32Array, chosen: ArrayLike<number>, share: number): Box | null {
  const [xs, ys]: [number[], number[]] = [[], []];
  const step = Math.max(1, Math.floor(chosen.length / SAMPLE));
  for (let i = 0; i < chosen.length; i += step) {
    const x = points[2 * (chosen[i] as number)] as number;
    if (Number.isNaN(x)) continue;
    xs.push(x);
    ys.push(points[2 * (chosen[i] as number) + 1] as number);
  }
  if (xs.length === 0) return null;
  const cut = Math.floor(((1 - share) / 2) * xs.length);
  const [left, right] = ends(xs, cut);
  const [top, bottom] = ends(ys, cut);
  return [left, top, right, bottom];
}

function ends(values: number[], cut: number): [number, number] {
  values.sort((p, q) => p - q);
  return [values[cut] as number, values[values.length - 1 - cut] as number];
}

/**
 * Where a reader begins: nearly everything on a wide screen; on a narrow one, where that would be a thin strip, the
 * part in which most of it lies.
 */
export function opening(points: Float32Array, ends: ArrayLike<number>, size: Size, share = 0.96): View | null {
  const most = boxOfMost(points, ends, share);
  const core = boxOfMost(points, ends, 0.6);
  if (!most || !core) return null;
  const wide = fitted(most, size, 40);
  const near = fitted(core, size, 40);
  const filling = (size.height * 0.8) / Math.max(1e-6, most[3] - most[1]);
  if (filling <= wide.k * 1.6) return wide;
  return { ...near, k: Math.max(wide.k, Math.min(near.k, filling)) };
}
