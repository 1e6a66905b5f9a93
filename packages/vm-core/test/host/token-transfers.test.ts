// Token transfers of production's host tests: with calls, with asynchronous calls, back to the caller, and when something fails.
import { buildCallData } from "@mxvm/codec";
import type { MockEndpoint } from "@mxvm/executor-mock";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { contractAddress, fail, finish, text, tokenIdentifier } from "../support/mock-world.js";
import { argumentsOf, callLegacy, callOnDestination, promise, transferTokens, wasting } from "./support/actions.js";
import { child, figures, parent, type AsyncKind } from "./support/async-contracts.js";
import { createHost, errorsOf, GAS_LOCK, gasUsed, logsOf, returnData, transfersOf, type ContractSetup, type Host, type Transfer } from "./support/host.js";
import { spend } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const { parentUses, childUses, callbackUses, childGets, extraLock } = figures;
const nephew = contractAddress("nephew");
const token = "TOK-123456";
const TRANSFER_COST = 1;
const payable = [0, 2] as const;

const tokenData = (amount: number, ...more: readonly (Uint8Array | string)[]): string => {
  const args = [tokenIdentifier, Uint8Array.of(amount), ...more.map((argument) => (typeof argument === "string" ? text(argument) : argument))];
  return buildCallData("ESDTTransfer", args);
};

const sentTo = (following: string, times = 1): Transfer => {
  const data = tokenData(5, following, Uint8Array.of(times));
  return { from: "parent", to: "child", value: 0, data, callType: CallType.asynchronousCall };
};

const holdings = (host: Host): readonly number[] => [parent, child].map((address) => Number(host.tokens(address)));

describe("a token transfer with a call", () => {
  /** Sends 5 tokens by the built-in function, and calls what the arguments say. */
  const sendAndCall =
    (gas: number, amount: number, to: Uint8Array, ...following: readonly (Uint8Array | string)[]): MockEndpoint =>
    (vm) => {
      spend(vm, parentUses);
      callOnDestination(vm, gas, { to, function: "ESDTTransfer", args: [tokenIdentifier, Uint8Array.of(amount), ...following] });
    };
  const parentThat = (run: MockEndpoint): ContractSetup => ({ endpoints: { run }, tokens: 100n });
  const failing = { endpoints: { fail: ((vm) => { fail(vm, "forced fail"); }) as MockEndpoint } };

  test("charges the transfer to the sender, and what is called to the receiver", () => {
    const contracts = { parent: parentThat(sendAndCall(childGets, 5, child, "wasteGas")), child: { endpoints: { wasteGas: wasting(childUses) } } };
    const host = createHost({ contracts });
    const output = host.call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - TRANSFER_COST - childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([parentUses + TRANSFER_COST, childUses]);
    expect(logsOf(output)).toEqual([
      `parent ESDTTransfer [${token}, 0, 5, child] [ExecuteOnDestContext, ESDTTransfer, ${token}, \x05, wasteGas]`,
    ]);
    expect(holdings(host)).toEqual([95, 5]);
  });

  test("may be followed by another one", () => {
    const sendOn: MockEndpoint = (vm) => {
      const [to = nephew, builtIn = text(""), ...following] = argumentsOf(vm);
      spend(vm, parentUses);
      callOnDestination(vm, 5000, { to, function: String.fromCharCode(...builtIn), args: [tokenIdentifier, Uint8Array.of(5), ...following] });
    };
    const onwards = [nephew, "ESDTTransfer", "wasteGas"];
    const contracts = {
      parent: parentThat(sendAndCall(5000, 5, child, "sendOn", ...onwards)),
      child: { endpoints: { sendOn } },
      nephew: { endpoints: { wasteGas: wasting(childUses) } },
    };
    const host = createHost({ contracts });
    const output = host.call(20_000);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(transfersOf(output)).toEqual([
      { from: "parent", to: "child", value: 0, data: tokenData(5, "sendOn", ...onwards) },
      { from: "child", to: "nephew", value: 0, data: tokenData(5, "wasteGas") },
    ]);
    expect([...holdings(host), Number(host.tokens(nephew))]).toEqual([95, 0, 5]);
  });

  test.each([
    ["whose call fails", 5, "forced fail"],
    ["of more than the sender has", 200, "insufficient funds"],
  ])("%s fails the transaction, and nothing moves", (_what, amount, error) => {
    const host = createHost({ contracts: { parent: parentThat(sendAndCall(childGets, amount, child, "fail")), child: failing } });
    const output = host.call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, gasRemaining: 0n });
    expect(errorsOf(output)).toContain(error);
    expect(holdings(host)).toEqual([100, 0]);
  });

  test("whose receiver burns tokens and fails burns none", () => {
    const burnAndFail: MockEndpoint = (vm) => {
      const [amount = Uint8Array.of(0)] = argumentsOf(vm);
      callOnDestination(vm, childGets / 2, { to: child, function: "ESDTLocalBurn", args: [tokenIdentifier, amount] });
      fail(vm, "forced fail");
    };
    const run: MockEndpoint = (vm) => {
      spend(vm, parentUses);
      transferTokens(vm, { to: child, amount: 10n, gas: childGets, function: "failAndBurn", args: [Uint8Array.of(10)] });
    };
    const host = createHost({ contracts: { parent: parentThat(run), child: { endpoints: { failAndBurn: burnAndFail }, roles: ["ESDTRoleLocalBurn"] } } });
    const output = host.call(2000);
    expect(output.returnCode).toBe(ReturnCode.executionFailed);
    expect(errorsOf(output)).toContain("forced fail");
    expect(holdings(host)).toEqual([100, 0]);
  });
});

