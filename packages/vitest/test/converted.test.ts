// Scenarios and the tests that they are converted to: both pass, and both fail where any expected value is another.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createTestWorld } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { convert, createTestFolder, outcomeOf, removeScenarioFiles, runConverted, writeScenarioFile } from "./converted.js";

const { parseWat } = await wabt();
const adder = parseWat("adder.wat", readFileSync(new URL("../../../examples/adder/src/adder.wat", import.meta.url), "utf8")).toBinary({}).buffer;

const call = (id: string, tx: object, expected?: object): object => ({ step: "scCall", id, tx: { from: "address:alice", to: "sc:adder", gasLimit: "5,000,000", ...tx }, ...(expected && { expect: expected }) });

afterAll(removeScenarioFiles);

/** A bit of everything. */
const steps: readonly object[] = [
  {
    step: "setState",
    comment: "who there is",
    accounts: {
      "address:alice": {
        nonce: "3",
        balance: "1,000",
        username: "str:alice",
        esdt: { "str:TOK-123456": "50", "str:NFT-123456": { instances: [{ nonce: "1", balance: "2", creator: "address:bob", royalties: "5", hash: "keccak256:str:a", uri: ["str:u"], attributes: "u32:7" }], lastNonce: "1", roles: ["ESDTRoleNFTCreate"] } },
        storage: { "str:key": ["u8:1", "str:x"] },
      },
      "address:bob": {},
      "sc:vault": { code: "file:adder.wasm", owner: "address:alice", storage: { "str:sum": "9" } },
    },
    currentBlockInfo: { blockTimestamp: "100", blockNonce: "5" },
    newAddresses: [{ creatorAddress: "address:alice", creatorNonce: "3", newAddress: "sc:adder" }],
  },
  { step: "scDeploy", id: "deploy", tx: { from: "address:alice", contractCode: "file:adder.wasm", arguments: ["5"], gasLimit: "5,000,000" }, expect: { out: [], refund: "0" } },
  call("add", { function: "add", arguments: ["3"] }, { out: [], status: "0", logs: [], refund: "0", gas: "*" }),
  call("nothing", { function: "add" }, { status: "4", message: "str:wrong number of arguments", out: [], refund: "*" }),
  call("anything", { function: "missing" }),
  { step: "scQuery", id: "sum", tx: { to: "sc:adder", function: "getSum" }, expect: { out: ["8"], status: "0", refund: "0" } },
  { step: "transfer", id: "pay", tx: { from: "address:alice", to: "address:bob", egldValue: "100" } },
  { step: "transfer", id: "too-much", tx: { from: "address:bob", to: "address:alice", egldValue: "1,000,000" } },
  { step: "transfer", id: "tokens", tx: { from: "address:alice", to: "address:bob", esdtValue: [{ tokenIdentifier: "str:TOK-123456", value: "20" }], gasLimit: "5,000,000" } },
  { step: "validatorReward", id: "reward", tx: { to: "address:bob", egldValue: "7" } },
  { step: "setState", accounts: { "address:bob": { update: true, nonce: "77" }, "sc:vault": { update: true, code: "file:adder.wasm", storage: { "str:more": "1" } } }, blockHashes: ["str:hash"] },
  { step: "setState", comment: "which takes the hashes away", accounts: { "address:carol": { balance: "1" } } },
  {
    step: "checkState",
    accounts: {
      "address:alice": {
        nonce: "9",
        balance: "900",
        username: "str:alice",
        esdt: { "str:TOK-123456": "30", "str:NFT-123456": { instances: [{ nonce: "1", balance: "2", creator: "address:bob", royalties: "5", hash: "keccak256:str:a", uri: ["str:u"], attributes: "u32:7" }], lastNonce: "1", roles: ["ESDTRoleNFTCreate"] } },
        storage: { "str:key": "u8:1|str:x" },
      },
      "address:bob": { nonce: "77", balance: "*", esdt: { "str:TOK-123456": "20" } },
      "address:carol": { balance: "1" },
      "sc:adder": { storage: { "str:sum": "8" }, code: "file:adder.wasm", owner: "address:alice", codeMetadata: "0x0506" },
      "sc:vault": { storage: { "str:sum": "9", "+": "" }, code: "*" },
    },
  },
];

/** All scenarios in which one expected value is another. */
function mutantsOf(all: readonly object[]): readonly (readonly object[])[] {
  const mutants: (readonly object[])[] = [];
  const visit = (value: unknown, rebuild: (changed: unknown) => readonly object[]): void => {
    if (typeof value === "string") mutants.push(rebuild(value === "str:changed" ? "" : value.startsWith("ESDTRole") ? "ESDTRoleLocalMint" : value === "*" ? "123456789" : "12,345"));
    else if (Array.isArray(value)) {
      if (value.length === 0) mutants.push(rebuild(["12,345"]));
      value.forEach((item: unknown, index) => visit(item, (changed) => rebuild(value.map((other: unknown, at) => (at === index ? changed : other)))));
    } else if (typeof value === "object" && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        mutants.push(rebuild(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))));
        visit(item, (changed) => rebuild({ ...value, [name]: changed }));
      }
    }
  };
  all.forEach((step, index) => {
    for (const part of ["expect", "accounts"] as const) {
      if (!(part in step) || ("step" in step && step.step === "setState")) continue;
      visit((step as Record<string, unknown>)[part], (changed) => all.map((other, at) => (at === index ? { ...other, [part]: changed } : other)));
    }
  });
  return mutants;
}

