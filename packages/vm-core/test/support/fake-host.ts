// A hand-made Host: it records what hook bodies charge and do, so that their order can be read off. Nothing nested runs on it.
import { bytesToByteString } from "@mxvm/codec";
import { Breakpoint, type BreakpointValue, MemoryAccessError, type VmHooksOf, memoryAccessMessages } from "@mxvm/executor-api";
import {
  type BlockchainHooks,
  CallType,
  type ContractCallInput,
  type EsDigitalToken,
  type Flags,
  type UserAccount,
  type VmOutput,
  builtInFunctionFlags,
  isBlockchainHookError,
  isVmError,
  vmFlags,
} from "@mxvm/protocol-hooks";
import { createManagedTypes } from "../../src/contexts/managed-types-context.js";
import { ContractFailure, failures } from "../../src/failures.js";
import { bindHooks } from "../../src/hooks/declaration.js";
import { mainHooks } from "../../src/hooks/main.js";
import { managedHooks } from "../../src/hooks/managed.js";
import type { Host, IndirectDeployInput, NestedCallResult, StorageRead } from "../../src/host.js";
import { type FlatGasKey, type GasCosts, type GasSection, gasKeys } from "../../src/metering/gas-keys.js";

export const MEMORY_SIZE = 0x2_0000;

export const contractAddress: Uint8Array = new Uint8Array(32).fill(0xc0);
export const callerAddress: Uint8Array = new Uint8Array(32).fill(0xca);
export const otherAddress: Uint8Array = new Uint8Array(32).fill(0x0d);
export const ownerAddress: Uint8Array = new Uint8Array(32).fill(0x11);

// Prices that an amount can be taken apart into: flat ones are primes of gigas, those per byte small powers of ten.
const GIGA = 1e9;
const bytePrices: Readonly<Record<string, number>> = { DataCopyPerByte: 1, PersistPerByte: 1e4 };

function primesFrom(start: number, count: number): number[] {
  const primes: number[] = [];
  for (let candidate = start; primes.length < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
    if (isPrime) primes.push(candidate);
  }
  return primes;
}

const flatNames = Object.values(gasKeys).flat() as string[];
const primes = primesFrom(11, flatNames.length);
const primeOf = new Map(flatNames.map((name, index) => [name, primes[index]!]));

const costs = Object.fromEntries(
  Object.entries(gasKeys).map(([section, names]) => [
    section,
    Object.fromEntries((names as readonly string[]).map((name) => [name, bytePrices[name] ?? primeOf.get(name)! * GIGA])),
  ]),
) as unknown as GasCosts;

/** What an amount of gas is made of, such as `Finish` or `PersistPerByte*3`. */
function describeCharge(amount: number): string {
  const parts: string[] = [];
  const gigas = Math.floor(amount / GIGA);
  for (const [name, prime] of primeOf) {
    if (gigas > 0 && gigas % prime === 0 && gigas / prime < 10) parts.push(gigas === prime ? name : `${name}*${gigas / prime}`);
  }
  const rest = amount % GIGA;
  const persisted = Math.floor(rest / 1e4);
  if (persisted > 0) parts.push(`PersistPerByte*${persisted}`);
  if (rest % 1e4 > 0) parts.push(`DataCopyPerByte*${rest % 1e4}`);
  return parts.join("+");
}

const noBytes = new Uint8Array(0);

export const callInput: ContractCallInput = {
  callerAddress,
  arguments: [],
  asyncArguments: undefined,
  callValue: 0n,
  callType: CallType.directCall,
  gasPrice: 0n,
  gasProvided: 0n,
  gasLocked: 0n,
  originalTxHash: new Uint8Array(32).fill(1),
  currentTxHash: new Uint8Array(32).fill(2),
  prevTxHash: new Uint8Array(32).fill(3),
  esdtTransfers: [],
  returnCallAfterError: false,
  txGuardian: noBytes,
  originalCallerAddress: new Uint8Array(32).fill(0x0c),
  relayerAddress: new Uint8Array(32).fill(0x5e),
  recipientAddress: contractAddress,
  function: "endpoint",
  allowInitFunction: false,
};