describe.each<AsyncKind>(["legacy", "promise"])("a %s call with tokens", (kind) => {
  /** Sends 5 tokens to the child by an asynchronous call of the built-in function. */
  const parentOf = (following: string, more: { callBack?: MockEndpoint; childGets?: number; transfers?: number } = {}): ContractSetup => {
    const run: MockEndpoint = (vm) => {
      spend(vm, parentUses);
      const args = [tokenIdentifier, Uint8Array.of(5), following, Uint8Array.of(more.transfers ?? 1)];
      const call = { to: child, function: "ESDTTransfer", args };
      const callback = more.callBack === undefined ? "" : "callBack";
      if (kind === "legacy") callLegacy(vm, call);
      else promise(vm, { ...call, gas: more.childGets ?? childGets, callback, lock: extraLock });
    };
    const endpoints = { run, ...(more.callBack === undefined ? {} : { callBack: more.callBack }) };
    return { endpoints, tokens: 100n, codeMetadata: payable };
  };

  /** Returns the tokens that came with it, and does what the child's first result says. */
  const callBack: MockEndpoint = (vm) => {
    for (let index = 0; index < vm.hooks.getNumESDTTransfers(); index++) {
      const length = vm.hooks.getESDTTokenNameByIndex(100, index);
      finish(vm, vm.memory.load(100, length));
      vm.hooks.bigIntGetESDTCallValueByIndex(950, index);
      vm.hooks.bigIntFinishUnsigned(950);
    }
    spend(vm, callbackUses);
    const [, wish = text(""), to = child, name = text("")] = argumentsOf(vm);
    if (String.fromCharCode(...wish) === "fail") fail(vm, "callback failed intentionally");
    if (String.fromCharCode(...wish) !== "new_async") return;
    promise(vm, { to, function: String.fromCharCode(...name), gas: childGets, callback: "callBack" });
  };

  /** Returns what the callback is to do, and sends tokens back, as often as its argument says. */
  const sendingBack =
    (amount: bigint, gas: number, ...results: readonly (Uint8Array | string)[]): MockEndpoint =>
    (vm) => {
      spend(vm, childUses);
      for (const result of results) finish(vm, result);
      const [times = Uint8Array.of(0)] = argumentsOf(vm);
      for (let index = 0; index < times[0]!; index++) transferTokens(vm, { to: parent, amount, gas });
    };

  test("moves them and runs what is called", () => {
    const host = createHost({ contracts: { parent: parentOf("wasteGas"), child: { endpoints: { wasteGas: wasting(childUses) } } } });
    const output = host.call(2000);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(transfersOf(output)).toEqual([sentTo("wasteGas")]);
    expect(holdings(host)).toEqual([95, 5]);
  });

  test("whose child fails gives them back; the output still shows that they went", () => {
    const child = { endpoints: { fail: ((vm) => { fail(vm, "forced fail"); }) as MockEndpoint } };
    const host = createHost({ contracts: { parent: parentOf("fail", { callBack }), child } });
    const output = host.call(2000);
    const used = kind === "legacy" ? 2000 - GAS_LOCK + callbackUses : parentUses + childGets + callbackUses;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - used) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used, 0]);
    expect(transfersOf(output)).toEqual([sentTo("fail")]);
    expect(holdings(host)).toEqual([100, 0]);
  });

  test("whose callback fails leaves them with the child", () => {
    const failing: MockEndpoint = (vm) => { fail(vm, "wrong num of arguments"); };
    const host = createHost({ contracts: { parent: parentOf("wasteGas", { callBack: failing }), child: { endpoints: { wasteGas: wasting(childUses) } } } });
    const output = host.call(2000);
    const used = kind === "legacy" ? 2000 - childUses : parentUses + childGets + GAS_LOCK + extraLock - childUses;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - used - childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used, childUses]);
    expect(transfersOf(output)).toEqual([sentTo("wasteGas")]);
    expect(holdings(host)).toEqual([95, 5]);
  });

  test("hands the callback the last tokens that the child sent back, if the child returned nothing", () => {
    const child = { endpoints: { transferESDTToParent: sendingBack(2n, 20_300) } };
    const host = createHost({ contracts: { parent: parentOf("transferESDTToParent", { callBack, childGets: 20_300, transfers: 2 }), child } });
    const output = host.call(42_000);
    const back = { from: "child", to: "parent", value: 0, data: tokenData(2) };
    const backLog = `child ESDTTransfer [${token}, 0, 2, parent] [BackTransfer, ESDTTransfer, ${token}, \x02]`;
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(transfersOf(output)).toEqual([sentTo("transferESDTToParent", 2), back, back]);
    expect(returnData(output)).toEqual([token, "\x02"]);
    expect(logsOf(output)).toEqual([
      `parent ESDTTransfer [${token}, 0, 5, child] [AsyncCall, ESDTTransfer, ${token}, \x05, transferESDTToParent, \x02]`,
      backLog,
      backLog,
    ]);
    expect(holdings(host)).toEqual([99, 1]);
  });

  test("has callbacks that cannot make asynchronous calls, and keeps what the child sent back", () => {
    const wished = ["new_async", child, "wasteGas"];
    const contracts = {
      parent: parentOf("transferESDTToParent", { callBack, childGets: 2300 }),
      child: { endpoints: { transferESDTToParent: sendingBack(1n, 2300, ...wished) } },
    };
    const host = createHost({ contracts });
    const output = host.call(6000);
    const usedByChild = childUses + TRANSFER_COST;
    const used = kind === "legacy" ? 6000 - usedByChild : parentUses + 2300 + GAS_LOCK + extraLock - usedByChild;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(6000 - used - usedByChild) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used, usedByChild]);
    expect(errorsOf(output)).toContain("multi-level async calls are not allowed yet");
    expect(holdings(host)).toEqual([96, 4]);
  });

  test("keeps what the child sent back although the callback fails", () => {
    const gas = kind === "legacy" ? { provided: 2000, childGets } : { provided: 6000, childGets: 2300 };
    const contracts = {
      parent: parentOf("transferESDTToParent", { callBack, childGets: gas.childGets }),
      child: { endpoints: { transferESDTToParent: sendingBack(2n, gas.childGets, "fail") } },
    };
    const host = createHost({ contracts });
    const output = host.call(gas.provided);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(errorsOf(output)).toContain("callback failed intentionally");
    expect(holdings(host)).toEqual([97, 3]);
  });
});

