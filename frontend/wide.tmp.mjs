import { launch } from "./e2e/browser.mjs";
const [, , url, token] = process.argv;
const b = await launch(); const c = await b.newContext({ viewport: { width: 390, height: 900 } }); const p = await c.newPage();
await p.goto(url); if (token) { await p.evaluate((t) => sessionStorage.setItem("twingraph:token", t), token); await p.reload(); }
await p.waitForTimeout(3000);
console.log(await p.evaluate(() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 12).map((e) => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right) + " " + e.textContent.slice(0, 40))]));
await p.screenshot({ path: "/tmp/shots/wide.png" });
await b.close();
