// How breakpoints and traps end a run.
import { Breakpoint, type BreakpointValue } from "../breakpoints.js";
import type { Instance } from "../instance.js";
import { core, written, writtenAt } from "./core-contract.js";
import { expectCall, expectTrap, type Fixture, open, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { type Behaviour, expectEqual } from "./suite.js";

const reasons: readonly BreakpointValue[] = Object.values(Breakpoint).filter((value) => value !== Breakpoint.none);

/** An instance whose hook sets a breakpoint. */
function openStopping(fixture: Fixture, value: BreakpointValue, points = 0): Instance {
  const hooks = checkNoPayment(() => {
    instance.useGas(points);
    instance.setBreakpointValue(value);
  });
  const instance: Instance = open(fixture, core, { hooks });
  return instance;
}

export const breakpointBehaviours: readonly Behaviour<Fixture>[] = [
  {
    name: "a breakpoint that a hook sets stops the contract before its next instruction",
    run: (fixture) => {
      for (const value of reasons) {
        const instance = openStopping(fixture, value);
        expectCall(instance, "hookThenWrite", stopped);
        expectEqual(instance.getBreakpointValue(), value, "breakpoint");
        expectEqual(instance.memLoad(writtenAt, 4), new Uint8Array(4), `memory after breakpoint ${value}`);
      }
    },
  },
  {
    name: "a breakpoint stops the contract before its next hook, its next trap and its end",
    run: (fixture) => {
      for (const name of ["hooks", "hookThenTrap", "hook"]) {
        let calls = 0;
        const hooks = checkNoPayment(() => {
          calls++;
          instance.setBreakpointValue(Breakpoint.signalError);
        });
        const instance: Instance = open(fixture, core, { hooks });
        expectCall(instance, name, stopped);
        expectEqual([calls, instance.getBreakpointValue()], [1, Breakpoint.signalError], `calls and breakpoint of ${name}`);
      }
    },
  },
  {
    name: "a run that a breakpoint stopped keeps the points used so far, and what it has written",
    run: (fixture) => {
      const instance = openStopping(fixture, Breakpoint.asyncCall, 25);
      expectCall(instance, "writeThenHook", stopped);
      expectEqual(instance.getPointsUsed(), 25n, "points used");
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory");
    },
  },
  {
    name: "a breakpoint stays until it is set again, and while it is there nothing runs",
    run: (fixture) => {
      const instance = openStopping(fixture, Breakpoint.executionFailed);
      expectCall(instance, "hook", stopped);
      for (const value of [Breakpoint.executionFailed, ...reasons]) {
        instance.setBreakpointValue(value);
        for (const name of ["write", "trap", "hookThenWrite"]) expectCall(instance, name, stopped);
        expectEqual(instance.getBreakpointValue(), value, "breakpoint");
      }
      expectEqual(instance.memLoad(writtenAt, 4), new Uint8Array(4), "memory");
      instance.setBreakpointValue(Breakpoint.none);
      expectCall(instance, "write", returned);
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory of a run without a breakpoint");
    },
  },
  {
    name: "a breakpoint that the same hook takes back stops nothing",
    run: (fixture) => {
      const hooks = checkNoPayment(() => {
        instance.setBreakpointValue(Breakpoint.executionFailed);
        instance.setBreakpointValue(Breakpoint.none);
      });
      const instance: Instance = open(fixture, core, { hooks });
      expectCall(instance, "hookThenWrite", returned);
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory");
    },
  },
  {
    name: "a hook that charges after it has set a breakpoint still charges",
    run: (fixture) => {
      const hooks = checkNoPayment(() => {
        instance.setBreakpointValue(Breakpoint.signalError);
        instance.useGas(12);
      });
      const instance: Instance = open(fixture, core, { hooks });
      expectCall(instance, "hooks", stopped);
      expectEqual(instance.getPointsUsed(), 12n, "points used");
    },
  },
  {
    name: "a trap ends the run without a breakpoint, and what came before it stays",
    run: (fixture) => {
      let calls = 0;
      const hooks = checkNoPayment(() => {
        calls++;
      });
      const instance = open(fixture, core, { hooks });
      expectTrap(instance, "trap");
      expectEqual(instance.getBreakpointValue(), Breakpoint.none, "breakpoint");
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory");
      instance.setPointsUsed(0n);
      expectTrap(instance, "hookThenTrap");
      expectEqual([calls, instance.getPointsUsed()], [1, pointsLimit], "calls of the hook, points used");
      instance.setPointsUsed(0n);
      expectCall(instance, "count", returned);
    },
  },
];
