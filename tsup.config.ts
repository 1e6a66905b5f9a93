// The build of every package. It runs in the package's folder and takes its entries from the package's own manifest:
// each source that `exports` names and, where there is a `bin`, the files that processes and threads start with.
import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "tsup";

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

export default defineConfig({
  entry: entriesFromManifest(JSON.parse(readFileSync("package.json", "utf8")) as Manifest),
  format: "esm",
  target: "es2022",
  platform: "neutral",
  // Dependencies stay imports. tsup marks those of the manifest; Node's own modules are left to the packages that may use them.
  external: [/^node:/],
  sourcemap: true,
  clean: true,
  // tsup passes `baseUrl` to the compiler, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
