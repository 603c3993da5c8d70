import type { Network } from "./network";
import type { Palette } from "./palette";
import { PALETTES } from "./palette";
import type { Frame, FromWorker, Hit, Placement, Shown, ToWorker, Wish } from "./scene";
import { type Box, between, clamped, depth, fitted, panned, type Size, type View, zoomed } from "./view";

/** What a surface reports to the page. */
export type SurfaceEvents = {
  /** The view has come to rest. */
  rested(view: View, deep: number): void;
  /** Something else is under the pointer; (x, y) is where, in CSS pixels. */
  hovered(hit: Hit | null, x: number, y: number): void;
  /** Something was clicked or tapped; null is the empty map. */
  picked(hit: Hit | null): void;
  /** A complete frame shows this. */
  shown(shown: Shown): void;
  failed(message: string): void;
};

/** After the last movement, so many milliseconds until everything is drawn. */
const REST = 120;
/** A pointer that moved less than this, in CSS pixels, was a click. */
const CLICK = 5;
const FLIGHT = 650;

type Sheet = { bitmap: ImageBitmap; view: View; size: Size };

/**
 * The canvas on the page. Everything is drawn by the worker; here, one picture is put on the screen a frame, moved and
 * scaled to the present view, so that pan and zoom never wait for a drawing. Wishes and views may change any time.
 */
