// A project outside the workspace that installs the packages as they would be published.
import { execSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface PackedProject {
  readonly folder: string;
  remove(): void;
}

/** Packs the packages (their builds must be there) and installs them from their tarballs. */
export function createPackedProject(packages: readonly string[]): PackedProject {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-packed-"));
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  const dependencies = Object.fromEntries(
    packages.map((name) => {
      const tarball = join(tarballs, `${name}.tgz`);
      execSync(`npx --no-install pnpm pack --out "${tarball}"`, { cwd: join(root, "packages", name), stdio: "ignore" });
      return [`@mxvm/${name}`, `file:${tarball}`];
    }),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "packed", private: true, type: "module", dependencies }));
  execSync("npm install --no-audit --no-fund --ignore-scripts", { cwd: folder, stdio: "ignore" });
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
