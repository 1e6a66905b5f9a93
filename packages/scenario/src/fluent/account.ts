// Accounts of a test world: users, and what users and contracts have in common.
import { type Address, type Bytes, type Payment, addressFromBytes, addressToBytes, bytesFromArray, textToBytes, utf8ToBytes } from "@mxvm/codec";
import type { AccountChange } from "@mxvm/protocol-hooks";
import { CallResult } from "./call-result.js";
import { statesToPayments, type TokenSetup, type Tokens, setupToState, tokensToPayments } from "./payments.js";
import type { Session } from "./session.js";

/** Who or what has an address: an account or contract of a test world, or the address itself. */
export type AddressLike = Address | { readonly address: Address };

export function addressBytesOf(of: AddressLike): Uint8Array {
  return addressToBytes(typeof of === "string" ? of : of.address);
}

/** What an account is given. */
export interface AccountSetup {
  /** EGLD in 10^-18. */
  readonly balance?: bigint;
  readonly nonce?: bigint;
  readonly tokens?: Readonly<Record<string, TokenSetup>>;
  readonly username?: string;
}

/** Gas limit and price of what is sent. */
export interface GasOptions {
  /** Default: 600,000,000. */
  readonly gasLimit?: bigint;
  /** EGLD (10^-18) per unit of gas. Default: 0, so that balances are round. */
  readonly gasPrice?: bigint;
}

export interface TransferOptions extends GasOptions {
  readonly to: AddressLike;
  /** EGLD in 10^-18. */
  readonly egld?: bigint;
  readonly tokens?: Tokens;
}

/** State of an account, read from its world whenever it is asked for. */
export interface AccountView {
  readonly name: string;
  readonly address: Address;
  /** EGLD in 10^-18. */
  readonly balance: bigint;
  readonly nonce: bigint;
  /** All tokens that the account holds. */
  readonly tokens: readonly Payment[];
  /** How much the account holds of a token. */
  token(identifier: string, nonce?: bigint): bigint;
  /** The bytes under a storage key: a text, or bytes. `0x` where there is nothing. */
  storage(key: string | Uint8Array): Bytes;
}

/** A user. */
export interface TestAccount extends AccountView {
  /** Changes parts of the account. */
  set(setup: AccountSetup): void;
  /** Sends EGLD or tokens. Throws a `TransactionFailure` where that fails. */
  transfer(options: TransferOptions): CallResult<undefined>;
  /** The same account in another world, such as a fork. */
  on(world: { account(name: string): TestAccount }): TestAccount;
}

const defaultGasLimit = 600_000_000n;

export function gasOf({ gasLimit = defaultGasLimit, gasPrice = 0n }: GasOptions): { readonly gasLimit: bigint; readonly gasPrice: bigint } {
  return { gasLimit, gasPrice };
}

export function setupToChange(address: Uint8Array, { balance, nonce, tokens = {}, username }: AccountSetup): AccountChange {
  return {
    address,
    esdt: Object.entries(tokens).map(([token, setup]) => setupToState(token, setup)),
    ...(balance !== undefined && { balance }),
    ...(nonce !== undefined && { nonce }),
    ...(username !== undefined && { username: utf8ToBytes(username) }),
  };
}

/** Reads an account; its subclasses are users and contracts. */
export class ViewedAccount implements AccountView {
  readonly name: string;
  readonly address: Address;
  protected readonly session: Session;
  protected readonly bytes: Uint8Array;

  constructor(session: Session, name: string, bytes: Uint8Array) {
    this.session = session;
    this.name = name;
    this.bytes = bytes;
    this.address = addressFromBytes(bytes);
  }

  get balance(): bigint {
    return this.session.world.getAccount(this.bytes)?.balance ?? 0n;
  }

  get nonce(): bigint {
    return this.session.world.getAccount(this.bytes)?.nonce ?? 0n;
  }

  get tokens(): readonly Payment[] {
    return statesToPayments(this.session.world.getEsdt(this.bytes));
  }

  token(identifier: string, nonce = 0n): bigint {
    return this.tokens.find((held) => held.token === identifier && held.nonce === nonce)?.amount ?? 0n;
  }

  storage(key: string | Uint8Array): Bytes {
    return bytesFromArray(this.session.world.getStorage(this.bytes, typeof key === "string" ? textToBytes(key) : key));
  }
}

export class UserAccount extends ViewedAccount implements TestAccount {
  set(setup: AccountSetup): void {
    this.session.updateAccount(setupToChange(this.bytes, setup));
  }

  transfer(options: TransferOptions): CallResult<undefined> {
    const { to, egld = 0n, tokens } = options;
    const draft = { kind: "transfer", sender: this.bytes, receiver: addressBytesOf(to), value: egld, esdt: tokensToPayments(tokens), ...gasOf(options) } as const;
    return new CallResult(this.session.execute(draft), undefined, []);
  }

  on(world: { account(name: string): TestAccount }): TestAccount {
    return world.account(this.name);
  }
}
