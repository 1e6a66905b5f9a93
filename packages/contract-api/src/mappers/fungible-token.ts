// A fungible token that the contract issues or is given. Mirrors FungibleTokenMapper of mx-sdk-rs.
import type { Address, Payment } from "@mxvm/codec";
import { createTokenFunctions } from "../boundary/token-functions.js";
import type { Send } from "../send.js";
import { issueFungible, issueWithAllRoles, type IssuedToken, type SystemCallOptions, type TokenIssue } from "./esdt-system-contract.js";
import { TokenAtKey, type TokenMapper } from "./token-state.js";

export interface FungibleIssue extends TokenIssue {
  readonly decimals: number;
}

/** Issuing is a call to the system contract, after this run; without a callback the contract lists `defaultIssueCallback`. */
export interface FungibleTokenMapper extends TokenMapper {
  issue(send: Send, issue: FungibleIssue & { readonly initialSupply: bigint }, options: SystemCallOptions<IssuedToken>): void;
  issueAndSetAllRoles(send: Send, issue: FungibleIssue, options: SystemCallOptions<IssuedToken>): void;
  mint(amount: bigint): Payment;
  mintAndSend(to: Address, amount: bigint): Payment;
  burn(amount: bigint): void;
  /** What this contract has of the token. */
  balance(): bigint;
}

export class FungibleTokenAtKey extends TokenAtKey implements FungibleTokenMapper {
  issue(send: Send, issue: FungibleIssue & { readonly initialSupply: bigint }, options: SystemCallOptions<IssuedToken>): void {
    this.beginIssue(() => issueFungible(send, issue, issue.initialSupply, issue.decimals, this.withCallback(options)));
  }

  issueAndSetAllRoles(send: Send, issue: FungibleIssue, options: SystemCallOptions<IssuedToken>): void {
    this.beginIssue(() => issueWithAllRoles(send, "fungible", issue, issue.decimals, this.withCallback(options)));
  }

  mint(amount: bigint): Payment {
    const token = this.tokenId();
    createTokenFunctions(this.emitter).esdtLocalMint(token, 0n, amount);
    return Object.freeze({ token, nonce: 0n, amount });
  }

  mintAndSend(to: Address, amount: bigint): Payment {
    const payment = this.mint(amount);
    this.send(to, payment);
    return payment;
  }

  burn(amount: bigint): void {
    createTokenFunctions(this.emitter).esdtLocalBurn(this.tokenId(), 0n, amount);
  }

  balance(): bigint {
    return this.balanceOf(0n);
  }
}
