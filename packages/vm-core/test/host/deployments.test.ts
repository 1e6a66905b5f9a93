// Deployments, upgrades and deletions by contracts, of production's host tests.
import { bytesToByteString } from "@mxvm/codec";
import { codeOf, mockContract, type MockEndpoint, type MockVm } from "@mxvm/executor-mock";
import { CallType, ReturnCode, type VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { alice, buffer, bytesOf, contractAddress, fail, finish, text, vector } from "../support/mock-world.js";
import { wasting } from "./support/actions.js";
import { child, figures, parent } from "./support/async-contracts.js";
import { createHost, errorsOf, nameOf, type ContractSetup } from "./support/host.js";
import type { Prices } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const source = contractAddress("source");
const target = contractAddress("target");
const sourceCode = codeOf(mockContract({ name: "source", endpoints: {} }));
const PER_BYTE = { AoTPreparePerByte: 1, CompilePerByte: 2 };
const initUses = 200;
const initGets = 300;

const codeAt = (output: VmOutput, address: Uint8Array): Uint8Array => output.outputAccounts.get(bytesToByteString(address))?.code ?? text("");

describe("a deployment from the code of another contract", () => {
  function deploy(change: { initGets?: number; perByte?: Partial<typeof PER_BYTE>; from?: Uint8Array } = {}): VmOutput {
    const run: MockEndpoint = (vm) => {
      const address = vm.hooks.mBufferNew();
      const from = [buffer(vm, change.from ?? source), buffer(vm, Uint8Array.of(0, 0)), vector(vm)] as const;
      vm.hooks.managedDeployFromSourceContract(BigInt(change.initGets ?? initGets), vm.hooks.bigIntNew(0n), ...from, address, vm.hooks.mBufferNew());
      finish(vm, bytesOf(vm, address));
    };
    return runFrom({ endpoints: { run } }, { endpoints: { init: wasting(initUses) } }, { ...PER_BYTE, ...change.perByte });
  }

  // Compiling is charged in place of what the creator's own code cost.
  test("costs init, and compilation and preparation of every byte", () => {
    const output = deploy();
    const address = output.returnData[0] ?? text("");
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - initUses - sourceCode.length * (1 + 2)) });
    expect(codeAt(output, address)).toEqual(sourceCode);
  });

  test.each([
    ["init", { initGets: 10 }],
    ["preparing the code", { perByte: { AoTPreparePerByte: 10 } }],
    ["compiling the code", { perByte: { CompilePerByte: 100 } }],
  ])("needs gas for %s", (_what, change) => {
    expect(deploy(change)).toMatchObject({ returnCode: ReturnCode.outOfGas, gasRemaining: 0n });
  });

  test("needs the other contract to have code", () => {
    const output = deploy({ from: alice });
    expect(output.returnCode).toBe(ReturnCode.executionFailed);
    expect(errorsOf(output)).toContain("invalid contract code");
  });
});

/** The parent runs; the source and a contract that may be upgraded are there. */
function runFrom(parentSetup: ContractSetup, sourceSetup: ContractSetup, baseCosts: object, more: { owner?: Uint8Array; step?: number } = {}): VmOutput {
  const upgradeable = { endpoints: { init: wasting(initUses) }, codeMetadata: [1, 0] as const, owner: more.owner ?? parent };
  const prices = { BaseOperationCost: baseCosts, BaseOpsAPICost: { AsyncCallStep: more.step ?? 0, AsyncCallbackGasLock: 0 } } as Prices;
  return createHost({ contracts: { parent: parentSetup, target: upgradeable, source: sourceSetup }, prices }).call(1000);
}

const upgradingTarget =
  (gas: number): MockEndpoint =>
  (vm) => {
    const from = [buffer(vm, source), buffer(vm, ""), vector(vm)] as const;
    vm.hooks.managedUpgradeFromSourceContract(buffer(vm, target), BigInt(gas), vm.hooks.bigIntNew(0n), ...from, vm.hooks.mBufferNew());
  };

describe.each([
  ["with a callback", { callBack: () => undefined }],
  ["without a callback", {}],
])("an upgrade from the code of another contract, %s", (_which, callbacks: Readonly<Record<string, MockEndpoint>>) => {
  interface Change {
    readonly owner?: Uint8Array;
    readonly step?: number;
    readonly initGets?: number;
    readonly upgradeUses?: number;
    readonly compilePerByte?: number;
  }

  function upgrade({ initGets: gas = initGets, upgradeUses = initUses, compilePerByte: CompilePerByte = 2, ...change }: Change = {}): VmOutput {
    const endpoints = { run: upgradingTarget(gas), ...callbacks };
    return runFrom({ endpoints }, { endpoints: { init: wasting(upgradeUses), upgrade: wasting(upgradeUses) } }, { ...PER_BYTE, CompilePerByte }, change);
  }

  test("gives the contract the code", () => {
    const output = upgrade();
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(codeAt(output, target)).toEqual(sourceCode);
  });

  test.each<[string, Change, string]>([
    ["the owner to ask for it", { owner: alice }, "upgrade not allowed"],
    ["gas for upgrade", { upgradeUses: 1000 }, "not enough gas"],
    ["gas for compiling", { compilePerByte: 150 }, "not enough gas"],
  ])("needs %s; the transaction goes on without", (_what, change, error) => {
    const output = upgrade(change);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(errorsOf(output)).toContain(error);
    expect(codeAt(output, target)).toEqual(text(""));
  });

  test("needs gas for the asynchronous call that it is", () => {
    const output = upgrade({ initGets: 100, step: 300 });
    expect(output.returnCode).toBe(ReturnCode.outOfGas);
    expect([...output.outputAccounts.values()].map(({ address }) => nameOf(address))).not.toContain("target");
  });
});

test("an upgrade stays although the callback fails", () => {
  const callBack: MockEndpoint = (vm) => { fail(vm, "fail"); };
  const output = runFrom({ endpoints: { run: upgradingTarget(initGets), callBack } }, { endpoints: { upgrade: wasting(initUses) } }, PER_BYTE);
  expect(output.returnCode).toBe(ReturnCode.ok);
  expect(errorsOf(output)).toContain("error signalled by smartcontract");
  expect(codeAt(output, target)).toEqual(sourceCode);
});

describe("a deletion", () => {
  test("by the contract itself, if that is its own owner, ends its account", () => {
    const run = (vm: MockVm): void => {
      vm.hooks.managedDeleteContract(buffer(vm, parent), 100_000n, vector(vm, Uint8Array.of(1, 2), Uint8Array.of(3, 4)));
    };
    const { call } = createHost({ contracts: { parent: { endpoints: { run }, codeMetadata: [1, 0], owner: parent } } });
    const output = call(1000);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(output.deletedAccounts.map(nameOf)).toEqual(["parent"]);
  });

  test("that comes from an owner in another shard ends the account", () => {
    const contracts = { child: { endpoints: { wasteGas: wasting(figures.childUses) }, codeMetadata: [1, 0] as const, owner: parent } };
    const leg = { callerAddress: parent, recipientAddress: child, callValue: 7n, callType: CallType.asynchronousCall };
    const output = createHost({ contracts }).call(2000, { ...leg, function: "deleteContract", arguments: [Uint8Array.of(0), Uint8Array.of(3), text(" there")] });
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(output.deletedAccounts.map(nameOf)).toEqual(["child"]);
  });
});
