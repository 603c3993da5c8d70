import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.SCREENSHOTS;

/**
 * Runs one story in a context of its own and returns whether all of it came true. A story is a function of
 * `{ page, origin, check, … }`; its options are those of a browser context, and `expected`: complaints of the browser
 * that belong to it.
 */
export async function run(browser, origin, { name, story, options = {} }) {
  const { expected, ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
    locale: "en-GB",
    ...contextOptions,
  });
  context.setDefaultTimeout(Number(process.env.PATIENCE) || 180_000); // ends what hangs; a machine may be busy with other things
  const strayed = []; // requests that left the origins of the story
  const complaints = []; // script errors, refusals by the content security policy, failed requests
  const origins = [origin];
  const own = (address) => origins.some((known) => new URL(known).host === new URL(address).host);
  context.on("request", (request) => {
    const { protocol } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && !own(request.url())) strayed.push(request.url());
  });
  context.on("console", (message) => {
    if (message.type() === "error" && !expected?.test(message.text())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const asked = new Set(); // requests for data that are not answered yet
  context.on("request", (request) => isData(request) && asked.add(request));
  for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => asked.delete(request));
  /** Waits until a page has shown all that it asks for. */
  const settled = async (shown = page) => {
    do {
      await shown.waitForFunction(() => document.querySelector(".on-its-way, [aria-busy=true]") === null);
      for (const request of [...asked]) await request.response().then((response) => response?.finished(), nothing);
      await shown.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    } while (asked.size > 0);
  };
  const page = await context.newPage();
  page.on("websocket", (socket) => {
    if (!own(socket.url())) strayed.push(socket.url());
  });

  let step = "begin";
  const check = async (words, run) => {
    step = words;
    await run();
    console.log(`ok   ${name}: ${words}`);
  };
  try {
    await story({
      page,
      origin,
      origins,
      check,
      settled,
      accessible,
      answered,
      picture: (what) => picture(page, what),
    });
    await check("no request left the origin, and nothing was complained of", () => {
      if (strayed.length > 0) throw new Error(`${strayed.length} requests went elsewhere: ${strayed.join(", ")}`);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    });
    return true;
  } catch (error) {
    console.error(`FAIL ${name}: ${step}: ${error.message}`);
    for (const complaint of complaints) console.error(`     the page said: ${complaint}`);
    await picture(page, `failed-${name}`);
    return false;
  } finally {
    await context.close();
  }
}

const nothing = () => {};

/** Whether a request is for data, not for a part of the program. */
function isData(request) {
  const { pathname } = new URL(request.url());
  return pathname === "/graphql" || pathname.startsWith("/export/");
}

/** Waits for the server's answer to what `act` asks (not for the editor's introspection) and refuses errors in it. */
async function answered(page, act) {
  const isAnswer = (response) =>
    new URL(response.url()).pathname === "/graphql" && !response.request().postData()?.includes("__schema");
  // The body is read as soon as it comes: the browser drops it when the page goes on.
  let answer;
  const read = async (response) => {
    if (answer || !isAnswer(response)) return false;
    answer = await response.json().catch(nothing);
    return answer !== undefined;
  };
  await Promise.all([page.waitForResponse(read), act()]);
  if (answer.errors) throw new Error(`the server answered with errors: ${JSON.stringify(answer.errors)}`);
  if (!answer.data) throw new Error(`the server answered without data: ${JSON.stringify(answer)}`);
  return answer.data;
}

/** Refuses any fault that axe finds. */
async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  if (violations.length > 0) {
    const faults = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((n) => n.html).join(", ")})`);
    throw new Error(`axe finds ${violations.length} faults on ${page.url()}: ${faults.join("; ")}`);
  }
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
