// Resets, and that a warm instance is as a cold one.
import { Breakpoint, type BreakpointValue } from "../breakpoints.js";
import type { Executor } from "../executor.js";
import type { Instance } from "../instance.js";
import { core, written, writtenAt } from "./core-contract.js";
import { expectCall, expectTrap, type Fixture, open, openExecutor, openInstance, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { type Behaviour, expectEqual, expectTrue, thrownBy } from "./suite.js";

function expectReset(instance: Instance, fresh: Uint8Array, after: string): void {
  expectTrue(instance.reset(), `reset after ${after}: expected true, found false`);
  expectEqual(instance.memDump(), fresh, `memory of an instance that was reset after ${after}`);
}

/** What can be seen of a run. */
interface Seen {
  readonly outcome: string;
  readonly points: bigint;
  readonly breakpoint: BreakpointValue;
  readonly calls: number;
  readonly memory: Uint8Array;
}

/** Runs every endpoint on instances that `instanceFor` answers, whose hook charges, stores, and stops at its third call. */
function seenOfAll(fixture: Fixture, instanceFor: (executor: Executor, before: Instance | undefined) => Instance): readonly Seen[] {
  let calls = 0;
  const hooks = {
    ...checkNoPayment(() => {
      calls++;
      running?.useGas(10);
      running?.memStore(1000 + calls, Uint8Array.of(calls));
      if (calls === 3) running?.setBreakpointValue(Breakpoint.signalError);
    }),
    mBufferSetBytes: () => 5,
    bigIntSetInt64: () => undefined,
    getGasLeft: () => BigInt(running?.pointsLeft() ?? 0),
  };
  const executor = openExecutor(fixture, { hooks });
  let running: Instance | undefined;
  return Object.keys(core.endpoints).map((name) => {
    running = instanceFor(executor, running);
    const instance = running;
    calls = 0;
    instance.setPointsLimit(pointsLimit);
    instance.setPointsUsed(0n);
    instance.setBreakpointValue(Breakpoint.none);
    const { status: outcome } = instance.callFunction(name);
    return { outcome, points: instance.getPointsUsed(), breakpoint: instance.getBreakpointValue(), calls, memory: instance.memDump() };
  });
}

export const reuse: readonly Behaviour<Fixture>[] = [
  {
    name: "a reset brings memory back, whoever has written it",
    run: (fixture) => {
      const hooks = checkNoPayment(() => instance.memStore(5000, Uint8Array.of(1, 2, 3)));
      const instance: Instance = open(fixture, core, { hooks });
      const fresh = instance.memDump();
      expectReset(instance, fresh, "nothing");
      for (let round = 0; round < 3; round++) {
        expectCall(instance, "count", returned);
        expectCall(instance, "hookThenWrite", returned);
        instance.memStore(instance.memLength() - 1, Uint8Array.of(7));
        expectEqual(instance.memLoad(0, 1), Uint8Array.of(1), `calls counted in round ${round}`);
        expectReset(instance, fresh, "runs");
      }
    },
  },
  {
    name: "a reset leaves points, their limit and the breakpoint",
    run: (fixture) => {
      const instance = open(fixture, core);
      instance.useGas(33);
      instance.setPointsLimit(500n);
      instance.setBreakpointValue(Breakpoint.asyncCall);
      expectTrue(instance.reset(), "reset: expected true, found false");
      const state = [instance.getPointsUsed(), instance.getPointsLimit(), instance.getBreakpointValue()];
      expectEqual(state, [33n, 500n, Breakpoint.asyncCall], "points, limit and breakpoint");
    },
  },
  {
    name: "an instance is reset after every ending",
    run: (fixture) => {
      let act: () => void = () => undefined;
      const instance: Instance = open(fixture, core, { hooks: checkNoPayment(() => act()) });
      const fresh = instance.memDump();
      expectTrap(instance, "trap");
      expectReset(instance, fresh, "a trap");
      instance.setPointsUsed(0n);
      act = () => instance.setBreakpointValue(Breakpoint.signalError);
      expectCall(instance, "writeThenHook", stopped);
      expectReset(instance, fresh, "a breakpoint");
      instance.setBreakpointValue(Breakpoint.none);
      act = () => {
        throw new TypeError("thrown by a hook");
      };
      thrownBy(() => instance.callFunction("writeThenHook"), "fault of a hook");
      expectReset(instance, fresh, "a fault");
      act = () => undefined;
      expectCall(instance, "hookThenWrite", returned);
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory of a run after resets");
    },
  },
  {
    name: "an instance whose memory grew is reset to the size of the beginning or not at all, and a new one has that size",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      const instance = openInstance(executor, fixture.codeOf(core));
      const length = instance.memLength();
      instance.memGrow(1);
      if (instance.reset()) expectEqual(instance.memLength(), length, "length of the memory after a reset");
      instance.clean();
      expectEqual(openInstance(executor, fixture.codeOf(core)).memLength(), length, "length of the memory of a new instance");
    },
  },
  {
    name: "runs of an instance that was reset, and of a new one after others were cleaned, are as those of a new executor",
    run: (fixture) => {
      const code = fixture.codeOf(core);
      const cold = seenOfAll(fixture, (executor) => openInstance(executor, code));
      const reset = seenOfAll(fixture, (executor, before) => (before?.reset() === true ? before : openInstance(executor, code)));
      const recycled = seenOfAll(fixture, (executor, before) => {
        before?.clean();
        return openInstance(executor, code);
      });
      expectEqual(reset, cold, "runs of an instance that was reset");
      expectEqual(recycled, cold, "runs of new instances after others were cleaned");
    },
  },
  {
    name: "a new instance has nothing of one that was cleaned",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      for (let round = 0; round < 3; round++) {
        const instance = openInstance(executor, fixture.codeOf(core));
        expectEqual(instance.memDump(), new Uint8Array(instance.memLength()), `memory in round ${round}`);
        const state = [instance.getPointsLimit(), instance.getPointsUsed(), instance.getBreakpointValue()];
        expectEqual(state, [pointsLimit, 0n, Breakpoint.none], `limit, points and breakpoint in round ${round}`);
        expectCall(instance, "count", returned);
        instance.memStore(30_000, Uint8Array.of(1));
        instance.useGas(10);
        instance.setPointsLimit(11n);
        instance.setBreakpointValue(Breakpoint.executionFailed);
        instance.clean();
      }
    },
  },
];
