// Transactions: deployment, call, upgrade and deletion, and what their failures are.
import { bytesToByteString } from "@mxvm/codec";
import { codeOf, mockContract } from "@mxvm/executor-mock";
import type { MockEndpoint } from "@mxvm/executor-mock";
import { CallType, ReturnCode, isVmError } from "@mxvm/protocol-hooks";
import type { ReturnCodeValue, VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { GAS_LIMIT, createHandler, createInput } from "./support/handler.js";
import type { callInput } from "./support/handler.js";
import { alice, bob, buffer, contractAddress, fail, finish, store, text, userAddress } from "./support/mock-world.js";

const nothing: MockEndpoint = () => undefined;

function codeNamed(name: string): Uint8Array {
  return codeOf(mockContract({ name, endpoints: {} }));
}

function accountOf(output: VmOutput, address: Uint8Array): VmOutput["outputAccounts"] extends Map<string, infer Account> ? Account : never {
  const account = output.outputAccounts.get(bytesToByteString(address));
  if (account === undefined) throw new TypeError("no such output account");
  return account;
}

function texts(items: readonly Uint8Array[]): string[] {
  return items.map(bytesToByteString);
}

/** What the log `internalVMErrors` says; empty if there is none. */
function errorsOf({ logs }: VmOutput): string {
  const entry = logs.find(({ identifier }) => bytesToByteString(identifier) === "internalVMErrors");
  return entry === undefined ? "" : texts(entry.data).join("");
}

function expectCleanFailure(output: VmOutput, returnCode: ReturnCodeValue, returnMessage: string): void {
  expect(output).toMatchObject({ returnCode, returnMessage, returnData: [], gasRemaining: 0n, gasRefund: 0n, deletedAccounts: [] });
  expect(output.outputAccounts.size).toBe(0);
  expect(texts(output.logs.map(({ identifier }) => identifier))).toEqual(["internalVMErrors"]);
}

describe("a call", () => {
  test("gives back return data, storage, logs and the value that it was sent", () => {
    const { call } = createHandler({
      parent: { run: (vm) => { store(vm, "key", "value"); finish(vm, "done"); vm.hooks.writeLog(0, 0, 0, 0); } },
    });
    const output = call({ callValue: 5n });
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(texts(output.returnData)).toEqual(["done"]);
    const account = accountOf(output, contractAddress("parent"));
    expect(account.balanceDelta).toBe(5n);
    expect([...account.storageUpdates.values()].map(({ data }) => bytesToByteString(data))).toEqual(["value"]);
    expect(texts(output.logs.map(({ identifier }) => identifier))).toEqual(["run"]);
  });

  test("leaves out storage that was only read", () => {
    const { call } = createHandler({ parent: { run: (vm) => { vm.hooks.mBufferStorageLoad(buffer(vm, "key"), 900); } } });
    expect(accountOf(call(), contractAddress("parent")).storageUpdates.size).toBe(0);
  });

  test("accounts for all gas that it was provided with", () => {
    const { call } = createHandler({ parent: { run: (vm) => { finish(vm, "done"); vm.useGas(1234); } } });
    const output = call();
    expect(accountOf(output, contractAddress("parent")).gasUsed + output.gasRemaining).toBe(GAS_LIMIT);
  });

  test.each<[string, MockEndpoint, ReturnCodeValue, string]>([
    ["an error that the contract signals", (vm) => fail(vm, "not today"), ReturnCode.userError, "not today"],
    ["a trap", (vm) => vm.trap("unreachable"), ReturnCode.executionFailed, "execution failed"],
    ["the end of gas in the code", (vm) => vm.useGas(Number(GAS_LIMIT)), ReturnCode.outOfGas, "not enough gas"],
    ["a hook that fails", (vm) => { vm.hooks.mBufferFinish(77); }, ReturnCode.executionFailed, "no managed buffer under the given handle"],
    ["a hook that cannot be paid", (vm) => { vm.hooks.sha256(0, -1, 0); }, ReturnCode.outOfGas, "not enough gas"],
    ["memory that is not there", (vm) => { vm.hooks.getCaller(-5); }, ReturnCode.executionFailed, "bad bounds (lower)"],
  ])("fails cleanly on %s", (_reason, run, returnCode, message) => {
    const { call } = createHandler({ parent: { run: (vm) => { store(vm, "key", "lost"); finish(vm, "lost"); run(vm); } } });
    expectCleanFailure(call({ callValue: 5n }), returnCode, message);
  });

  test.each<[string, ReturnCodeValue, string]>([
    ["", ReturnCode.userError, "invalid function"],
    ["missing", ReturnCode.functionNotFound, "invalid function (not found)"],
    ["1digit", ReturnCode.functionNotFound, "invalid function (not found)"],
    ["init", ReturnCode.userError, "invalid function (calling init() directly is forbidden)"],
    ["upgrade", ReturnCode.userError, "invalid function (calling init() directly is forbidden)"],
    ["callBack", ReturnCode.userError, "invalid function (calling callBack() directly is forbidden)"],
  ])("of the function %j is refused", (name, returnCode, message) => {
    const { call } = createHandler({ parent: { run: nothing, init: nothing, upgrade: nothing, callBack: nothing } });
    expectCleanFailure(call({ function: name }), returnCode, message);
  });

  test("needs a contract, valid code, a known call type and gas to begin", () => {
    const { call, world } = createHandler({ parent: { run: nothing } });
    expectCleanFailure(call({ recipientAddress: contractAddress("nobody") }), ReturnCode.contractNotFound, "invalid contract code (not found)");
    expectCleanFailure(call({ gasProvided: 1000n }), ReturnCode.outOfGas, "not enough gas");
    expectCleanFailure(call({ callType: CallType.esdtTransferAndExecute }), ReturnCode.executionFailed, "unknown call type");
    world.setAccount({ address: contractAddress("broken"), code: Uint8Array.of(1, 2, 3) });
    expectCleanFailure(call({ recipientAddress: contractAddress("broken") }), ReturnCode.contractInvalid, "invalid contract code");
  });

  test("keeps a message that is no UTF-8 byte by byte, and one that is as text", () => {
    const failingWith = (bytes: Uint8Array): string => {
      const { call } = createHandler({ parent: { run: (vm) => { vm.hooks.managedSignalError(buffer(vm, bytes)); } } });
      return call().returnMessage;
    };
    expect(failingWith(Uint8Array.of(0xff, 0x41))).toBe("ÿA");
    expect(failingWith(text("naïve"))).toBe("naïve");
  });

  test("lists what failed on the way, the newest first", () => {
    const { call } = createHandler({ parent: { run: (vm) => fail(vm, "no") } });
    expect(errorsOf(call())).toBe("\n\tvm [error signalled by smartcontract] [run]\n\tvm [error signalled by smartcontract] [run]\n\tvm [no]");
  });
});

describe("a deployment", () => {
  test("runs init at the address that the world gives and puts code and owner into the output", () => {
    const { vm, world } = createHandler({ parent: {}, fresh: { init: (mock) => { store(mock, "key", "value"); finish(mock, mock.hooks.getFunction(0) === 0 ? "no name" : "a name"); } } });
    const address = contractAddress("new");
    world.updateAccount({ address: alice, nonce: 3n });
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 2n, newAddress: address });
    const output = vm.runSmartContractCreate(createInput(codeNamed("fresh"), { callValue: 4n }));
    expect([output.returnMessage, texts(output.returnData)]).toEqual(["", ["no name"]]);
    expect(accountOf(output, address)).toMatchObject({
      code: codeNamed("fresh"),
      codeMetadata: Uint8Array.of(1, 0),
      codeDeployerAddress: alice,
      balanceDelta: 4n,
    });
  });

  test.each<[string, Uint8Array, ReturnCodeValue, string]>([
    ["code that is none", Uint8Array.of(1), ReturnCode.contractInvalid, "invalid contract code"],
    ["a contract without init", codeNamed("bare"), ReturnCode.functionNotFound, "invalid function (not found)"],
    ["a reserved endpoint name", codeNamed("reserved"), ReturnCode.contractInvalid, "invalid contract code"],
    ["an endpoint named like an event of the protocol", codeNamed("protected"), ReturnCode.contractInvalid, "invalid contract code"],
    ["an init that fails", codeNamed("failing"), ReturnCode.userError, "no"],
  ])("fails on %s", (_reason, code, returnCode, message) => {
    const { vm } = createHandler({
      parent: {},
      bare: {},
      reserved: { init: nothing, getCaller: nothing },
      protected: { init: nothing, writeLog: nothing },
      failing: { init: (mock) => fail(mock, "no") },
    });
    expectCleanFailure(vm.runSmartContractCreate(createInput(code)), returnCode, message);
  });

  test("costs CreateContract and compilation of every byte before it runs", () => {
    const { vm } = createHandler({ parent: {}, fresh: { init: nothing } });
    const output = vm.runSmartContractCreate(createInput(codeNamed("fresh")));
    const cost = GAS_LIMIT - output.gasRemaining;
    expectCleanFailure(vm.runSmartContractCreate(createInput(codeNamed("fresh"), { gasProvided: cost - 1n })), ReturnCode.outOfGas, "not enough gas");
    expect(vm.runSmartContractCreate(createInput(codeNamed("fresh"), { gasProvided: cost })).returnCode).toBe(ReturnCode.ok);
  });
});

