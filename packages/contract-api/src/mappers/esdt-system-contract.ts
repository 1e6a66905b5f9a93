// The ESDT system contract, as far as token mappers call it. Mirrors ESDTSystemSCProxy of mx-sdk-rs framework/base.
import { type Address, type TokenId, addressFromBytes, esdtSystemContractAddress, t } from "@mxvm/codec";
import type { BoundCallback } from "../callback.js";
import { proxy, signature } from "../proxy.js";
import type { Send } from "../send.js";

/** A role that a token's owner gives. */
export type TokenRole = keyof typeof roleNames;

/** A kind of token that has more than amounts. */
export type NonFungibleType = "nonFungible" | "semiFungible" | "meta";

/** What a token to be issued is called, and what issuing it costs in EGLD. */
export interface TokenIssue {
  readonly cost: bigint;
  readonly name: string;
  readonly ticker: string;
}

/** Gas of a call to the system contract, and the callback that learns of its result. */
export interface SystemCallOptions<R> {
  readonly gas: bigint;
  readonly callback?: BoundCallback<R>;
  readonly callbackGas?: bigint;
}

/** With what a token is issued; `undefined` where the token comes as a payment. */
export type IssuedToken = TokenId | undefined;

const roleNames = {
  mint: "ESDTRoleLocalMint",
  burn: "ESDTRoleLocalBurn",
  nftCreate: "ESDTRoleNFTCreate",
  nftAddQuantity: "ESDTRoleNFTAddQuantity",
  nftBurn: "ESDTRoleNFTBurn",
  nftAddUri: "ESDTRoleNFTAddURI",
  nftUpdateAttributes: "ESDTRoleNFTUpdateAttributes",
  transfer: "ESDTTransferRole",
} as const;

const SYSTEM: Address = addressFromBytes(esdtSystemContractAddress);
const token = { name: t.string, ticker: t.string };
const properties = t.variadic(t.string);
const issued = t.optional(t.tokenIdentifier);

const systemContract = proxy({
  issue: signature({ ...token, supply: t.bigUint, decimals: t.usize, properties }, issued),
  issueNonFungible: signature({ ...token, properties }, issued),
  issueSemiFungible: signature({ ...token, properties }, issued),
  registerMetaESDT: signature({ ...token, decimals: t.usize, properties }, issued),
  registerAndSetAllRoles: signature({ ...token, type: t.string, decimals: t.usize }, issued),
  setSpecialRole: signature({ token: t.tokenIdentifier, address: t.address, roles: t.variadic(t.string) }),
});

// The framework's defaults, in the order in which it names them.
const commonBefore = ["canFreeze", "true", "canWipe", "true", "canPause", "true"];
const commonAfter = ["canChangeOwner", "true", "canUpgrade", "true", "canAddSpecialRoles", "true"];
const fungibleProperties: readonly string[] = [...commonBefore, "canMint", "false", "canBurn", "false", ...commonAfter];
const otherProperties: readonly string[] = [...commonBefore, "canTransferNFTCreateRole", "true", ...commonAfter];
const typeNames = { fungible: "FNG", nonFungible: "NFT", semiFungible: "SFT", meta: "META" } as const;

type IssueOptions = SystemCallOptions<IssuedToken>;

export function issueFungible(send: Send, issue: TokenIssue, supply: bigint, decimals: number, options: IssueOptions): void {
  const { cost, name, ticker } = issue;
  send.promise(SYSTEM, systemContract, "issue", { name, ticker, supply, decimals, properties: fungibleProperties }, { ...options, egld: cost });
}

export function issueOther(send: Send, type: NonFungibleType, issue: TokenIssue, decimals: number, options: IssueOptions): void {
  const { cost, name, ticker } = issue;
  const args = { name, ticker, properties: otherProperties };
  const paying = { ...options, egld: cost };
  switch (type) {
    case "nonFungible":
      send.promise(SYSTEM, systemContract, "issueNonFungible", args, paying);
      return;
    case "semiFungible":
      send.promise(SYSTEM, systemContract, "issueSemiFungible", args, paying);
      return;
    case "meta":
      send.promise(SYSTEM, systemContract, "registerMetaESDT", { ...args, decimals }, paying);
  }
}

export function issueWithAllRoles(send: Send, type: keyof typeof typeNames, issue: TokenIssue, decimals: number, options: IssueOptions): void {
  const { cost, name, ticker } = issue;
  const args = { name, ticker, type: typeNames[type], decimals };
  send.promise(SYSTEM, systemContract, "registerAndSetAllRoles", args, { ...options, egld: cost });
}

export function setRoles(send: Send, id: TokenId, address: Address, roles: readonly TokenRole[], options: SystemCallOptions<void>): void {
  const args = { token: id, address, roles: roles.map((role) => roleNames[role]) };
  send.promise(SYSTEM, systemContract, "setSpecialRole", args, options);
}
