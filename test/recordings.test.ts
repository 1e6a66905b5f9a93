// Recordings of random tests: each replays on every executor that can hold its contracts, and comes to the same accounts.
import { addressToBytes } from "@mxvm/codec";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { isWorldError, type World } from "@mxvm/protocol-hooks";
import { type BytesLike, createScenarioLoader, createTestWorld, formatRunError, formatScenario, runScenario, type TestAccount, type TestContract, type TestWorld, writeAccounts } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adder, adderInTypeScript } from "./recordings/adders.js";

const executors: readonly { readonly name: string; readonly executor: ExecutorFactory }[] = [
  { name: "executor-wasm", executor: createWasmExecutor() },
  ...(isWasmerLibraryInstalled() ? [{ name: "executor-wasmer", executor: createWasmerExecutor() }] : []),
];
const debug = createDebugExecutor({ contracts: [adderInTypeScript] });

const worldOn = (executor: ExecutorFactory): World => createMockWorld({ gasSchedule: scenarioGasSchedules.default, vm: createVm({ executor }) });

const tokens = ["TOK-123456", "NFT-123456"] as const;
const people = ["alice", "bob", "carol"] as const;

type Operation = (world: TestWorld, accounts: readonly TestAccount[]) => void;

const who = fc.nat({ max: people.length - 1 });
const amount = fc.bigInt({ min: 0n, max: 200n });
const gas = fc.record({ gasLimit: fc.constantFrom(100_000n, 5_000_000n, 600_000_000n), gasPrice: fc.constantFrom(0n, 0n, 1n) });

/** Both forms of the contract have the same ABI. */
function operationsOn(code: BytesLike): fc.Arbitrary<Operation> {
  const contract = { abi: adder.abi, code };
  const sumOf = (world: TestWorld): TestContract<typeof adder.abi> => world.contract(adder.abi, "sc:adder");
  const onSum = (world: TestWorld, act: (sum: ReturnType<typeof sumOf>) => void): void => {
    if ((world.world.getAccount(scAdder)?.code.length ?? 0) > 0) act(sumOf(world));
  };
  return fc.oneof(
    fc.record({ from: who, value: fc.bigInt({ min: 0n, max: 2n ** 70n }), gas }).map(({ from, value, gas: limits }): Operation => (world, accounts) =>
      onSum(world, (sum) => void world.attempt(() => sum.call.add({ value }, { from: accounts[from]!, ...limits })))),
    fc.constant<Operation>((world) => onSum(world, (sum) => void world.attempt(() => sum.query.getSum()))),
    fc.record({ from: who, to: who, egld: amount, gas }).map(({ from, to, egld, gas: limits }): Operation => (world, accounts) =>
      void world.attempt(() => accounts[from]!.transfer({ to: accounts[to]!, egld, ...limits }))),
    fc.record({ from: who, to: who, units: amount, nonce: fc.bigInt({ min: 0n, max: 2n }), gas, many: fc.boolean() }).map(({ from, to, units, nonce, gas: limits, many }): Operation => (world, accounts) => {
      const payments = [{ token: tokens[0], amount: units }, { token: tokens[1], nonce, amount: units % 3n }];
      void world.attempt(() => accounts[from]!.transfer({ to: accounts[to]!, tokens: many ? payments : [payments[Number(nonce) % 2]!], ...limits }));
    }),
    fc.record({ from: who, to: who, units: amount, gas }).map(({ from, to, units, gas: limits }): Operation => (world, accounts) =>
      onSum(world, () => void world.attempt(() => accounts[from]!.call({ to: "sc:adder", function: "add", args: [`${units}`], tokens: { [tokens[0]]: units }, ...limits, id: `by-name-${to}` })))),
    fc.record({ from: who, units: amount, name: fc.constantFrom("ESDTLocalMint", "ESDTLocalBurn", "ESDTNFTCreate", "ESDTNFTAddQuantity", "SaveKeyValue"), gas }).map(({ from, units, name, gas: limits }): Operation => (world, accounts) => {
      const args = {
        ESDTLocalMint: [`str:${tokens[0]}`, `${units}`],
        ESDTLocalBurn: [`str:${tokens[0]}`, `${units}`],
        ESDTNFTCreate: [`str:${tokens[1]}`, `${units + 1n}`, "str:name", "5", "str:hash", "str:attributes", "str:uri"],
        ESDTNFTAddQuantity: [`str:${tokens[1]}`, "1", `${units}`],
        SaveKeyValue: ["str:key", `${units}`],
      }[name];
      void world.attempt(() => accounts[from]!.call({ to: accounts[from]!, function: name, args, ...limits }));
    }),
    fc.record({ from: who, named: fc.boolean(), value: amount }).map(({ from, named, value }): Operation => (world, accounts) =>
      void world.attempt(() => world.deploy(contract, { from: accounts[from]!, args: { initial_value: value }, ...(named && { name: "adder" }) }))),
    fc.record({ from: who, value: amount }).map(({ from }): Operation => (world, accounts) =>
      onSum(world, () => void world.attempt(() => accounts[from]!.upgrade({ to: "sc:adder", code: contract.code, args: ["5"] })))),
    fc.record({ of: who, balance: amount, nonce: fc.bigInt({ min: 500n, max: 600n }), frozen: fc.boolean(), put: fc.boolean() }).map(({ of, balance, nonce, frozen, put }): Operation => (world, accounts) => {
      const setup = { balance, nonce, username: `user${balance}`, tokens: { [tokens[0]]: { balance, frozen, roles: ["ESDTRoleLocalMint"] } }, storage: { "str:own": `${balance}` } };
      if (put) world.account(people[of]!, { ...setup, developerRewards: 5n, asyncCallData: "waits" });
      else accounts[of]!.set(setup);
    }),
    fc.record({ blocks: fc.bigInt({ min: 0n, max: 5n }), seconds: fc.bigInt({ min: 0n, max: 50n }), epochs: fc.nat({ max: 3 }) }).map((by): Operation => (world) => world.advance(by)),
    fc.constant<Operation>((world) => world.setPreviousBlock({ nonce: 4n, round: 5n, epoch: 1, timestampMs: 1234n, randomSeed: new Uint8Array(48).fill(3) })),
    fc.array(fc.constantFrom("str:first", "0x0102", "keccak256:str:x"), { maxLength: 3 }).map((hashes): Operation => (world) => world.setBlockHashes(hashes)),
    fc.record({ to: who, egld: amount }).map(({ to, egld }): Operation => (world, accounts) => world.rewardValidator(accounts[to]!, egld)),
    fc.record({ from: who, to: who, value: amount }).map(({ from, to, value }): Operation => (world, accounts) => {
      const [sender, receiver] = [addressToBytes(accounts[from]!.address), addressToBytes(accounts[to]!.address)];
      world.world.execute({ kind: "transfer", txHash: new Uint8Array(32).fill(0x2e), sender, receiver, value, gasLimit: 50_000n, gasPrice: 0n, esdt: [] });
      world.world.setCurrentBlock({ nonce: value });
    }),
  );
}

