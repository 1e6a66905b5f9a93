// What the site has: pages of Markdown by their readers, and the packages with their entry points.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";

export const root: string = join(import.meta.dirname, "..");

export interface Section {
  readonly title: string;
  /** Files of Markdown, from the root of the repository. */
  readonly pages: readonly string[];
}

export const startPage = "README.md";

export const sections: readonly Section[] = [
  {
    title: "Contract developers",
    pages: ["docs/write-a-contract.md", "docs/test-contracts.md", "docs/run-scenarios.md", ...examples()],
  },
  { title: "Executor authors", pages: ["docs/write-an-executor.md"] },
  { title: "Readers of the code", pages: ["docs/read-the-code.md", "ARCHITECTURE.md", "RATIONALE.md", "CONTRIBUTING.md"] },
  { title: "Evidence", pages: ["docs/conformance.md", "docs/conformance-hooks.md", "docs/figures.md"] },
];

function examples(): string[] {
  return readdirSync(join(root, "examples"))
    .map((name) => `examples/${name}/README.md`)
    .filter((path) => existsSync(join(root, path)));
}

/** What programs import: a package, or one of its further entry points. */
export interface EntryPoint {
  /** As it is imported: `@mxvm/executor-api/conformance`. */
  readonly name: string;
  /** Its source, from the root. */
  readonly source: string;
  /** The package's page, which is that of its first entry point. */
  readonly readme?: string;
  readonly description?: string;
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

function entryPointsIn(folder: string): EntryPoint[] {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
  if (manifest.private === true) return [];
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    const source = typeof target === "string" ? undefined : target["@mxvm/source"];
    if (source === undefined) return [];
    const name = manifest.name + path.slice(1);
    return [{ name, source: posix.join(folder, source), ...(path === "." ? { readme: posix.join(folder, "README.md"), description: manifest.description } : {}) }];
  });
}

/** Those of all published packages. */
export function entryPoints(): EntryPoint[] {
  const folders = ["apps", "packages"].flatMap((parent) => readdirSync(join(root, parent)).map((name) => posix.join(parent, name)));
  return folders.filter((folder) => existsSync(join(root, folder, "package.json"))).flatMap(entryPointsIn);
}

/** Files of Markdown that have a page. A `README.md` is the page of its folder, too. */
export function pagePaths(): string[] {
  const files = [startPage, ...sections.flatMap(({ pages }) => pages), ...entryPoints().flatMap(({ readme }) => readme ?? [])];
  return [...files, ...files.filter((file) => file.endsWith("/README.md")).map((file) => posix.dirname(file))];
}
