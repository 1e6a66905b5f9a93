// Calls and deployments as production's host tests make them with Wasm contracts: what the VM refuses, and what parents and children do with
// value, transfers, storage and each other's failures.
import { bytesToByteString, bytesToHex, bytesToUnsigned } from "@mxvm/codec";
import { codeOf, mockContract, type MockEndpoint, type MockVm } from "@mxvm/executor-mock";
import { BlockchainHookError, type ContractCreateInput, type OutputAccount, ReturnCode, type ReturnCodeValue, type VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { createInput } from "../support/handler.js";
import { alice, buffer, bytesOf, contractAddress, fail, finish, store, text, tokenIdentifier, userAddress, vector } from "../support/mock-world.js";
import { argumentsOf, callLegacy, callOnDestination, callOnSame, transfer, transferTokens } from "./support/actions.js";
import { child, parent } from "./support/async-contracts.js";
import {
  balanceDelta,
  type BuiltInFunction,
  createHost,
  failingBuiltIn,
  gasUsed,
  type Host,
  logsOf,
  nameOf,
  outputOf,
  returnData,
  transfersOf,
  writtenStorage,
} from "./support/host.js";
import { spend } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const accountOf = (output: VmOutput, address: Uint8Array): OutputAccount | undefined => output.outputAccounts.get(bytesToByteString(address));

describe("a call", () => {
  const counter = { parent: { endpoints: { init: () => undefined, callBack: () => undefined, run: () => undefined } } };

  test.each<[string, ReturnCodeValue, string]>([
    ["init", ReturnCode.userError, "invalid function (calling init() directly is forbidden)"],
    ["callBack", ReturnCode.userError, "invalid function (calling callBack() directly is forbidden)"],
    ["wrong", ReturnCode.functionNotFound, "invalid function (not found)"],
  ])("of %s is refused", (name, returnCode, returnMessage) => {
    expect(createHost({ contracts: counter }).call(1000, { function: name })).toMatchObject({ returnCode, returnMessage });
  });

  test("needs a contract with code, and gas for it", () => {
    const host = createHost({ contracts: counter, prices: { BaseOperationCost: { GetCode: 1 } } });
    expect(host.call(0)).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas" });
    expect(host.call(1000, { recipientAddress: child }).returnCode).toBe(ReturnCode.contractNotFound);
    host.world.setAccount({ address: child, code: text("not WASM"), ownerAddress: alice });
    expect(host.call(1000, { recipientAddress: child }).returnCode).toBe(ReturnCode.contractInvalid);
  });

  test("leaves a contract as able as before, whatever came of the last one", () => {
    const run: MockEndpoint = (vm) => {
      const [how = text("")] = argumentsOf(vm);
      finish(vm, Uint8Array.of(100));
      if (bytesToByteString(how) === "error") fail(vm, "exit here");
      if (bytesToByteString(how) === "failure") vm.trap("unreachable");
    };
    const { call } = createHost({ contracts: { parent: { endpoints: { run } } } });
    const outcomes = ["ok", "error", "ok", "failure", "failure", "failure", "failure", "ok"].map((how) => {
      const output = call(1000, { arguments: [text(how)] });
      return [output.returnCode, output.returnMessage, ...returnData(output)];
    });
    const [ok, failed] = [[ReturnCode.ok, "", "d"], [ReturnCode.executionFailed, "execution failed"]];
    expect(outcomes).toEqual([ok, [ReturnCode.userError, "exit here"], ok, failed, failed, failed, failed, ok]);
  });

  test("reads its value as 32 bytes, and arguments as int64", () => {
    const run: MockEndpoint = (vm) => {
      expect(vm.hooks.getCallValue(0)).toBe(32);
      finish(vm, vm.memory.load(0, 32));
      vm.hooks.int64finish(vm.hooks.int64getArgument(0));
    };
    const { call } = createHost({ contracts: { parent: { endpoints: { run } } } });
    for (const callValue of [64n, 0x400c1063n, 19n * 256n + 233n]) {
      const [value = text(""), argument = text("")] = call(1000, { callValue, arguments: [Uint8Array.of(0x30, 0x39)] }).returnData;
      expect([bytesToUnsigned(value), value.length]).toEqual([callValue, 32]);
      expect(argument).toEqual(Uint8Array.of(0x30, 0x39));
    }
  });
});

/** Moves value to somebody with data, stores and returns. */
const prepare = (vm: MockVm): void => {
  store(vm, "keyA", "dataA");
  store(vm, "keyB", "dataB");
  finish(vm, "finishA");
  finish(vm, "finishB");
  transfer(vm, userAddress("receiver"), 42n, "data of the parent");
};
const preparedStorage = ["parent.keyA = dataA", "parent.keyB = dataB"];
const preparedTransfer = { from: "parent", to: "receiver", value: 42, data: "data of the parent" };

describe("a parent", () => {
  test("that prepares moves, stores and returns", () => {
    const output = createHost({ contracts: { parent: { endpoints: { run: prepare } } } }).call(1000);
    expect([balanceDelta(output, "parent"), balanceDelta(output, "receiver")]).toEqual([-42, 42]);
    expect([returnData(output), writtenStorage(output), transfersOf(output)]).toEqual([["finishA", "finishB"], preparedStorage, [preparedTransfer]]);
  });

  test("that calls its child on its own context stores, pays and is charged for it", () => {
    const run: MockEndpoint = (vm) => {
      prepare(vm);
      callOnSame(vm, 500, { to: child, function: "work", value: 99n, args: ["qwerty"] });
      finish(vm, "succ");
    };
    const work: MockEndpoint = (vm) => {
      spend(vm, 93);
      store(vm, "child", "dataC");
      finish(vm, "child finish");
      transfer(vm, userAddress("another"), 96n, argumentsOf(vm)[0]);
    };
    const output = createHost({ contracts: { parent: { endpoints: { run } }, child: { endpoints: { work } } } }).call(1000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 907n });
    expect(["parent", "child", "receiver", "another"].map((name) => balanceDelta(output, name))).toEqual([-42 - 96, 0, 42, 96]);
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([93, 0]);
    expect(returnData(output)).toEqual(["finishA", "finishB", "child finish", "succ"]);
    expect(writtenStorage(output)).toEqual([...preparedStorage, "parent.child = dataC"]);
    expect(transfersOf(output)).toEqual([preparedTransfer, { from: "parent", to: "another", value: 96, data: "qwerty" }]);
  });

  test("that calls its child on the child's context pays it, and the child pays from its own", () => {
    const run: MockEndpoint = (vm) => {
      prepare(vm);
      callOnDestination(vm, 500, { to: child, function: "work", value: 99n });
      finish(vm, "succ");
    };
    const work: MockEndpoint = (vm) => {
      spend(vm, 93);
      store(vm, "child", "dataC");
      finish(vm, "child finish");
      transfer(vm, userAddress("another"), 12n, "Second sentence.");
    };
    const output = createHost({ contracts: { parent: { endpoints: { run } }, child: { endpoints: { work } } } }).call(1000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 907n });
    expect(["parent", "child", "receiver", "another"].map((name) => balanceDelta(output, name))).toEqual([-141, 99 - 12, 42, 12]);
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([0, 93]);
    expect(writtenStorage(output)).toEqual([...preparedStorage, "child.child = dataC"]);
    expect(transfersOf(output)).toEqual([preparedTransfer, { from: "child", to: "another", value: 12, data: "Second sentence." }]);
  });

  describe.each([["its own", callOnSame], ["the child's", callOnDestination]])("that calls on %s context", (_whose, call) => {
    test("fails if there is no child", () => {
      const run: MockEndpoint = (vm) => { call(vm, 500, { to: contractAddress("nobody"), function: "work" }); };
      const output = createHost({ contracts: { parent: { endpoints: { run } } } }).call(1000);
      expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, gasRemaining: 0n });
      expect(output.returnMessage).toContain("account not found");
    });

    test("runs out of gas with its child", () => {
      const run: MockEndpoint = (vm) => { call(vm, 500, { to: child, function: "work", value: 99n }); };
      const work: MockEndpoint = (vm) => { for (;;) spend(vm, 100); };
      const output = createHost({ contracts: { parent: { endpoints: { run } }, child: { endpoints: { work } } } }).call(1000);
      expect(output).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas", gasRemaining: 0n });
    });
  });
});

