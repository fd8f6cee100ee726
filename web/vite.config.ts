import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// KHABAR_SERVER is the address that `khabar serve --no-open` prints, for work on the page with `npx vite`.
const server = process.env.KHABAR_SERVER ?? "http://127.0.0.1:8747";

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    outDir: "../src/khabar/web/page",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false }, // its script would be the only one that the page does not load from a file
    license: { fileName: "licenses.md" }, // of all that is in the bundle
    assetsInlineLimit: 0, // the server's policy allows no data: addresses
  },
  // The server answers only what comes from its own address.
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } } },
  test: { include: ["src/**/*.test.ts"] },
});
