// Built-in functions: what the protocol itself does when one is called. Mirrors builtInFunctions of vm-common-go, called as
// worldmock/builtinFunctionsWrapper.go of mx-chain-scenario-go does.
import { byteStringToBytes, equalBytes, isSystemAccountAddress } from "@mxvm/codec";
import {
  BlockchainHookError,
  type Address,
  type BlockchainHooks,
  type ContractCallInput,
  type Flags,
  type VmOutput,
  type VmSettings,
} from "@mxvm/protocol-hooks";
import { createSystemAccount, createTokenAccount, type TokenAccount } from "../esdt/environment.js";
import { messages } from "../esdt/messages.js";
import { noBytes } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";
import type { BuiltInContext } from "./call.js";
import { dnsAddresses } from "./dns-addresses.js";
import { costsAsMade, createGasCosts } from "./gas-costs.js";
import type { GuardianRules } from "./guardians.js";
import { registrations, type Registration } from "./registrations.js";

export interface BuiltInFunctionsOptions {
  readonly state: AccountsState;
  readonly settings: VmSettings;
  /** The shard whose accounts `state` holds; accounts of other shards take no part. */
  readonly selfShard: number;
  /** Shard of an address, whether it has an account or not. */
  readonly shardOf: (address: Address) => number;
  /** How many shards there are, without the metachain. */
  readonly numberOfShards: () => number;
  readonly isPayable: BlockchainHooks["isPayable"];
  /** Round of the block being built. */
  readonly currentRound: () => bigint;
  /** Where it is not given, guardians are not kept, and every account counts as having an active one. */
  readonly guardians?: GuardianRules | undefined;
  /** Whether functions keep the prices that they are made with; production tells them the schedule once more. */
  readonly pricesAsMade?: boolean;
  /** Who may add and delete metadata of tokens. Nobody where it is not given. */
  readonly configAddress?: Address;
}

/** The built-in functions of one world. */
export interface BuiltInFunctions {
  /**
   * Runs the function that the input names and changes the state. Bytes of the input are copied where the state keeps them; the output's
   * logs and transfers share them. Throws a `BlockchainHookError` with production's message where the function fails, with the state half
   * changed, and a `VmError` where production's would have crashed.
   */
  process(input: ContractCallInput): VmOutput;
  /** Names of the functions that are active. */
  names(): ReadonlySet<string>;
  /** Prices and flags that hold now. */
  settings(): VmSettings;
  /** Takes over another schedule and other flags. Throws `GAS_SCHEDULE_INCOMPLETE`. */
  settingsChange(settings: VmSettings): void;
}

const registrationOfName: ReadonlyMap<string, Registration & { readonly identifier: Uint8Array }> = new Map(
  registrations.map((registration) => [registration.name, { ...registration, identifier: byteStringToBytes(registration.name) }]),
);

/** Makes the built-in functions of a world. Throws `GAS_SCHEDULE_INCOMPLETE` if the schedule lacks one of their costs. */
export function createBuiltInFunctions(options: BuiltInFunctionsOptions): BuiltInFunctions {
  let current = options.settings;
  let context = createContext(options, current);
  let names = activeNames(options.settings);
  return {
    process: (input) => processBuiltInFunction(context, input),
    names: () => names,
    settings: () => current,
    settingsChange: (settings) => {
      context = createContext(options, settings);
      current = settings;
      names = activeNames(settings);
    },
  };
}

function createContext(options: BuiltInFunctionsOptions, { gasSchedule, flags }: VmSettings): BuiltInContext {
  const { state, pricesAsMade = false, configAddress = noBytes } = options;
  const costs = createGasCosts(gasSchedule);
  return {
    ...options,
    flags,
    costs: pricesAsMade ? costsAsMade(costs) : costs,
    dnsAddresses,
    configAddress,
    systemAccount: createSystemAccount(state),
    loadAccount: (address) => loadAccount(state, address),
  };
}

// Listed once: forks and shards have their flags in common.
const namesOfFlags = new WeakMap<Flags, ReadonlySet<string>>();

function activeNames({ flags }: VmSettings): ReadonlySet<string> {
  const known = namesOfFlags.get(flags);
  if (known !== undefined) return known;
  const names = new Set(registrations.filter(({ flag }) => flag === undefined || flags[flag]).map(({ name }) => name));
  namesOfFlags.set(flags, names);
  return names;
}

// As in production it is the caller who asks whether a function is active.
function processBuiltInFunction(context: BuiltInContext, input: ContractCallInput): VmOutput {
  const { state, selfShard, shardOf, costs } = context;
  const { callerAddress, recipientAddress } = input;
  const isCallerHere = shardOf(callerAddress) === selfShard && state.getAccount(callerAddress) !== undefined;
  const sender = isCallerHere ? createTokenAccount(state, callerAddress) : undefined;
  const destination = shardOf(recipientAddress) === selfShard ? destinationOf(context, recipientAddress) : undefined;
  const registration = registrationOfName.get(input.function);
  if (registration === undefined) {
    throw new BlockchainHookError(`${messages.elementDoesNotExist} in function container for key ${input.function}`);
  }
  const { identifier, cost, run } = registration;
  return run({ context, input, sender, destination, identifier, cost: cost === undefined ? 0n : costs[cost] });
}

/** The system account is one under all of its addresses. */
function destinationOf({ state, systemAccount }: BuiltInContext, address: Address): TokenAccount {
  const isOtherName = isSystemAccountAddress(address) && !equalBytes(address, systemAccount.address);
  return isOtherName ? systemAccount : loadAccount(state, address);
}

function loadAccount(state: AccountsState, address: Address): TokenAccount {
  state.loadAccount(address);
  return createTokenAccount(state, address);
}
