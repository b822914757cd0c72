// Bundles each test site's page with its real editor into the folder given.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const pages = fileURLToPath(new URL("./pages/", import.meta.url));
await build({
  entryPoints: ["x", "bluesky", "mastodon"].flatMap((site) => [`${pages}${site}.js`, `${pages}${site}.css`]),
  outdir: process.argv[2],
  nodePaths: [fileURLToPath(new URL("../../node_modules/", import.meta.url))],
  bundle: true,
  format: "iife",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  logLevel: "warning",
});