describe("built-in functions, as contracts call them", () => {
  const calling = (name: string): Host => {
    const run: MockEndpoint = (vm) => {
      callOnDestination(vm, 500, { to: parent, function: name });
      finish(vm, "succ");
    };
    const builtInDoSomething: BuiltInFunction = ({ gasProvided }) => outputOf({ gasRemaining: gasProvided, to: alice, value: 0n });
    return createHost({ contracts: { parent: { endpoints: { run } } }, builtIns: { builtInDoSomething, builtInFail: failingBuiltIn("whatdidyoudo") } });
  };

  test("may do nothing", () => {
    const output = calling("builtInDoSomething").call(1000);
    expect([output.returnCode, balanceDelta(output, "parent"), returnData(output)]).toEqual([ReturnCode.ok, 0, ["succ"]]);
  });

  test.each([
    ["builtInNobodyKnows", "invalid function (not found)"],
    ["builtInFail", "whatdidyoudo"],
  ])("%s fails with what the protocol says", (name, returnMessage) => {
    expect(calling(name).call(1000)).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage, gasRemaining: 0n });
  });

  test("that fail asynchronously hand their code to the callback", () => {
    const run: MockEndpoint = (vm) => {
      finish(vm, "hello");
      callLegacy(vm, { to: parent, function: "builtInFail" });
    };
    const callBack: MockEndpoint = (vm) => { finish(vm, argumentsOf(vm)[0] ?? ""); };
    const host = createHost({ contracts: { parent: { endpoints: { run, callBack } } }, builtIns: { builtInFail: failingBuiltIn("whatdidyoudo") } });
    expect(returnData(host.call(1000))).toEqual(["hello", "\x0a"]);
  });

  test("move tokens from a contract to itself", () => {
    const run: MockEndpoint = (vm) => { transferTokens(vm, { to: parent, amount: 16n, gas: 100 }); };
    const output = createHost({ contracts: { parent: { endpoints: { run }, tokens: 100n, codeMetadata: [0, 2] } } }).call(1000);
    expect([output.returnCode, output.returnMessage]).toEqual([ReturnCode.ok, ""]);
    const data = `ESDTTransfer@${bytesToHex(tokenIdentifier)}@10`;
    expect(transfersOf(output)).toEqual([{ from: "parent", to: "parent", value: 0, data }]);
  });
});

