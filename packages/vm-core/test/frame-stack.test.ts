// The frame stack and its table: what each part of a frame does on entry, on success and on failure, for each call form.
import { bytesToByteString } from "@mxvm/codec";
import type { ContractCallInput, OutputTransfer } from "@mxvm/protocol-hooks";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { createFrameStack } from "../src/frame/frame-stack.js";
import type { FrameStack } from "../src/frame/frame-stack.js";
import { createTopLevelFrame } from "../src/frame/frame.js";
import type { Frame, FrameInput } from "../src/frame/frame.js";
import { addOutput, createOutputAccount, createVmOutput, ownStorageUpdates } from "../src/frame/output-state.js";
import { callForms } from "../src/frame/travel.js";
import type { FrameForm, FramePart } from "../src/frame/travel.js";

const caller = new Uint8Array(32).fill(1);
const callee = new Uint8Array(32).fill(2);
const key = bytesToByteString(caller);

function inputTo(address: Uint8Array): FrameInput {
  return { vmInput: { recipientAddress: address } as ContractCallInput, codeAddress: address, functionName: "run" };
}

function transferOf(index: number, callType: OutputTransfer["callType"] = CallType.directCall): OutputTransfer {
  const bytes = new Uint8Array(3);
  return { index, value: 0n, gasLimit: 0n, gasLocked: 0n, asyncData: bytes, data: bytes, callType, senderAddress: caller };
}

interface Fixture {
  readonly stack: FrameStack;
  readonly callerFrame: Frame;
  readonly reverted: number[];
  readonly released: Frame[];
  readonly active: () => Frame | undefined;
}

function callerWith(change: (frame: Frame) => void = () => undefined): Fixture {
  const reverted: number[] = [];
  const released: Frame[] = [];
  let active: Frame | undefined;
  const listener = {
    activate: (frame: Frame): void => { active = frame; },
    release: (frame: Frame): void => { released.push(frame); },
    revertState: (state: number): void => { reverted.push(state); },
  };
  const stack = createFrameStack(listener, createTopLevelFrame(inputTo(new Uint8Array(0))));
  const callerFrame = createTopLevelFrame(inputTo(caller));
  stack.begin(callerFrame);
  change(callerFrame);
  return { stack, callerFrame, reverted, released, active: () => active };
}

function enter(stack: FrameStack, form: FrameForm): Frame {
  return stack.enter(form, { input: inputTo(callee), storageAddress: callee, state: 7 });
}

const frameForms = ["destination", "callback", "create", "upgrade", "builtInThenCall", "sameContext"] as const satisfies FrameForm[];

describe("the table of what travels", () => {
  test("has a row for every call form and a cell for every part", () => {
    const parts: FramePart[] = ["input", "readOnly", "gas", "output", "managedTypes", "storageAddress", "async", "instance", "state"];
    for (const row of Object.values(callForms)) expect(Object.keys(row).sort()).toEqual([...parts].sort());
  });

  test("drops nothing that a callee shares, but the state", () => {
    for (const row of Object.values(callForms)) {
      for (const [part, { entry, success, failure }] of Object.entries(row)) {
        if (entry !== "shared" || part === "state" || part === "output") continue;
        expect([part, success, failure]).toEqual([part, "kept", "kept"]);
      }
    }
  });
});

