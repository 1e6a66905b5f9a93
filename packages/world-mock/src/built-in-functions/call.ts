// One call of a built-in function: what it is given, and the checks and figures that several functions share.
import { bytesToUnsigned, equalBytes, isSmartContractAddress, type ByteString } from "@mxvm/codec";
import type { Address, BlockchainHooks, ContractCallInput } from "@mxvm/protocol-hooks";
import type { TokenAccount, TokenEnvironment } from "../esdt/environment.js";
import { GlobalSetting, hasGlobalSetting } from "../esdt/global-settings.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { checkAllowedToExecute } from "../esdt/roles.js";
import { panic } from "../esdt/token.js";
import type { AccountsState } from "../state/accounts-state.js";
import type { GasCosts } from "./gas-costs.js";
import type { GuardianRules } from "./guardians.js";

/** The protocol as built-in functions see it. */
export interface BuiltInContext extends TokenEnvironment {
  readonly state: AccountsState;
  readonly costs: GasCosts;
  readonly isPayable: BlockchainHooks["isPayable"];
  readonly currentRound: () => bigint;
  /** `undefined` where guardians are not kept. */
  readonly guardians?: GuardianRules | undefined;
  /** Contracts that may set user names. */
  readonly dnsAddresses: ReadonlySet<ByteString>;
  /** Who may add and delete metadata of tokens; empty for nobody. */
  readonly configAddress: Address;
  /** An account, made if there is none. */
  readonly loadAccount: (address: Address) => TokenAccount;
}

/** One call. */
export interface BuiltInCall {
  readonly context: BuiltInContext;
  readonly input: ContractCallInput;
  /** The caller; `undefined` if it lives in another shard. */
  readonly sender: TokenAccount | undefined;
  /** The recipient; `undefined` if it lives in another shard. */
  readonly destination: TokenAccount | undefined;
  /** The function's name, which its events carry. */
  readonly identifier: Uint8Array;
  /** The function's flat cost; 0 for functions that only the system calls. */
  readonly cost: bigint;
}

/** Longest token amount in bytes. */
export const MAX_VALUE_LENGTH = 100;

/** Longest quantity of a token with a nonce in bytes. */
const MAX_QUANTITY_LENGTH = 32;

/** Highest royalties, in hundredths of a percent. */
const MAX_ROYALTIES = 10_000n;

/** The sender where production dereferences it. */
export function senderOf(call: BuiltInCall): TokenAccount {
  return call.sender ?? panic("nil sender account");
}

export function checkNoValue({ callValue }: ContractCallInput): void {
  if (callValue !== 0n) fail("builtInFunctionCalledWithValue");
}

/** What all ESDT functions with a token and more want: no EGLD, two arguments. */
export function checkBasicEsdtArguments(input: ContractCallInput): void {
  checkNoValue(input);
  if (input.arguments.length < 2) fail("invalidArguments");
}

/** For functions by which a holder changes a token: called on oneself, with enough gas. Answers the holder. */
export function checkNftInput(call: BuiltInCall): TokenAccount {
  checkOwnCall(call);
  if (call.sender === undefined) fail("nilUserAccount");
  checkGas(call, call.cost);
  return call.sender;
}

/** For functions by which a holder changes a fungible balance: called on oneself, with an amount and enough gas. Answers the holder. */
export function checkLocalAction(call: BuiltInCall): TokenAccount {
  checkOwnCall(call);
  if (call.sender === undefined) fail("nilUserAccount");
  if (bytesToUnsigned(call.input.arguments[1]!) === 0n) fail("negativeValue");
  checkGas(call, call.cost);
  return call.sender;
}

/** Fails unless everybody may burn the token or the account has the role to. */
export function checkAllowedToBurn(context: BuiltInContext, account: TokenAccount, tokenIdentifier: Uint8Array, role: Uint8Array): void {
  if (hasGlobalSetting(context.systemAccount, tokenKey(tokenIdentifier), GlobalSetting.burnRoleForAll)) return;
  checkAllowedToExecute(account, tokenIdentifier, role);
}

/** The basic arguments, and that caller and recipient are the same. */
export function checkOwnCall({ input }: BuiltInCall): void {
  checkBasicEsdtArguments(input);
  if (!equalBytes(input.callerAddress, input.recipientAddress)) fail("invalidReceiverAddress");
}

export function checkGas({ input }: BuiltInCall, needed: bigint): void {
  if (input.gasProvided < needed) fail("notEnoughGas");
}

/** Fails for an amount of more than 100 bytes. `subject` tells whose. */
export function checkValueLength({ flags }: BuiltInContext, value: Uint8Array, subject: string): void {
  if (flags.ConsistentTokensValuesLengthCheckFlag && value.length > MAX_VALUE_LENGTH) {
    fail("invalidArguments", `: max length for ${subject} value is ${MAX_VALUE_LENGTH}`);
  }
}

export function checkTransferValueLength(context: BuiltInContext, value: Uint8Array): void {
  checkValueLength(context, value, "a transfer");
}

/** Fails for a quantity of more than 32 bytes. `subject` tells whose. */
export function checkQuantityLength({ flags }: BuiltInContext, quantity: Uint8Array, subject: string): void {
  if (flags.ValueLengthCheckFlag && quantity.length > MAX_QUANTITY_LENGTH) {
    fail("invalidArguments", ` max length for ${subject} is ${MAX_QUANTITY_LENGTH}`);
  }
}

/** Royalties of an argument, of which the last four bytes count. */
export function royaltiesFromBytes(bytes: Uint8Array): number {
  const royalties = BigInt.asUintN(32, bytesToUint64(bytes));
  if (royalties > MAX_ROYALTIES) fail("invalidArguments", ", invalid max royality value");
  return Number(royalties);
}

/** An argument as an unsigned number of 64 bits: its last eight bytes. */
export function bytesToUint64(bytes: Uint8Array): bigint {
  return bytesToUnsigned(bytes.length > 8 ? bytes.subarray(bytes.length - 8) : bytes);
}

/** Difference of two amounts of gas as production computes it: below zero it starts again from above. */
export function subtractGas(provided: bigint, used: bigint): bigint {
  return BigInt.asUintN(64, provided - used);
}

/** Gas left after `used`: none in the destination's shard, since the sender's shard has taken it. */
export function gasRemaining({ input, sender }: BuiltInCall, used: bigint): bigint {
  return sender === undefined || input.gasProvided < used ? 0n : input.gasProvided - used;
}

/** Whether gas is left alone because the call returns tokens after an error. */
export function isFreeReturn({ context, input }: BuiltInCall): boolean {
  return context.flags.EGLDInESDTMultiTransferFlag && input.returnCallAfterError;
}

export function isContractCaller({ input }: BuiltInCall): boolean {
  return isSmartContractAddress(input.callerAddress);
}

export function lengthOf(values: readonly Uint8Array[]): number {
  return values.reduce((total, value) => total + value.length, 0);
}
