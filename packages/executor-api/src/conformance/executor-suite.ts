// What every executor does, over hooks and contracts of the suite's own.
import type { ExecutorFactory, ExecutorSupports } from "../executor.js";
import { allHooks } from "./all-hooks-contract.js";
import { breakpointBehaviours } from "./breakpoints.js";
import { type ConformanceCase, type Contract, type WasmContract, wasmCodeOf } from "./contract.js";
import { core, otherCore } from "./core-contract.js";
import type { Fixture } from "./fixture.js";
import { gasBehaviours } from "./gas.js";
import { hookBehaviours } from "./hooks.js";
import { lifecycle } from "./lifecycle.js";
import { memoryBehaviours } from "./memory.js";
import { nesting } from "./nesting.js";
import { opcodeGas } from "./opcode-gas.js";
import { reuse } from "./reuse.js";
import { validation } from "./validation.js";
import { wasmInstances } from "./wasm-instances.js";
import { type Behaviour, type ConformanceReport, type Need, registerBehaviours, type RegisterTest } from "./suite.js";

interface CommonOptions {
  /** `test` or `it` of a test runner. */
  readonly test: RegisterTest;
  /**
   * What the executor declares in `Executor.supports`; another declaration there is a failure. What is not given is supported by an
   * executor of WebAssembly, and not supported by one of closures.
   */
  readonly supports?: Partial<ExecutorSupports>;
}

/** The suite for an executor that runs WebAssembly. */
export interface TestExecutorOptions extends CommonOptions {
  /** Makes the factory under test; called once or more for each behaviour. */
  readonly createExecutor: () => ExecutorFactory;
}

/** The suite for an executor that runs its own kind of contracts: it gets those of the suite as closures. */
export interface TestClosureExecutorOptions<OwnContract> extends CommonOptions {
  /** A contract of the executor's own kind that does what the closures do. Called once for each contract. */
  readonly contractFor: (contract: ConformanceCase) => OwnContract;
  /** The bytes that stand for a contract as its code. */
  readonly codeOf: (contract: OwnContract) => Uint8Array;
  /** Makes the factory under test, which knows these contracts; called once or more for each behaviour. */
  readonly createExecutor: (contracts: readonly OwnContract[]) => ExecutorFactory;
}

/** The contracts that have a closure form. */
const contracts: readonly Contract[] = [core, otherCore, allHooks];

const behaviours: readonly Behaviour<Fixture>[] = [...lifecycle, ...hookBehaviours, ...memoryBehaviours, ...gasBehaviours, ...breakpointBehaviours, ...nesting, ...reuse, ...wasmInstances, ...opcodeGas, ...validation];

/** Registers the behaviours of executors: one test each. */
export function testExecutor<OwnContract>(options: TestClosureExecutorOptions<OwnContract>): ConformanceReport;
export function testExecutor(options: TestExecutorOptions): ConformanceReport;
export function testExecutor<OwnContract>(options: TestExecutorOptions | TestClosureExecutorOptions<OwnContract>): ConformanceReport {
  const form = "contractFor" in options ? "closures" : "wasm";
  const fixture = "contractFor" in options ? closureFixture(options) : wasmFixture(options);
  const isMet = (need: Need): boolean => (need === "wasm" || need === "closures" ? need === form : fixture.supports[need]);
  return registerBehaviours(options.test, behaviours, isMet, fixture);
}

function wasmFixture({ supports, createExecutor }: TestExecutorOptions): Fixture {
  return { supports: declared(supports, true), createFactory: () => createExecutor(), codeOf: wasmCodeOf };
}

function closureFixture<OwnContract>(options: TestClosureExecutorOptions<OwnContract>): Fixture {
  const { supports, contractFor, codeOf, createExecutor } = options;
  const own = contracts.map(({ name, endpoints, imports }) => contractFor({ name, endpoints, imports }));
  const codes = new Map(contracts.map(({ name }, index) => [name, codeOf(own[index]!)]));
  return {
    supports: declared(supports, false),
    createFactory: () => createExecutor(own),
    codeOf: ({ name }: Contract | WasmContract) => {
      const code = codes.get(name);
      if (code === undefined) throw new TypeError(`contract ${name} has no closure form`);
      return code;
    },
  };
}

function declared(supports: Partial<ExecutorSupports> = {}, otherwise: boolean): ExecutorSupports {
  const { moduleValidation = otherwise, opcodeMetering = otherwise, exactMetering = otherwise } = supports;
  return { moduleValidation, opcodeMetering, exactMetering };
}
