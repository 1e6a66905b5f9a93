// MultiversX's shared vocabulary: bytes, hex, integers, addresses, code metadata, serialization, data fields, and the types of contracts'
// values. Imports no other package.
export {
  ADDRESS_LENGTH,
  VM_TYPE_LENGTH,
  addressToBech32,
  assertAddress,
  bech32ToAddress,
  esdtSystemContractAddress,
  isEmptyAddress,
  isSmartContractAddress,
  isSmartContractOnMetachain,
  isSystemAccountAddress,
  systemAccountAddress,
  vmTypeFromAddress,
  wasmVmType,
  zeroAddress,
} from "./address.js";
export {
  byteStringToBytes,
  bytesToByteString,
  bytesToUtf8,
  compareBytes,
  concatBytes,
  equalBytes,
  padBytesLeft,
  utf8ToBytes,
} from "./bytes.js";
export type { ByteString } from "./bytes.js";
export { codeMetadataFromBytes, codeMetadataToBytes } from "./code-metadata.js";
export type { CodeMetadata } from "./code-metadata.js";
export { contractAddressFromCreator } from "./contract-address.js";
export {
  buildCallData,
  buildDeployData,
  buildStorageUpdates,
  dataFieldErrors,
  parseCallArguments,
  parseCallData,
  parseDeployData,
  parseStorageUpdates,
} from "./data-field.js";
export type { CallData, DataFieldError, DataFieldResult, DeployData, StorageUpdateData } from "./data-field.js";
export { DecodeError, decodeErrorMessages, isDecodeError } from "./errors.js";
export type { DecodeErrorCode } from "./errors.js";
export { EGLD_TOKEN_IDENTIFIER, isTokenIdentifier, nonceToBytes } from "./esdt.js";
export { bytesToHex, hexToBytes, tryHexToBytes } from "./hex.js";
export {
  bytesToSigned,
  bytesToUnsigned,
  magnitudeToBytes,
  signedToBytes,
  signedToFixedBytes,
  unsignedToFixedBytes,
} from "./integers.js";
export type { IntegerBits } from "./integers.js";
export {
  nestedEncodeBigInt,
  nestedEncodeBigUint,
  nestedEncodeBool,
  nestedEncodeBytes,
  nestedEncodeOption,
  nestedEncodeSigned,
  nestedEncodeString,
  nestedEncodeUnsigned,
} from "./nested-encoding.js";
export { createNestedReader } from "./nested-reader.js";
export type { NestedReader } from "./nested-reader.js";
export { createNestedWriter } from "./nested-writer.js";
export type { NestedWriter } from "./nested-writer.js";
export {
  topDecodeBool,
  topDecodeOption,
  topDecodeSigned,
  topDecodeUnsigned,
  topEncodeBool,
  topEncodeOption,
  topEncodeSigned,
  topEncodeUnsigned,
} from "./top-encoding.js";
export { codecsOf } from "./types/abi-codecs.js";
export type { AbiTypes, CodecOf } from "./types/abi-codecs.js";
export type {
  AbiConstructor,
  AbiEndpoint,
  AbiEvent,
  AbiInput,
  AbiOutput,
  ContractAbi,
  FieldDescription,
  TypeDescription,
  VariantDescription,
} from "./types/abi-format.js";
export {
  createBytesSource,
  decodeArguments,
  encodeArguments,
  nestedDecode,
  nestedEncode,
  topDecode,
  topEncode,
} from "./types/bytes-io.js";
export type {
  AnyArgCodec,
  AnyCodec,
  ArgCodec,
  ArgumentSink,
  ArgumentSource,
  Codec,
  TopInput,
  TopOutput,
  ValueOf,
} from "./types/codec.js";
export type { Fields, OptionCodec, StructCodec, StructOf, TupleOf } from "./types/composites.js";
export type { EnumCodec, VariantCodec, VariantFields, VariantOf } from "./types/enums.js";
export { EncodeError, isEncodeError } from "./types/failure.js";
export { makeCodec, nestedFormat } from "./types/make.js";
export type { MultiOf } from "./types/multi.js";
export { t } from "./types/t.js";
export type { Types } from "./types/t.js";
export type { ValueOfType } from "./types/type-expression.js";
export { textFromBytes, textToBytes } from "./types/text.js";
export { EGLD, address, addressFromBytes, addressToBytes, bytesFromArray, bytesOf, bytesToArray, tokenId } from "./types/values.js";
export type { Address, Bytes, Payment, TokenId } from "./types/values.js";