describe("an upgrade", () => {
  const upgrade = (overrides = {}): Parameters<typeof callInput>[0] => ({
    function: "upgradeContract",
    arguments: [codeNamed("next"), Uint8Array.of(5, 0), text("argument")],
    ...overrides,
  });
  const endpoints = {
    parent: { upgrade: () => { throw new TypeError("the old code ran"); } },
    next: { upgrade: ((vm) => { finish(vm, `${vm.hooks.getNumArguments()} argument`); }) satisfies MockEndpoint },
  };

  test("runs upgrade of the new code with the arguments that follow code and metadata", () => {
    const output = createHandler(endpoints).call(upgrade());
    expect([output.returnMessage, texts(output.returnData)]).toEqual(["", ["1 argument"]]);
    expect(accountOf(output, contractAddress("parent"))).toMatchObject({ code: codeNamed("next"), codeMetadata: Uint8Array.of(5, 0), codeDeployerAddress: alice });
  });

  test("is the owner's alone, of a contract that allows it", () => {
    const { call, world } = createHandler(endpoints);
    expectCleanFailure(call(upgrade({ callerAddress: bob })), ReturnCode.executionFailed, "upgrade not allowed");
    world.updateAccount({ address: contractAddress("parent"), codeMetadata: Uint8Array.of(0, 0) });
    expectCleanFailure(call(upgrade()), ReturnCode.executionFailed, "upgrade not allowed");
  });

  test("needs code and metadata", () => {
    const { call } = createHandler(endpoints);
    expectCleanFailure(call(upgrade({ arguments: [codeNamed("next")] })), ReturnCode.upgradeFailed, "upgrade failed (invalid arguments)");
  });
});

