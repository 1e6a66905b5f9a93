// Calls of built-in functions, as contracts make them.
import { magnitudeToBytes, utf8ToBytes } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import type { Random } from "./random.js";
import type { CallOperands } from "./subjects.js";
import type { Surroundings } from "./surroundings.js";

interface Site {
  readonly random: Random;
  readonly surroundings: Surroundings;
  readonly self: Address;
}

interface BuiltInTemplate {
  /** How often, compared with the others. */
  readonly weight: number;
  /** Where it is called: at the contract itself if not given. */
  readonly at?: (site: Site) => Address;
  readonly arguments: (site: Site) => readonly Uint8Array[];
}

const number = (value: number): Uint8Array => magnitudeToBytes(BigInt(value));
const some = ({ random }: Site, bound: number): Uint8Array => number(1 + random.below(bound));
const text = ({ random }: Site): Uint8Array => random.bytes(random.below(12));
const fungible = ({ random, surroundings }: Site): Uint8Array => random.pick(surroundings.fungible);
const collection = ({ random, surroundings }: Site): Uint8Array => random.pick(surroundings.collections);
const nonce = ({ random }: Site): Uint8Array => number(random.chance(0.9) ? 1 + random.below(2) : random.below(4));
const anyone = ({ random, surroundings }: Site): Address => random.pick(random.chance(0.7) ? surroundings.users : surroundings.contracts);
const owned = ({ random, surroundings, self }: Site): Address => surroundings.contractsOwnedBy(self) ?? random.pick(surroundings.contracts);
const metadata = (site: Site): Uint8Array[] => [text(site), some(site, 9_999), text(site), text(site), text(site)];

function transferItem(site: Site): Uint8Array[] {
  return site.random.chance(0.5) ? [fungible(site), number(0), some(site, 100)] : [collection(site), nonce(site), some(site, 3)];
}

function multiTransfer(site: Site): Uint8Array[] {
  const count = 1 + site.random.below(3);
  return [anyone(site), number(count), ...Array.from({ length: count }, () => transferItem(site)).flat()];
}

const templates: Readonly<Record<string, BuiltInTemplate>> = {
  ESDTTransfer: { weight: 6, at: anyone, arguments: (site) => [fungible(site), some(site, 100)] },
  ESDTNFTTransfer: { weight: 6, arguments: (site) => [collection(site), nonce(site), some(site, 3), anyone(site)] },
  MultiESDTNFTTransfer: { weight: 8, arguments: multiTransfer },
  ESDTLocalMint: { weight: 6, arguments: (site) => [fungible(site), some(site, 1_000)] },
  ESDTLocalBurn: { weight: 6, arguments: (site) => [fungible(site), some(site, 100)] },
  ESDTNFTCreate: { weight: 8, arguments: (site) => [collection(site), some(site, 9), ...metadata(site)] },
  ESDTNFTAddQuantity: { weight: 6, arguments: (site) => [collection(site), nonce(site), some(site, 9)] },
  ESDTNFTBurn: { weight: 6, arguments: (site) => [collection(site), nonce(site), some(site, 3)] },
  ESDTNFTUpdateAttributes: { weight: 3, arguments: (site) => [collection(site), nonce(site), text(site)] },
  ESDTNFTAddURI: { weight: 3, arguments: (site) => [collection(site), nonce(site), text(site), text(site)] },
  ESDTSetNewURIs: { weight: 2, arguments: (site) => [collection(site), nonce(site), text(site)] },
  ESDTModifyRoyalties: { weight: 2, arguments: (site) => [collection(site), nonce(site), some(site, 9_999)] },
  ESDTModifyCreator: { weight: 2, arguments: (site) => [collection(site), nonce(site)] },
  ESDTMetaDataUpdate: { weight: 2, arguments: (site) => [collection(site), nonce(site), ...metadata(site)] },
  ESDTMetaDataRecreate: { weight: 2, arguments: (site) => [collection(site), nonce(site), ...metadata(site)] },
  ESDTBurn: { weight: 1, arguments: (site) => [fungible(site), some(site, 100)] },
  ChangeOwnerAddress: { weight: 3, at: owned, arguments: ({ self }) => [self] },
  ClaimDeveloperRewards: { weight: 4, at: owned, arguments: () => [] },
  SaveKeyValue: { weight: 2, at: anyone, arguments: (site) => [text(site), text(site)] },
  SetUserName: { weight: 2, at: anyone, arguments: () => [utf8ToBytes("name")] },
  DeleteUserName: { weight: 1, at: anyone, arguments: () => [] },
  MigrateDataTrie: { weight: 1, at: anyone, arguments: () => [] },
  SetGuardian: { weight: 1, arguments: (site) => [anyone(site), text(site)] },
  GuardAccount: { weight: 1, arguments: () => [] },
  UnGuardAccount: { weight: 1, arguments: () => [] },
  ESDTPause: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTUnPause: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTFreeze: { weight: 0.5, at: anyone, arguments: (site) => [fungible(site)] },
  ESDTUnFreeze: { weight: 0.5, at: anyone, arguments: (site) => [fungible(site)] },
  ESDTWipe: { weight: 0.5, at: anyone, arguments: (site) => [fungible(site)] },
  ESDTSetRole: { weight: 0.5, at: anyone, arguments: (site) => [fungible(site), utf8ToBytes("ESDTRoleLocalMint")] },
  ESDTUnSetRole: { weight: 0.5, at: anyone, arguments: (site) => [fungible(site), utf8ToBytes("ESDTRoleLocalMint")] },
  ESDTNFTCreateRoleTransfer: { weight: 0.5, arguments: (site) => [collection(site), anyone(site)] },
  ESDTSetLimitedTransfer: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTUnSetLimitedTransfer: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTSetBurnRoleForAll: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTUnSetBurnRoleForAll: { weight: 0.5, arguments: (site) => [fungible(site)] },
  ESDTDeleteMetadata: { weight: 0.5, arguments: (site) => [collection(site), number(1), nonce(site), nonce(site)] },
  ESDTAddMetadata: { weight: 0.5, arguments: (site) => [collection(site), nonce(site), text(site)] },
  ESDTTransferRoleAddAddress: { weight: 0.5, arguments: (site) => [fungible(site), anyone(site)] },
  ESDTTransferRoleDeleteAddress: { weight: 0.5, arguments: (site) => [fungible(site), anyone(site)] },
  ESDTSetTokenType: { weight: 0.5, arguments: (site) => [collection(site), utf8ToBytes("SemiFungibleESDT")] },
};

export const builtInFunctionNames: readonly string[] = Object.keys(templates);

const totalWeight = Object.values(templates).reduce((sum, { weight }) => sum + weight, 0);

export function builtInCall(random: Random, surroundings: Surroundings, self: Address): CallOperands {
  let rest = (random.below(1_000_000) / 1_000_000) * totalWeight;
  const entries = Object.entries(templates);
  const [name, template] = entries.find(([, { weight }]) => (rest -= weight) < 0) ?? entries[0]!;
  const site: Site = { random, surroundings, self };
  const address = template.at?.(site) ?? self;
  return { address, function: utf8ToBytes(name), arguments: template.arguments(site), value: 0n };
}
