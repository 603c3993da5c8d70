// Drives the pages in a real browser against a running server, story by story:
//   npm run e2e -- http://127.0.0.1:8080             all of e2e/stories
//   npm run e2e -- http://127.0.0.1:8080 search …    these
//
//   CHROMIUM     the browser to use; /usr/bin/chromium when unset
//   STEWARD_TOKEN  the token of a steward, for the stories that sign in: twingraph token issue NAME --role STEWARD
//   OPEN_SERVER  a second server, for the story without a sign-in: twingraph serve --bundled --open-proposals
//   WORLD_SERVER  one with the world's network, for the stories at that size: twingraph serve --bundled --world
//   PATIENCE     milliseconds after which a step that hangs is ended; 180,000 when unset
//   SCREENSHOTS  a folder for pictures of what was seen; none are taken when unset
//
// Prints a line for each step and exits 1 when one fails. Every story has a context of its own, in which no request may
// leave the origin and the browser may have nothing to complain of.
import { readdir } from "node:fs/promises";
import { launch } from "./browser.mjs";
import { run } from "./story.mjs";

const [base, ...wanted] = process.argv.slice(2);
if (!base) {
  console.error("usage: npm run e2e -- URL [STORY…], for example http://127.0.0.1:8080");
  process.exit(2);
}
const files = (await readdir(new URL("stories/", import.meta.url))).sort();
const names = wanted.length > 0 ? wanted : files.map((name) => name.replace(/\.mjs$/, ""));

const browser = await launch();
try {
  for (const name of names) {
    const { default: story, options } = await import(`./stories/${name}.mjs`);
    if (!(await run(browser, new URL(base).origin, { name, story, options }))) process.exitCode = 1;
  }
} finally {
  await browser.close();
}
