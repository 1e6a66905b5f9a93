// Built-in functions over a bare state, with every cost different, and messages written by hand as protobuf lays them out.
import { bytesToByteString, bytesToHex, byteStringToBytes, hexToBytes, magnitudeToBytes } from "@mxvm/codec";
import {
  builtInFunctionFlags,
  isBlockchainHookError,
  vmFlags,
  type ContractCallInput,
  type Flags,
  type GasSchedule,
  type LogEntry,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import { createBuiltInFunctions, type BuiltInFunctions } from "../../src/built-in-functions/index.js";
import type { GuardianRules } from "../../src/built-in-functions/guardians.js";
import { createAccountsState, type AccountsState } from "../../src/state/accounts-state.js";
import { contractAddress, userAddress } from "./fixtures.js";

export const alice: Uint8Array = userAddress("alice");
export const bob: Uint8Array = userAddress("bob");
/** Lives in shard 1. */
export const carol: Uint8Array = userAddress("carol");
export const vault: Uint8Array = contractAddress("vault");
/** A contract in shard 1. */
export const farVault: Uint8Array = contractAddress("far_vault");

export const text: (value: string) => Uint8Array = byteStringToBytes;
export const number: (value: number | bigint) => Uint8Array = (value) => magnitudeToBytes(BigInt(value));

export const token: Uint8Array = text("TOK-a1b2c3");

const builtInCosts = {
  ChangeOwnerAddress: 101,
  ClaimDeveloperRewards: 103,
  SaveUserName: 107,
  SaveKeyValue: 109,
  ESDTTransfer: 113,
  ESDTBurn: 127,
  ESDTLocalMint: 131,
  ESDTLocalBurn: 137,
  ESDTModifyRoyalties: 139,
  ESDTModifyCreator: 149,
  ESDTNFTCreate: 151,
  ESDTNFTRecreate: 157,
  ESDTNFTUpdate: 163,
  ESDTNFTAddQuantity: 167,
  ESDTNFTBurn: 173,
  ESDTNFTTransfer: 179,
  ESDTNFTChangeCreateOwner: 181,
  ESDTNFTMultiTransfer: 191,
  // Schedules spell it so; production finds keys in any case.
  ESDTNFTAddUri: 193,
  ESDTNFTSetNewURIs: 197,
  ESDTNFTUpdateAttributes: 199,
  SetGuardian: 211,
  GuardAccount: 223,
  TrieLoadPerNode: 227,
  TrieStorePerNode: 229,
};

export const gasSchedule: GasSchedule = {
  BaseOperationCost: {
    StorePerByte: 11,
    ReleasePerByte: 5,
    DataCopyPerByte: 3,
    PersistPerByte: 7,
    CompilePerByte: 2,
    AoTPreparePerByte: 13,
  },
  BuiltInCost: builtInCosts,
};

export const cost: Readonly<Record<keyof typeof builtInCosts, bigint>> = Object.fromEntries(
  Object.entries(builtInCosts).map(([key, value]) => [key, BigInt(value)]),
) as Record<keyof typeof builtInCosts, bigint>;

export const STORE_PER_BYTE = 11n;
export const DATA_COPY_PER_BYTE = 3n;
export const PERSIST_PER_BYTE = 7n;

/** All flags on, but for those given. */
export function flagsWith(choices: Partial<Flags> = {}): Flags {
  return { ...Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, true])), ...choices } as Flags;
}

export interface FixtureOptions {
  readonly flags?: Partial<Flags>;
  readonly configAddress?: Uint8Array;
  /** Contracts that may not be paid. */
  readonly notPayable?: readonly Uint8Array[];
  readonly round?: bigint;
  /** Where it is not given, guardians are not kept. */
  readonly guardians?: GuardianRules;
}

export interface BuiltInFixture {
  readonly state: AccountsState;
  readonly functions: BuiltInFunctions;
  /** Runs a function; alice calls herself with 100,000 units of gas unless said otherwise. */
  run(name: string, args: readonly Uint8Array[], input?: Partial<ContractCallInput>): VmOutput;
  /** The message with which a function fails. */
  failure(name: string, args: readonly Uint8Array[], input?: Partial<ContractCallInput>): string;
  /** Storage as text to hexadecimal; keys beyond ASCII stand in hexadecimal. */
  storage(address: Uint8Array): Record<string, string>;
  setStorage(address: Uint8Array, entries: Readonly<Record<string, string>>): void;
  /** Gives an account roles for `token`. */
  giveRoles(address: Uint8Array, ...roles: string[]): void;
}

