// Mock contracts: endpoints as closures over VM hooks. Mirrors InstanceMock of vm-go mock/context.
import type { HookName, VmHooks } from "@mxvm/executor-api";

/** What a closure works with while its endpoint runs. Once the run has ended, every use ends the closure again. */
export interface MockVm {
  /** The VM hooks, as a Wasm contract imports them. A hook that sets a breakpoint does not return: the closure ends there. */
  readonly hooks: VmHooks;
  readonly memory: MockVmMemory;
  /**
   * Charges `points` as instructions would; reaching the limit ends the run with `Breakpoint.outOfGas`.
   * Throws a `TypeError` unless `points` are whole and not negative.
   */
  readonly useGas: (points: number) => void;
  /** Ends the run as a Wasm trap does. */
  readonly trap: (message: string) => never;
}

/** The contract's memory of 128 KiB, zeroed before each run of a fresh or reset instance. Access outside it is a trap. */
export interface MockVmMemory {
  /** A copy of `length` bytes at `pointer`; the closure owns it. */
  readonly load: (pointer: number, length: number) => Uint8Array;
  /** Copies `bytes` to `pointer`. */
  readonly store: (pointer: number, bytes: Uint8Array) => void;
}

/**
 * An endpoint. It keeps nothing between runs, as instances are made and reset as the VM sees fit. An error of its own is a mistake of
 * whoever wrote it: it leaves `callFunction` unchanged.
 */
export type MockEndpoint = (vm: MockVm) => void;

/** What a contract of closures is made of. */
export interface MockContractDefinition {
  /** Names the contract, and with it its code. */
  readonly name: string;
  /** Endpoints by name, `init` and callbacks among them. */
  readonly endpoints: Readonly<Record<string, MockEndpoint>>;
  /** Hooks that `isFunctionImported` knows of; none by default. Closures may call any hook. */
  readonly imports?: readonly HookName[];
}

/** A contract that the mock executor runs. Frozen. */
export type MockContract = Required<MockContractDefinition>;

const CODE_PREFIX = "mock:";

/** Makes a contract. Throws a `TypeError` unless the name consists of visible ASCII characters. */
export function mockContract(definition: MockContractDefinition): MockContract {
  if (!/^[!-~]+$/.test(definition.name)) throw new TypeError(`not a name of a mock contract: ${JSON.stringify(definition.name)}`);
  return Object.freeze({
    name: definition.name,
    endpoints: Object.freeze({ ...definition.endpoints }),
    imports: Object.freeze([...(definition.imports ?? [])]),
  });
}

/** The code that stands for a contract: `mock:` and its name in ASCII. The caller owns the bytes. */
export function codeOf(contract: MockContract): Uint8Array {
  return Uint8Array.from(CODE_PREFIX + contract.name, (character) => character.charCodeAt(0));
}
