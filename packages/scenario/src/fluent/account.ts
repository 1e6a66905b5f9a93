// Accounts of a test world: users, and what users and contracts have in common.
import {
  type Address,
  type Bytes,
  bytesToByteString,
  type CodeMetadata,
  codeMetadataToBytes,
  isSmartContractAddress,
  type Payment,
  addressFromBytes,
  bytesFromArray,
  textToBytes,
  utf8ToBytes,
} from "@mxvm/codec";
import type { AccountChange, DeployTransaction, TransferTransaction } from "@mxvm/protocol-hooks";
import type { Mismatch } from "../check/mismatch.js";
import { type AddressLike, addressBytesOf } from "./addresses.js";
import { CallResult } from "./call-result.js";
import { type AccountExpectation, accountMismatches } from "./expectations.js";
import { type BytesLike, bytesFromLike } from "./expressions.js";
import { failAtCallersOf } from "./failure.js";
import { type HeldInstance, heldInstance, statesToPayments, type TokenSetup, type Tokens, setupToState, tokensToPayments } from "./payments.js";
import type { Executed, Session } from "./session.js";
import { type StorageKey, storageKeyToBytes } from "./storage-key.js";

/** What an account is given. */
export interface AccountSetup {
  /** EGLD in 10^-18. */
  readonly balance?: bigint;
  readonly nonce?: bigint;
  readonly tokens?: Readonly<Record<string, TokenSetup>>;
  readonly username?: string;
  /** Values by keys, all of them expressions; no value deletes. */
  readonly storage?: Readonly<Record<string, BytesLike>>;
  /** Of a contract, which has an address such as `sc:adder`. */
  readonly code?: BytesLike;
  /** Default, where code is given: upgradeable, readable, payable, payable by contracts. */
  readonly codeMetadata?: CodeMetadata | BytesLike;
  readonly owner?: AddressLike;
  /** EGLD in 10^-18. */
  readonly developerRewards?: bigint;
  readonly shard?: number;
  /** Data of an asynchronous call that waits for another shard. */
  readonly asyncCallData?: string;
}

