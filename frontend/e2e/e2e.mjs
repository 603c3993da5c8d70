// Drives both pages in a real browser against a running server: npm run e2e -- http://127.0.0.1:8080
//   CHROMIUM     the browser to use; /usr/bin/chromium when unset
//   SCREENSHOTS  a folder for pictures of what was seen; none are taken when unset
// Prints a line for each step and exits 1 with the reason at the first one that fails.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const base = process.argv[2];
if (!base) {
  console.error("usage: npm run e2e -- URL, for example http://127.0.0.1:8080");
  process.exit(2);
}
const origin = new URL(base).origin;
const pictures = process.env.SCREENSHOTS;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [firstExample] = JSON.parse(await readFile(new URL("../src/examples/index.json", import.meta.url), "utf8"));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// What must stay empty while both pages are used.
const strayed = []; // requests that left the origin
const complaints = []; // script errors, refusals by the content security policy, failed requests

let step = "start the browser";
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  context.setDefaultTimeout(20_000);
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) strayed.push(request.url());
  });
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  page.on("websocket", (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) strayed.push(socket.url());
  });

  await check("the start page shows what can be asked", async () => {
    await page.goto(base);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: firstExample.title }).waitFor();
    await accessible(page);
    await picture(page, "start");
  });

  await check("searching Chicago with the keyboard shows its link with Moscow", async () => {
    await page.getByRole("combobox").focus();
    await page.keyboard.type("Chicago");
    await page
      .getByRole("option", { name: /^Chicago/ })
      .first()
      .waitFor();
    await accessible(page);
    await picture(page, "search");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: "Chicago" }).waitFor();
    await page.getByRole("button", { name: "Moscow", exact: true }).waitFor();
    await accessible(page);
    await picture(page, "city");
  });

  await check("the date is part of the address and survives a reload", async () => {
    await page.getByLabel("As of").fill("2021-12-31");
    await page.waitForURL(/asOf=2021-12-31/);
    await page.reload();
    await page.getByRole("button", { name: "Moscow", exact: true }).waitFor();
    const words = await page.getByText("31 December 2021").count();
    if (words === 0) throw new Error("the card does not name the date");
    await picture(page, "city-2021");
  });

  await check("the start page is as readable in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await accessible(page);
    await picture(page, "city-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  await check("the query editor opens an example and runs it", async () => {
    await page.goto(`${origin}/graphiql`);
    const example = page.getByRole("button", { name: firstExample.title });
    await example.waitFor();
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
    await answered(page, () => example.click());
    await page.getByRole("button", { name: /^Execute query/ }).waitFor();
    await answered(page, () => page.getByRole("button", { name: /^Execute query/ }).click());
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
    await picture(page, "graphiql");
  });

  await check("an address opens one example and runs it, in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await answered(page, () => page.goto(`${origin}/graphiql?example=chicago-moscow-over-time`));
    await page.getByRole("button", { name: "ChicagoMoscowOverTime", exact: true }).waitFor();
    await page.locator(".graphiql-query-editor .view-line", { hasText: "ChicagoMoscowOverTime" }).waitFor();
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
    await picture(page, "graphiql-dark");
  });

  await check("no request left the origin, and nothing was complained of", async () => {
    if (strayed.length > 0) throw new Error(`${strayed.length} requests went elsewhere: ${strayed.join(", ")}`);
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  });
} catch (error) {
  console.error(`FAIL ${step}: ${error.message}`);
  for (const complaint of complaints) console.error(`     the page said: ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function check(name, run) {
  step = name;
  await run();
  console.log(`ok   ${name}`);
}

/** Waits for the server's answer to what `act` asks (not for the editor's introspection) and refuses errors in it. */
async function answered(page, act) {
  const isAnswer = (response) =>
    new URL(response.url()).pathname === "/graphql" && !response.request().postData()?.includes("__schema");
  const [response] = await Promise.all([page.waitForResponse(isAnswer), act()]);
  const answer = await response.json();
  if (answer.errors) throw new Error(`the server answered with errors: ${JSON.stringify(answer.errors)}`);
  if (!answer.data) throw new Error(`the server answered without data: ${JSON.stringify(answer)}`);
}

/** Refuses any fault that axe finds. */
async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  if (violations.length > 0) {
    const faults = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((n) => n.html).join(", ")})`);
    throw new Error(`axe finds ${violations.length} faults: ${faults.join("; ")}`);
  }
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
