// A non-fungible, semi-fungible or meta token with typed attributes. Mirrors NonFungibleTokenMapper of mx-sdk-rs.
import { type Address, type Bytes, type Codec, type Payment, bytesFromArray, bytesToArray, topDecode, topEncode } from "@mxvm/codec";
import { createBlockchain } from "../boundary/blockchain.js";
import { constantPlace, failDecoding, failEncoding } from "../boundary/failures.js";
import { createTokenFunctions } from "../boundary/token-functions.js";
import type { TokenData } from "../blockchain.js";
import type { Emitter, Handle } from "../emitter.js";
import type { Send } from "../send.js";
import {
  issueOther,
  issueWithAllRoles,
  type IssuedToken,
  type NonFungibleType,
  type SystemCallOptions,
  type TokenIssue,
} from "./esdt-system-contract.js";
import { TokenAtKey, type TokenMapper } from "./token-state.js";

const ATTRIBUTES_PLACE = constantPlace("error decoding ESDT attributes: ");

export interface NonFungibleIssue extends TokenIssue {
  readonly type: NonFungibleType;
  /** Of meta tokens; 0 by default. */
  readonly decimals?: number;
}

/** Attributes are of type `V`. Issuing is a call to the system contract, after this run. */
export interface NonFungibleTokenMapper<V> extends TokenMapper {
  issue(send: Send, issue: NonFungibleIssue, options: SystemCallOptions<IssuedToken>): void;
  issueAndSetAllRoles(send: Send, issue: NonFungibleIssue, options: SystemCallOptions<IssuedToken>): void;
  /** Makes a token with these attributes; its nonce is in the payment. */
  create(amount: bigint, attributes: V, name?: string): Payment;
  createAndSend(to: Address, amount: bigint, attributes: V, name?: string): Payment;
  addQuantity(nonce: bigint, amount: bigint): Payment;
  addQuantityAndSend(to: Address, nonce: bigint, amount: bigint): Payment;
  burn(nonce: bigint, amount: bigint): void;
  updateAttributes(nonce: bigint, attributes: V): void;
  attributes(nonce: bigint): V;
  /** All that is known of a token that this contract has. */
  data(nonce: bigint): TokenData;
  balance(nonce: bigint): bigint;
}

export class NonFungibleTokenAtKey<V> extends TokenAtKey implements NonFungibleTokenMapper<V> {
  private readonly codec: Codec<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    super(emitter, key);
    this.codec = codec;
  }

  issue(send: Send, issue: NonFungibleIssue, options: SystemCallOptions<IssuedToken>): void {
    this.beginIssue(() => issueOther(send, issue.type, issue, issue.decimals ?? 0, this.withCallback(options)));
  }

  issueAndSetAllRoles(send: Send, issue: NonFungibleIssue, options: SystemCallOptions<IssuedToken>): void {
    this.beginIssue(() => issueWithAllRoles(send, issue.type, issue, issue.decimals ?? 0, this.withCallback(options)));
  }

  create(amount: bigint, attributes: V, name = ""): Payment {
    const token = this.tokenId();
    const creation = { token, amount, name, royalties: 0n, hash: "0x", attributes: this.encoded(attributes), uris: [] } as const;
    return Object.freeze({ token, nonce: createTokenFunctions(this.emitter).esdtNftCreate(creation), amount });
  }

  createAndSend(to: Address, amount: bigint, attributes: V, name = ""): Payment {
    const payment = this.create(amount, attributes, name);
    this.send(to, payment);
    return payment;
  }

  addQuantity(nonce: bigint, amount: bigint): Payment {
    const token = this.tokenId();
    createTokenFunctions(this.emitter).esdtLocalMint(token, nonce, amount);
    return Object.freeze({ token, nonce, amount });
  }

  addQuantityAndSend(to: Address, nonce: bigint, amount: bigint): Payment {
    const payment = this.addQuantity(nonce, amount);
    this.send(to, payment);
    return payment;
  }

  burn(nonce: bigint, amount: bigint): void {
    createTokenFunctions(this.emitter).esdtLocalBurn(this.tokenId(), nonce, amount);
  }

  updateAttributes(nonce: bigint, attributes: V): void {
    createTokenFunctions(this.emitter).nftUpdateAttributes(this.tokenId(), nonce, this.encoded(attributes));
  }

  attributes(nonce: bigint): V {
    const { attributes } = this.data(nonce);
    try {
      return topDecode(this.codec, bytesToArray(attributes));
    } catch (thrown) {
      return failDecoding(this.emitter, thrown, ATTRIBUTES_PLACE);
    }
  }

  data(nonce: bigint): TokenData {
    const blockchain = createBlockchain(this.emitter);
    const self = blockchain.self();
    return blockchain.tokenData(self, this.tokenId(), nonce);
  }

  balance(nonce: bigint): bigint {
    return this.balanceOf(nonce);
  }

  private encoded(attributes: V): Bytes {
    try {
      return bytesFromArray(topEncode(this.codec, attributes));
    } catch (thrown) {
      return failEncoding(this.emitter, thrown);
    }
  }
}