describe.each(frameForms)("a call of the form %s", (form) => {
  test("runs in a frame of its own input and gas, and is read-only as its caller is", () => {
    const { stack, callerFrame, active } = callerWith((frame) => { frame.readOnly = true; frame.gas.provided = 5n; });
    const frame = enter(stack, form);
    expect(stack.current).toBe(frame);
    expect(active()).toBe(frame);
    expect(stack.waiting).toEqual([callerFrame]);
    expect(frame.input.codeAddress).toBe(callee);
    expect([frame.readOnly, frame.gas.provided]).toEqual([true, 0n]);
  });

  test("sees no managed values of its caller, and leaves it none", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.managedTypes.bigInts.set(3, 30n));
    const frame = enter(stack, form);
    expect(frame.managedTypes.bigInts.size).toBe(0);
    frame.managedTypes.bigInts.set(3, 31n);
    stack.leave(form, true);
    expect(callerFrame.managedTypes.bigInts.get(3)).toBe(30n);
  });

  test("sums gas used by account if it succeeds", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.gas.usedByAccounts.set(key, 5n));
    const frame = enter(stack, form);
    expect(frame.gas.usedByAccounts.size).toBe(0);
    frame.gas.usedByAccounts.set(key, 2n).set("other", 1n);
    stack.leave(form, true);
    expect([...callerFrame.gas.usedByAccounts]).toEqual([[key, 7n], ["other", 1n]]);
  });

  test("leaves its caller's gas used as it was if it fails", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.gas.usedByAccounts.set(key, 5n));
    enter(stack, form).gas.usedByAccounts.set(key, 2n);
    stack.leave(form, false);
    expect([...callerFrame.gas.usedByAccounts]).toEqual([[key, 5n]]);
  });

  test("goes back to the marked state if it fails, and only then", () => {
    const { stack, reverted } = callerWith();
    enter(stack, form);
    stack.leave(form, true);
    expect(reverted).toEqual([]);
    enter(stack, form);
    stack.leave(form, false);
    expect(reverted).toEqual([7]);
  });

  test("is released with its caller active again", () => {
    const { stack, callerFrame, released, active } = callerWith();
    const frame = enter(stack, form);
    stack.leave(form, true);
    expect(released).toEqual([frame]);
    expect(active()).toBe(callerFrame);
  });

  test("shows nothing of its output if it fails", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.output.returnData.push(caller));
    const { output } = enter(stack, form);
    output.returnData.push(callee);
    output.gasRefund = 9n;
    output.returnCode = ReturnCode.userError;
    output.outputAccounts.set(key, createOutputAccount(caller));
    stack.leave(form, false);
    expect(callerFrame.output).toEqual({ ...createVmOutput(), returnData: [caller] });
  });
});

describe("a call on the destination's context", () => {
  test("does not see return data, logs, refund and asynchronous transfers of its caller, but its storage", () => {
    const { stack } = callerWith(({ output }) => {
      const account = createOutputAccount(caller);
      account.storageUpdates.set("key", { offset: caller, data: caller, written: true });
      account.outputTransfers = [transferOf(1), transferOf(2, CallType.asynchronousCall)];
      output.outputAccounts.set(key, account);
      output.returnData.push(caller);
      output.gasRefund = 4n;
      output.logs.push({ identifier: caller, address: caller, topics: [], data: [] });
    });
    const { output } = enter(stack, "destination");
    const account = output.outputAccounts.get(key);
    expect([output.returnData, output.logs, output.gasRefund]).toEqual([[], [], 0n]);
    expect(account?.storageUpdates.get("key")?.data).toBe(caller);
    expect(account?.outputTransfers.map(({ index }) => index)).toEqual([1]);
  });

  test("shows its storage if it succeeds, and leaves its caller's as it was if it fails", () => {
    const { stack, callerFrame } = callerWith(({ output }) => {
      const account = createOutputAccount(caller);
      account.storageUpdates.set("old", { offset: caller, data: caller, written: true });
      output.outputAccounts.set(key, account);
    });
    const write = (name: string): void => {
      const account = stack.current.output.outputAccounts.get(key);
      if (account !== undefined) ownStorageUpdates(account).set(name, { offset: callee, data: callee, written: true });
    };
    const keys = (): string[] => [...(callerFrame.output.outputAccounts.get(key)?.storageUpdates.keys() ?? [])];
    enter(stack, "destination");
    write("lost");
    expect(keys()).toEqual(["old"]);
    stack.leave("destination", false);
    expect(keys()).toEqual(["old"]);
    enter(stack, "destination");
    enter(stack, "destination");
    write("kept");
    stack.leave("destination", true);
    write("too");
    expect(keys()).toEqual(["old"]);
    stack.leave("destination", true);
    expect(keys()).toEqual(["old", "kept", "too"]);
  });

  test("appends return data and logs, and replaces refund and balance deltas", () => {
    const { stack, callerFrame } = callerWith(({ output }) => {
      output.outputAccounts.set(key, { ...createOutputAccount(caller), balanceDelta: 10n, gasUsed: 3n });
      output.returnData.push(caller);
      output.gasRefund = 4n;
    });
    const { output } = enter(stack, "destination");
    const account = output.outputAccounts.get(key);
    if (account !== undefined) account.balanceDelta += 5n;
    output.returnData.push(callee);
    output.gasRefund = 1n;
    stack.leave("destination", true);
    expect(callerFrame.output.returnData).toEqual([caller, callee]);
    expect(callerFrame.output.gasRefund).toBe(1n);
    expect(callerFrame.output.outputAccounts.get(key)).toMatchObject({ balanceDelta: 15n, gasUsed: 3n });
  });

  test("adds only transfers that are new, asynchronous ones first", () => {
    const { stack, callerFrame } = callerWith(({ output }) => {
      output.outputAccounts.set(key, { ...createOutputAccount(caller), outputTransfers: [transferOf(1), transferOf(2, CallType.asynchronousCall)] });
    });
    enter(stack, "destination").output.outputAccounts.get(key)?.outputTransfers.push(transferOf(3), transferOf(4, CallType.asynchronousCall));
    stack.leave("destination", true);
    const account = callerFrame.output.outputAccounts.get(key);
    expect(account?.outputTransfers.map(({ index }) => index)).toEqual([2, 4, 1, 3]);
    expect(account?.bytesConsumedByTxAsNetworking).toBe(6n);
  });

  test("lists accounts deleted before it once more", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.output.deletedAccounts.push(caller));
    enter(stack, "destination");
    stack.leave("destination", true);
    expect(callerFrame.output.deletedAccounts).toEqual([caller, caller]);
  });

  test("passes accumulated gas on, even if it fails", () => {
    const { stack, callerFrame } = callerWith((frame) => { frame.async.gasAccumulated = 1n; });
    enter(stack, "destination").async.gasAccumulated = 2n;
    stack.leave("destination", false);
    expect(callerFrame.async.gasAccumulated).toBe(3n);
  });
});

