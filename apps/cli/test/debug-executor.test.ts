// Scenarios on TypeScript contracts: the configuration says which contract stands for which build.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Project } from "./support.js";
import { call, createProject, deploy, scenarioOf } from "./support.js";

let project: Project;

const contractSource = `
import { contract, endpoint, init, mapper, require, t } from "@mxvm/contract-api";

export const limited = contract("Limited", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({}, () => undefined),
  endpoints: {
    fill: endpoint({}, (sc) => {
      sc.storage.sum.set(1n);
    }),
    overflow: endpoint({}, () => {
      require(false, "too much");
    }),
    take: endpoint({ amount: t.bigUint }, (_sc, { amount }) => {
      require(amount < 5n, "too much");
    }),
  },
});
`;

beforeEach(() => {
  project = createProject();
  project.write("package.json", '{"name": "a-project", "type": "module"}');
  project.install("@mxvm/contract-api");
  project.write("contract.ts", contractSource);
  project.write("mxvm.config.ts", 'import { defineConfig } from "mxvm";\nimport { limited } from "./contract.js";\nexport default defineConfig({ contracts: { "limited.mxsc.json": limited } });\n');
});

afterEach(() => {
  project.remove();
});

it("runs scenarios unchanged, whether the build exists or not", async () => {
  project.write("scenarios/a.scen.json", scenarioOf(deploy("mxsc:../output/limited.mxsc.json"), call("fill")));
  const { exitCode, out } = await project.run("test", "scenarios", "--executor", "debug");
  expect([exitCode, out]).toEqual([0, expect.stringContaining("1 passed")]);
});

it("shows where the contract failed", async () => {
  project.write("scenarios/a.scen.json", scenarioOf(deploy("mxsc:../output/limited.mxsc.json"), call("overflow")));
  const { exitCode, out, err } = await project.run("test", "scenarios", "--executor", "debug");
  expect(exitCode).toBe(1);
  expect(out + err).toContain("too much");
  expect(out + err).toMatch(/in Limited\.overflow\n.*contract\.ts:11:/);
});

it("shows what was called by the ABIs of the contracts, whichever build they stand for", async () => {
  const take = { step: "scCall", id: "take", tx: { from: "address:user", to: "sc:contract", function: "take", arguments: ["5"], gasLimit: "5000000", gasPrice: "0" }, expect: { status: "0" } };
  for (const build of ["limited.mxsc.json", "limited.wasm"]) {
    project.write("mxvm.config.ts", `import { defineConfig } from "mxvm";\nimport { limited } from "./contract.js";\nexport default defineConfig({ contracts: { "${build}": limited } });\n`);
    project.write("scenarios/a.scen.json", scenarioOf(deploy(`${build.endsWith("wasm") ? "file" : "mxsc"}:../output/${build}`), take));
    const { out } = await project.run("test", "scenarios", "--executor", "debug");
    expect(out).toContain("address:user calls sc:contract.take(amount: 5n) (gas 5,000,000)\n    └─ failed with user error: too much\n");
  }
});

it("says what contracts are in a configuration", async () => {
  project.write("mxvm.config.ts", 'import { defineConfig } from "mxvm";\nexport default defineConfig({ contracts: { "limited.mxsc.json": {} as never } });\n');
  project.write("a.scen.json", scenarioOf());
  const { exitCode, err } = await project.run("test", ".");
  expect([exitCode, err]).toEqual([2, expect.stringContaining('contracts["limited.mxsc.json"]: found object, expected a contract')]);
});

it("shows contracts the shards of addresses in the framework's dialect, and not in production's", async () => {
  const shards = `
import { contract, init, t, view } from "@mxvm/contract-api";
export const limited = contract("Limited", {}, {
  init: init({}, () => undefined),
  endpoints: { shard: view({ of: t.address }, t.u32, (sc, { of }) => sc.blockchain.shardOf(of)) },
});`;
  project.write("contract.ts", shards);
  const shardOfUser = { step: "scQuery", tx: { to: "sc:contract", function: "shard", arguments: ["address:user#01"] }, expect: { out: ["1"] } };
  project.write("scenarios/a.scen.json", scenarioOf(deploy("mxsc:../output/limited.mxsc.json"), shardOfUser));
  expect((await project.run("test", "scenarios", "--executor", "debug", "--dialect", "rust")).exitCode).toBe(0);
  const { exitCode, out } = await project.run("test", "scenarios", "--executor", "debug");
  expect([exitCode, out]).toEqual([1, expect.stringContaining('out: expected [ "1" ], actual [""]')]);
});
