// What a TypeScript contract is written against, and what runs, describes and compiles contracts.
// Values and their types are those of @mxvm/codec: a contract needs no other package.
export type {
  Address,
  AnyArgCodec,
  AnyCodec,
  AbiConstructor,
  AbiEndpoint,
  AbiEvent,
  AbiInput,
  AbiOutput,
  ArgCodec,
  Bytes,
  Codec,
  ContractAbi,
  EnumCodec,
  FieldDescription,
  Fields,
  MultiOf,
  OptionCodec,
  Payment,
  StructCodec,
  StructOf,
  TokenId,
  TupleOf,
  TypeDescription,
  Types,
  ValueOf,
  VariantCodec,
  VariantDescription,
  VariantFields,
  VariantOf,
} from "@mxvm/codec";
export {
  EGLD,
  EncodeError,
  address,
  addressFromBytes,
  addressToBytes,
  bytesFromArray,
  bytesOf,
  bytesToArray,
  decodeArguments,
  encodeArguments,
  nestedDecode,
  nestedEncode,
  t,
  textFromBytes,
  textToBytes,
  tokenId,
  topDecode,
  topEncode,
} from "@mxvm/codec";
export { abiToJson } from "./abi/describe.js";
export { proxyFromAbi } from "./abi/proxy.js";
export type { CallableAbi, EndpointsOfAbi } from "./abi/proxy.js";
export type { AbiOf, EndpointAbiOf, InputsOf } from "./abi/types.js";
export type { Blockchain, LocalRoles, TokenData } from "./blockchain.js";
export { boundaryHooks } from "./boundary-hooks.js";
export type { BoundaryHooks } from "./boundary-hooks.js";
export { createContext } from "./boundary/context.js";
export { exportedFunctions } from "./boundary/entry.js";
export type { ExportedFunction } from "./boundary/exported-function.js";
export type { CallValue } from "./call-value.js";
export type { Callee, Deployable, Endpoints, Upgradable } from "./callee.js";
export { callback } from "./callback.js";
export type { AnyCallback, BoundCallback, Callback, CallResult } from "./callback.js";
export { codeOf } from "./code.js";
export type { Context, EventsOf, State, StorageOf } from "./context.js";
export { contract } from "./contract.js";
export type { AnyContract, Contract, ContractCode } from "./contract.js";
export type { Crypto, MessageHash } from "./crypto.js";
export type { Data, Emitter, Handle, I32, I64 } from "./emitter.js";
export { endpoint, init, ownerOnly, payable, view } from "./endpoint.js";
export type { AnyEndpoint, Args, ArgsOf, Endpoint } from "./endpoint.js";
export { event } from "./event.js";
export type { Emit, EventDeclaration } from "./event.js";
export { ContractFailure, fail, isContractFailure, require, withinRun } from "./failure.js";
export type { AddressIds } from "./mappers/address-ids.js";
export type { BiDiMapper } from "./mappers/bi-di.js";
export type { IssuedToken, NonFungibleType, SystemCallOptions, TokenIssue, TokenRole } from "./mappers/esdt-system-contract.js";
export type { FungibleIssue, FungibleTokenMapper } from "./mappers/fungible-token.js";
export { defaultIssueCallback } from "./mappers/issue-callback.js";
export type { LinkedListMapper, ListNode } from "./mappers/linked-list.js";
export type { MapMapper } from "./mappers/map.js";
export type { MapStorageMapper } from "./mappers/map-storage.js";
export { mapper } from "./mappers/mapper.js";
export type { Mappers } from "./mappers/mapper.js";
export type { NonFungibleIssue, NonFungibleTokenMapper } from "./mappers/non-fungible-token.js";
export type { QueueMapper } from "./mappers/queue.js";
export type { OrderedSetMapper, SetMapper } from "./mappers/set.js";
export type { TokenMapper } from "./mappers/token-state.js";
export type { UniqueIdMapper } from "./mappers/unique-id.js";
export type { UnorderedSetMapper } from "./mappers/unordered-set.js";
export type { UserMapper } from "./mappers/user.js";
export type { ValueMapper } from "./mappers/value.js";
export type { VecMapper } from "./mappers/vec.js";
export type { WhitelistMapper } from "./mappers/whitelist.js";
export { ownership } from "./modules/ownership.js";
export type { Ownership, OwnershipState } from "./modules/ownership.js";
export { pausable } from "./modules/pausable.js";
export type { Pausable, PausableState } from "./modules/pausable.js";
export type { Nothing } from "./nothing.js";
export { at, i16, i32, i64, i8, u16, u32, u64, u8 } from "./numbers.js";
export { proxy, signature } from "./proxy.js";
export type { Random } from "./random.js";
export type { ArgumentsOf, CallOptions, DeployOptions, NftCreation, PromiseOptions, ResultOf, Send, TryResult } from "./send.js";
export type { AnyStored, Bound, KeyCodecs, Stored } from "./stored.js";
export { isValidTokenId } from "./token-id.js";
