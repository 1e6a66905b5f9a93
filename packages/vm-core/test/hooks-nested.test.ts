// Hooks that reach beyond their contract, run by the VM on mock contracts: calls, transfers, contracts, asynchronous calls, tokens.
import { bytesToByteString, bytesToUnsigned, parseCallData } from "@mxvm/codec";
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { codeOf, mockContract } from "@mxvm/executor-mock";
import { ReturnCode, type TransactionResult } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import {
  alice,
  bob,
  buffer,
  bytesOf,
  callOf,
  contractAddress,
  createWorldOf,
  fail,
  finish,
  payments,
  store,
  text,
  tokenIdentifier,
  userAddress,
  vector,
} from "./support/mock-world.js";

const GAS = 20_000_000n;
const RESULT = 900;

const storing: MockEndpoint = (vm) => { store(vm, "key", "child"); };
const failing: MockEndpoint = (vm) => { store(vm, "key", "child"); finish(vm, "lost"); fail(vm, "no"); };
const answering: MockEndpoint = (vm) => { finish(vm, "one"); finish(vm, "two"); };

function texts(result: TransactionResult): string[] {
  return result.returnData.map(bytesToByteString);
}

/** The items of a vector, as text. */
function itemsOf(vm: MockVm, handle: number): string[] {
  const bytes = bytesOf(vm, handle);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytesToByteString(bytesOf(vm, view.getInt32(index * 4))));
}

describe("a call on the destination's context", () => {
  test("moves value, runs on the callee's storage and hands the return data over", () => {
    let items: string[] = [];
    const { call, stored, balance } = createWorldOf({
      parent: {
        run: (vm) => {
          expect(vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work", 10n, "x"), RESULT)).toBe(0);
          items = itemsOf(vm, RESULT);
        },
      },
      child: { work: (vm) => { storing(vm); answering(vm); } },
    });
    const result = call();
    expect(result.returnMessage).toBe("");
    expect(items).toEqual(["one", "two"]);
    expect(texts(result)).toEqual(["one", "two"]);
    expect([stored("child", "key"), stored("parent", "key")]).toEqual(["child", ""]);
    expect([balance(contractAddress("parent")), balance(contractAddress("child"))]).toEqual([990n, 1010n]);
  });

  test("names itself in the log of the value transfer", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work", 10n), RESULT); } },
      child: { work: answering },
    });
    const [entry] = call().logs;
    expect(entry?.data.map(bytesToByteString)).toEqual(["ExecuteOnDestContext", "work"]);
  });

  test("fails its caller with what production says of a failed child", () => {
    const { call, stored } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: failing },
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "error signalled by smartcontract" });
    expect(stored("child", "key")).toBe("");
  });

  test("with error return goes on after a failed child, without what the child did", () => {
    const { call, stored, balance } = createWorldOf({
      parent: {
        run: (vm) => {
          expect(vm.hooks.managedExecuteOnDestContextWithErrorReturn(GAS, ...callOf(vm, "child", "work", 10n), RESULT)).toBe(1);
          expect(itemsOf(vm, RESULT)).toEqual([]);
          store(vm, "key", "parent");
        },
      },
      child: { work: failing },
    });
    expect(texts(call())).toEqual([]);
    expect([stored("child", "key"), stored("parent", "key")]).toEqual(["", "parent"]);
    expect(balance(contractAddress("child"))).toBe(1000n);
  });

  test("fails for a function that is missing, with its own message and code", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "nothing"), RESULT); } },
      child: {},
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "invalid function (not found)" });
  });

  test("reads function and arguments from memory too", () => {
    const { call, stored } = createWorldOf({
      parent: {
        run: ({ hooks, memory }) => {
          memory.store(0, contractAddress("child"));
          memory.store(100, text("workab"));
          memory.store(200, Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0));
          expect(hooks.executeOnDestContext(GAS, 0, 32, 100, 4, 2, 200, 104)).toBe(0);
        },
      },
      child: {
        work: (vm) => {
          expect(vm.hooks.getNumArguments()).toBe(2);
          vm.hooks.mBufferGetArgument(1, RESULT);
          vm.hooks.mBufferStorageStore(buffer(vm, "key"), RESULT);
        },
      },
    });
    expect(call().returnCode).toBe(ReturnCode.ok);
    expect(stored("child", "key")).toBe("b");
  });

  test("gives the gas that the child left back to its caller", () => {
    let left: [bigint, bigint] = [0n, 0n];
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const arguments_ = callOf(vm, "child", "work");
          const before = vm.hooks.getGasLeft();
          vm.hooks.managedExecuteOnDestContext(GAS, ...arguments_, RESULT);
          left = [before, vm.hooks.getGasLeft()];
        },
      },
      child: { work: ({ useGas }) => { useGas(1000); } },
    });
    call();
    const used = left[0] - left[1];
    expect(used).toBeGreaterThan(1000n);
    expect(used).toBeLessThan(GAS);
  });
});

