// A VM Handler over a mock world, for what a transaction of that world cannot ask for: other call types, exact gas, faults.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { codeOf } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import type {
  BlockchainHooks,
  ContractCallInput,
  ContractCreateInput,
  FlagChoices,
  GasSchedule,
  VmHandler,
  VmOutput,
  World,
} from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import { createVm } from "../../src/index.js";
import type { VmOptions } from "../../src/index.js";
import type { Endpoints } from "./mock-world.js";
import { alice, contractAddress } from "./mock-world.js";

const noBytes: Uint8Array = new Uint8Array(0);

export const GAS_LIMIT = 100_000_000n;
export const txHash: Uint8Array = new Uint8Array(32).fill(0x77);

/** Alice calls `run` of `parent`. */
export function callInput(overrides: Partial<ContractCallInput> = {}): ContractCallInput {
  return {
    callerAddress: alice,
    arguments: [],
    asyncArguments: undefined,
    callValue: 0n,
    callType: 0,
    gasPrice: 1n,
    gasProvided: GAS_LIMIT,
    gasLocked: 0n,
    originalTxHash: txHash,
    currentTxHash: txHash,
    prevTxHash: txHash,
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: alice,
    relayerAddress: noBytes,
    recipientAddress: contractAddress("parent"),
    function: "run",
    allowInitFunction: false,
    ...overrides,
  };
}

/** Alice deploys code. */
export function createInput(contractCode: Uint8Array, overrides: Partial<ContractCreateInput> = {}): ContractCreateInput {
  return { ...callInput(), contractCode, contractCodeMetadata: Uint8Array.of(1, 0), ...overrides };
}

export interface HandlerFixture {
  readonly vm: VmHandler;
  readonly world: World;
  readonly hooks: BlockchainHooks;
  call(overrides?: Partial<ContractCallInput>): VmOutput;
}

export interface HandlerOptions extends Partial<VmOptions> {
  readonly gasSchedule?: GasSchedule;
  readonly flags?: FlagChoices;
  /** Puts itself between the VM and the mock executor. */
  readonly wrapExecutor?: (executor: ExecutorFactory) => ExecutorFactory;
}

/** Contracts by name, owned by alice, upgradeable, with 1,000 of EGLD. What a run gives back is not applied to the world. */
export function createHandler(endpoints: Endpoints, options: HandlerOptions = {}): HandlerFixture {
  const { gasSchedule = gasSchedules.default, flags = {}, wrapExecutor, ...vmOptions } = options;
  const contracts = Object.entries(endpoints).map(([name, own]) => mockContract({ name, endpoints: own }));
  const mockExecutor = createMockExecutor({ contracts });
  const executor = wrapExecutor?.(mockExecutor) ?? mockExecutor;
  const made: { vm: VmHandler; hooks: BlockchainHooks }[] = [];
  const world: World = createMockWorld({
    gasSchedule,
    flags,
    vm: (hooks, settings) => {
      const vm = createVm({ executor, ...vmOptions })(hooks, settings);
      made.push({ vm, hooks });
      return vm;
    },
  });
  const [first] = made;
  if (first === undefined) throw new TypeError("the world made no VM");
  const { vm, hooks } = first;
  world.setAccount({ address: alice, balance: 10n ** 18n });
  for (const contract of contracts) {
    world.setAccount({ address: contractAddress(contract.name), balance: 1000n, code: codeOf(contract), ownerAddress: alice });
  }
  return { vm, world, hooks, call: (overrides) => vm.runSmartContractCall(callInput(overrides)) };
}
