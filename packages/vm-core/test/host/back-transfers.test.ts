// Back transfers of production's host tests: what a contract is sent back by those that it calls.
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { bytesToByteString } from "@mxvm/codec";
import { expect, test, vi } from "vitest";
import { bytesOf, contractAddress } from "../support/mock-world.js";
import { callOnDestination, promise, transfer, transferTokens, wasting } from "./support/actions.js";
import { child, figures, parent } from "./support/async-contracts.js";
import { createHost, type ContractSetup } from "./support/host.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const nephew = contractAddress("nephew");
const { childGets, childUses, extraLock } = figures;

interface BackTransfers {
  readonly egld: bigint;
  /** `identifier amount` each. */
  readonly tokens: readonly string[];
}

function backTransfersOf(vm: MockVm): BackTransfers {
  const tokens = vm.hooks.mBufferNew();
  const egld = vm.hooks.bigIntNew(0n);
  vm.hooks.managedGetBackTransfers(tokens, egld);
  const vector = new DataView(bytesOf(vm, tokens).buffer);
  const transfers = Array.from({ length: vector.byteLength / 16 }, (_, index) => {
    const identifier = bytesToByteString(bytesOf(vm, vector.getInt32(index * 16)));
    return `${identifier} ${vm.hooks.bigIntGetInt64(vector.getInt32(index * 16 + 12))}`;
  });
  return { egld: vm.hooks.bigIntGetInt64(egld), tokens: transfers };
}

const sendingBack =
  (egld: bigint): MockEndpoint =>
  (vm) => {
    transfer(vm, parent, egld);
    transferTokens(vm, { to: parent, amount: 5n, gas: childGets });
  };

const childOf = (endpoints: ContractSetup["endpoints"]): ContractSetup => ({ endpoints, tokens: 100n });
const callChild = (vm: MockVm, gas: number = childGets): void => { callOnDestination(vm, gas, { to: child, function: "childFunction" }); };

/** What the parent read of its back transfers, call by call. */
function readBackTransfers(run: (vm: MockVm, read: () => void) => void, egld: bigint): readonly BackTransfers[] {
  const seen: BackTransfers[] = [];
  const endpoint: MockEndpoint = (vm) => { run(vm, () => seen.push(backTransfersOf(vm))); };
  const { call } = createHost({ contracts: { parent: { endpoints: { run: endpoint } }, child: childOf({ childFunction: sendingBack(egld) }) } });
  expect(call(2000)).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
  return seen;
}

test("are those of the call, in EGLD and tokens", () => {
  const seen = readBackTransfers((vm, read) => {
    callChild(vm);
    read();
  }, 2n);
  expect(seen).toEqual([{ egld: 2n, tokens: ["TOK-123456 5"] }]);
});

test("of several calls add up, with each token transfer by itself", () => {
  const seen = readBackTransfers((vm, read) => {
    callChild(vm);
    callChild(vm);
    read();
  }, 1n);
  expect(seen).toEqual([{ egld: 2n, tokens: ["TOK-123456 5", "TOK-123456 5"] }]);
});

test("are gone once they were read", () => {
  const seen = readBackTransfers((vm, read) => {
    for (let call = 0; call < 2; call++) {
      callChild(vm);
      read();
    }
    read();
  }, 1n);
  const each = { egld: 1n, tokens: ["TOK-123456 5"] };
  expect(seen).toEqual([each, each, { egld: 0n, tokens: [] }]);
});

test("include what the callback of the called contract sends", () => {
  const seen: BackTransfers[] = [];
  const run: MockEndpoint = (vm) => {
    callChild(vm, 1000);
    seen.push(backTransfersOf(vm));
  };
  const childFunction: MockEndpoint = (vm) => {
    promise(vm, { to: nephew, function: "wasteGas", args: [""], gas: 300, callback: "myCallback", lock: extraLock });
  };
  const contracts = {
    parent: { endpoints: { run } },
    child: childOf({ childFunction, myCallback: sendingBack(2n) }),
    nephew: { endpoints: { wasteGas: wasting(childUses) } },
  };
  const { call } = createHost({ contracts, prices: { BaseOpsAPICost: { AsyncCallbackGasLock: 0 } } });
  expect(call(10_000)).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
  expect(seen).toEqual([{ egld: 2n, tokens: ["TOK-123456 5"] }]);
});