describe("a deletion", () => {
  test("lists the account, runs nothing and gives no gas back", () => {
    const { call } = createHandler({ parent: { run: nothing } });
    const output = call({ function: "deleteContract" });
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, deletedAccounts: [contractAddress("parent")], gasRemaining: 0n });
    expect(output.outputAccounts.size).toBe(0);
  });

  test("is the owner's alone", () => {
    const { call } = createHandler({ parent: { run: nothing } });
    expectCleanFailure(call({ function: "deleteContract", callerAddress: userAddress("eve") }), ReturnCode.executionFailed, "upgrade not allowed");
  });
});

describe("a run that the VM refuses", () => {
  function codeThrownBy(run: () => unknown): string | undefined {
    try {
      run();
    } catch (fault) {
      return isVmError(fault) ? fault.code : undefined;
    }
    return undefined;
  }

  test("has gas that is negative or above 63 bits", () => {
    const { call } = createHandler({ parent: { run: nothing } });
    expect(codeThrownBy(() => call({ gasProvided: -1n }))).toBe("INVALID_GAS_PROVIDED");
    expect(codeThrownBy(() => call({ gasProvided: 1n << 63n }))).toBe("INVALID_GAS_PROVIDED");
    expect(call({ gasProvided: (1n << 63n) - 1n }).returnCode).toBe(ReturnCode.ok);
  });

  test("comes after the VM was closed", () => {
    const { vm, call } = createHandler({ parent: { run: nothing } });
    vm.close();
    expect(codeThrownBy(() => call())).toBe("VM_IS_CLOSING");
  });
});