export const GAS = 100_000n;

const farAddresses = new Set([carol, farVault].map(bytesToByteString));

export function createFixture(options: FixtureOptions = {}): BuiltInFixture {
  const { flags, configAddress, notPayable = [], round = 0n, guardians } = options;
  const state = createAccountsState();
  for (const address of [alice, bob, vault]) state.loadAccount(address);
  const functions = createBuiltInFunctions({
    state,
    settings: { gasSchedule, flags: flagsWith(flags) },
    selfShard: 0,
    shardOf: (address) => {
      if (farAddresses.has(bytesToByteString(address))) return 1;
      return address.length === 32 && address[31] === 0xff && address[0] === 0 ? 0xffff_ffff : 0;
    },
    numberOfShards: () => 3,
    isPayable: (_, recipient) => !notPayable.includes(recipient),
    currentRound: () => round,
    guardians,
    ...(configAddress === undefined ? {} : { configAddress }),
  });
  const run: BuiltInFixture["run"] = (name, args, input = {}) => functions.process(createInput(name, args, input));
  const setStorage: BuiltInFixture["setStorage"] = (address, entries) => {
    for (const [key, value] of Object.entries(entries)) state.setStorage(address, key, hexToBytes(value));
  };
  return {
    state,
    functions,
    run,
    failure: (name, args, input) => {
      try {
        run(name, args, input);
      } catch (error) {
        if (isBlockchainHookError(error)) return error.message;
        throw error;
      }
      return "no failure";
    },
    storage: (address) => {
      const entries: [string, string][] = [];
      state.getAccount(address)?.storage.forEach((value, key) => entries.push([key, bytesToHex(value)]));
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    setStorage,
    giveRoles: (address, ...roles) => {
      setStorage(address, { "ELRONDroleesdtTOK-a1b2c3": roles.map((role) => bytesField(1, bytesToHex(text(role)))).join("") });
    },
  };
}

const none = new Uint8Array(0);

function createInput(name: string, args: readonly Uint8Array[], overrides: Partial<ContractCallInput>): ContractCallInput {
  return {
    callerAddress: alice,
    recipientAddress: overrides.callerAddress ?? alice,
    function: name,
    arguments: args,
    asyncArguments: undefined,
    callValue: 0n,
    callType: 0,
    gasPrice: 0n,
    gasProvided: GAS,
    gasLocked: 0n,
    originalTxHash: none,
    currentTxHash: none,
    prevTxHash: none,
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: none,
    originalCallerAddress: none,
    relayerAddress: none,
    allowInitFunction: false,
    ...overrides,
  };
}

/** A length-delimited protobuf field; lengths below 128. */
export function bytesField(field: number, hex: string): string {
  return hexByte(field * 8 + 2) + hexByte(hex.length / 2) + hex;
}

/** A varint protobuf field; values below 128. */
export function varintField(field: number, value: number): string {
  return hexByte(field * 8) + hexByte(value);
}

/** The value field of a token: a zero byte and the magnitude. */
export function valueField(value: bigint): string {
  return bytesField(2, `00${value === 0n ? "00" : bytesToHex(number(value))}`);
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

/** Events as text and hexadecimal. */
export function logsOf(output: VmOutput): unknown[] {
  return output.logs.map(readableLog);
}

function readableLog({ identifier, address, topics, data }: LogEntry): unknown {
  return { identifier: bytesToByteString(identifier), address, topics: topics.map(bytesToHex), data: data.map(bytesToByteString) };
}

/** The only transfer of an output: to whom, and what. */
export function transferOf(output: VmOutput): unknown {
  const accounts = [...output.outputAccounts.values()];
  const [account] = accounts;
  const transfer = account?.outputTransfers[0];
  if (accounts.length !== 1 || account?.outputTransfers.length !== 1 || transfer === undefined) return accounts;
  const { index, value, gasLimit, gasLocked, data, callType, senderAddress } = transfer;
  return { to: account.address, index, value, gasLimit, gasLocked, data: bytesToByteString(data), callType, from: senderAddress };
}

export function hex(value: Uint8Array | string): string {
  return bytesToHex(typeof value === "string" ? text(value) : value);
}
