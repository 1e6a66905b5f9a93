// Instances that run while others do.
import { Breakpoint } from "../breakpoints.js";
import { isExecutorError } from "../errors.js";
import type { Instance } from "../instance.js";
import { core, otherCore, written, writtenAt } from "./core-contract.js";
import { expectCall, expectTrap, type Fixture, openExecutor, openInstance, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { type Behaviour, expectEqual, expectTrue, thrownBy } from "./suite.js";

interface Nest {
  readonly outer: Instance;
  readonly inner: Instance;
}

/** Two instances; the hook of the outer does what the behaviour says, that of the inner what `innerHook` says. */
function openNest(fixture: Fixture, outerHook: (nest: Nest) => void, innerHook: (nest: Nest) => void = () => undefined): Nest {
  let depth = 0;
  const hooks = checkNoPayment(() => {
    depth++;
    try {
      (depth === 1 ? outerHook : innerHook)(nest);
    } finally {
      depth--;
    }
  });
  const executor = openExecutor(fixture, { hooks });
  const nest: Nest = { outer: openInstance(executor, fixture.codeOf(core)), inner: openInstance(executor, fixture.codeOf(otherCore)) };
  return nest;
}

const depth = 20;

export const nesting: readonly Behaviour<Fixture>[] = [
  {
    name: "a hook may run another instance, and the contract goes on afterwards",
    run: (fixture) => {
      const { outer, inner } = openNest(fixture, (nest) => expectCall(nest.inner, "write", returned));
      expectCall(outer, "hookThenWrite", returned);
      expectEqual([outer, inner].map((instance) => instance.memLoad(writtenAt, 4)), [written, written], "memories");
    },
  },
  {
    name: "nested instances have points of their own, also those that are charged while another runs",
    run: (fixture) => {
      const seen: bigint[] = [];
      const { outer, inner } = openNest(
        fixture,
        (nest) => {
          nest.outer.useGas(1000);
          nest.inner.useGas(7);
          expectCall(nest.inner, "hooks", returned);
          seen.push(nest.outer.getPointsUsed(), nest.inner.getPointsUsed());
          nest.outer.restoreGas(300);
        },
        (nest) => {
          nest.inner.useGas(10);
          nest.outer.useGas(1);
        },
      );
      expectCall(outer, "hookThenWrite", returned);
      expectEqual([...seen, outer.getPointsUsed(), inner.getPointsUsed()], [1003n, 37n, 703n, 37n], "points used within the outer run, and after it");
    },
  },
  {
    name: "a nested run that traps, is stopped or runs out of gas leaves its caller alone",
    run: (fixture) => {
      const endings: readonly ((nest: Nest) => void)[] = [
        ({ inner }) => expectTrap(inner, "trap"),
        ({ inner }) => {
          expectCall(inner, "hookThenWrite", stopped);
        },
        ({ inner }) => {
          inner.setPointsLimit(1n);
          expectCall(inner, "hookThenWrite", stopped);
        },
      ];
      for (const ending of endings) {
        const { outer } = openNest(fixture, ending, ({ inner }) => inner.setBreakpointValue(inner.useGas(2) ? Breakpoint.signalError : Breakpoint.outOfGas));
        outer.useGas(5);
        expectCall(outer, "hookThenWrite", returned);
        expectEqual([outer.getPointsUsed(), outer.getBreakpointValue()], [5n, Breakpoint.none], "points and breakpoint of the caller");
        expectEqual(outer.memLoad(writtenAt, 4), written, "memory of the caller");
      }
    },
  },
  {
    name: "a breakpoint stops the instance that it is set on, and no other",
    run: (fixture) => {
      const { outer, inner } = openNest(
        fixture,
        (nest) => expectCall(nest.inner, "hookThenWrite", returned),
        (nest) => nest.outer.setBreakpointValue(Breakpoint.signalError),
      );
      expectCall(outer, "hookThenWrite", stopped);
      expectEqual([inner, outer].map((instance) => instance.memLoad(writtenAt, 4)), [written, new Uint8Array(4)], "memories");
      expectEqual([inner, outer].map((instance) => instance.getBreakpointValue()), [Breakpoint.none, Breakpoint.signalError], "breakpoints");
    },
  },
  {
    name: "a fault of a nested run passes through its callers unchanged, and all of them can run again",
    run: (fixture) => {
      const cause = new TypeError("thrown by a hook");
      let fails = true;
      const { outer, inner } = openNest(
        fixture,
        (nest) => expectCall(nest.inner, "hookThenWrite", returned),
        () => {
          if (fails) throw cause;
        },
      );
      const fault = thrownBy(() => outer.callFunction("hookThenWrite"), "a fault of a nested run");
      expectTrue(isExecutorError(fault) && fault.code === "HOOK_THREW" && fault.cause === cause, `fault: expected that of the nested hook, found ${String(fault)}`);
      expectEqual([outer, inner].map((instance) => instance.memLoad(writtenAt, 4)), [new Uint8Array(4), new Uint8Array(4)], "memories");
      fails = false;
      expectCall(outer, "hookThenWrite", returned);
    },
  },
  {
    name: "a fault of a nested run that the caller's hook handles is over",
    run: (fixture) => {
      const { outer } = openNest(
        fixture,
        (nest) => void thrownBy(() => nest.inner.callFunction("hook"), "a fault of a nested run"),
        () => {
          throw new TypeError("thrown by a hook");
        },
      );
      outer.useGas(3);
      expectCall(outer, "hookThenWrite", returned);
      expectEqual([outer.getPointsUsed(), outer.memLoad(writtenAt, 4)], [3n, written], "points and memory of the caller");
    },
  },
  {
    name: "a hook may make, run, reset and clean instances of the code that runs",
    run: (fixture) => {
      const hooks = checkNoPayment(() => {
        const inner = openInstance(executor, fixture.codeOf(core));
        for (let round = 0; round < 2; round++) {
          expectCall(inner, "count", returned);
          expectEqual(inner.memLoad(0, 1), Uint8Array.of(1), "calls counted by the inner instance");
          expectEqual(inner.reset(), true, "reset of the inner instance");
        }
        expectEqual(inner.clean(), true, "clean of the inner instance");
      });
      const executor = openExecutor(fixture, { hooks });
      const outer = openInstance(executor, fixture.codeOf(core));
      outer.useGas(9);
      expectCall(outer, "count", returned);
      expectCall(outer, "hooks", returned);
      expectEqual([outer.memLoad(0, 1), outer.getPointsUsed()], [Uint8Array.of(1), 9n], "calls counted by the outer instance, its points");
    },
  },
  {
    name: "instances nest deeply",
    run: (fixture) => {
      let level = 0;
      const hooks = checkNoPayment(() => {
        instances[level]!.useGas(level + 1);
        level++;
        if (level < depth) expectCall(instances[level]!, "hookThenWrite", returned);
      });
      const executor = openExecutor(fixture, { hooks });
      const instances = Array.from({ length: depth }, () => openInstance(executor, fixture.codeOf(core)));
      expectCall(instances[0]!, "hookThenWrite", returned);
      expectEqual(instances.map((instance) => instance.getPointsUsed()), instances.map((_, index) => BigInt(index + 1)), "points used by each");
      expectTrue(instances.every((instance) => instance.memLoad(writtenAt, 1)[0] === 1), "memories: expected all written");
    },
  },
  {
    name: "executors of one factory nest as instances of one executor do",
    run: (fixture) => {
      const factory = fixture.createFactory();
      const inner = openInstance(openExecutor({ ...fixture, createFactory: () => factory }), fixture.codeOf(core));
      const hooks = checkNoPayment(() => {
        outer.useGas(4);
        expectTrap(inner, "trap");
      });
      const outer: Instance = openInstance(openExecutor({ ...fixture, createFactory: () => factory }, { hooks }), fixture.codeOf(core));
      expectCall(outer, "hookThenWrite", returned);
      expectEqual([outer.getPointsUsed(), inner.getPointsUsed()], [4n, pointsLimit], "points used");
    },
  },
];
