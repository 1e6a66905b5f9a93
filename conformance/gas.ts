// Every transaction of the scenarios that the Go VM's own tests run, beside production's light simulator.
import { bytesToHex } from "@mxvm/codec";
import type { Transaction, TransactionResult, World } from "@mxvm/protocol-hooks";
import type { GasScheduleName, RunObserver } from "@mxvm/scenario";
import type { Difference } from "../test/differential/run/observation.js";
import { createGasComparer } from "./gas-compare.js";
import type { Comparison, GasComparer } from "./gas-compare.js";
import { runGoTests } from "./run.js";
import type { Onlooker } from "./run.js";

interface Place {
  /** Relative to the checkout. */
  readonly path: string;
  /** Its number in its file, and its id. */
  readonly step: string;
}

export interface GasDifference extends Place {
  readonly differences: readonly Difference[];
}

export interface GasReport {
  transactions: number;
  equal: number;
  /** How many transactions have nothing to compare with, by reason. */
  readonly incomparable: Map<string, number>;
  readonly unexplained: GasDifference[];
}

export function incomparableIn(reasons: GasReport["incomparable"]): number {
  return [...reasons.values()].reduce((sum, count) => sum + count, 0);
}

const otherResult =
  "equal to production, but the scenario ends otherwise: by its addresses of new contracts, shards, random seeds, transaction hashes or gas prices";

/** Plays every file once, and each transaction on the simulator before it runs. */
export function compareGas(root: string): GasReport {
  const report: GasReport = { transactions: 0, equal: 0, incomparable: new Map(), unexplained: [] };
  const comparer = createGasComparer();
  try {
    runGoTests(root, { onlooker: (path) => onlookerOf(path, comparer, report), isWanted: ({ variant, withoutFlags }) => variant === "" && !withoutFlags });
  } finally {
    comparer.close();
  }
  return report;
}

function onlookerOf(path: string, comparer: GasComparer, report: GasReport): Onlooker {
  let step = "";
  const observer: RunObserver = {
    onStepStart: ({ step: started, number }) => {
      step = `${number}${"id" in started && started.id !== "" ? ` "${started.id}"` : ""}`;
    },
  };
  const watch: Onlooker["watch"] = (world, gasSchedule) => {
    const execute = (transaction: Transaction): TransactionResult => {
      const comparison = comparer.compare(world, withEnoughGas(transaction, gasSchedule));
      const result = world.execute(transaction);
      note(report, { path, step }, comparison, result);
      return result;
    };
    return new Proxy(world, { get: (target, key) => (key === "execute" ? execute : boundTo(target, key)) });
  };
  return { observer, watch };
}

const minGasLimit = 50_000n;
const enoughGas = 500_000_000n;

/** Limits that are meant for cheaper prices, or that the simulator refuses, give way to one that is enough; then nothing is paid for gas. */
function withEnoughGas(transaction: Transaction, gasSchedule: GasScheduleName): Transaction {
  if (transaction.kind === "validatorReward" || (gasSchedule === "default" && transaction.gasLimit >= minGasLimit)) return transaction;
  return { ...transaction, gasLimit: enoughGas, gasPrice: 0n };
}

/** The world's methods need the world itself as `this`, not what stands before it. */
function boundTo(world: World, key: string | symbol): unknown {
  const value: unknown = Reflect.get(world, key);
  return typeof value === "function" ? (value.bind(world) as unknown) : value;
}

function note(report: GasReport, place: Place, { differences, incomparable, own }: Comparison, result: TransactionResult): void {
  report.transactions++;
  const reason = incomparable ?? (own !== undefined && isSameResult(own, result) ? undefined : otherResult);
  if (differences.length > 0) report.unexplained.push({ ...place, differences });
  else if (reason === undefined) report.equal++;
  else report.incomparable.set(reason, (report.incomparable.get(reason) ?? 0) + 1);
}

/** Gas is left out: four prices of the simulator are older than those of scenarios. */
function isSameResult(copy: TransactionResult, scenario: TransactionResult): boolean {
  const shown = ({ returnCode, returnData }: TransactionResult): string => [returnCode, ...returnData.map(bytesToHex)].join("@");
  return shown(copy) === shown(scenario);
}
