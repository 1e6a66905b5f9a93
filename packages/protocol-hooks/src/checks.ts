// What every world asks of accounts and transactions before it does anything with them.
import type { AccountChange } from "./account.js";
import type { Address } from "./bytes.js";
import { WorldError } from "./errors.js";
import type { CallTransaction, DeployTransaction, TransferTransaction, UpgradeTransaction } from "./world.js";

/** Transactions that a sender pays for. */
export type SentTransaction = CallTransaction | DeployTransaction | TransferTransaction | UpgradeTransaction;

const ADDRESS_LENGTH = 32;
const CONTRACT_ZEROS = 8;

/** Throws `ACCOUNT_INVALID` where account data contradict themselves. */
export function assertAccountChange({ address, nonce, balance, developerReward, code, ownerAddress }: AccountChange): void {
  const problem =
    problemOfAddress(address) ??
    problemOfNumber("nonce", nonce) ??
    problemOfNumber("balance", balance) ??
    problemOfNumber("developer reward", developerReward) ??
    problemOfCode(address, code) ??
    problemOfOwner(ownerAddress);
  if (problem !== undefined) throw new WorldError("ACCOUNT_INVALID", `account ${hexOf(address)}: ${problem}`, { address });
}

/** Throws a `TypeError` for what no transaction can say. */
export function assertSentTransaction(transaction: SentTransaction): void {
  assertUnsigned("value", transaction.value);
  if (transaction.kind !== "deploy") assertAddressLength("receiver", transaction.receiver);
  assertAddressLength("sender", transaction.sender);
  assertUnsigned("gasLimit", transaction.gasLimit);
  assertUnsigned("gasPrice", transaction.gasPrice);
}

/** Throws a `TypeError` for a negative number. */
export function assertUnsigned(name: string, value: bigint): void {
  if (value < 0n) throw new TypeError(`${name} is negative: ${value}`);
}

function assertAddressLength(name: string, address: Address): void {
  if (address.length !== ADDRESS_LENGTH) throw new TypeError(`invalid ${name} ${hexOf(address)}: ${address.length} bytes, expected ${ADDRESS_LENGTH}`);
}

function problemOfAddress({ length }: Address): string | undefined {
  return length === ADDRESS_LENGTH ? undefined : `address of ${length} bytes, expected ${ADDRESS_LENGTH}`;
}

function problemOfNumber(name: string, value: bigint | undefined): string | undefined {
  return value !== undefined && value < 0n ? `${name} is negative: ${value}` : undefined;
}

function problemOfCode(address: Address, code: Uint8Array | undefined): string | undefined {
  const isContract = address.subarray(0, CONTRACT_ZEROS).every((byte) => byte === 0);
  return code !== undefined && code.length > 0 && !isContract ? "it has code, but its address is not a contract's" : undefined;
}

function problemOfOwner(ownerAddress: Address | undefined): string | undefined {
  const length = ownerAddress?.length ?? 0;
  return length === 0 || length === ADDRESS_LENGTH ? undefined : `owner address of ${length} bytes, expected ${ADDRESS_LENGTH} or none`;
}

function hexOf(bytes: Uint8Array): string {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