describe("a read-only call", () => {
  test.each([
    ["storage", storing, "cannot write on read only mode"],
    ["EGLD", (vm: MockVm) => { vm.hooks.managedTransferValueExecute(buffer(vm, bob), vm.hooks.bigIntNew(1n), 0n, buffer(vm, ""), vector(vm)); }, "operation not permitted in read only mode"],
  ] as [string, MockEndpoint, string][])("refuses to change %s", (_what, endpoint, message) => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const [address, , functionHandle, args] = callOf(vm, "child", "work");
          vm.hooks.managedExecuteReadOnly(GAS, address, functionHandle, args, RESULT);
        },
      },
      child: { work: endpoint },
    });
    const result = call();
    expect(result.returnCode).toBe(ReturnCode.executionFailed);
    const errors = result.logs.flatMap(({ data }) => data.map(bytesToByteString)).join();
    expect(errors).toContain(message);
  });

  test("answers, and lets its caller write again", () => {
    const { call, stored } = createWorldOf({
      parent: {
        run: (vm) => {
          const [address, , functionHandle, args] = callOf(vm, "child", "work");
          expect(vm.hooks.managedExecuteReadOnly(GAS, address, functionHandle, args, RESULT)).toBe(0);
          store(vm, "key", itemsOf(vm, RESULT).join());
        },
      },
      child: { work: answering },
    });
    expect(call().returnCode).toBe(ReturnCode.ok);
    expect(stored("parent", "key")).toBe("one,two");
  });
});

describe("a call on the caller's own context", () => {
  test("runs other code on the caller's storage", () => {
    const { call, stored } = createWorldOf({
      parent: { run: (vm) => { expect(vm.hooks.managedExecuteOnSameContext(GAS, ...callOf(vm, "child", "work"), RESULT)).toBe(0); } },
      child: { work: storing },
    });
    expect(call().returnCode).toBe(ReturnCode.ok);
    expect([stored("parent", "key"), stored("child", "key")]).toEqual(["child", ""]);
  });

  test("that traps after it answered runs out of gas, as production says", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnSameContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { finish(vm, "left behind"); vm.trap("unreachable"); } },
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas" });
  });

  test("that traps without an answer has failed", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnSameContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { vm.trap("unreachable"); } },
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "execution failed" });
  });
});

describe("a transfer of EGLD", () => {
  test("to a user carries gas and data", () => {
    const { call, balance } = createWorldOf({
      parent: {
        run: (vm) => {
          const args = vector(vm, "x");
          expect(vm.hooks.managedTransferValueExecute(buffer(vm, bob), vm.hooks.bigIntNew(7n), 1000n, buffer(vm, "hello"), args)).toBe(0);
        },
      },
    });
    const result = call();
    const [transfer] = result.vmOutput?.outputAccounts.get(bytesToByteString(bob))?.outputTransfers ?? [];
    expect(transfer).toMatchObject({ value: 7n, gasLimit: 1000n, data: text("hello@78") });
    expect(balance(bob)).toBe(12n);
  });

  test("fails without the funds", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedTransferValueExecute(buffer(vm, bob), vm.hooks.bigIntNew(1001n), 0n, buffer(vm, ""), vector(vm)); } },
    });
    expect(call().returnMessage).toBe("failed transfer (insufficient funds)");
  });

  test("hands on a gas limit above 2^53 to the unit", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = [buffer(vm, bob), vm.hooks.bigIntNew(0n)] as const;
          const rest = [buffer(vm, ""), vector(vm)] as const;
          vm.hooks.managedTransferValueExecute(...handles, 2n ** 60n + 1n, ...rest);
        },
      },
    });
    const result = call({ gasLimit: 2n ** 62n });
    expect(result.returnMessage).toBe("");
    const [transfer] = result.vmOutput?.outputAccounts.get(bytesToByteString(bob))?.outputTransfers ?? [];
    expect(transfer?.gasLimit).toBe(2n ** 60n + 1n);
  });
});

