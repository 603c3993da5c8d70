// Measures the pages on a made-up network of 20,000 cities and 60,000 links: npm run build && npm run measure
//   CHROMIUM  the browser to use; /usr/bin/chromium when unset
//   RATIO     device pixels a CSS pixel; 1 when unset
//   NETWORK   a server whose network is drawn in place of the made-up one, such as one of `make run WORLD=1`
// Prints the time to the first whole map and the frames while it is dragged, zoomed and moved through time, in
// milliseconds, and exits 1 when one of them misses its aim. Run it on a machine that does nothing else.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "../e2e/browser.mjs";
import { madeUpLayout, madeUpNetwork } from "./network.mjs";

const dist = new URL("../dist/", import.meta.url).pathname;
const made = Object.fromEntries(
  Object.entries(await drawn(process.env.NETWORK)).map(([name, data]) => [`/export/${name}.json`, gzipSync(data)]),
);
const types = { ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://localhost");
  if (made[pathname]) {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(made[pathname]);
    return;
  }
  try {
    const file = join(dist, normalize(pathname));
    if (pathname === "/" || !file.startsWith(dist)) throw new Error("not a file");
    const bytes = await readFile(file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(200, { "content-type": "text/html" }).end(await readFile(join(dist, "index.html")));
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();

/** The network and its layout as texts: those of a server, or made-up ones. */
async function drawn(server) {
  if (!server) {
    const network = madeUpNetwork(20_000, 60_000);
    return { map: JSON.stringify(network), layout: JSON.stringify(madeUpLayout(network)) };
  }
  const load = async (name) => (await fetch(`${server}/export/${name}.json`)).text();
  return { map: await load("map"), layout: await load("layout") };
}

/** Opens a page and returns it with the milliseconds until its first whole picture. */
async function open(path) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: Number(process.env.RATIO ?? 1),
    locale: "en-GB",
  });
  await page.goto(origin + path, { waitUntil: "commit" });
  await page.locator('.stage[data-drawn="true"]').waitFor();
  const first = await page.evaluate(() => performance.now());
  await page.waitForTimeout(2500); // the fine shapes and letters come after
  return { page, first };
}

/** The lengths of the frames while something is done. */
async function frames(page, act) {
  await page.evaluate(() => {
    const lengths = [];
    let last = performance.now();
    globalThis.measured = lengths;
    globalThis.measuring = true;
    requestAnimationFrame(function frame(now) {
      lengths.push(now - last);
      last = now;
      if (globalThis.measuring) requestAnimationFrame(frame);
    });
  });
  await act();
  const lengths = await page.evaluate(() => {
    globalThis.measuring = false;
    return globalThis.measured.slice(2);
  });
  lengths.sort((p, q) => p - q);
  const at = (share) => lengths[Math.min(lengths.length - 1, Math.floor(share * lengths.length))];
  return { p50: at(0.5), p95: at(0.95), max: lengths.at(-1), count: lengths.length };
}

async function middle(page) {
  const box = await page.locator(".stage canvas").boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page) {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 90; i++) {
    await page.mouse.move(x + 150 * Math.sin(i / 10), y + 60 * Math.sin(i / 7));
    await page.waitForTimeout(10);
  }
  await page.mouse.up();
}

async function wheel(page) {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, i < 30 ? -60 : 60);
    await page.waitForTimeout(20);
  }
}

async function slide(page) {
  const handle = page.locator(".handle").first();
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + box.width - 14, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 120; i++) {
    await page.mouse.move(box.x + box.width - 14 - (i / 120) * box.width * 0.8, box.y + box.height / 2);
    await page.waitForTimeout(10);
  }
  await page.mouse.up();
}

const FIRST = 1500;
const MEDIAN = 17;
const MOST = 25;
let missed = false;
const verdict = (good) => {
  missed ||= !good;
  return good ? "" : "  MISSED";
};
const whole = (value) => value.toFixed(1).padStart(6);

try {
  for (const [name, path] of [
    ["map, bundled", "/"],
    ["map, single links", "/?at=50,12,6"],
    ["network", "/network"],
  ]) {
    const { page, first } = await open(path);
    console.log(`${name.padEnd(18)} first picture ${whole(first)} ms${verdict(first < FIRST)}`);
    for (const [what, act] of [
      ["drag", drag],
      ["zoom", wheel],
      ["time", slide],
    ]) {
      const { p50, p95, max, count } = await frames(page, () => act(page));
      const good = p50 <= MEDIAN && p95 < MOST;
      console.log(
        `${name.padEnd(18)} ${what}: median ${whole(p50)}  p95 ${whole(p95)}  longest ${whole(max)} ms, ${count} frames${verdict(good)}`,
      );
      await page.waitForTimeout(1500);
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = missed ? 1 : 0;
