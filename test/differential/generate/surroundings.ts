// The world that generated contracts know: accounts, tokens, code to deploy. Everything in it exists when the first transaction runs.
import type { Address } from "@mxvm/protocol-hooks";

export interface TokenAmount {
  readonly tokenIdentifier: Uint8Array;
  readonly nonce: bigint;
  readonly value: bigint;
}

export interface Surroundings {
  readonly users: readonly Address[];
  readonly contracts: readonly Address[];
  readonly fungible: readonly Uint8Array[];
  /** Tokens with nonces: 1 and 2 exist in every account. */
  readonly collections: readonly Uint8Array[];
  /** Code that can be deployed: small, and with every endpoint. */
  readonly codes: readonly Uint8Array[];
  contractsOwnedBy(owner: Address): Address | undefined;
}

/** An endpoint calls only endpoints after it, so that calls end. */
export const endpointNames: readonly string[] = ["f0", "f1", "f2", "f3"];
/** Writes nothing. */
export const viewName = "view";
export const callbackNames: readonly string[] = ["callBack", "cb0", "cb1"];

export const roles: readonly string[] = [
  "ESDTRoleLocalMint",
  "ESDTRoleLocalBurn",
  "ESDTRoleNFTCreate",
  "ESDTRoleNFTAddQuantity",
  "ESDTRoleNFTBurn",
  "ESDTRoleNFTUpdateAttributes",
  "ESDTRoleNFTAddURI",
  "ESDTRoleModifyRoyalties",
  "ESDTRoleSetNewURI",
  "ESDTRoleModifyCreator",
  "ESDTRoleNFTRecreate",
  "ESDTRoleNFTUpdate",
];