export class Surface {
  private readonly worker: Worker;
  private readonly context: CanvasRenderingContext2D;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private whole: Box = [-1, -1, 1, 1];
  private size: Size = { width: 0, height: 0 };
  private ratio = 1;
  private view: View | null = null;
  /** Wanted before the network was there: applied with the first frame. */
  private first: ((whole: Box, size: Size) => View) | null = null;
  private wish: Wish;
  private sheet: Sheet | null = null;
  private ready = false;
  private number = 0;
  private asked = 0;
  private waiting: "no" | "quick" | "whole" = "no";
  private outdated = false;
  private moving = false;
  private resting = 0;
  private frame = 0;
  private flight = 0;
  private pickNumber = 0;
  private readonly picks = new Map<number, (hit: Hit | null) => void>();
  private hovered: Hit | null = null;
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private pressed: { x: number; y: number; moved: boolean } | null = null;
  private readonly gone = new AbortController();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    wish: Wish,
    private readonly events: SurfaceEvents,
  ) {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("This browser cannot draw the map.");
    this.context = context;
    this.wish = wish;
    this.worker = new Worker(new URL("./surface.worker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = () => events.failed("worker");
    this.listen();
  }

  /** Hands the network over; `first` says what is looked at first, everything when left out. */
  show(
    network: Network,
    placement: Placement,
    {
      points = null,
      alliance = null,
      base = null,
      first = null,
    }: {
      points?: Float32Array | null;
      alliance?: Int32Array | null;
      base?: { coarse: string; fine: string } | null;
      first?: ((whole: Box, size: Size) => View) | null;
    },
  ) {
    this.ready = false;
    this.first = first;
    // The worker draws names, not slugs; so many texts would take a while to copy.
    this.send({ type: "network", network: { ...network, linkId: [], cityId: [] }, placement, points, alliance, base });
  }

  /** Another wish; `soon` says that more follow quickly, as from a slider. */
  want(wish: Wish, soon = false) {
    this.wish = wish;
    if (soon) this.move();
    else this.ask();
  }

  resize(size: Size, ratio: number) {
    this.size = size;
    this.ratio = ratio;
    this.canvas.width = Math.round(size.width * ratio);
    this.canvas.height = Math.round(size.height * ratio);
    if (this.view) this.view = clamped(this.view, this.whole, size);
    else this.begin();
    this.paint();
    this.ask();
  }

  /** Moves by so many CSS pixels. */
  pan(dx: number, dy: number) {
    if (this.view) this.look(panned(this.view, dx, dy));
  }

  zoom(factor: number, px?: number, py?: number) {
    if (this.view) this.look(zoomed(this.view, this.size, factor, px, py));
  }

  /** Flies to a view, or jumps where motion is unwelcome. */
  fly(to: View) {
    if (!this.view) return;
    cancelAnimationFrame(this.flight);
    const target = clamped(to, this.whole, this.size);
    if (this.still.matches) {
      this.look(target);
      return;
    }
    const from = this.view;
    const begin = performance.now();
    const step = (now: number) => {
      const t = Math.max(0, Math.min(1, (now - begin) / FLIGHT));
      this.look(between(from, target, t * t * (3 - 2 * t)), false);
      if (t < 1) this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  /** Shows a box, not deeper than a depth. */
  flyTo(box: Box, deepest = 12) {
    const whole = fitted(this.whole, this.size);
    const to = fitted(box, this.size, 60);
    this.fly({ ...to, k: Math.min(to.k, whole.k * deepest) });
  }

  flyHome() {
    this.fly(fitted(this.whole, this.size));
  }

  /** Whether a view is what is looked at now, so that an address that only repeats it changes nothing. */
  deep(): number {
    return this.view ? depth(this.view, this.whole, this.size) : 1;
  }

  /** Ends the worker and all listening. */
  end() {
    this.gone.abort();
    this.worker.terminate();
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.flight);
    clearTimeout(this.resting);
    this.sheet?.bitmap.close();
  }

  private send(message: ToWorker) {
    this.worker.postMessage(message);
  }

  private begin() {
    if (!this.ready || this.size.width === 0) return;
    this.view = clamped(this.first?.(this.whole, this.size) ?? fitted(this.whole, this.size), this.whole, this.size);
    this.ask();
  }

  private look(view: View, byHand = true) {
    if (byHand) cancelAnimationFrame(this.flight);
    this.view = clamped(view, this.whole, this.size);
    this.paint();
    this.move();
  }

  /** Something moves: draw quickly now, and everything once it rests. */
  private move() {
    this.moving = true;
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.moving = false;
      this.ask();
      if (this.view) this.events.rested(this.view, this.deep());
    }, REST);
    this.ask();
  }

  /**
   * Asks the worker for the present view. While it is busy with a quick frame the next quick one waits for it, so that
   * the worker is never behind; a whole frame is given up for whatever comes after it.
   */
  private ask() {
    if (!this.ready || !this.view || this.size.width === 0) return;
    if (this.waiting === "quick" && this.moving) {
      this.outdated = true;
      return;
    }
    this.outdated = false;
    this.waiting = this.moving ? "quick" : "whole";
    this.asked = ++this.number;
    const { view, size, ratio, moving, wish } = this;
    const frame: Frame = { number: this.asked, view, size, ratio, moving, wish };
    this.send({ type: "draw", ...frame });
  }

  private receive(message: FromWorker) {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.whole = message.whole;
        this.view = null;
        this.begin();
        break;
      case "moved": {
        const hadAll = this.view && Math.abs(depth(this.view, this.whole, this.size) - 1) < 0.02;
        this.whole = message.whole;
        if (hadAll) this.view = fitted(message.whole, this.size);
        this.moving = !message.settled;
        this.ask();
        break;
      }
      case "frame":
        this.sheet?.bitmap.close();
        this.sheet = message;
        if (message.number === this.asked) {
          this.waiting = "no";
          if (this.outdated) this.ask();
        }
        if (message.complete && message.shown) this.events.shown(message.shown);
        this.paint();
        break;
      case "stale":
        if (message.number === this.asked) this.waiting = "no";
        break;
      case "picked":
        this.picks.get(message.number)?.(message.hit);
        this.picks.delete(message.number);
        break;
      case "failed":
        this.events.failed(message.message);
        break;
    }
  }

  private paint() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.put();
    });
  }

  private put() {
    const { context, sheet, view, size, ratio } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (!sheet || !view) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const scale = view.k / sheet.view.k;
    const x = (sheet.view.x - view.x) * view.k + size.width / 2 - (sheet.size.width * scale) / 2;
    const y = (sheet.view.y - view.y) * view.k + size.height / 2 - (sheet.size.height * scale) / 2;
    context.imageSmoothingEnabled = scale !== 1;
    context.drawImage(sheet.bitmap, x, y, sheet.size.width * scale, sheet.size.height * scale);
    if (this.hovered) putHover(context, this.hovered, view, size, PALETTES[this.wish.theme]);
  }

  private under(px: number, py: number, reach: number): Promise<Hit | null> {
    const { view, size } = this;
    if (!view || !this.ready) return Promise.resolve(null);
    const number = ++this.pickNumber;
    return new Promise((resolve) => {
      this.picks.set(number, resolve);
      this.send({ type: "pick", number, px, py, view, size, reach });
    });
  }

  private place(event: MouseEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private listen() {
    const { canvas } = this;
    const options = { signal: this.gone.signal };
    canvas.addEventListener("pointerdown", (event) => this.down(event), options);
    canvas.addEventListener("pointermove", (event) => this.moved(event), options);
    canvas.addEventListener("pointerup", (event) => this.up(event), options);
    canvas.addEventListener("pointercancel", (event) => this.up(event), options);
    canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0), options);
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const { x, y } = this.place(event);
        const lines = event.deltaMode === 1 ? 18 : 1;
        this.zoom(2 ** Math.max(-1, Math.min(1, -event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0022))), x, y);
      },
      { ...options, passive: false },
    );
    canvas.addEventListener(
      "dblclick",
      (event) => {
        const { x, y } = this.place(event);
        this.zoom(event.shiftKey ? 0.5 : 2, x, y);
      },
      options,
    );
  }

  private down(event: PointerEvent) {
    cancelAnimationFrame(this.flight);
    this.canvas.setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.pointers.set(event.pointerId, at);
    if (this.pointers.size === 1) this.pressed = { ...at, moved: false };
    else if (this.pressed) this.pressed.moved = true;
  }

  private moved(event: PointerEvent) {
    const at = this.place(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      const number = this.pickNumber + 1;
      void this.under(at.x, at.y, 4).then((hit) => {
        if (number === this.pickNumber) this.hover(hit, at.x, at.y);
      });
      return;
    }
    if (this.pressed && Math.hypot(at.x - this.pressed.x, at.y - this.pressed.y) > CLICK) {
      this.pressed.moved = true;
      this.hover(null, 0, 0);
    }
    if (this.pointers.size === 1) {
      if (this.pressed?.moved) this.pan(at.x - before.x, at.y - before.y);
      else return;
    } else {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const [mx, my] = [(at.x + other.x) / 2, (at.y + other.y) / 2];
        const [bx, by] = [(before.x + other.x) / 2, (before.y + other.y) / 2];
        const spread = Math.hypot(before.x - other.x, before.y - other.y) || 1;
        this.pan(mx - bx, my - by);
        this.zoom(Math.hypot(at.x - other.x, at.y - other.y) / spread, mx, my);
      }
    }
    this.pointers.set(event.pointerId, at);
  }

  private up(event: PointerEvent) {
    const { pressed } = this;
    this.pointers.delete(event.pointerId);
    if (this.pointers.size > 0 || !pressed) return;
    this.pressed = null;
    if (pressed.moved || event.type === "pointercancel") return;
    const at = this.place(event);
    void this.under(at.x, at.y, event.pointerType === "mouse" ? 5 : 14).then((hit) => this.events.picked(hit));
  }

  private hover(hit: Hit | null, x: number, y: number) {
    if (!hit && !this.hovered) return;
    this.hovered = hit;
    this.canvas.style.cursor = hit ? "pointer" : "";
    this.events.hovered(hit, x, y);
    this.paint();
  }
}

/** Rings the city or lines out the link under the pointer, above the worker's picture. */
function putHover(context: CanvasRenderingContext2D, hit: Hit, view: View, { width, height }: Size, palette: Palette) {
  const at = (x: number, y: number) => [(x - view.x) * view.k + width / 2, (y - view.y) * view.k + height / 2] as const;
  context.strokeStyle = palette.focus;
  context.lineWidth = 2.5;
  context.beginPath();
  if (hit.kind === "link") {
    let lifted = true;
    for (let p = 0; p < hit.path.length; p += 2) {
      const [x, y] = at(hit.path[p] as number, hit.path[p + 1] as number);
      if (Number.isNaN(x)) {
        lifted = true;
        continue;
      }
      if (lifted) context.moveTo(x, y);
      else context.lineTo(x, y);
      lifted = false;
    }
  } else {
    const [x, y] = at(hit.x, hit.y);
    context.arc(x, y, hit.kind === "city" ? 9 : 20, 0, 2 * Math.PI);
  }
  context.stroke();
}
