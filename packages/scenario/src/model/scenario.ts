// A scenario and its steps. Mirrors scenario/model structScenario.go.

import type { AccountsCheck, AccountSetup } from "./account.js";
import type { SourceFile, Span } from "./source.js";
import type { ResultCheck, ScenarioTransaction } from "./transaction.js";
import type { Dialect } from "../values/dialect.js";
import type { BytesValue, TextValue, UintValue } from "./values.js";

/** Gas schedules by the names that scenario files give them. `default` is the latest of mainnet, `dummy` has all costs at 1. */
export type GasScheduleName = "default" | "dummy" | "v3" | "v4";

interface StepBase extends Span {
  readonly comment?: string;
}

/** Runs the steps of another file. */
export interface ExternalStepsStep extends StepBase {
  readonly kind: "externalSteps";
  /** Relative to the directory of the file that has the step. */
  readonly path: TextValue;
  /** Absent: as for the steps around it. */
  readonly traceGas?: boolean;
}

/** The address that a deployment gets. */
export interface NewAddressSetup extends Span {
  readonly creatorAddress: BytesValue;
  readonly creatorNonce: UintValue;
  readonly newAddress: BytesValue;
}

/** Parts of a block's header; what is absent, or written as `""`, stays as it was. */
export interface BlockInfoSetup extends Span {
  /** Seconds since 1970. */
  readonly blockTimestamp?: UintValue;
  /** Milliseconds since 1970; wins over seconds. */
  readonly blockTimestampMs?: UintValue;
  readonly blockNonce?: UintValue;
  readonly blockRound?: UintValue;
  readonly blockEpoch?: UintValue;
  /** 48 bytes. */
  readonly blockRandomSeed?: BytesValue;
}

/** Sets accounts, blocks and addresses. */
export interface SetStateStep extends StepBase {
  readonly kind: "setState";
  readonly id: string;
  readonly accounts: readonly AccountSetup[];
  readonly newAddresses: readonly NewAddressSetup[];
  /** Dialect of the Rust framework: identifiers of the tokens to be issued. */
  readonly newTokenIdentifiers: readonly TextValue[];
  readonly previousBlockInfo?: BlockInfoSetup;
  readonly currentBlockInfo?: BlockInfoSetup;
  readonly blockHashes: readonly BytesValue[];
}

/** Compares accounts. */
export interface CheckStateStep extends StepBase {
  readonly kind: "checkState";
  readonly id: string;
  readonly accounts: AccountsCheck;
}

/** Writes out all accounts. */
export interface DumpStateStep extends StepBase {
  readonly kind: "dumpState";
}

/** Runs a transaction or query, and compares its result where something is expected. */
export interface TransactionStep extends StepBase {
  readonly kind: "scDeploy" | "scUpgrade" | "scCall" | "scQuery" | "transfer" | "validatorReward";
  readonly id: string;
  readonly displayLogs: boolean;
  readonly tx: ScenarioTransaction;
  /** Absent: nothing is checked. */
  readonly expect?: ResultCheck;
}

/** One step of a scenario. */
export type Step = ExternalStepsStep | SetStateStep | CheckStateStep | DumpStateStep | TransactionStep;

/** Something that other tools of the format read differently. */
export interface ScenarioWarning extends Span {
  readonly message: string;
}

/** A scenario file. */
export interface Scenario {
  readonly source: SourceFile;
  /** Whose reading of values and checks counts. */
  readonly dialect: Dialect;
  /** What other tools read differently, in the order of the file. */
  readonly warnings: readonly ScenarioWarning[];
  readonly name?: string;
  readonly comment?: string;
  /** Whether `gas` in expectations counts. */
  readonly checkGas: boolean;
  readonly traceGas: boolean;
  readonly gasSchedule: GasScheduleName;
  readonly steps: readonly Step[];
}
