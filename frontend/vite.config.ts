import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// Two pages, two entries: the start page stays small, and GraphiQL with its editor is loaded on /graphiql only.
// public/.gitkeep is copied into dist by every build: the Go embed needs one file there even before the first build.
export default defineConfig({
  plugins: [react()],
  build: {
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: page("index.html"), graphiql: page("graphiql.html") },
      // GraphiQL's dependencies carry compiler directives that mean nothing once bundled.
      onLog: (level, log, report) => log.code === "MODULE_LEVEL_DIRECTIVE" || report(level, log),
    },
  },
  // `npm run dev` shows the pages and passes everything else on to a running `twingraph serve`.
  server: {
    proxy: {
      "/graphql": { target: "http://127.0.0.1:8080", ws: true },
      "/schema.graphql": "http://127.0.0.1:8080",
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    // These end what hangs; on a machine that is busy with other things everything may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
