import { type Bundles, bundle } from "./bundles";
import { type BaseMap, drawBase } from "./layers/base";
import { drawAnchors, drawBundles } from "./layers/bundles";
import { type CityColours, citiesByLinks, drawCities } from "./layers/cities";
import { drawFocus, focusedLinks } from "./layers/focus";
import { cityLabels, countryLabels, drawLabels } from "./layers/labels";
import { drawLinks, linksOnSheet } from "./layers/links";
import type { Network } from "./network";
import { ALLIANCES, PALETTES } from "./palette";
import type { Lines } from "./projection";
import type { Frame, Placement, Scene, Sheet, Shown, Wish } from "./scene";
import { type Selection, sameChoice, select } from "./select";
import { type Box, depth, seen } from "./view";

/** How much larger than the view a sheet is in each direction, so that panning finds something there. */
const LARGER = 1.5;
/** A sheet has at most so many device pixels; a wall screen gets less around its view. */
const MOST_PIXELS = 16_000_000;
/** From so many selected links on, a shallow view bundles them. */
export const BUNDLED_FROM = 2500;
/** The depth from which links are single whatever their number. */
export const SINGLE_DEPTH = 3.2;
/** So many cities are named to the text alternative. */
const LISTED_CITIES = 60;

/** A drawn frame: the sheet's picture and what part of the plane it shows. */
export type Painted = { canvas: OffscreenCanvas; view: Frame["view"]; size: Frame["size"]; shown: Shown };

/** Draws frames of one network. It keeps what does not change between frames: selection, bundles and base picture. */
export class Painter {
  private chosen: { wish: Wish; selection: Selection; order: Uint32Array } | null = null;
  private bundles: Bundles | null = null;
  private basePicture: { key: string; canvas: OffscreenCanvas } | null = null;
  private sheetCanvas: OffscreenCanvas | null = null;
  private lineCache: Lines | null = null;
  base: BaseMap | null = null;

  constructor(
    private readonly network: Network,
    private readonly placement: Placement,
    private points: Float32Array,
    private linesBetween: () => Lines,
    private readonly alliance: Int32Array | null,
    private whole: Box,
  ) {}

  /** Puts the cities elsewhere: the next frame of a live layout. */
  move(points: Float32Array, linesBetween: () => Lines, whole: Box) {
    this.points = points;
    this.linesBetween = linesBetween;
    this.lineCache = null;
    this.whole = whole;
    this.chosen = null;
  }

  /** Takes a new canvas: one that has drawn text before its letters came goes on with the ones it had. */
  renew() {
    this.sheetCanvas = null;
  }

  /** Draws a frame; yields where a newer one may take over, returns the sheet. */
  *paint(frame: Frame): Generator<void, Painted> {
    const { wish } = frame;
    const sheet = this.sheetFor(frame);
    const { scene, order } = this.sceneFor(wish, sheet.depth);
    const { context } = sheet;
    context.clearRect(0, 0, sheet.size.width, sheet.size.height);
    if (this.placement === "map" && this.base)
      context.drawImage(this.basePictureFor(sheet, wish), 0, 0, sheet.size.width, sheet.size.height);
    const bundled = this.isBundled(wish, scene.links.length, sheet.depth);
    const focused = focusedLinks(scene);
    const area = (sheet.size.width * sheet.size.height) / 9000;
    const colours = this.coloursFor(wish);
    let lines = scene.links.length;
    yield;
    if (bundled) {
      const found = this.bundlesOf(scene);
      drawCities(scene, sheet, order, null, true);
      yield* drawBundles(scene, sheet, found);
      drawAnchors(scene, sheet, found);
      drawFocus(scene, sheet, focused, order.length);
      const names = countryLabels(found, sheet, wish.language);
      if (focused.length > 0)
        names.unshift(...cityLabels(scene, sheet, new Uint32Array(), this.endsOf(scene, focused)));
      drawLabels(scene, sheet, names, area);
    } else {
      const onSheet = linksOnSheet(scene, sheet);
      lines = onSheet.length;
      yield* drawLinks(scene, sheet, onSheet);
      drawCities(scene, sheet, order, colours, false);
      drawFocus(scene, sheet, focused, order.length);
      if (!frame.moving || order.length < 2000) {
        drawLabels(scene, sheet, cityLabels(scene, sheet, order, this.endsOf(scene, focused)), area);
      }
    }
    const shown: Shown = {
      links: lines,
      bundled,
      based: this.placement !== "map" || this.base !== null,
      cities: this.citiesInView(frame, order),
      unplaced: this.unplaced(scene),
    };
    return { canvas: sheet.context.canvas, view: sheet.view, size: sheet.size, shown };
  }

  /** Whether a wish is answered with bundles at a depth. */
  isBundled(wish: Wish, links: number, deep: number): boolean {
    return this.placement === "map" && !wish.single && links > BUNDLED_FROM && deep < SINGLE_DEPTH;
  }

