// One vitest run over all packages: every workspace folder is a project named like its package.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type TestProjectInlineConfiguration, defineConfig } from "vitest/config";

// Sources of sibling packages are used directly, so that tests need no build.
const conditions = ["@mxvm/source", "node", "import", "default"];
const resolution = { resolve: { conditions }, ssr: { resolve: { conditions } } };

function projectIn(folder: string): TestProjectInlineConfiguration[] {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return [];
  const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string };
  const own = join(folder, "vitest.config.ts");
  return [
    {
      ...resolution,
      ...(existsSync(own) ? { extends: own } : {}),
      root: folder,
      test: {
        name,
        include: ["test/**/*.test.ts"],
        benchmark: { include: ["bench/**/*.bench.ts"] },
        expect: { requireAssertions: true },
        // A loaded machine is slow, not wrong; only an endless loop takes this long.
        testTimeout: 300_000,
        hookTimeout: 300_000,
      },
    },
  ];
}

/** Projects whose configuration needs our packages: tests of ours run them as their users do. */
const nested = [join(import.meta.dirname, "examples/project")];

// The projects of guides are beside them in `docs`.
const workspace = ["packages", "apps", "examples", "docs"]
  .map((folder) => join(import.meta.dirname, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((folder) => !nested.includes(folder));

export default defineConfig({
  test: {
    projects: [...workspace, import.meta.dirname].flatMap(projectIn),
    coverage: { include: ["packages/*/src/**", "apps/*/src/**"] },
  },
});