test("legs and callbacks of a promise with tokens may call others", () => {
  const calling =
    (to: Uint8Array): MockEndpoint =>
    (vm) => {
      callOnDestination(vm, childGets, { to, function: "wasteGas" });
      finish(vm, "done");
    };
  const run: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    const args = [tokenIdentifier, Uint8Array.of(5), "wasteGasOnNephew", Uint8Array.of(1)];
    promise(vm, { to: child, function: "ESDTTransfer", args, gas: childGets, callback: "callBack", lock: extraLock });
  };
  const wasteGas = wasting(childUses);
  const host = createHost({
    contracts: {
      parent: { endpoints: { run, callBack: calling(child) }, tokens: 100n },
      child: { endpoints: { wasteGas, wasteGasOnNephew: calling(nephew) } },
      nephew: { endpoints: { wasteGas } },
    },
  });
  const output = host.call(2000);
  expect(output.returnCode).toBe(ReturnCode.ok);
  expect(transfersOf(output)).toEqual([sentTo("wasteGasOnNephew")]);
  expect(logsOf(output)).toEqual([
    `parent ESDTTransfer [${token}, 0, 5, child] [AsyncCall, ESDTTransfer, ${token}, \x05, wasteGasOnNephew, \x01]`,
    "child transferValueOnly [0, nephew] [ExecuteOnDestContext, wasteGas]",
    "child transferValueOnly [0, parent] [AsyncCallback, callBack, \0, done]",
    "parent transferValueOnly [0, child] [ExecuteOnDestContext, wasteGas]",
  ]);
  expect(holdings(host)).toEqual([95, 5]);
});