describe("a transfer of tokens", () => {
  function transferring(endpoint: MockEndpoint, functionName: string, hook: "managedMultiTransferESDTNFTExecute" | "managedMultiTransferESDTNFTExecuteWithReturn"): MockEndpoint {
    return (vm) => {
      const handles = [buffer(vm, contractAddress("child")), payments(vm, { value: 10n }, { nonce: 7n, value: 2n })] as const;
      const answer = vm.hooks[hook](...handles, GAS, buffer(vm, functionName), vector(vm));
      finish(vm, String(answer));
      endpoint(vm);
    };
  }

  test("calls the receiver with the payments", () => {
    const { call, tokens } = createWorldOf({
      parent: { run: transferring(() => undefined, "work", "managedMultiTransferESDTNFTExecute") },
      child: {
        work: ({ hooks, memory }) => {
          expect(hooks.getNumESDTTransfers()).toBe(2);
          expect(hooks.getESDTTokenNonceByIndex(1)).toBe(7n);
          expect(hooks.getESDTTokenTypeByIndex(1)).toBe(1);
          const length = hooks.getESDTTokenNameByIndex(0, 0);
          expect(memory.load(0, length)).toEqual(tokenIdentifier);
          expect(hooks.getESDTValueByIndex(64, 0)).toBe(32);
          expect(bytesToUnsigned(memory.load(64, 32))).toBe(10n);
        },
      },
    });
    const result = call();
    expect(result.returnMessage).toBe("");
    expect(texts(result)).toEqual(["0"]);
    expect(tokens(contractAddress("child"))).toEqual([[0n, 1010n], [7n, 5n]]);
  });

  test("fails with the call, and the tokens stay", () => {
    const { call, tokens } = createWorldOf({
      parent: { run: transferring(() => undefined, "work", "managedMultiTransferESDTNFTExecute") },
      child: { work: failing },
    });
    expect(call().returnCode).toBe(ReturnCode.executionFailed);
    expect(tokens(contractAddress("child"))).toEqual([[0n, 1000n], [7n, 3n]]);
  });

  test("with return goes on after a failed call, and the tokens stay", () => {
    const { call, stored, tokens } = createWorldOf({
      parent: { run: transferring(storing, "work", "managedMultiTransferESDTNFTExecuteWithReturn") },
      child: { work: failing },
    });
    expect(texts(call())).toEqual(["1"]);
    expect(stored("parent", "key")).toBe("child");
    expect(tokens(contractAddress("child"))).toEqual([[0n, 1000n], [7n, 3n]]);
  });

  test("with return goes on after a transfer that cannot be", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = [buffer(vm, bob), payments(vm, { value: 1001n })] as const;
          finish(vm, String(vm.hooks.managedMultiTransferESDTNFTExecuteWithReturn(...handles, 0n, buffer(vm, ""), vector(vm))));
        },
      },
    });
    expect(texts(call())).toEqual(["1"]);
  });

  test("of nothing is refused", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, bob), buffer(vm, ""), 0n, buffer(vm, ""), vector(vm)); } },
    });
    expect(call().returnMessage).toBe("transfer value on esdt call");
  });

  test("from memory to a user leaves through a built-in function", () => {
    const { call, tokens } = createWorldOf({
      parent: {
        run: ({ hooks, memory }) => {
          memory.store(0, bob);
          memory.store(100, tokenIdentifier);
          memory.store(200 + 31, Uint8Array.of(4));
          expect(hooks.transferESDTExecute(0, 100, 10, 200, 0n, 0, 0, 0, 0, 0)).toBe(0);
          memory.store(300 + 31, Uint8Array.of(2));
          expect(hooks.transferESDTNFTExecute(0, 100, 10, 300, 7n, 0n, 0, 0, 0, 0, 0)).toBe(0);
        },
      },
    });
    expect(call().returnMessage).toBe("");
    expect(tokens(bob)).toEqual([[0n, 4n], [7n, 2n]]);
  });

  test("comes back to the caller as a back transfer", () => {
    let back: [bigint, number] = [0n, 0];
    const { call, tokens } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = [buffer(vm, contractAddress("child")), payments(vm, { value: 10n })] as const;
          vm.hooks.managedMultiTransferESDTNFTExecute(...handles, GAS, buffer(vm, "work"), vector(vm));
          vm.hooks.managedGetBackTransfers(500, 501);
          back = [vm.hooks.bigIntGetInt64(501), vm.hooks.mBufferGetLength(500)];
        },
      },
      child: {
        work: (vm) => {
          vm.hooks.managedCaller(RESULT);
          vm.hooks.managedMultiTransferESDTNFTExecute(RESULT, payments(vm, { value: 4n }), 0n, buffer(vm, ""), vector(vm));
          vm.hooks.managedTransferValueExecute(RESULT, vm.hooks.bigIntNew(3n), 0n, buffer(vm, ""), vector(vm));
        },
      },
    });
    expect(call().returnMessage).toBe("");
    expect(back).toEqual([3n, 16]);
    expect(tokens(contractAddress("child"))[0]).toEqual([0n, 1006n]);
  });

  test("in a user's name needs permission, and goes to the user when the call fails", () => {
    const endpoints = {
      parent: {
        run: (vm: MockVm) => {
          const handles = [buffer(vm, bob), buffer(vm, contractAddress("child")), payments(vm, { value: 10n })] as const;
          finish(vm, String(vm.hooks.managedMultiTransferESDTNFTExecuteByUser(...handles, GAS, buffer(vm, "work"), vector(vm))));
        },
      },
      child: { work: failing },
    };
    expect(createWorldOf(endpoints).call().returnMessage).toBe("opcode is not allowed");
    const allowed = { managedMultiTransferESDTNFTExecuteByUser: [contractAddress("parent")] };
    const { call, tokens } = createWorldOf(endpoints, { opcodeAddressIsAllowed: allowed });
    expect(texts(call())).toEqual(["1"]);
    expect(tokens(bob)).toEqual([[0n, 10n]]);
  });
});

