// Installs the workspace's packages, unless they are those of the lockfile already.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runs } from "./shell.mjs";

const stampFile = join(root, "node_modules", ".setup-stamp");
const attempts = 2;

function manifests() {
  const members = ["packages", "apps", "examples"].flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(folder, name, "package.json")) : [],
  );
  return ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", ...members].filter((file) => existsSync(join(root, file)));
}

function stamp() {
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of manifests()) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function packageManager() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
}

/** Answers whether the packages are in place. */
export function setUp() {
  const wanted = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return true;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (runs(`npx --yes ${packageManager()} install --frozen-lockfile`, { timeoutMinutes: 15 })) {
      writeFileSync(stampFile, wanted);
      return true;
    }
    if (attempt < attempts) console.error("\nThe install did not succeed; it is tried once more.\n");
  }
  console.error(
    "\nThe packages could not be installed. The lines above say why. A network fault: check that `npm ping` answers, then run\n" +
      "the same command again; what has arrived is kept. An outdated lockfile: run `npx pnpm install` and commit pnpm-lock.yaml.\n",
  );
  return false;
}