/** What a test decides; everything else has plain answers. */
export interface FakeSettings {
  readonly input?: Partial<ContractCallInput>;
  readonly flags?: Partial<Flags>;
  /** The charge that there is no gas for. */
  readonly shortOf?: string;
  readonly gasLeft?: bigint;
  readonly returnData?: readonly Uint8Array[];
  readonly storage?: Readonly<Record<string, Uint8Array>>;
  readonly token?: EsDigitalToken | Error;
  readonly hasNoAccount?: boolean;
  /** What an operation of the host throws, by its name in `effects`. */
  readonly throws?: Readonly<Record<string, unknown>>;
  readonly nested?: Partial<NestedCallResult>;
  readonly isAllowedToExecute?: boolean;
  readonly otherShard?: boolean;
  readonly blockchain?: Partial<BlockchainHooks>;
  /** Return data that an operation leaves behind. */
  readonly leaves?: readonly Uint8Array[];
}

export type FakeHooks = VmHooksOf<"main"> & VmHooksOf<"managed">;

export interface Fake {
  readonly hooks: FakeHooks;
  readonly host: Host;
  readonly memory: Uint8Array;
  /** Charges in order; the one that fell short ends with `!`. */
  readonly charges: string[];
  /** What was done through the contexts, in order. */
  readonly effects: [name: string, details?: unknown][];
  readonly failures: string[];
  breakpoint: BreakpointValue;
}

const allFlags = Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, true])) as Flags;

const emptyOutput = (): VmOutput => ({
  returnData: [],
  returnCode: 0,
  returnMessage: "",
  gasRemaining: 0n,
  gasRefund: 0n,
  outputAccounts: new Map(),
  deletedAccounts: [],
  touchedAccounts: [],
  logs: [],
});

class FakeState implements Fake {
  readonly memory = new Uint8Array(MEMORY_SIZE);
  readonly charges: string[] = [];
  readonly effects: [string, unknown?][] = [];
  readonly failures: string[] = [];
  breakpoint: BreakpointValue = Breakpoint.none;
  readonly settings: FakeSettings;
  readonly host: Host;
  readonly hooks: FakeHooks;

  constructor(settings: FakeSettings) {
    this.settings = settings;
    this.host = createHost(this);
    const names: string[] = [];
    const flatCosts = new Float64Array(flatNames.length);
    const binding = {
      host: this.host,
      flatCosts,
      slotOf(key: FlatGasKey): number {
        const [section, name] = key.split(".") as [GasSection, string];
        flatCosts[names.length] = (costs[section] as Readonly<Record<string, number>>)[name]!;
        return names.push(key) - 1;
      },
      beginHook: (): void => undefined,
    };
    this.hooks = { ...bindHooks(binding, "main", mainHooks), ...bindHooks(binding, "managed", managedHooks) };
  }

  charge(amount: number, isLenient: boolean): void {
    const description = describeCharge(amount);
    // Nothing to charge, or a price beyond any gas.
    if (description === "" && amount === 0) return;
    const isShort = amount >= 2 ** 63 || description === this.settings.shortOf;
    this.charges.push(isShort ? `${description}!` : description);
    if (isShort && (!isLenient || this.host.flags.UseGasBoundedShouldFailExecutionFlag)) throw failures.notEnoughGas;
  }

  /** Records an operation, or fails it as the test wants. */
  effect(name: string, details?: unknown): void {
    // As it was then: inputs are completed later.
    this.effects.push(details === undefined ? [name] : [name, structuredClone(details)]);
    const thrown = this.settings.throws?.[name];
    if (thrown !== undefined) throw thrown as Error;
  }
}

export function createFake(settings: FakeSettings = {}): Fake {
  return new FakeState(settings);
}

function createMetering(fake: FakeState): Host["metering"] {
  const perUnit = (price: number, units: number): number => (units < 0 ? 2 ** 64 : price * units);
  const part: Partial<Host["metering"]> = {
    useGas: (gas) => { fake.charge(gas, false); },
    useGasCompatible: (gas) => { fake.charge(gas, true); },
    useGasPerUnit: (price, units) => { fake.charge(perUnit(price, units), false); },
    useGasPerUnitCompatible: (price, units) => { fake.charge(perUnit(price, units), true); },
    useGasLimitCompatible: (gas) => { fake.effect("useGasLimit", gas); },
    gasLeft: () => fake.settings.gasLeft ?? 1000n,
    boundGasLimit: (value) => (value < 0n || value > 1000n ? 1000n : value),
  };
  return part as Host["metering"];
}

