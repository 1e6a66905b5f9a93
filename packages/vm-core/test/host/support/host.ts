// Contracts on a VM whose gas is the test's, called as the protocol calls a VM, and outputs in terms that read well.
import { bytesToByteString } from "@mxvm/codec";
import { codeOf, createMockExecutor, mockContract, type MockEndpoint } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import {
  BlockchainHookError,
  CallType,
  ReturnCode,
  type BlockchainHooks,
  type ContractCallInput,
  type OutputAccount,
  type VmHandler,
  type VmOutput,
  type World,
} from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import type { VmOptions } from "../../../src/index.js";
import { callInput } from "../../support/handler.js";
import { alice, contractAddress, tokenIdentifier } from "../../support/mock-world.js";
import { createPricedVm, type Prices } from "./priced-vm.js";

export const GAS_LOCK = 150;

const noBytes: Uint8Array = new Uint8Array(0);

/** A contract's endpoints, and what its account has: 1,000 of EGLD, no tokens, shard 0 and no flags unless said otherwise. */
export interface ContractSetup {
  readonly endpoints: Readonly<Record<string, MockEndpoint>>;
  readonly balance?: bigint;
  readonly tokens?: bigint;
  readonly roles?: readonly string[];
  /** Another shard than 0 is not here. */
  readonly shard?: number;
  readonly owner?: Uint8Array;
  readonly codeMetadata?: readonly [number, number];
  readonly storage?: ReadonlyMap<string, Uint8Array>;
}

export type BuiltInFunction = (input: ContractCallInput) => VmOutput;

export interface HostSetup {
  readonly contracts: Readonly<Record<string, ContractSetup>>;
  readonly users?: readonly { readonly address: Uint8Array; readonly shard?: number }[];
  /** What costs gas besides what endpoints spend; callbacks lock 150 unless said otherwise. */
  readonly prices?: Prices;
  /** Built-in functions besides those of the protocol, which cost 1 each. */
  readonly builtIns?: Readonly<Record<string, BuiltInFunction>>;
  readonly hooks?: Partial<BlockchainHooks>;
  readonly options?: Partial<VmOptions>;
}

export interface Host {
  readonly vm: VmHandler;
  readonly world: World;
  /** Calls `run` of `parent` as alice unless said otherwise. What it gives back is not applied, but tokens have moved. */
  call(gas: number, overrides?: Partial<ContractCallInput>): VmOutput;
  tokens(address: Uint8Array): bigint;
}

/** Names of accounts stand for their addresses. */
export const nameOf = (address: Uint8Array): string => bytesToByteString(address).replace(/^[\0\x05]+/, "").replace(/_+$/, "");

function withBuiltIns(hooks: BlockchainHooks, builtIns: Readonly<Record<string, BuiltInFunction>>): BlockchainHooks {
  const names = new Set([...hooks.getBuiltinFunctionNames(), ...Object.keys(builtIns)]);
  return replacing(hooks, {
    getBuiltinFunctionNames: () => names,
    processBuiltInFunction: (input) => builtIns[input.function]?.(input) ?? hooks.processBuiltInFunction(input),
  });
}

function replacing(hooks: BlockchainHooks, replacements: Partial<BlockchainHooks>): BlockchainHooks {
  return new Proxy(hooks, {
    get: (target, name) => {
      const own: unknown = Reflect.get(name in replacements ? replacements : target, name);
      return typeof own === "function" ? (own.bind(target) as unknown) : own;
    },
  });
}

export function createHost({ contracts, users = [], prices = {}, builtIns = {}, hooks = {}, options = {} }: HostSetup): Host {
  const mocks = Object.entries(contracts).map(([name, { endpoints }]) => mockContract({ name, endpoints }));
  const made: VmHandler[] = [];
  const lockedPrices: Prices = { ...prices, BaseOpsAPICost: { AsyncCallbackGasLock: GAS_LOCK, ...prices.BaseOpsAPICost } };
  const makeVm = createPricedVm(createMockExecutor({ contracts: mocks }), lockedPrices, (own) => replacing(withBuiltIns(own, builtIns), hooks), options);
  const builtInCosts = Object.fromEntries(Object.keys(gasSchedules.default["BuiltInCost"] ?? {}).map((name) => [name, 1]));
  const world = createMockWorld({
    gasSchedule: { ...gasSchedules.default, BuiltInCost: builtInCosts },
    vm: (own, settings) => {
      const vm = makeVm(own, settings);
      made.push(vm);
      return vm;
    },
  });
  for (const user of [{ address: alice }, ...users]) world.setAccount(user);
  for (const contract of mocks) {
    const { balance = 1000n, tokens = 0n, roles = [], shard = 0, owner = alice, codeMetadata = [0, 0], storage } = contracts[contract.name]!;
    const esdt = tokens > 0n || roles.length > 0 ? [{ tokenIdentifier, instances: [{ nonce: 0n, balance: tokens }], lastNonce: 0n, roles }] : [];
    const account = { address: contractAddress(contract.name), balance, code: codeOf(contract), ownerAddress: owner, esdt, shard };
    world.setAccount({ ...account, codeMetadata: Uint8Array.from(codeMetadata), ...(storage === undefined ? {} : { storage }) });
  }
  const [vm] = made;
  if (vm === undefined) throw new TypeError("the world made no VM");
  return {
    vm,
    world,
    call: (gas, overrides) => vm.runSmartContractCall(callInput({ gasProvided: BigInt(gas), ...overrides })),
    tokens: (address) => world.getEsdt(address)[0]?.instances[0]?.balance ?? 0n,
  };
}