describe("what a contract is paid", () => {
  test("is one list with EGLD under its identifier", () => {
    let shown: [number, string] = [0, ""];
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          vm.hooks.managedGetAllTransfersCallValue(RESULT);
          shown = [vm.hooks.mBufferGetLength(RESULT), bytesToByteString(bytesOf(vm, 0))];
        },
      },
    });
    expect(call({ value: 5n }).returnMessage).toBe("");
    expect(shown).toEqual([16, "EGLD-000000"]);
  });
});

const seed = mockContract({ name: "seed", endpoints: { init: () => undefined } });

describe("contracts made by contracts", () => {
  const creating = (hook: "managedCreateContract" | "managedDeployFromSourceContract", source: Uint8Array): MockEndpoint => (vm) => {
    const metadata = buffer(vm, Uint8Array.of(1, 0));
    const args = [vm.hooks.bigIntNew(6n), buffer(vm, source), metadata, vector(vm, "argument")] as const;
    expect(vm.hooks[hook](GAS, ...args, 800, RESULT)).toBe(0);
    finish(vm, bytesOf(vm, 800));
  };

  test.each([
    ["from code", creating("managedCreateContract", text("mock:child")), "DeploySmartContract"],
    ["from a source", creating("managedDeployFromSourceContract", contractAddress("child")), "DeployFromSource"],
  ] as [string, MockEndpoint, string][])("%s run their constructor and belong to their maker", (_how, endpoint, logged) => {
    const { world, call, balance } = createWorldOf({
      parent: { run: endpoint },
      child: { init: (vm) => { expect(vm.hooks.getNumArguments()).toBe(1); store(vm, "key", "made"); } },
    });
    const result = call();
    expect(result.returnMessage).toBe("");
    const address = result.returnData[0] as Uint8Array;
    expect(world.getAccount(address)).toMatchObject({ ownerAddress: contractAddress("parent"), codeMetadata: Uint8Array.of(1, 0) });
    expect(bytesToByteString(world.getStorage(address, text("key")))).toBe("made");
    expect(balance(address)).toBe(6n);
    expect(result.logs.map(({ data }) => bytesToByteString(data[0]!))).toContain(logged);
  });

  test("take other code by an upgrade, which runs after the contract that asks for it", () => {
    const { world, call, stored } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = [buffer(vm, contractAddress("child")), GAS, vm.hooks.bigIntNew(0n), buffer(vm, contractAddress("source"))] as const;
          store(vm, "key", "before");
          vm.hooks.managedUpgradeFromSourceContract(...handles, buffer(vm, Uint8Array.of(1, 0)), vector(vm), RESULT);
          store(vm, "key", "never");
        },
      },
      child: {},
      source: { upgrade: (vm) => { store(vm, "key", "upgraded"); } },
    });
    world.updateAccount({ address: contractAddress("child"), ownerAddress: contractAddress("parent") });
    expect(call().returnMessage).toBe("");
    expect([stored("parent", "key"), stored("child", "key")]).toEqual(["before", "upgraded"]);
    expect(bytesToByteString(world.getAccount(contractAddress("child"))?.code ?? new Uint8Array(0))).toBe("mock:source");
  });

  test("cannot be upgraded with less gas than an asynchronous call needs", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = [buffer(vm, contractAddress("child")), 5n, vm.hooks.bigIntNew(0n), buffer(vm, codeOf(seed))] as const;
          vm.hooks.managedUpgradeContract(...handles, buffer(vm, Uint8Array.of(1, 0)), vector(vm), RESULT);
        },
      },
      child: {},
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas" });
  });

  test("are not made in read-only mode", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const [address, , functionHandle, args] = callOf(vm, "child", "work");
          vm.hooks.managedExecuteReadOnly(GAS, address, functionHandle, args, RESULT);
        },
      },
      child: { work: creating("managedCreateContract", text("mock:child")) },
    });
    const errors = call().logs.flatMap(({ data }) => data.map(bytesToByteString)).join();
    expect(errors).toContain("operation not permitted in read only mode");
  });
});

