// What token mappers keep under their key: nothing, `pending` while the token is issued, or its identifier. Mirrors TokenMapperState of
// mx-sdk-rs, and what both token mappers do alike.
import { type Address, EGLD, type Payment, type TokenId, bytesFromArray, t } from "@mxvm/codec";
import { createBlockchain, tokenBalance } from "../boundary/blockchain.js";
import { storageClear, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import { createTransfers } from "../boundary/transfers.js";
import { filled } from "../boundary/values.js";
import type { BoundCallback } from "../callback.js";
import type { Emitter, Handle } from "../emitter.js";
import type { Send } from "../send.js";
import { isValidTokenId } from "../token-id.js";
import { setRoles, type IssuedToken, type SystemCallOptions, type TokenRole } from "./esdt-system-contract.js";
import { defaultIssueCallback } from "./issue-callback.js";

const NOT_SET = "";
const PENDING = "pending";
const ALREADY_SET = "Token ID already set";
const ALREADY_CALLED = "Issue was already called";
const MUST_BE_SET = "Must issue or set token ID first";
const INVALID_ID = "Invalid token ID";
const INVALID_PAYMENT = "Invalid payment token";

/** What fungible and other tokens have in common. The token's state is read when the mapper is formed. */
export interface TokenMapper {
  /** Whether no token is set and none is being issued. */
  isEmpty(): boolean;
  /** The token; the contract ends with "Invalid token ID" where there is none. */
  tokenId(): TokenId;
  /** Sets the token, which must be valid, where none is set. */
  setTokenId(token: TokenId): void;
  setIfEmpty(token: TokenId): void;
  /** Forgets that a token is being issued. */
  clear(): void;
  /** Ends the contract with "Must issue or set token ID first" where nothing is stored. */
  requireIssuedOrSet(): void;
  /** Ends the contract with "Invalid payment token" unless it is this token. */
  requireSame(token: TokenId): void;
  requireAllSame(payments: readonly Payment[]): void;
  /** Asks the system contract for roles, for this contract or for `address`. */
  setRoles(send: Send, roles: readonly TokenRole[], options: SystemCallOptions<void>, address?: Address): void;
  /** Sends a payment. */
  send(to: Address, payment: Payment): void;
}

export class TokenAtKey implements TokenMapper {
  protected readonly emitter: Emitter;
  private readonly key: Handle;
  private state: string;

  constructor(emitter: Emitter, key: Handle) {
    this.emitter = emitter;
    this.key = key;
    this.state = storageGet(emitter, key, t.string);
  }

  isEmpty(): boolean {
    return this.emitter.equal(storageLength(this.emitter, this.key), 0);
  }

  tokenId(): TokenId {
    return this.isSet() ? (this.state as TokenId) : this.emitter.fail(INVALID_ID);
  }

  setTokenId(token: TokenId): void {
    if (this.isSet()) this.emitter.fail(ALREADY_SET);
    if (token === EGLD || !isValidTokenId(token)) this.emitter.fail(INVALID_ID);
    storageSet(this.emitter, this.key, t.string, token);
    this.state = token;
  }

  setIfEmpty(token: TokenId): void {
    this.emitter.if(this.isEmpty(), () => this.setTokenId(token));
  }

  clear(): void {
    if (storageGet(this.emitter, this.key, t.string) === PENDING) storageClear(this.emitter, this.key);
  }

  requireIssuedOrSet(): void {
    this.emitter.if(this.isEmpty(), () => this.emitter.fail(MUST_BE_SET));
  }

  requireSame(token: TokenId): void {
    if (this.tokenId() !== token) this.emitter.fail(INVALID_PAYMENT);
  }

  requireAllSame(payments: readonly Payment[]): void {
    const expected = this.tokenId();
    for (const { token } of payments) {
      if (token !== expected) this.emitter.fail(INVALID_PAYMENT);
    }
  }

  setRoles(send: Send, roles: readonly TokenRole[], options: SystemCallOptions<void>, address?: Address): void {
    const receiver = address ?? createBlockchain(this.emitter).self();
    this.requireIssuedOrSet();
    setRoles(send, this.tokenId(), receiver, roles, options);
  }

  send(to: Address, payment: Payment): void {
    createTransfers(this.emitter).payment(to, payment);
  }

  protected balanceOf(nonce: bigint): bigint {
    const self = filled(this.emitter, this.emitter.hooks.managedSCAddress);
    return tokenBalance(this.emitter, self, this.tokenId(), nonce);
  }

  /** Notes that the token is being issued; the contract ends where it is, or has been. */
  protected beginIssue(issue: () => void): void {
    const state = storageGet(this.emitter, this.key, t.string);
    if (state !== NOT_SET) this.emitter.fail(state === PENDING ? ALREADY_CALLED : ALREADY_SET);
    storageSet(this.emitter, this.key, t.string, PENDING);
    issue();
  }

  /** The options with a callback: the default one keeps the token, or returns what issuing would have cost. */
  protected withCallback(options: SystemCallOptions<IssuedToken>): SystemCallOptions<IssuedToken> {
    if (options.callback !== undefined) return options;
    const initial_caller = createBlockchain(this.emitter).caller();
    const storage_key = bytesFromArray(this.emitter.bytesOf(this.key));
    const callback: BoundCallback<IssuedToken> = defaultIssueCallback.with({ initial_caller, storage_key });
    return { ...options, callback };
  }

  private isSet(): boolean {
    return this.state !== NOT_SET && this.state !== PENDING;
  }
}