interface SingleTransfer {
  readonly gasRemaining: bigint;
  readonly to: Uint8Array;
  readonly value: bigint;
  readonly from?: Uint8Array;
  readonly data?: Uint8Array;
  readonly gasLimit?: bigint;
}

/** The output of a built-in function, or of another VM, that sends one transfer. */
export function outputOf({ gasRemaining, to, value, from = noBytes, data = noBytes, gasLimit = 0n }: SingleTransfer): VmOutput {
  const transfer = { index: 1, value, gasLimit, gasLocked: 0n, asyncData: noBytes, data, callType: CallType.directCall, senderAddress: from };
  const account: OutputAccount = {
    address: to,
    nonce: 0n,
    balance: undefined,
    balanceDelta: value,
    storageUpdates: new Map(),
    code: noBytes,
    codeMetadata: noBytes,
    codeDeployerAddress: undefined,
    outputTransfers: [transfer],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
  return {
    returnData: [],
    returnCode: ReturnCode.ok,
    returnMessage: "",
    gasRemaining,
    gasRefund: 0n,
    outputAccounts: new Map([[bytesToByteString(to), account]]),
    deletedAccounts: [],
    touchedAccounts: [],
    logs: [],
  };
}

/** A built-in function that fails. */
export function failingBuiltIn(message: string): BuiltInFunction {
  return () => {
    throw new BlockchainHookError(message);
  };
}

export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly data: string;
  readonly gasLimit?: number;
  readonly gasLocked?: number;
  readonly callType?: number;
}

/** Transfers in order; figures that are 0 are left out, but for the value. */
export function transfersOf({ outputAccounts }: VmOutput): readonly Transfer[] {
  const indexed = [...outputAccounts.values()].flatMap(({ address, outputTransfers }) =>
    outputTransfers.map((transfer) => ({ ...transfer, address })),
  );
  const figure = (name: string, value: bigint | number): object => (Number(value) === 0 ? {} : { [name]: Number(value) });
  return indexed
    .sort((a, b) => a.index - b.index)
    .map(({ address, senderAddress, value, data, gasLimit, gasLocked, callType }) => ({
      from: nameOf(senderAddress),
      to: nameOf(address),
      value: Number(value),
      data: bytesToByteString(data),
      ...figure("gasLimit", gasLimit),
      ...figure("gasLocked", gasLocked),
      ...figure("callType", callType),
    }));
}

/** A figure of an account in an output; nothing if the output does not list it. */
function figureOf(output: VmOutput, name: string, figure: "gasUsed" | "balanceDelta" | "bytesAddedToStorage" | "bytesDeletedFromStorage"): number {
  const accounts = [...output.outputAccounts.values()].filter(({ address }) => nameOf(address) === name);
  return Number(accounts.reduce((sum, account) => sum + account[figure], 0n));
}

export const gasUsed = (output: VmOutput, name: string): number => figureOf(output, name, "gasUsed");
export const balanceDelta = (output: VmOutput, name: string): number => figureOf(output, name, "balanceDelta");
export const bytesAdded = (output: VmOutput, name: string): number => figureOf(output, name, "bytesAddedToStorage");
export const bytesDeleted = (output: VmOutput, name: string): number => figureOf(output, name, "bytesDeletedFromStorage");

/** What contracts wrote, as `contract.key = value`. */
export function writtenStorage({ outputAccounts }: VmOutput): readonly string[] {
  return [...outputAccounts.values()].flatMap(({ address, storageUpdates }) =>
    [...storageUpdates.values()]
      .filter(({ written }) => written)
      .map(({ offset, data }) => `${nameOf(address)}.${bytesToByteString(offset)} = ${nameOrText(data)}`),
  );
}

const nameOrText = (bytes: Uint8Array): string => (bytes.length === 32 ? nameOf(bytes) : bytesToByteString(bytes));

export const returnData = (output: VmOutput): readonly string[] => output.returnData.map(nameOrText);

/** Events of the VM, as `emitter identifier [topics] [data]`; the log of errors is not among them. */
export function logsOf({ logs }: VmOutput): readonly string[] {
  return logs
    .filter(({ identifier }) => bytesToByteString(identifier) !== ERRORS_LOG)
    .map(({ identifier, address, topics, data }) => {
      const words = [topics.map(topicText).join(", "), data.map(nameOrText).join(", ")];
      return `${nameOf(address)} ${bytesToByteString(identifier)} [${words.join("] [")}]`;
    });
}

const ERRORS_LOG = "internalVMErrors";
const topicText = (bytes: Uint8Array): string => (bytes.length <= 2 ? String(bytes.reduce((sum, byte) => sum * 0x100 + byte, 0)) : nameOrText(bytes));

/** What went wrong inside a run. */
export function errorsOf({ logs }: VmOutput): string {
  const entries = logs.filter(({ identifier }) => bytesToByteString(identifier) === ERRORS_LOG);
  return entries.flatMap(({ data }) => data.map(bytesToByteString)).join("\n");
}