describe("an asynchronous call", () => {
  test("of the legacy kind stops the contract, runs, and calls back with the result", () => {
    const { call, stored } = createWorldOf({
      parent: {
        run: (vm) => { vm.hooks.managedAsyncCall(...callOf(vm, "child", "work", 2n, "x")); store(vm, "key", "never"); },
        callBack: (vm) => {
          expect(vm.hooks.getNumArguments()).toBe(3);
          vm.hooks.mBufferGetArgument(1, RESULT);
          vm.hooks.mBufferStorageStore(buffer(vm, "back"), RESULT);
        },
      },
      child: { work: answering },
    });
    expect(call().returnMessage).toBe("");
    expect([stored("parent", "key"), stored("parent", "back")]).toEqual(["", "one"]);
  });

  test("of a failed child calls back with code and message", () => {
    let seen: string[] = [];
    const { call } = createWorldOf({
      parent: {
        run: (vm) => { vm.hooks.managedAsyncCall(...callOf(vm, "child", "work")); },
        callBack: (vm) => {
          vm.hooks.mBufferGetArgument(0, RESULT);
          vm.hooks.mBufferGetArgument(1, RESULT + 1);
          seen = [bytesOf(vm, RESULT).join(), bytesToByteString(bytesOf(vm, RESULT + 1))];
        },
      },
      child: { work: failing },
    });
    expect(call().returnMessage).toBe("");
    expect(seen).toEqual(["4", "no"]);
  });

  test("as a promise goes on, and its callback reads the closure", () => {
    const { call, stored } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = callOf(vm, "child", "work", 2n);
          const closure = buffer(vm, "closure");
          vm.memory.store(0, text("backfail"));
          expect(vm.hooks.managedCreateAsyncCall(...handles, 0, 4, 4, 4, 10_000_000n, 1_000_000n, closure)).toBe(0);
          store(vm, "key", "went on");
        },
        back: (vm) => {
          vm.hooks.managedGetCallbackClosure(RESULT);
          vm.hooks.mBufferStorageStore(buffer(vm, "back"), RESULT);
        },
        fail: () => undefined,
      },
      child: { work: answering },
    });
    expect(call().returnMessage).toBe("");
    expect([stored("parent", "key"), stored("parent", "back")]).toEqual(["went on", "closure"]);
  });

  test("to another shard leaves as a transfer with its data", () => {
    const far = userAddress("far");
    const { world, call } = createWorldOf({
      parent: {
        run: ({ hooks, memory }) => {
          memory.store(0, far);
          memory.store(100, text("work@01"));
          hooks.asyncCall(0, 32, 100, 7);
        },
      },
    });
    world.setAccount({ address: far, shard: 1 });
    const transfers = call().vmOutput?.outputAccounts.get(bytesToByteString(far))?.outputTransfers ?? [];
    expect(transfers.map(({ data }) => parseCallData(bytesToByteString(data)).ok)).toEqual([true]);
  });

  test("needs a callback that the contract has", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const handles = callOf(vm, "child", "work");
          const closure = buffer(vm, "");
          vm.memory.store(0, text("back"));
          vm.hooks.managedCreateAsyncCall(...handles, 0, 4, 0, 4, 10_000_000n, 0n, closure);
        },
      },
      child: { work: answering },
    });
    expect(call().returnMessage).toBe("invalid function (not found)");
  });

  test("has no closure outside a callback", () => {
    const { call } = createWorldOf({ parent: { run: (vm) => { vm.hooks.managedGetCallbackClosure(RESULT); } } });
    expect(call().returnMessage).toBe("no callback for closure, cannot call callback directly");
  });
});