function createRuntime(fake: FakeState, input: ContractCallInput): Host["runtime"] {
  let isReadOnly = false;
  const part: Partial<Host["runtime"]> = {
    getVmInput: () => input,
    getContextAddress: () => input.recipientAddress,
    getOriginalCallerAddress: () => input.originalCallerAddress,
    functionName: () => input.function,
    arguments: () => input.arguments,
    getCurrentTxHash: () => input.currentTxHash,
    getOriginalTxHash: () => input.originalTxHash,
    getPrevTxHash: () => input.prevTxHash,
    readOnly: () => isReadOnly,
    setReadOnly: (readOnly) => { fake.effect("setReadOnly", (isReadOnly = readOnly)); },
    signalUserError: (message) => { fake.effect("signalUserError", message); },
    setRuntimeBreakpointValue: (value) => { fake.breakpoint = value; },
    isReservedFunctionName: (name): boolean => name === "getCaller",
  };
  return part as Host["runtime"];
}

function createStorage(fake: FakeState): Host["storage"] {
  const read = (key: Uint8Array): StorageRead => {
    const value = fake.settings.storage?.[bytesToByteString(key)];
    return { value: value ?? noBytes, trieDepth: 3, usedCache: false };
  };
  const part: Partial<Host["storage"]> = {
    getStorage: (key) => { fake.effect("getStorage", bytesToByteString(key)); return read(key); },
    getStorageUnmetered: (key) => { fake.effect("getStorageUnmetered", bytesToByteString(key)); return read(key); },
    getStorageFromAddress: (address, key) => {
      fake.effect("getStorageFromAddress", [address, bytesToByteString(key)]);
      return { ...read(key), usedCache: true };
    },
    setStorage: (key, value) => { fake.effect("setStorage", [bytesToByteString(key), value]); return 2; },
    setProtectedStorage: (key, value) => { fake.effect("setProtectedStorage", [bytesToByteString(key), value]); return 2; },
    useGasForStorageLoad: (load, staticCost) => {
      fake.effect("useGasForStorageLoad", { usedCache: load.usedCache, trieDepth: load.trieDepth });
      fake.charge(staticCost, false);
    },
    getVmProtectedPrefix: (suffix) => Uint8Array.from(`ELRONDVM@${suffix}`, (character) => character.charCodeAt(0)),
  };
  return part as Host["storage"];
}

function createOutput(fake: FakeState): Host["output"] {
  const returnData = [...(fake.settings.returnData ?? [])];
  const part: Partial<Host["output"]> = {
    returnData: () => (fake.settings.leaves !== undefined && fake.effects.length > 0 ? [...returnData, ...fake.settings.leaves] : returnData),
    clearReturnData: () => { fake.effect("clearReturnData"); },
    removeReturnData: (index) => { fake.effect("removeReturnData", index); },
    finish: (data) => { fake.effect("finish", data); },
    writeLog: (address, topics, data) => { fake.effect("writeLog", [address, topics, data]); },
    transfer: (transfer) => { fake.effect("transfer", transfer); },
    transferEsdt: (transfer, input) => { fake.effect("transferEsdt", [transfer, input]); return 321n; },
  };
  return part as Host["output"];
}

const emptyToken: EsDigitalToken = { type: 0, value: 0n, properties: noBytes, metadata: undefined, reserved: noBytes };

function createBlockchain(fake: FakeState): Host["blockchain"] {
  const part: Partial<Host["blockchain"]> = {
    getBalance: () => 0x0102n,
    getOwnerAddress: () => { fake.effect("getOwnerAddress"); return ownerAddress; },
    getShardOfAddress: (address) => (address[0] === 0xff ? 0xffff_ffff : 1),
    isSmartContract: (address) => address[0] === otherAddress[0],
    blockHash: (nonce) => (nonce === 7n ? new Uint8Array(32).fill(7) : noBytes),
    getCode: (address) => { fake.effect("getCode", address); return Uint8Array.of(0xcd); },
    getCodeHash: () => new Uint8Array(32).fill(0xcc),
    getEsdtToken: () => {
      const { token } = fake.settings;
      if (token instanceof Error) throw token;
      return token ?? emptyToken;
    },
    getExistingAccount: () => {
      if (fake.settings.hasNoAccount === true) throw failures.accountNotFound;
      return { codeMetadata: Uint8Array.of(5, 6) } as UserAccount;
    },
    getSnapshot: () => 77,
    revertToSnapshot: (snapshot) => { fake.effect("revertToSnapshot", snapshot); },
  };
  return part as Host["blockchain"];
}