/** Gas limit and price of what is sent, and its id. */
export interface GasOptions {
  /** The transaction's hash is made of it, and recordings call the step so. Default: the number of the step. */
  readonly id?: string;
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

/** A call by name and encoded arguments: of a built-in function, or of a contract without an ABI. */
export interface RawCallOptions extends TransferOptions {
  readonly function: string;
  readonly args?: readonly BytesLike[];
}

interface RawCodeOptions extends GasOptions {
  readonly code: BytesLike;
  /** Default: upgradeable, readable, payable, payable by contracts. */
  readonly codeMetadata?: CodeMetadata | BytesLike;
  readonly args?: readonly BytesLike[];
  /** EGLD in 10^-18. */
  readonly egld?: bigint;
}

/** A deployment of code without an ABI. */
export type RawDeployOptions = RawCodeOptions;

/** An upgrade to code without an ABI. */
export interface RawUpgradeOptions extends RawCodeOptions {
  readonly to: AddressLike;
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
  /** An instance of a token with its attributes and the rest of what it was created with; `undefined` where the account holds none. */
  instance(identifier: string, nonce: bigint): HeldInstance | undefined;
  /** The bytes under a storage key. `0x` where there is nothing. */
  storage(key: StorageKey): Bytes;
  /** The parts of the account that are not as expected, in words. */
  mismatches(expectation: AccountExpectation): readonly Mismatch[];
}

/** A user. */
export interface TestAccount extends AccountView {
  /** Changes parts of the account. */
  set(setup: AccountSetup): void;
  /** Sends EGLD or tokens. Throws a `TransactionFailure` where that fails. */
  transfer(options: TransferOptions): CallResult<undefined>;
  /** Calls by name: built-in functions, contracts without an ABI. Answers what was returned. Throws a `TransactionFailure` where that fails. */
  call(options: RawCallOptions): CallResult<readonly Bytes[]>;
  /** Deploys code without an ABI, and answers its address. Throws a `TransactionFailure` where that fails. */
  deploy(options: RawDeployOptions): CallResult<Address>;
  /** Replaces a contract's code by some without an ABI. Throws a `TransactionFailure` where that fails. */
  upgrade(options: RawUpgradeOptions): CallResult<readonly Bytes[]>;
  /** The same account in another world, such as a fork. */
  on(world: { account(name: string): TestAccount }): TestAccount;
}

/** Of a transaction that names none. */
export const defaultGasLimit: bigint = 600_000_000n;

export function gasOf({ gasLimit = defaultGasLimit, gasPrice = 0n }: GasOptions): { readonly gasLimit: bigint; readonly gasPrice: bigint } {
  return { gasLimit, gasPrice };
}

/** Throws a `TypeError` where a contract's address is without code, or another address has some. */
export function setupToChange(address: Uint8Array, setup: AccountSetup, hasCode = false): AccountChange {
  const { balance, nonce, tokens = {}, username, storage, code, codeMetadata, owner, developerRewards, shard, asyncCallData } = setup;
  const codeBytes = code === undefined ? undefined : bytesFromLike(code);
  if (isSmartContractAddress(address) !== (codeBytes === undefined ? hasCode : codeBytes.length > 0)) {
    throw new TypeError(isSmartContractAddress(address) ? "an account with a contract's address needs code" : "an account with code needs a contract's address, such as sc:name");
  }
  return {
    address,
    esdt: Object.entries(tokens).map(([token, state]) => setupToState(token, state)),
    ...(balance !== undefined && { balance }),
    ...(nonce !== undefined && { nonce }),
    ...(username !== undefined && { username: textToBytes(username) }),
    ...(storage !== undefined && { storage: new Map(Object.entries(storage).map(([key, value]) => [bytesToByteString(bytesFromLike(key)), bytesFromLike(value)])) }),
    ...(codeBytes !== undefined && { code: codeBytes }),
    ...(codeMetadata !== undefined && { codeMetadata: codeMetadataBytes(codeMetadata) }),
    ...(owner !== undefined && { ownerAddress: addressBytesOf(owner) }),
    ...(developerRewards !== undefined && { developerReward: developerRewards }),
    ...(shard !== undefined && { shard }),
    ...(asyncCallData !== undefined && { asyncCallData: utf8ToBytes(asyncCallData) }),
  };
}

const defaultCodeMetadata = Uint8Array.of(0x05, 0x06);

export function codeMetadataBytes(codeMetadata: CodeMetadata | BytesLike | undefined): Uint8Array {
  if (codeMetadata === undefined) return defaultCodeMetadata;
  return typeof codeMetadata === "string" || codeMetadata instanceof Uint8Array ? bytesFromLike(codeMetadata) : codeMetadataToBytes(codeMetadata);
}

/** The row of bytes that a call answered. */
export function returnedBytes({ result }: Executed): readonly Bytes[] {
  return Object.freeze(result.returnData.map(bytesFromArray));
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

  /** What the account is found by in another world. */
  protected get expression(): string {
    return bytesFromArray(this.bytes);
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

  instance(identifier: string, nonce: bigint): HeldInstance | undefined {
    return heldInstance(this.session.world.getEsdt(this.bytes), identifier, nonce);
  }

  storage(key: StorageKey): Bytes {
    return bytesFromArray(this.session.world.getStorage(this.bytes, storageKeyToBytes(key)));
  }

  mismatches(expectation: AccountExpectation): readonly Mismatch[] {
    return accountMismatches(this.session.world, this.bytes, expectation, this.session.dialect);
  }
}

export class UserAccount extends ViewedAccount implements TestAccount {
  static {
    failAtCallersOf(this.prototype, "transfer", "call", "deploy", "upgrade");
  }

  set(setup: AccountSetup): void {
    const hasCode = (this.session.world.getAccount(this.bytes)?.code.length ?? 0) > 0;
    this.session.world.updateAccount(setupToChange(this.bytes, setup, hasCode));
  }

  transfer(options: TransferOptions): CallResult<undefined> {
    const draft = { kind: "transfer", ...this.#payment(options), ...gasOf(options) } as const;
    return new CallResult(this.session.execute(draft, undefined, options.id), undefined, []);
  }

  call(options: RawCallOptions): CallResult<readonly Bytes[]> {
    const draft = { kind: "call", ...this.#payment(options), function: options.function, arguments: (options.args ?? []).map(bytesFromLike), ...gasOf(options) } as const;
    const executed = this.session.execute(draft, this.session.abiOf(draft.receiver), options.id);
    return new CallResult(executed, returnedBytes(executed), []);
  }

  deploy(options: RawDeployOptions): CallResult<Address> {
    const executed = this.session.execute({ kind: "deploy", esdt: [], ...this.#code(options) }, undefined, options.id);
    return new CallResult(executed, addressFromBytes(deployedAddress(executed)), []);
  }

  upgrade(options: RawUpgradeOptions): CallResult<readonly Bytes[]> {
    const executed = this.session.execute({ kind: "upgrade", receiver: addressBytesOf(options.to), ...this.#code(options) }, undefined, options.id);
    return new CallResult(executed, returnedBytes(executed), []);
  }

  on(world: { account(name: string): TestAccount }): TestAccount {
    return world.account(this.expression);
  }

  #payment({ to, egld = 0n, tokens }: TransferOptions): Pick<TransferTransaction, "sender" | "receiver" | "value" | "esdt"> {
    return { sender: this.bytes, receiver: addressBytesOf(to), value: egld, esdt: tokensToPayments(tokens) };
  }

  #code(options: RawCodeOptions): Pick<DeployTransaction, "sender" | "value" | "code" | "codeMetadata" | "arguments" | "gasLimit" | "gasPrice"> {
    const { code, codeMetadata, args = [], egld = 0n } = options;
    return { sender: this.bytes, value: egld, code: bytesFromLike(code), codeMetadata: codeMetadataBytes(codeMetadata), arguments: args.map(bytesFromLike), ...gasOf(options) };
  }
}

/** Throws a `TypeError` where the world does not say it. */
export function deployedAddress({ result }: Executed): Uint8Array {
  if (result.deployedAddress === undefined) throw new TypeError("the world does not say at which address it deployed the contract");
  return result.deployedAddress;
}
