// What a sender pays. Mirrors UpdateWorldStateBefore of mx-chain-scenario-go and the balance checks of production's transaction processor.
import { bytesToHex } from "@mxvm/codec";
import { WorldError, type Address, type SentTransaction } from "@mxvm/protocol-hooks";
import type { AccountRecord } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";

/** The account; throws `ACCOUNT_NOT_FOUND` if there is none. `role` names it in the message. */
export function existingAccount(state: AccountsState, address: Address, role: string): AccountRecord {
  const account = state.getAccount(address);
  if (account !== undefined) return account;
  throw new WorldError("ACCOUNT_NOT_FOUND", `there is no account of the ${role} 0x${bytesToHex(address)}`, { address });
}

/** Counts the sender's nonce up and takes the whole gas limit times gas price, from the relayer where there is one; nothing is given back. */
export function payFee(state: AccountsState, { sender, relayer, gasLimit, gasPrice }: SentTransaction): void {
  const { nonce, balance } = existingAccount(state, sender, "sender");
  const fee = gasLimit * gasPrice;
  if (relayer === undefined) {
    state.update(sender, { nonce: nonce + 1n, balance: balanceAfterFee(sender, balance, fee) });
    return;
  }
  state.setNonce(sender, nonce + 1n);
  state.setBalance(relayer, balanceAfterFee(relayer, existingAccount(state, relayer, "relayer").balance, fee));
}

function balanceAfterFee(address: Address, balance: bigint, fee: bigint): bigint {
  if (balance >= fee) return balance - fee;
  const message = `0x${bytesToHex(address)} has ${balance} and cannot pay the fee of ${fee}`;
  throw new WorldError("FEE_NOT_COVERED", message, { address, balance, fee });
}

/** Whether an account has at least that much. */
export function canPay(state: AccountsState, address: Address, value: bigint): boolean {
  return value === 0n || (state.getAccount(address)?.balance ?? 0n) >= value;
}

/** Takes EGLD from an account; answers `false` and takes nothing if it has not enough. */
export function takeValue(state: AccountsState, address: Address, value: bigint): boolean {
  if (value === 0n) return true;
  const balance = state.getAccount(address)?.balance ?? 0n;
  if (balance < value) return false;
  state.setBalance(address, balance - value);
  return true;
}
