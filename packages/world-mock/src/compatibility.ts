// Where production and the world of its scenario runner differ. Mirrors worldmock/worldBlockchainHook.go and mockAddress.go of
// mx-chain-scenario-go on one side, BlockChainHookImpl of mx-chain-go on the other.
import { bytesToHex, contractAddressFromCreator, isSmartContractAddress } from "@mxvm/codec";
import type { Address, EnableEpochFlag } from "@mxvm/protocol-hooks";
import { shardFromAddress } from "./shards/shard-from-address.js";
import type { AccountRecord } from "./state/account.js";

/**
 * Whose answers a world gives where the two differ.
 *
 * - `scenario`: those that scenario files expect. Addresses of contracts follow the scenario runner's pattern, only accounts with code are
 *   contracts, unknown contracts are payable, epochs start at the current block, a round takes no time, tokens are never paused or limited
 *   as far as contracts can ask, calls of other VMs succeed and do nothing, built-in functions know no rounds, and a contract sees its
 *   caller's balance as if the value had not been sent. The contract that issues tokens is the framework's, and there once identifiers of
 *   tokens to come were fixed.
 * - `framework`: as `scenario`, but contracts see in an address in which of three shards it lives, as the VM of the Rust framework has it. All
 *   accounts are still in one place; what a contract sends to a contract of another shard leaves and is not delivered. The contract that
 *   issues tokens is there from the start.
 * - `production`: those of a chain of one shard and a metachain, or of as many shards as the world has; contracts earn developer rewards.
 */
export type Compatibility = "scenario" | "framework" | "production";

/** How the contract that issues tokens is. */
export interface SystemContractRules {
  /** Whether it has production's rules, not the framework's. */
  readonly isProduction: boolean;
  /** Whether it is there from the start, not only once identifiers of tokens to come were fixed. */
  readonly isAlwaysThere: boolean;
}

/** Answers to the questions on which the two differ. */
export interface CompatibilityRules {
  /** Flags that are off unless they are chosen. */
  readonly flagsOff: readonly EnableEpochFlag[];
  readonly newAddress: (creatorAddress: Address, creatorNonce: bigint, vmType: Uint8Array) => Address;
  readonly isSmartContract: (address: Address, account: AccountRecord | undefined) => boolean;
  /** What contracts are told of an address's shard, where that is not what holds for its account. */
  readonly shardShown: ((address: Address) => number) | undefined;
  /** Shard of an address without account, in a world of one shard. */
  readonly shardOfUnknown: (address: Address) => number;
  /** Whether the address says in which of several shards it lives; else its account does. */
  readonly addressesNameShards: boolean;
  /** What is said where an account is needed that does not exist. */
  readonly accountNotFoundMessage: (address: Address) => string;
  /** Whether a contract without account may be paid. */
  readonly unknownContractsArePayable: boolean;
  readonly systemAccountRefusesPayments: boolean;
  readonly epochStartsAtCurrentBlock: boolean;
  readonly roundTimeMs: bigint;
  /** Whether contracts see that a token is paused or limited. */
  readonly showsGlobalTokenSettings: boolean;
  /** Whether the value leaves the sender before the run, not after it. */
  readonly takesValueFirst: boolean;
  /** Whether a call of another VM is an empty success; else there is no such VM. */
  readonly otherVmsSucceed: boolean;
  /**
   * Whether built-in functions are told, after they were made, who knows the block, and the gas schedule once more. Else they take every
   * round for 0, and ESDTSetNewURIs and ESDTModifyCreator cost what others do.
   */
  readonly connectsBuiltInFunctions: boolean;
  /** The contract that issues tokens. */
  readonly systemContract: SystemContractRules;
  /** Whether contracts earn a share of the fee of the gas that they use. */
  readonly accruesDeveloperRewards: boolean;
  /** Epochs until a guardian is active; `undefined` where guardians are not kept and every account counts as having one. */
  readonly guardianDelayEpochs: number | undefined;
}

const frameworkShards = 3;

const scenario: CompatibilityRules = {
  flagsOff: [],
  newAddress: scenarioAddressFromCreator,
  isSmartContract: (address, account) => (account === undefined ? isSmartContractAddress(address) : account.code.length > 0),
  shardShown: undefined,
  shardOfUnknown: () => 0,
  addressesNameShards: false,
  accountNotFoundMessage: (address) => `account not found: ${bytesToHex(address)}`,
  unknownContractsArePayable: true,
  systemAccountRefusesPayments: false,
  epochStartsAtCurrentBlock: true,
  roundTimeMs: 0n,
  showsGlobalTokenSettings: false,
  takesValueFirst: false,
  otherVmsSucceed: true,
  connectsBuiltInFunctions: false,
  systemContract: { isProduction: false, isAlwaysThere: false },
  accruesDeveloperRewards: false,
  guardianDelayEpochs: undefined,
};

export const compatibilityRules: Readonly<Record<Compatibility, CompatibilityRules>> = {
  scenario,
  framework: {
    ...scenario,
    shardShown: (address) => shardFromAddress(address, frameworkShards),
    systemContract: { isProduction: false, isAlwaysThere: true },
  },
  production: {
    // The only flag that an epoch switches off: GlobalMintBurnDisableEpoch, long past on every network.
    flagsOff: ["GlobalMintBurnFlag"],
    newAddress: contractAddressFromCreator,
    isSmartContract: isSmartContractAddress,
    shardShown: undefined,
    shardOfUnknown: (address) => shardFromAddress(address, 1),
    addressesNameShards: true,
    accountNotFoundMessage: () => "account was not found",
    unknownContractsArePayable: false,
    systemAccountRefusesPayments: true,
    epochStartsAtCurrentBlock: false,
    roundTimeMs: 6000n,
    showsGlobalTokenSettings: true,
    takesValueFirst: true,
    otherVmsSucceed: false,
    connectsBuiltInFunctions: true,
    systemContract: { isProduction: true, isAlwaysThere: true },
    accruesDeveloperRewards: true,
    guardianDelayEpochs: 20,
  },
};

/** Eight zeros, VM type, 11 11 11 11, the creator's first 15 bytes, the nonce's lowest byte, the creator's last two bytes. */
function scenarioAddressFromCreator(creatorAddress: Address, creatorNonce: bigint, vmType: Uint8Array): Address {
  const address = new Uint8Array(32);
  address.set(vmType.subarray(0, 2), 8);
  address.fill(0x11, 10, 14);
  address.set(creatorAddress.subarray(0, 15), 14);
  address[29] = Number(BigInt.asUintN(8, creatorNonce));
  address.set(creatorAddress.subarray(30, 32), 30);
  return address;
}