describe("a deployment", () => {
  const init: MockEndpoint = (vm) => {
    if (argumentsOf(vm)[0]?.[0] === 1) fail(vm, "init failed");
    finish(vm, "init successful");
  };
  const code = codeOf(mockContract({ name: "fresh", endpoints: {} }));
  const fresh = { endpoints: { init } };

  test("by a user gives the contract code and value, and lists the user's nonce", () => {
    const { vm, world } = createHost({ contracts: { fresh } });
    world.updateAccount({ address: alice, nonce: 24n });
    const output = vm.runSmartContractCreate(createInput(code, { gasProvided: 1000n, callValue: 88n, arguments: [Uint8Array.of(0)] }));
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 1000n });
    expect(returnData(output)).toEqual(["init successful"]);
    const created = [...output.outputAccounts.values()].filter((account) => account.code.length > 0);
    expect(created).toMatchObject([{ code, balanceDelta: 88n }]);
    expect(accountOf(output, alice)?.nonce).toBe(24n);
  });

  test.each<[string, Partial<ContractCreateInput>, ReturnCodeValue]>([
    ["with less gas than the code costs", { gasProvided: 8n }, ReturnCode.outOfGas],
    ["whose init signals an error", { arguments: [Uint8Array.of(1)] }, ReturnCode.userError],
  ])("by a user %s fails", (_how, change, returnCode) => {
    const { vm } = createHost({ contracts: { fresh }, prices: { BaseOperationCost: { CompilePerByte: 1 } } });
    expect(vm.runSmartContractCreate(createInput(code, { gasProvided: 1000n, ...change })).returnCode).toBe(returnCode);
  });

  test("needs an address", () => {
    const newAddress = (): never => {
      throw new BlockchainHookError("new address error");
    };
    const { vm } = createHost({ contracts: { fresh }, hooks: { newAddress } });
    const output = vm.runSmartContractCreate(createInput(code, { gasProvided: 1000n }));
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "new address error" });
  });

  test("has at most 2^63 - 1 of gas", () => {
    const { vm } = createHost({ contracts: { fresh } });
    const most = 2n ** 63n - 1n;
    for (const gasProvided of [2n ** 64n - 1n, most + 1n]) expect(() => vm.runSmartContractCreate(createInput(code, { gasProvided }))).toThrow("invalid gas provided");
    expect(vm.runSmartContractCreate(createInput(code, { gasProvided: most }))).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: most });
  });

  /** Deploys, with 42 of EGLD unless said otherwise, and returns the address. */
  const deploying =
    (argument: Uint8Array, value = 42n): MockEndpoint =>
    (vm) => {
      const address = vm.hooks.mBufferNew();
      const created = [buffer(vm, code), buffer(vm, Uint8Array.of(1, 0)), vector(vm, argument), address, vm.hooks.mBufferNew()] as const;
      vm.hooks.managedCreateContract(500n, vm.hooks.bigIntNew(value), ...created);
      finish(vm, bytesOf(vm, address));
    };

  test("by a contract gives value, metadata and deployer, and is logged", () => {
    const output = createHost({ contracts: { parent: { endpoints: { run: deploying(Uint8Array.of(0)) } }, fresh } }).call(1000);
    const address = output.returnData.at(-1) ?? text("");
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 1000n });
    expect(accountOf(output, address)).toMatchObject({ code, codeMetadata: Uint8Array.of(1, 0), balanceDelta: 42n, codeDeployerAddress: parent });
    expect(balanceDelta(output, "parent")).toBe(-42);
    expect(logsOf(output)).toEqual([`parent transferValueOnly [42, ${nameOf(address)}] [DeploySmartContract, init, \0]`]);
  });

  test("by a contract fails with init", () => {
    const output = createHost({ contracts: { parent: { endpoints: { run: deploying(Uint8Array.of(1)) } }, fresh } }).call(1000);
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "error signalled by smartcontract" });
  });

  test("by an init makes a contract that knows its maker for one", () => {
    // A contract has no balance to send before it is deployed.
    const maker = { endpoints: { init: deploying(Uint8Array.of(0), 0n) } };
    const knowing = {
      endpoints: {
        init: (vm: MockVm): void => {
          const caller = vm.hooks.mBufferNew();
          vm.hooks.managedCaller(caller);
          vm.memory.store(0, bytesOf(vm, caller));
          if (vm.hooks.isSmartContract(0) === 1) finish(vm, "succ");
        },
      },
    };
    const { vm } = createHost({ contracts: { maker, fresh: knowing } });
    const makerCode = codeOf(mockContract({ name: "maker", endpoints: {} }));
    const output = vm.runSmartContractCreate(createInput(makerCode, { gasProvided: 1000n, callValue: 1000n }));
    expect([output.returnCode, returnData(output)[0]]).toEqual([ReturnCode.ok, "succ"]);
    expect(logsOf(output)).toHaveLength(1);
  });
});

test("a contract reads what the protocol knows of time", () => {
  const run: MockEndpoint = ({ hooks }) => {
    const figures = [hooks.getBlockRoundTimeMs(), hooks.epochStartBlockTimestampMs(), hooks.epochStartBlockNonce(), hooks.epochStartBlockRound()];
    for (const figure of figures) hooks.int64finish(figure);
  };
  const hooks = { roundTime: () => 6000n, epochStartBlockTimeStampMs: () => 123n, epochStartBlockNonce: () => 45n, epochStartBlockRound: () => 67n };
  const output = createHost({ contracts: { parent: { endpoints: { run } } }, hooks }).call(1000);
  expect(output.returnData).toEqual([Uint8Array.of(0x17, 0x70), Uint8Array.of(123), Uint8Array.of(45), Uint8Array.of(67)]);
});