describe("a converted scenario", () => {
  const { folder, remove } = createTestFolder();
  let path: string;

  beforeAll(() => {
    path = writeScenarioFile("all.scen.json", steps);
    writeFileSync(join(dirname(path), "adder.wasm"), adder);
  });
  afterAll(remove);

  test("passes where the scenario does, and fails where any expected value is another", async () => {
    const mutants = mutantsOf(steps).map((mutant, index) => writeScenarioFile(`mutant-${index}.scen.json`, mutant));
    const paths = [path, ...mutants].filter((file) => {
      try {
        return convert(file, folder) !== "";
      } catch {
        // Some values may not stand in every place; such a file is no scenario.
        return false;
      }
    });
    const outcomes = await runConverted(paths, folder);
    expect(outcomeOf(path)).toBe("passed");
    expect(outcomes.get(path)).toBe("passed");
    const differing = paths.filter((file) => (outcomeOf(file) === "passed") !== (outcomes.get(file) === "passed"));
    expect(differing.map((file) => [outcomeOf(file), outcomes.get(file)])).toEqual([]);
    expect(paths.filter((file) => outcomeOf(file) !== "passed").length).toBeGreaterThan(40);
  });

  test("runs on the executors of a module, too", async () => {
    const own = createTestFolder();
    const worlds = [
      'import { createWasmExecutor } from "@mxvm/executor-wasm";',
      'import { scenarioGasSchedules } from "@mxvm/gas-schedules";',
      'import { defineWorlds } from "@mxvm/vitest";',
      'import { createVm } from "@mxvm/vm-core";',
      'import { createMockWorld } from "@mxvm/world-mock";',
      "const vm = createVm({ executor: createWasmExecutor() });",
      "export default defineWorlds({ wasm: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm }) });",
    ];
    writeFileSync(join(own.folder, "worlds.ts"), worlds.join("\n"));
    const [mutant] = mutantsOf(steps).slice(-1);
    const paths = [path, writeScenarioFile("worlds-mutant.scen.json", mutant!)];
    try {
      const outcomes = await runConverted(paths, own.folder, "./worlds.js");
      expect(paths.map((file) => outcomes.get(file) === "passed")).toEqual(paths.map((file) => outcomeOf(file) === "passed"));
      expect(outcomes.get(path)).toBe("passed");
    } finally {
      own.remove();
    }
  });

  test("is the same text each time, and reads as a test", () => {
    const text = convert(path, folder);
    expect(convert(path, folder)).toBe(text);
    expect(text).toContain('test("add", () => {\n    const result = alice.call({ to: adder, function: "add", args: ["3"], gasLimit: 5_000_000n, id: "add" });');
    expect(text).toContain('expect(failure).toFailWith({ code: "user error", message: "wrong number of arguments" });');
    expect(text).toContain("  // who there is\n");
    expect(text).toContain('world.attempt(() => alice.transfer({ to: bob, egld: 100n, gasLimit: 0n, id: "pay" }));');
  });
});

test("a recording of a test, converted, passes", async () => {
  const { folder, remove } = createTestFolder();
  const world = createTestWorld(createMockWorld({ gasSchedule: scenarioGasSchedules.default, vm: createVm({ executor: createWasmExecutor() }) }));
  const abi = { name: "Adder", constructor: { inputs: [{ name: "initial", type: "BigUint" }] }, endpoints: [{ name: "add", inputs: [{ name: "value", type: "BigUint" }] }, { name: "getSum", inputs: [], outputs: [{ type: "BigUint" }] }] } as const;
  const alice = world.account("alice", { balance: 10n ** 12n, tokens: { "TOK-123456": 5n, "NFT-123456": { instances: [{ nonce: 1n, balance: 2n, attributes: "u8:1" }], frozen: true } } });
  const sum = world.deploy({ abi, code: adder }, { from: alice, name: "adder", args: { initial: 5n } });
  sum.call.add({ value: 3n }, { from: alice, gasPrice: 1n, gasLimit: 5_000_000n });
  sum.query.getSum();
  world.setBlockHashes(["str:hash"]);
  world.advance({ blocks: 2n, seconds: 12n });
  world.fails(() => alice.call({ to: sum, function: "missing" }));
  world.attempt(() => alice.transfer({ to: sum, egld: 10n ** 13n }));
  world.attempt(() => alice.transfer({ to: sum, tokens: { "TOK-123456": 9n } }));
  alice.set({ storage: { "str:key": "5" }, username: "alice" });
  const path = writeScenarioFile("recorded.scen.json", []);
  writeFileSync(path, world.toScenario({ name: "recorded" }));
  try {
    const outcomes = await runConverted([path], folder);
    expect([outcomeOf(path), outcomes.get(path)]).toEqual(["passed", "passed"]);
  } finally {
    remove();
  }
});
