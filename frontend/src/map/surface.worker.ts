import { ForceLayout } from "../network/force";
import { baseMap } from "./layers/base";
import { loadLetters } from "./layers/labels";
import { Painter } from "./painter";
import { pick, pickCountry } from "./pick";
import { bentLines, greatCircles, project, projectCities } from "./projection";
import type { Frame, FromWorker, ToWorker } from "./scene";
import { type Box, boxAround, depth } from "./view";

// The worker behind a surface: it holds the network, draws the newest frame that was asked for, and answers what lies
// under the pointer. A still frame gives way to a newer one; a moving frame is short and is always finished, so that
// a hand that never rests still sees something.

/** A worker has fonts too; the compiler takes this for a page. */
const { fonts } = self as unknown as { fonts: FontFaceSet };
// Without its letters the picture is drawn in the system's, and again when they have come.
loadLetters(fonts).then(
  () => {
    painter?.renew();
    redraw();
  },
  () => {},
);

let painter: Painter | null = null;
let last: Frame | null = null;
let wanted: Frame | null = null;
let drawing = false;

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

/** The whole of the map: every longitude, and the latitudes at which people live. */
const GLOBE: Box = [-2.62, project(0, 80)[1], 2.62, project(0, -56)[1]];

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.type === "network") receive(data);
    else if (data.type === "draw") draw(data);
    else answer(data);
  } catch (error) {
    fail(error);
  }
};

function fail(error: unknown) {
  post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
}

function receive({ network, placement, points, alliance, base }: Extract<ToWorker, { type: "network" }>) {
  if (placement === "force") {
    live(network, alliance);
    return;
  }
  if (placement === "layout" && points) {
    const whole = boxAround(points) ?? [-1, -1, 1, 1];
    painter = new Painter(network, placement, points, () => bentLines(network.a, network.b, points), alliance, whole);
  } else {
    const lines = () => greatCircles(network.a, network.b, network.lon, network.lat);
    painter = new Painter(network, "map", projectCities(network.lon, network.lat), lines, alliance, GLOBE);
    if (base) loadBase(painter, base).catch(fail);
  }
  post({ type: "ready", whole: painter.wholeBox() });
}

/** Loads the coarse shapes at once, and the fine ones when those have been seen; then what zooming in will need. */
async function loadBase(into: Painter, base: { coarse: string; fine: string }) {
  for (const address of [base.coarse, base.fine]) {
    const response = await fetch(address);
    if (!response.ok) throw new Error("The base map did not load. Reload the page.");
    const shapes = await response.json();
    if (into.base) await new Promise((resolve) => setTimeout(resolve, SEEN));
    into.base = baseMap(shapes);
    into.renew(); // the letters may have come meanwhile
    redraw();
  }
  into.lines();
}

/** So many milliseconds for the first picture to be drawn and shown. */
const SEEN = 500;

/** Draws the last frame again, when something has come that belongs to it. */
function redraw() {
  if (painter && last && !wanted) draw({ ...last, moving: false });
}

/** Lets a force layout settle, a frame a step. */
function live(network: Extract<ToWorker, { type: "network" }>["network"], alliance: Int32Array | null) {
  const layout = new ForceLayout(network.cityName.length, network.a, network.b);
  const lines = () => bentLines(network.a, network.b, layout.points, 0.08);
  const whole = () => boxAround(layout.points) ?? [-1, -1, 1, 1];
  painter = new Painter(network, "force", layout.points, lines, alliance, whole());
  post({ type: "ready", whole: whole() });
  const step = () => {
    const settled = layout.step(4);
    painter?.move(layout.points, lines, whole());
    post({ type: "moved", whole: whole(), settled });
    if (!settled) setTimeout(step, 16);
  };
  setTimeout(step, 0);
}

function draw(frame: Frame) {
  wanted = frame;
  last = frame;
  if (!drawing) drawAll().catch(fail);
}

async function drawAll() {
  drawing = true;
  try {
    while (wanted && painter) {
      const frame: Frame = wanted;
      wanted = null;
      const steps = painter.paint(frame);
      for (;;) {
        const { done, value } = steps.next();
        if (done) {
          const bitmap = value.canvas.transferToImageBitmap();
          const { view, size, shown } = value;
          post({ type: "frame", number: frame.number, bitmap, view, size, complete: !frame.moving, shown }, [bitmap]);
          break;
        }
        await breath();
        if (wanted && !frame.moving) {
          post({ type: "stale", number: frame.number });
          break;
        }
      }
    }
  } finally {
    drawing = false;
  }
}

const channel = new MessageChannel();
let resume: (() => void) | null = null;
channel.port1.onmessage = () => resume?.();

/** Lets waiting messages in before going on. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });
}

function answer({ number, px, py, view, size, reach }: Extract<ToWorker, { type: "pick" }>) {
  if (!painter || !last) return;
  const deep = depth(view, painter.wholeBox(), size);
  const { scene, order } = painter.sceneFor(last.wish, deep);
  const pointer = { px, py, view, size, reach, depth: deep };
  const bundled = painter.isBundled(last.wish, scene.links.length, deep);
  const hit = bundled ? pickCountry(painter.bundlesOf(scene), pointer) : pick(scene, order, pointer);
  post({ type: "picked", number, hit });
}
