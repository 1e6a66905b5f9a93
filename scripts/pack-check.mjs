// Packs the package in the working directory as it would be published, and checks the tarball: the manifest, the files,
// and what publint and attw say.
import { execSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sourceCondition = "@mxvm/source";
const dependencyFields = ["dependencies", "peerDependencies", "optionalDependencies"];

function output(command, cwd = process.cwd()) {
  return execSync(command, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function withoutSourceCondition(exports) {
  return JSON.parse(JSON.stringify(exports, (key, value) => (key === sourceCondition ? undefined : value)));
}

function manifestFaults(manifest) {
  const faults = [];
  const { exports: wanted } = JSON.parse(readFileSync("package.json", "utf8"));
  if (JSON.stringify(manifest.exports) !== JSON.stringify(withoutSourceCondition(wanted))) {
    faults.push(`publishConfig.exports is not exports without ${sourceCondition}`);
  }
  for (const [name, version] of dependencyFields.flatMap((field) => Object.entries(manifest[field] ?? {}))) {
    if (/^(workspace|link|file|catalog):/.test(version)) faults.push(`${name} is published as ${version}`);
  }
  if (manifest.private) faults.push("a private package is packed");
  return faults;
}

function fileFaults(files) {
  const missing = ["LICENSE", "README.md", "package.json"].filter((name) => !files.includes(name)).map((name) => `${name} is missing`);
  const unwanted = files.filter((name) => !/^(bin\/|dist\/|templates\/|([a-z-]+\.schema\.json|LICENSE|README\.md|CHANGELOG\.md|package\.json)$)/.test(name));
  return [...missing, ...unwanted.map((name) => `${name} should not be published`)];
}

/** What publint and attw find is on their output already; the answer names the tool. */
function toolFaults(folder, tarball) {
  const tools = [`publint run "${join(folder, tarball)}" --strict`, `attw "${join(folder, tarball)}" --profile esm-only --no-emoji`];
  return tools.filter((command) => spawnSync(command, { shell: true, stdio: "inherit" }).status !== 0);
}

function faultsOf(folder) {
  const tarball = "package.tgz";
  output(`pnpm pack --out "${join(folder, tarball)}"`);
  // The tarball is named relative to its folder: tar would read a drive letter as a host.
  const manifest = JSON.parse(output(`tar -xzOf ${tarball} package/package.json`, folder));
  const files = output(`tar -tzf ${tarball}`, folder).trim().split(/\r?\n/).map((path) => path.replace("package/", ""));
  return [...manifestFaults(manifest), ...fileFaults(files), ...toolFaults(folder, tarball)];
}

const folder = mkdtempSync(join(tmpdir(), "mxvm-pack-"));
try {
  const faults = faultsOf(folder);
  for (const fault of faults) console.error(`packed tarball: ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
