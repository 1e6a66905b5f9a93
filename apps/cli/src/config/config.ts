// The configuration of a project, as `mxvm.config.ts` exports it.
import type { AnyContract } from "@mxvm/contract-api";
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { RunConfig } from "../run/run-options.js";
import type { TestConfig } from "../test-run/test-options.js";

/** An executor by name, with what its package documents as options. */
export interface NamedExecutor {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A name (`wasm`, `wasmer`, an installed package), a name with options, or an executor that the configuration has made itself. */
export type ExecutorChoice = string | NamedExecutor | ExecutorFactory;

export interface FmtConfig {
  /** Files or folders, from the folder of the configuration, where the command line names none. */
  readonly paths?: readonly string[];
  /** Change nothing, and fail if a file would change. */
  readonly check?: boolean;
}

export interface InspectConfig {
  /** How many functions to show. */
  readonly functions?: number;
}

/** All keys may be left out. */
export interface MxvmConfig {
  /** What runs contract code. `--executor` and the variable `MXVM_EXECUTOR` go first. Default `wasm`. */
  readonly executor?: ExecutorChoice;
  /**
   * Contracts in TypeScript, by the builds that scenarios name: `{ "adder.mxsc.json": adder }`. On the executor `debug`, and on one that the
   * configuration has made itself, a build of that file name, or of these last parts of a path, is the contract.
   */
  readonly contracts?: Readonly<Record<string, AnyContract>>;
  /** Options of `mxvm test`, which the command line goes before. */
  readonly test?: TestConfig;
  /** Options of `mxvm run`. */
  readonly run?: RunConfig;
  /** Options of `mxvm fmt`. */
  readonly fmt?: FmtConfig;
  /** Options of `mxvm inspect`. */
  readonly inspect?: InspectConfig;
}

/** Answers the configuration as it is: it is there for the types. */
export function defineConfig(config: MxvmConfig): MxvmConfig {
  return config;
}