function createAsync(fake: FakeState): Host["async"] {
  return {
    registerAsyncCall: (call) => { fake.effect("registerAsyncCall", call); },
    registerLegacyAsyncCall: (destination, data, value) => {
      fake.effect("registerLegacyAsyncCall", [destination, bytesToByteString(data), value]);
    },
    getCallbackClosure: () => { fake.effect("getCallbackClosure"); return Uint8Array.of(0xcb); },
    newAsyncArgumentsForCall: () => ({ callId: Uint8Array.of(1), callerCallId: noBytes, callbackAsyncInitiatorCallId: noBytes, gasAccumulated: 0n }),
    completeChildConditional: (isComplete, callId) => { fake.effect("completeChild", [isComplete, callId]); },
  };
}

function createBlockchainHooks(fake: FakeState): BlockchainHooks {
  return {
    currentTimeStamp: () => 1_000n,
    currentTimeStampMs: () => 1_000_500n,
    currentNonce: () => 10n,
    currentRound: () => 11n,
    currentEpoch: () => 12,
    currentRandomSeed: () => new Uint8Array(48).fill(0x5d),
    getStateRootHash: () => new Uint8Array(32).fill(0x50),
    lastTimeStamp: () => 900n,
    lastTimeStampMs: () => 900_500n,
    lastNonce: () => 9n,
    lastRound: () => 8n,
    lastEpoch: () => 7,
    lastRandomSeed: () => new Uint8Array(48).fill(0x1a),
    roundTime: () => 6000n,
    epochStartBlockTimeStampMs: () => 500n,
    epochStartBlockNonce: () => 2n ** 64n - 1n,
    epochStartBlockRound: () => 6n,
    isPaused: () => true,
    isLimitedTransfer: () => false,
    ...fake.settings.blockchain,
  } as BlockchainHooks;
}

function loadFrom(memory: Uint8Array, pointer: number, length: number): Uint8Array {
  if (length === 0) return noBytes;
  if (pointer < 0 || pointer > memory.length) throw new MemoryAccessError(memoryAccessMessages.loadBadBounds);
  if (length < 0) throw new MemoryAccessError(memoryAccessMessages.loadNegativeLength);
  return memory.slice(pointer, pointer + length);
}

function storeInto(memory: Uint8Array, pointer: number, data: Uint8Array): void {
  if (data.length === 0) return;
  if (pointer < 0) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsLower);
  if (pointer + data.length > memory.length) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsUpper);
  memory.set(data, pointer);
}

function createHost(fake: FakeState): Host {
  const { settings, memory } = fake;
  const input = { ...callInput, ...settings.input };
  const parts = {
    flags: { ...allFlags, ...settings.flags },
    costs,
    metering: createMetering(fake),
    runtime: createRuntime(fake, input),
    storage: createStorage(fake),
    output: createOutput(fake),
    blockchain: createBlockchain(fake),
    async: createAsync(fake),
    blockchainHooks: createBlockchainHooks(fake),
    memLoad: (pointer: number, length: number) => loadFrom(memory, pointer, length),
    memLoadMultiple: (pointer: number, lengths: readonly number[]) => {
      let position = pointer;
      return lengths.map((length) => {
        const bytes = loadFrom(memory, position, length);
        position = Math.min(position + length, 0x7fff_ffff);
        return bytes;
      });
    },
    memStore: (pointer: number, data: Uint8Array) => { storeInto(memory, pointer, data); },
    failExecution: (cause: unknown) => {
      const isFailure = cause instanceof ContractFailure || cause instanceof MemoryAccessError || isBlockchainHookError(cause);
      if (!isFailure || isVmError(cause)) throw cause;
      fake.failures.push(cause.message);
    },
    executeOnDestContext: (call: ContractCallInput) => {
      fake.effect("executeOnDestContext", call);
      return { output: emptyOutput(), failure: undefined, isChildComplete: true, ...settings.nested };
    },
    executeOnSameContext: (call: ContractCallInput) => { fake.effect("executeOnSameContext", call); },
    createNewContract: (creation: IndirectDeployInput) => { fake.effect("createNewContract", creation); return otherAddress; },
    isBuiltinFunctionName: (name: string) => name === "ESDTTransfer",
    areInSameShard: () => settings.otherShard !== true,
    completeLogEntriesWithCallType: (_output: VmOutput, callType: string) => { fake.effect("completeLogEntries", callType); },
    isAllowedToExecute: () => settings.isAllowedToExecute ?? false,
  };
  const host = parts as unknown as { -readonly [Part in keyof Host]: Host[Part] };
  host.managedTypes = createManagedTypes(host);
  return host;
}