describe("what the chain knows", () => {
  test("of tokens: balance, metadata, roles, nonce", () => {
    const self = contractAddress("parent");
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const { hooks, memory } = vm;
          const [address, token] = [buffer(vm, self), buffer(vm, tokenIdentifier)];
          hooks.managedGetESDTBalance(address, token, 0n, 700);
          expect(hooks.bigIntGetInt64(700)).toBe(1000n);
          hooks.managedGetESDTTokenData(address, token, 7n, 700, 701, 702, 703, 704, 705, 706, 707);
          expect([hooks.bigIntGetInt64(700), hooks.bigIntGetInt64(706)]).toEqual([3n, 250n]);
          expect(bytesToByteString(bytesOf(vm, 703))).toBe("seven");
          expect(itemsOf(vm, 707)).toEqual(["uri"]);
          expect(hooks.getESDTLocalRoles(token)).toBe(1n);
          expect(hooks.managedIsESDTFrozen(address, token, 0n)).toBe(0);
          memory.store(0, self);
          memory.store(100, tokenIdentifier);
          expect(hooks.getCurrentESDTNFTNonce(0, 100, 10)).toBe(7n);
          expect(hooks.getESDTNFTURILength(0, 100, 10, 7n)).toBe(3);
        },
      },
    });
    expect(call().returnMessage).toBe("");
  });

  test("of accounts: code, metadata, owner, balance", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const { hooks, memory } = vm;
          const self = buffer(vm, contractAddress("parent"));
          hooks.managedGetCodeMetadata(self, RESULT);
          expect(bytesOf(vm, RESULT)).toEqual(Uint8Array.of(5, 6));
          hooks.managedGetCodeHash(self, RESULT);
          expect(hooks.mBufferGetLength(RESULT)).toBe(32);
          hooks.managedOwnerAddress(RESULT);
          expect(bytesOf(vm, RESULT)).toEqual(alice);
          memory.store(0, contractAddress("parent"));
          hooks.getExternalBalance(0, 64);
          expect(memory.load(64, 2)).toEqual(Uint8Array.of(3, 0xe8));
          expect(hooks.isSmartContract(0)).toBe(1);
          hooks.managedGetCodeMetadata(buffer(vm, userAddress("nobody")), RESULT);
        },
      },
    });
    expect(call().returnMessage).toMatch(/^account (was )?not found/);
  });

  test("of time: a storage lock holds until its block has come", () => {
    const seen: number[] = [];
    const { world, call } = createWorldOf({
      parent: {
        run: ({ hooks, memory }) => {
          memory.store(0, text("key"));
          hooks.setStorageLock(0, 3, 100n);
          seen.push(hooks.isStorageLocked(0, 3));
          expect(hooks.getStorageLock(0, 3)).toBe(100n);
          hooks.clearStorageLock(0, 3);
          seen.push(hooks.isStorageLocked(0, 3));
        },
      },
    });
    world.setCurrentBlock({ timestampMs: 99_000n });
    expect(call().returnMessage).toBe("");
    world.setCurrentBlock({ timestampMs: 100_000n });
    call();
    expect(seen).toEqual([1, 0, 0, 0]);
  });

  test("of the transaction: hashes and who began it", () => {
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: {
        work: (vm) => {
          vm.hooks.managedGetOriginalCallerAddr(RESULT);
          expect(bytesOf(vm, RESULT)).toEqual(alice);
          vm.hooks.managedGetRelayerAddr(RESULT);
          expect(bytesOf(vm, RESULT)).toEqual(bob);
          vm.hooks.getCurrentTxHash(0);
          expect(vm.memory.load(0, 32)).toEqual(new Uint8Array(32).fill(0x77));
        },
      },
    });
    expect(call({ relayer: bob }).returnMessage).toBe("");
  });

  test("of names: built-in and reserved functions", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          expect(vm.hooks.managedIsBuiltinFunction(buffer(vm, "ESDTTransfer"))).toBe(1);
          expect(vm.hooks.managedIsBuiltinFunction(buffer(vm, "run"))).toBe(0);
          expect(vm.hooks.isReservedFunctionName(buffer(vm, "managedCaller"))).toBe(1);
          expect(vm.hooks.isReservedFunctionName(buffer(vm, "run"))).toBe(0);
        },
      },
    });
    expect(call().returnMessage).toBe("");
  });
});
