// The build of every package. It runs in the package's folder and takes its entries from the package's own manifest:
// each source that `exports` names and, where there is a `bin`, the files that processes and threads start with.
import { readFileSync, readdirSync } from "node:fs";
import { type Options, defineConfig } from "tsup";

interface Manifest {
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const sourceCondition = "@mxvm/source";

function entriesFromManifest(manifest: Manifest): Record<string, string> {
  const exported = Object.values(manifest.exports ?? {}).flatMap((target) =>
    typeof target === "string" ? [] : (target[sourceCondition] ?? []),
  );
  const executables = manifest.bin === undefined ? [] : readdirSync("src").filter((name) => /^(bin|worker)\b.*\.ts$/.test(name));
  return Object.fromEntries(
    [...exported, ...executables.map((name) => `./src/${name}`)].map((file) => [file.replace(/^\.\/src\//, "").replace(/\.ts$/, ""), file]),
  );
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/**
 * A program starts sooner from a few files: a third of the time of `mxvm test` on one file went into finding and opening some 150. What projects
 * bring themselves, or what is loaded only when it is asked for, stays apart.
 */
const program = {
  platform: "node",
  noExternal: [/^@mxvm\/(codec|executor-api|executor-wasm|gas-schedules|protocol-hooks|scenario|vm-core|world-mock)$/, "commander", "picocolors", "tinyglobby"],
  // CommonJS packages among them ask for Node's modules and for their own folder.
  banner: { js: 'import { createRequire as requireIn } from "node:module"; const require = requireIn(import.meta.url), __dirname = import.meta.dirname;' },
  sourcemap: false,
} satisfies Options;

export default defineConfig({
  entry: entriesFromManifest(manifest),
  format: "esm",
  target: "es2022",
  platform: "neutral",
  // Dependencies stay imports. tsup marks those of the manifest; Node's own modules are left to the packages that may use them.
  external: [/^node:/],
  sourcemap: true,
  clean: true,
  // tsup passes `baseUrl` to the compiler, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  ...(manifest.bin !== undefined && program),
});
