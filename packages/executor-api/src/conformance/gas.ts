// Points of an instance: set, read, charged and given back, and what ends when they do.
import { Breakpoint } from "../breakpoints.js";
import type { Instance } from "../instance.js";
import { core } from "./core-contract.js";
import { expectCall, expectTrap, type Fixture, open, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { type Behaviour, expectEqual } from "./suite.js";

const mostPoints = 2n ** 63n - 1n;

/** An instance whose hook charges points, and stops the run where they do not suffice. */
function openCharging(fixture: Fixture, points: number, limit: bigint): { readonly instance: Instance; readonly charges: () => number } {
  let charges = 0;
  const hooks = checkNoPayment(() => {
    charges++;
    if (!instance.useGas(points)) instance.setBreakpointValue(Breakpoint.outOfGas);
  });
  const instance: Instance = open(fixture, core, { hooks, options: { pointsLimit: limit } });
  return { instance, charges: () => charges };
}

export const gasBehaviours: readonly Behaviour<Fixture>[] = [
  {
    name: "points are charged while there are enough, and else all that is left are used",
    run: (fixture) => {
      const instance = open(fixture, core, { options: { pointsLimit: 100n } });
      const steps = [60, 0, 40, 0, 1].map((points) => [instance.useGas(points), instance.getPointsUsed(), instance.pointsLeft()]);
      expectEqual(steps, [[true, 60n, 40], [true, 60n, 40], [true, 100n, 0], [true, 100n, 0], [false, 100n, 0]], "charges of 60, 0, 40, 0 and 1");
      instance.setPointsUsed(70n);
      expectEqual([instance.useGas(31), instance.getPointsUsed(), instance.pointsLeft()], [false, 100n, 0], "a charge of 31 with 30 left");
    },
  },
  {
    name: "points are given back if so many are used, and else none",
    run: (fixture) => {
      const instance = open(fixture, core, { options: { pointsLimit: 100n } });
      instance.useGas(60);
      const used = [61, 0, 50, 11, 10].map((points) => {
        instance.restoreGas(points);
        return instance.getPointsUsed();
      });
      expectEqual(used, [60n, 60n, 10n, 10n, 0n], "points used after 61, 0, 50, 11 and 10 were given back");
    },
  },
  {
    name: "points and their limit are read as they were set, also where more are used than the limit",
    run: (fixture) => {
      const instance = open(fixture, core);
      instance.setPointsUsed(30n);
      instance.setPointsLimit(50n);
      expectEqual([instance.getPointsUsed(), instance.getPointsLimit(), instance.pointsLeft()], [30n, 50n, 20], "used, limit and left");
      instance.setPointsLimit(20n);
      expectEqual([instance.getPointsUsed(), instance.getPointsLimit(), instance.pointsLeft()], [30n, 20n, 0], "used, limit and left");
      expectEqual(instance.useGas(1), false, "a charge beyond the limit");
    },
  },
  {
    name: "points go up to 2^63 - 1, exactly",
    run: (fixture) => {
      const instance = open(fixture, core, { options: { pointsLimit: mostPoints } });
      expectEqual([instance.getPointsLimit(), instance.useGas(2 ** 53), instance.getPointsUsed()], [mostPoints, true, 2n ** 53n], "limit, charge and points used");
      instance.setPointsUsed(mostPoints - 1n);
      expectEqual(instance.getPointsUsed(), mostPoints - 1n, "points used");
    },
  },
  {
    name: "a run goes on from the points used before, and its limit can be set anew in between",
    run: (fixture) => {
      const { instance } = openCharging(fixture, 10, 1000n);
      expectCall(instance, "hooks", returned);
      expectCall(instance, "hook", returned);
      expectEqual(instance.getPointsUsed(), 40n, "points used in two runs");
      instance.setPointsUsed(5n);
      instance.setPointsLimit(26n);
      expectCall(instance, "hooks", stopped);
      expectEqual([instance.getPointsUsed(), instance.getBreakpointValue()], [26n, Breakpoint.outOfGas], "points used and breakpoint");
    },
  },
  {
    name: "hooks see the points as they are, and the contract goes on with those that they leave",
    run: (fixture) => {
      const seen: bigint[] = [];
      const hooks = checkNoPayment(() => {
        seen.push(instance.getPointsUsed());
        instance.useGas(100);
        instance.restoreGas(40);
        if (seen.length === 2) instance.setPointsUsed(500n);
      });
      const instance: Instance = open(fixture, core, { hooks });
      expectCall(instance, "hooks", returned);
      expectEqual([...seen, instance.getPointsUsed()], [0n, 60n, 500n, 560n], "points used");
    },
  },
  {
    name: "charges of hooks end a run at each limit that they pass, with all points used",
    run: (fixture) => {
      // At a limit that is just used up, instructions are out of gas and hooks are not: opcodes have behaviours of their own.
      for (let limit = 0n; limit <= 40n; limit++) {
        if (limit % 10n === 0n) continue;
        const { instance, charges } = openCharging(fixture, 10, limit);
        const ends = limit < 30n;
        expectCall(instance, "hooks", ends ? stopped : returned);
        const state = [instance.getPointsUsed(), instance.getBreakpointValue(), charges()];
        expectEqual(state, ends ? [limit, Breakpoint.outOfGas, Number(limit / 10n) + 1] : [30n, Breakpoint.none, 3], `points used, breakpoint and charges at limit ${limit}`);
      }
    },
  },
  {
    name: "a trap uses all points",
    run: (fixture) => {
      const instance = open(fixture, core);
      instance.useGas(7);
      expectTrap(instance, "trap");
      expectEqual([instance.getPointsUsed(), instance.pointsLeft()], [pointsLimit, 0], "points used and left");
    },
  },
  {
    name: "useGas of a contract charges, and is out of gas where it reaches the limit",
    needs: ["closures"],
    run: (fixture) => {
      for (const [limit, outcome, used] of [[31n, returned, 30n], [30n, stopped, 30n], [25n, stopped, 25n], [1n, stopped, 1n]] as const) {
        const instance = open(fixture, core, { options: { pointsLimit: limit } });
        expectCall(instance, "charge", outcome);
        const breakpoint = outcome === returned ? Breakpoint.none : Breakpoint.outOfGas;
        expectEqual([instance.getPointsUsed(), instance.getBreakpointValue()], [used, breakpoint], `points used and breakpoint at limit ${limit}`);
      }
    },
  },
];