  /**
   * What is drawn for a wish at a depth; selected anew only when the wish selects something else. Where everything is
   * bundled and nothing selected there are no single lines yet: the first picture does not wait for them.
   */
  sceneFor(wish: Wish, deep: number): { scene: Scene; order: Uint32Array } {
    if (!this.chosen || !sameChoice(this.chosen.wish, wish)) {
      const selection = select(this.network, wish);
      this.chosen = { wish, selection, order: citiesByLinks(this.network, this.points, selection.degree) };
      this.bundles = null;
    }
    const { selection, order } = this.chosen;
    const bundledAlone = this.isBundled(wish, selection.links.length, deep) && wish.city < 0 && wish.link < 0;
    const lines = bundledAlone ? NO_LINES : this.lines();
    const { network, points, alliance } = this;
    return { scene: { network, points, lines, alliance, ...selection, wish, palette: PALETTES[wish.theme] }, order };
  }

  /** Every link's line; computed when first needed. */
  lines(): Lines {
    this.lineCache ??= this.linesBetween();
    return this.lineCache;
  }

  /** The bundles of a scene, as the last frame showed them. */
  bundlesOf(scene: Scene): Bundles {
    this.bundles ??= bundle(this.network, scene.links, scene);
    return this.bundles;
  }

  wholeBox(): Box {
    return this.whole;
  }

  private sheetFor({ view, size, ratio, moving }: Frame): Sheet {
    const pixels = size.width * size.height * ratio * ratio;
    const larger = Math.max(1, Math.min(LARGER, Math.sqrt(MOST_PIXELS / Math.max(1, pixels))));
    const wide = { width: Math.round(size.width * larger), height: Math.round(size.height * larger) };
    const [width, height] = [Math.round(wide.width * ratio), Math.round(wide.height * ratio)];
    let canvas = this.sheetCanvas;
    if (canvas?.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
      this.sheetCanvas = canvas;
    }
    const context = contextOf(canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return {
      context,
      view,
      size: wide,
      box: seen(view, wide),
      ratio,
      depth: depth(view, this.whole, size),
      moving,
    };
  }

  /** The base map as a picture of the sheet's size; a moving slider draws it once. */
  private basePictureFor(sheet: Sheet, wish: Wish): OffscreenCanvas {
    const { canvas } = sheet.context;
    const { x, y, k } = sheet.view;
    const shapes = this.base?.land.length ?? 0;
    const key = [x, y, k, canvas.width, canvas.height, sheet.ratio, wish.theme, shapes].join();
    if (this.basePicture?.key === key) return this.basePicture.canvas;
    let picture = this.basePicture?.canvas;
    if (picture?.width !== canvas.width || picture.height !== canvas.height) {
      picture = new OffscreenCanvas(canvas.width, canvas.height);
    }
    const context = contextOf(picture);
    context.setTransform(sheet.ratio, 0, 0, sheet.ratio, 0, 0);
    context.clearRect(0, 0, sheet.size.width, sheet.size.height);
    if (this.base) drawBase(this.base, PALETTES[wish.theme], { ...sheet, context });
    this.basePicture = { key, canvas: picture };
    return picture;
  }

  private coloursFor(wish: Wish): CityColours {
    const { alliance } = this;
    if (wish.colour !== "alliance" || !alliance) return null;
    const { named, other } = ALLIANCES[wish.theme];
    return { of: (city) => named[alliance[city] as number] ?? other };
  }

  private endsOf({ network, wish }: Scene, focused: number[]): number[] {
    const ends = new Set<number>(wish.city >= 0 ? [wish.city] : []);
    for (const link of focused) {
      ends.add(network.a[link] as number);
      ends.add(network.b[link] as number);
    }
    return [...ends];
  }

  private citiesInView(frame: Frame, order: Uint32Array): number[] {
    const [left, top, right, bottom] = seen(frame.view, frame.size);
    const found: number[] = [];
    for (const city of order) {
      const x = this.points[2 * city] as number;
      const y = this.points[2 * city + 1] as number;
      if (x >= left && x <= right && y >= top && y <= bottom) found.push(city);
      if (found.length >= LISTED_CITIES) break;
    }
    return found;
  }

  private unplaced({ links, network }: Scene): number {
    let count = 0;
    for (const link of links) {
      const [a, b] = [network.a[link] as number, network.b[link] as number];
      if (Number.isNaN(this.points[2 * a]) || Number.isNaN(this.points[2 * b])) count++;
    }
    return count;
  }
}

/** No line at all. */
const NO_LINES: Lines = {
  start: new Uint32Array(1),
  xy: new Float32Array(),
  box: new Float32Array(),
  length: new Float32Array(),
};

/** A context that draws on the CPU: without a GPU this is faster than emulating one. */
function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser cannot draw the map.");
  return context;
}
