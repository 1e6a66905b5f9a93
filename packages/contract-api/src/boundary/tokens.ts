// Roles and data of tokens. Mirrors EsdtLocalRoleFlags and get_esdt_token_data of the Rust framework.
import { type Address, type TokenId, addressFromBytes } from "@mxvm/codec";
import type { LocalRoles, TokenData } from "../blockchain.js";
import type { Emitter, Handle } from "../emitter.js";
import { itemHandle, listLength } from "./handle-lists.js";
import { addressBuffer, addressOf, bytesValue, textBuffer, textValue } from "./values.js";

const roleBits = {
  mint: 0x01n,
  burn: 0x02n,
  nftCreate: 0x04n,
  nftAddQuantity: 0x08n,
  nftBurn: 0x10n,
  nftAddUri: 0x20n,
  nftUpdateAttributes: 0x40n,
  transfer: 0x80n,
} as const satisfies Record<keyof LocalRoles, bigint>;

/** Roles by the bits of the VM. */
export function localRolesFromBits(bits: bigint): LocalRoles {
  const roles = Object.entries(roleBits).map(([role, bit]) => [role, (bits & bit) !== 0n]);
  return Object.freeze(Object.fromEntries(roles) as unknown as LocalRoles);
}

const tokenTypes = [
  "fungible",
  "nonFungible",
  "nonFungibleV2",
  "semiFungible",
  "meta",
  "dynamicNft",
  "dynamicSft",
  "dynamicMeta",
] as const;

/** Everything about an account's units of a token. The outputs are made before, since the VM leaves them alone where there is no token. */
export function readTokenData(emitter: Emitter, address: Address, token: TokenId, nonce: bigint): TokenData {
  const { hooks } = emitter;
  const of = addressBuffer(emitter, address);
  const id = textBuffer(emitter, token);
  const zero = (): Handle => hooks.bigIntNew(0n);
  const empty = (): Handle => hooks.mBufferNew();
  const [value, properties, hash, name, attributes, creator, royalties, uris] = [zero(), empty(), empty(), empty(), empty(), empty(), zero(), empty()];
  const i64Nonce = emitter.signed(nonce);
  hooks.managedGetESDTTokenData(of, id, i64Nonce, value, properties, hash, name, attributes, creator, royalties, uris);
  const type = emitter.newHandle();
  hooks.managedGetESDTTokenType(of, id, i64Nonce, type);
  const creatorOrZero = emitter.select(
    emitter.equal(hooks.mBufferGetLength(creator), 0),
    () => addressFromBytes(new Uint8Array(32)),
    () => addressOf(emitter, creator),
  );
  return Object.freeze({
    type: tokenTypes[Number(emitter.bigIntOf(type))] ?? "invalid",
    amount: emitter.bigIntOf(value),
    frozen: isFrozen(emitter, properties),
    hash: bytesValue(emitter, hash),
    name: textValue(emitter, name),
    attributes: bytesValue(emitter, attributes),
    creator: creatorOrZero,
    royalties: emitter.bigIntOf(royalties),
    uris: textsOf(emitter, uris),
  });
}

function isFrozen(emitter: Emitter, properties: Handle): boolean {
  const bytes = emitter.bytesOf(properties);
  return bytes.length === 2 && bytes[0] !== 0;
}

function textsOf(emitter: Emitter, list: Handle): readonly string[] {
  const texts: string[] = [];
  emitter.loop(0, listLength(emitter, list), (index) => texts.push(textValue(emitter, itemHandle(emitter, list, index))));
  return Object.freeze(texts);
}
