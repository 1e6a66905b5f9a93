// What operators cost, where their gas ends, and what they answer: one behaviour for each class of operators.
import { Breakpoint } from "../breakpoints.js";
import type { Executor, MeteringMode } from "../executor.js";
import type { Instance } from "../instance.js";
import type { OpcodeCosts } from "../opcode-costs.js";
import { expectCall, type Fixture, meteringModes, open, openExecutor, openInstance, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { type OperatorClass, operatorClasses, operatorKeys, type OperatorRow } from "./operators.js";
import { type Behaviour, expectEqual } from "./suite.js";

/** Every operator at a cost of its own, so that no two can be mistaken for each other. */
export const distinctCosts: OpcodeCosts = Object.fromEntries([...operatorKeys, "LocalAllocate", "Unreachable"].map((key, index) => [key, 3 + ((index * 7919) % 997)]));

/** Every operator at the same cost. */
export function uniformCosts(cost: number): OpcodeCosts {
  return Object.fromEntries(Object.keys(distinctCosts).map((key) => [key, cost]));
}

/** Points that operators of these keys cost. */
export function pointsOf(keys: string, costs: OpcodeCosts): bigint {
  const ran = keys.split(" ").filter((key) => key !== "");
  return BigInt(ran.reduce((sum, key) => sum + (costs[key] ?? 0), 0));
}

/** An instance that runs endpoint after endpoint, each time as if new, and the points used that its hook saw. */
interface Bench {
  readonly instance: Instance;
  readonly seen: readonly bigint[];
  readonly begin: (limit: bigint) => void;
}

function openBench(fixture: Fixture, { contract }: OperatorClass, costs: OpcodeCosts, metering: MeteringMode): Bench {
  const seen: bigint[] = [];
  const hooks = checkNoPayment(() => {
    seen.push(instance.getPointsUsed());
  });
  const instance: Instance = open(fixture, contract, { hooks, costs, options: { metering } });
  return {
    instance,
    seen,
    begin: (limit) => {
      seen.length = 0;
      instance.setPointsLimit(limit);
      instance.setPointsUsed(0n);
      instance.setBreakpointValue(Breakpoint.none);
      instance.memStore(0, new Uint8Array(8));
    },
  };
}

/** Runs an endpoint with gas to spare; answers the points used that the hook saw. */
function expectSuccess({ instance, seen, begin }: Bench, { name, keys, result }: OperatorRow, costs: OpcodeCosts): readonly bigint[] {
  begin(pointsLimit);
  expectCall(instance, name, returned);
  expectEqual(instance.getPointsUsed(), pointsOf(keys, costs), `points used by ${name}`);
  if (result !== undefined) {
    expectEqual(new DataView(instance.memLoad(0, 8).buffer).getBigUint64(0, true), result, `number that ${name} stores`);
  }
  return [...seen];
}

/** Runs an endpoint at a limit: it is out of gas unless fewer points suffice, and calls the hooks that come before its end. */
function expectLimit({ instance, seen, begin }: Bench, { name }: OperatorRow, points: bigint, hookPoints: readonly bigint[], limit: bigint): void {
  begin(limit);
  const suffices = points < limit;
  expectCall(instance, name, suffices ? returned : stopped);
  const state = [instance.getBreakpointValue(), instance.pointsLeft()];
  expectEqual(state, suffices ? [Breakpoint.none, Number(limit - points)] : [Breakpoint.outOfGas, 0], `breakpoint and points left of ${name} at limit ${limit}`);
  expectEqual([...seen], hookPoints.filter((before) => before < limit), `points used that the hook of ${name} saw at limit ${limit}`);
}

function expectClass(fixture: Fixture, operators: OperatorClass): void {
  for (const metering of meteringModes(fixture)) {
    for (const costs of [distinctCosts, uniformCosts(1)]) {
      const bench = openBench(fixture, operators, costs, metering);
      for (const row of operators.rows) {
        const points = pointsOf(row.keys, costs);
        const hookPoints = expectSuccess(bench, row, costs);
        const first = costs === distinctCosts ? points - 1n : 0n;
        for (let limit = first; limit <= points + 2n; limit++) expectLimit(bench, row, points, hookPoints, limit);
      }
    }
  }
}

function usedAfter(executor: Executor, fixture: Fixture, metering: MeteringMode): () => bigint {
  const instance = openInstance(executor, fixture.codeOf(operatorClasses[0]!.contract), { metering });
  return () => {
    expectCall(instance, "nop", returned);
    return instance.getPointsUsed();
  };
}

export const opcodeGas: readonly Behaviour<Fixture>[] = [
  ...operatorClasses.map(
    (operators): Behaviour<Fixture> => ({
      name: `operators charge their own costs, and end at each limit: ${operators.name}`,
      needs: ["wasm", "opcodeMetering"],
      run: (fixture) => expectClass(fixture, operators),
    }),
  ),
  {
    name: "opcode costs that are set hold for instances made from then on",
    needs: ["wasm", "opcodeMetering"],
    run: (fixture) => {
      for (const metering of meteringModes(fixture)) {
        const executor = openExecutor(fixture, { costs: uniformCosts(1) });
        const before = usedAfter(executor, fixture, metering);
        executor.setOpcodeCosts(uniformCosts(10));
        const after = usedAfter(executor, fixture, metering);
        executor.setOpcodeCosts({});
        const free = usedAfter(executor, fixture, metering);
        expectEqual([before(), after(), free()], [3n, 30n, 0n], "points used at costs of 1, 10 and nothing");
      }
    },
  },
];
