// Contracts that call themselves and each other, as production's host tests do with Wasm contracts: on the caller's context and on the
// destination's, until it is done, too deep, or out of gas.
import type { MockEndpoint } from "@mxvm/executor-mock";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { contractAddress, finish, store } from "../support/mock-world.js";
import { argumentsOf, callOnDestination, callOnSame, load } from "./support/actions.js";
import { child, parent } from "./support/async-contracts.js";
import { balanceDelta, createHost, errorsOf, gasUsed, type HostSetup, returnData, writtenStorage } from "./support/host.js";
import { spend } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const USES = 10;
const BIG_COUNTER = 16;

interface Step {
  /** Begins what the step writes and returns. */
  readonly letter: string;
  readonly call: typeof callOnDestination;
  readonly next: readonly [to: Uint8Array, functionName: string];
}

/**
 * Counts down its argument by calling the next one: every step writes and returns its number, and adds to a counter in storage and to one in a
 * big integer, which the last step stores.
 */
const countingDown =
  ({ letter, call, next: [to, name] }: Step): MockEndpoint =>
  (vm) => {
    const left = argumentsOf(vm)[0]?.[0] ?? 0;
    spend(vm, USES);
    finish(vm, `${letter}${left}`);
    store(vm, `${letter}${left}`, "visited");
    store(vm, "counter", String.fromCharCode((load(vm, "counter")[0] ?? 0) + 1));
    const { hooks } = vm;
    hooks.bigIntAdd(BIG_COUNTER, BIG_COUNTER, hooks.bigIntNew(1n));
    if (left === 0) {
      store(vm, "big counter", String(hooks.bigIntGetInt64(BIG_COUNTER)));
      return;
    }
    call(vm, 100_000, { to, function: name, args: [Uint8Array.of(left - 1)] });
    finish(vm, "succ");
  };

const visited = (contract: string, ...steps: readonly string[]): readonly string[] => steps.map((step) => `${contract}.${step} = visited`);
const sorted = (entries: readonly string[]): readonly string[] => [...entries].sort();

describe.each([
  ["its caller", callOnSame],
  ["its destination", callOnDestination],
])("a contract that calls itself on the context of %s", (_which, call) => {
  const run = countingDown({ letter: "R", call, next: [parent, "run"] });

  test("writes and returns at every step, each with managed values of its own", () => {
    const output = createHost({ contracts: { parent: { endpoints: { run } } } }).call(1000, { arguments: [Uint8Array.of(5)] });
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - 6 * USES) });
    expect(returnData(output)).toEqual(["R5", "R4", "R3", "R2", "R1", "R0", "succ", "succ", "succ", "succ", "succ"]);
    const ends = ["parent.counter = \x06", "parent.big counter = 1"];
    expect(sorted(writtenStorage(output))).toEqual(sorted([...visited("parent", "R0", "R1", "R2", "R3", "R4", "R5"), ...ends]));
    expect([gasUsed(output, "parent"), balanceDelta(output, "parent")]).toEqual([6 * USES, 0]);
  });

  test("fails when it is too deep", () => {
    const output = createHost({ contracts: { parent: { endpoints: { run } } } }).call(1000, { arguments: [Uint8Array.of(11)] });
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "execution failed", gasRemaining: 0n });
    expect(errorsOf(output)).toContain("max instances reached");
  });

  test("may do so by two methods in turn", () => {
    const methodA = countingDown({ letter: "A", call, next: [parent, "methodB"] });
    const methodB = countingDown({ letter: "B", call, next: [parent, "methodA"] });
    const start: MockEndpoint = (vm) => {
      finish(vm, "start");
      call(vm, 100_000, { to: parent, function: "methodA", args: [Uint8Array.of(5)] });
      finish(vm, "succ");
      finish(vm, "end");
    };
    const output = createHost({ contracts: { parent: { endpoints: { run: start, methodA, methodB } } } }).call(1000);
    const succeeded = Array.from({ length: 6 }, () => "succ");
    expect(returnData(output)).toEqual(["start", "A5", "B4", "A3", "B2", "A1", "B0", ...succeeded, "end"]);
    const steps = [...visited("parent", "A5", "B4", "A3", "B2", "A1", "B0"), "parent.counter = \x06", "parent.big counter = 1"];
    expect(sorted(writtenStorage(output))).toEqual(sorted(steps));
  });
});

describe("two contracts that call each other", () => {
  const both = (call: typeof callOnDestination): HostSetup["contracts"] => ({
    parent: { endpoints: { run: countingDown({ letter: "P", call, next: [child, "callParent"] }) } },
    child: { endpoints: { callParent: countingDown({ letter: "C", call, next: [parent, "run"] }) } },
  });
  const returned = ["P4", "C3", "P2", "C1", "P0", "succ", "succ", "succ", "succ"];

  test("on their caller's context work on the storage and gas of the first", () => {
    const output = createHost({ contracts: both(callOnSame) }).call(1000, { arguments: [Uint8Array.of(4)] });
    expect(returnData(output)).toEqual(returned);
    const steps = [...visited("parent", "P4", "C3", "P2", "C1", "P0"), "parent.counter = \x05", "parent.big counter = 1"];
    expect(sorted(writtenStorage(output))).toEqual(sorted(steps));
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([5 * USES, 0]);
  });

  test("on their own contexts work on their own", () => {
    const output = createHost({ contracts: both(callOnDestination) }).call(1000, { arguments: [Uint8Array.of(4)] });
    expect(returnData(output)).toEqual(returned);
    const ofParent = [...visited("parent", "P4", "P2", "P0"), "parent.counter = \x03", "parent.big counter = 1"];
    expect(sorted(writtenStorage(output))).toEqual(sorted([...ofParent, ...visited("child", "C3", "C1"), "child.counter = \x02"]));
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([3 * USES, 2 * USES]);
  });

  test.each([["their caller's", callOnSame], ["their own", callOnDestination]])("on %s context may run out of gas together", (_whose, call) => {
    const output = createHost({ contracts: both(call) }).call(5 * USES - 1, { arguments: [Uint8Array.of(4)] });
    expect(output).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas", gasRemaining: 0n });
  });
});

test.each([
  ["its own", callOnSame],
  ["their", callOnDestination],
])("a contract calls several others on %s context, one after the other", (_whose, call) => {
  const names = ["beta", "gamma", "delta"];
  const run: MockEndpoint = (vm) => {
    names.forEach((name, index) => {
      call(vm, 100, { to: contractAddress(name), function: "echo", args: [`arg${index + 1}`] });
      finish(vm, "succ");
    });
  };
  const echo: MockEndpoint = (vm) => { finish(vm, argumentsOf(vm)[0] ?? ""); };
  const others = Object.fromEntries(names.map((name) => [name, { endpoints: { echo } }]));
  const output = createHost({ contracts: { parent: { endpoints: { run } }, ...others } }).call(1000);
  expect(returnData(output)).toEqual(["arg1", "succ", "arg2", "succ", "arg3", "succ"]);
});