const scAdder = Uint8Array.from([...new Uint8Array(8), 5, 0, ...Buffer.from("adder".padEnd(22, "_"))]);

function start(executor: ExecutorFactory): { readonly world: TestWorld; readonly accounts: readonly TestAccount[] } {
  const world = createTestWorld(worldOn(executor));
  const accounts = people.map((name) =>
    world.account(name, {
      balance: 10n ** 12n,
      tokens: {
        [tokens[0]]: { balance: 500n, roles: ["ESDTRoleLocalMint", "ESDTRoleLocalBurn"] },
        [tokens[1]]: { instances: [{ nonce: 1n, balance: 5n, creator: "address:alice", royalties: 7, hash: "str:h", uris: ["str:u1", "str:u2"], attributes: "u32:5" }], lastNonce: 1n, roles: ["ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity"] },
      },
    }),
  );
  return { world, accounts };
}

function replay(text: string, executor: ExecutorFactory): { readonly error: string | undefined; readonly accounts: string } {
  const loader = createScenarioLoader({ files: { readFile: () => adder.code } });
  const { error, world } = runScenario(loader.parse({ path: "recorded.scen.json", text }), { loader, createWorld: () => worldOn(executor) });
  const accounts = writeAccounts(world);
  world.close();
  return { error: error && formatRunError(error), accounts };
}

function run(operations: readonly Operation[], world: TestWorld, accounts: readonly TestAccount[]): void {
  for (const operation of operations) {
    try {
      operation(world, accounts);
    } catch (thrown) {
      // Somebody who cannot pay the fee: nothing happens.
      if (!isWorldError(thrown)) throw thrown;
    }
  }
}

/** Records a random test: part of it in a fork, part of it taken back. */
function record(operations: readonly Operation[], executor: ExecutorFactory): { readonly text: string; readonly accounts: string } {
  const { world, accounts } = start(executor);
  const third = Math.ceil(operations.length / 3);
  run(operations.slice(0, third), world, accounts);
  const mark = world.snapshot();
  run(operations.slice(0, third), world, accounts);
  world.revert(mark);
  const fork = world.fork();
  const inFork = accounts.map((account) => account.on(fork));
  run(operations.slice(third), fork, inFork);
  return { text: fork.toScenario({ name: "random" }), accounts: writeAccounts(fork.world) };
}

describe("recordings of random tests", () => {
  const runs = { numRuns: 150, seed: 7 };

  it.each(executors)("replay on $name, and come to the same accounts", ({ executor }) => {
    fc.assert(
      fc.property(fc.array(operationsOn(adder.code), { minLength: 3, maxLength: 25 }), (operations) => {
        const { text, accounts } = record(operations, executors[0]!.executor);
        expect(formatScenario({ path: "recorded", text })).toBe(text);
        expect(replay(text, executor)).toEqual({ error: undefined, accounts });
      }),
      runs,
    );
  });

  it("replay on executor-debug with contracts in TypeScript", () => {
    fc.assert(
      fc.property(fc.array(operationsOn(adderInTypeScript.code), { minLength: 3, maxLength: 25 }), (operations) => {
        const { text, accounts } = record(operations, debug);
        expect(replay(text, debug)).toEqual({ error: undefined, accounts });
      }),
      runs,
    );
  });
});