describe("a callback", () => {
  const sent = { value: 1n, tokenIdentifier: caller, tokenType: 0, nonce: 0n };

  test("begins with a copy of what was sent back to its caller", () => {
    const { stack, callerFrame } = callerWith((frame) => { frame.managedTypes.backTransfers = { esdtTransfers: [sent], callValue: 2n, lastIndex: 1 }; });
    const { backTransfers } = enter(stack, "callback").managedTypes;
    expect(backTransfers).toEqual({ esdtTransfers: [sent], callValue: 2n, lastIndex: 1 });
    backTransfers.esdtTransfers.pop();
    expect(callerFrame.managedTypes.backTransfers.esdtTransfers).toEqual([sent]);
  });

  test("is the only form that sees them", () => {
    const { stack } = callerWith((frame) => { frame.managedTypes.backTransfers.callValue = 2n; });
    expect(enter(stack, "destination").managedTypes.backTransfers.callValue).toBe(0n);
  });
});

describe("a call on the caller's own context", () => {
  test("shares storage address and asynchronous context, and continues the output", () => {
    const { stack, callerFrame } = callerWith((frame) => frame.output.returnData.push(caller));
    const frame = enter(stack, "sameContext");
    expect(frame.storageAddress).toBe(callerFrame.storageAddress);
    expect(frame.async).toBe(callerFrame.async);
    frame.output.returnData.push(callee);
    stack.leave("sameContext", true);
    expect(callerFrame.output.returnData).toEqual([caller, callee]);
  });
});

describe("the output of a built-in function", () => {
  test("is added: deltas and refunds are summed, transfers all new", () => {
    const left = createVmOutput();
    left.gasRefund = 2n;
    left.outputAccounts.set(key, { ...createOutputAccount(caller), balanceDelta: 10n, outputTransfers: [transferOf(1)] });
    const right = createVmOutput();
    right.gasRefund = 3n;
    right.outputAccounts.set(key, { ...createOutputAccount(caller), balanceDelta: -4n, outputTransfers: [transferOf(2)] });
    addOutput(left, right);
    expect(left.gasRefund).toBe(5n);
    expect(left.outputAccounts.get(key)?.balanceDelta).toBe(6n);
    expect(left.outputAccounts.get(key)?.outputTransfers.map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe("a fault", () => {
  test("leaves all frames at once", () => {
    const { stack, callerFrame } = callerWith();
    const frame = enter(stack, "destination");
    expect(stack.abandon()).toEqual([callerFrame, frame]);
    expect(stack.waiting).toEqual([]);
    expect(() => stack.leave("destination", true)).toThrow(TypeError);
  });
});
