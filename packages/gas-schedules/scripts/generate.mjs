// Writes src/v1.ts … src/v9.ts from the gas schedules of the production node, as packaged by @xsuite/full-simulnet.
// The scenario schedules are not in that package; they are tables of their own.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { renderBase, renderChanges } from "./render.mjs";

const simulator = dirname(createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json"));
const folder = join(simulator, "config/node/config/gasSchedules");
const readSchedule = (version) => parse(readFileSync(join(folder, `gasScheduleV${version}.toml`), "utf8"));
const write = (version, text) => writeFileSync(new URL(`../src/v${version}.ts`, import.meta.url), text);

let before = readSchedule(1);
write(1, renderBase("v1", "Gas schedule V1 of the production node, whole. Written by scripts/generate.mjs.", before));
for (let version = 2; version <= 9; version++) {
  const schedule = readSchedule(version);
  const base = { name: `v${version - 1}`, file: `v${version - 1}`, schedule: before };
  const opening = `Gas schedule V${version} of the production node: what changes against V${version - 1}. Written by scripts/generate.mjs.`;
  write(version, renderChanges(`v${version}`, opening, base, schedule));
  before = schedule;
}
