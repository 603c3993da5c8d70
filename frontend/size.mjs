// Fails when the script that a first visit has to load before it sees anything outgrows its budget. Run after a build.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const budget = 250_000; // bytes, compressed

const dist = join(import.meta.dirname, "dist");
const page = readFileSync(join(dist, "index.html"), "utf8");
const tags = page.match(/<(script|link)\b[^>]*>/g) ?? [];
const scripts = tags
  .filter((tag) => tag.startsWith("<script") || tag.includes('rel="modulepreload"'))
  .map((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1]);
if (scripts.length === 0 || scripts.includes(undefined)) throw new Error("no scripts found in dist/index.html");

const total = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);
console.log(
  `initial script: ${(total / 1000).toFixed(1)} kB compressed in ${scripts.length} files, at most ${budget / 1000} kB`,
);
process.exitCode = total <= budget ? 0 : 1;
