// Creation, upgrade and deletion of contracts with arguments in memory. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, bytesToUnsigned } from "@mxvm/codec";
import type { Host } from "../../host.js";
import * as contracts from "../shared/contracts.js";
import { BALANCE_LENGTH, CODE_METADATA_LENGTH } from "../shared/lengths.js";
import { chargeArguments, loadArguments, loadLifecycleArguments } from "../shared/memory-arguments.js";

/** Where the arguments of `init` or `upgrade` lie in memory; hooks take these parameters in this order. */
type ArgumentsLocation = readonly [argumentCount: number, argumentLengthsOffset: number, argumentDataOffset: number];

function loadCreation(
  host: Host,
  gasLimit: bigint,
  valueBytes: Uint8Array,
  codeMetadataOffset: number,
  location: ArgumentsLocation,
): contracts.Creation {
  const codeMetadata = host.memLoad(codeMetadataOffset, CODE_METADATA_LENGTH);
  const { values, totalLength } = loadArguments(host, ...location);
  chargeArguments(host, totalLength);
  return { gasLimit, value: bytesToUnsigned(valueBytes), codeMetadata, arguments: values };
}

export function createContract(
  host: Host,
  gasLimit: bigint,
  valueOffset: number,
  codeOffset: number,
  codeMetadataOffset: number,
  length: number,
  resultOffset: number,
  ...location: ArgumentsLocation
): number {
  const value = host.memLoad(valueOffset, BALANCE_LENGTH);
  const code = host.memLoad(codeOffset, length);
  const creation = loadCreation(host, gasLimit, value, codeMetadataOffset, location);
  host.memStore(resultOffset, contracts.createContract(host, creation, code));
  return 0;
}

export function deployFromSourceContract(
  host: Host,
  gasLimit: bigint,
  valueOffset: number,
  sourceAddressOffset: number,
  codeMetadataOffset: number,
  resultAddressOffset: number,
  ...location: ArgumentsLocation
): number {
  const value = host.memLoad(valueOffset, BALANCE_LENGTH);
  const sourceAddress = host.memLoad(sourceAddressOffset, ADDRESS_LENGTH);
  const creation = loadCreation(host, gasLimit, value, codeMetadataOffset, location);
  host.memStore(resultAddressOffset, contracts.deployFromSourceContract(host, creation, sourceAddress));
  return 0;
}

function loadUpgrade(
  host: Host,
  addressOffset: number,
  gasLimit: bigint,
  value: Uint8Array,
  codeMetadataOffset: number,
  location: ArgumentsLocation,
): contracts.Upgrade {
  const codeMetadata = host.memLoad(codeMetadataOffset, CODE_METADATA_LENGTH);
  const args = loadLifecycleArguments(host, ...location);
  return { destination: host.memLoad(addressOffset, ADDRESS_LENGTH), gasLimit, value, codeMetadata, arguments: args };
}

export function upgradeContract(
  host: Host,
  addressOffset: number,
  gasLimit: bigint,
  valueOffset: number,
  codeOffset: number,
  codeMetadataOffset: number,
  length: number,
  ...location: ArgumentsLocation
): void {
  const value = host.memLoad(valueOffset, BALANCE_LENGTH);
  const code = host.memLoad(codeOffset, length);
  const upgrade = loadUpgrade(host, addressOffset, gasLimit, value, codeMetadataOffset, location);
  chargeArguments(host, length);
  contracts.upgradeContract(host, upgrade, code);
}

export function upgradeFromSourceContract(
  host: Host,
  addressOffset: number,
  gasLimit: bigint,
  valueOffset: number,
  sourceAddressOffset: number,
  codeMetadataOffset: number,
  ...location: ArgumentsLocation
): void {
  const value = host.memLoad(valueOffset, BALANCE_LENGTH);
  const sourceAddress = host.memLoad(sourceAddressOffset, ADDRESS_LENGTH);
  const upgrade = loadUpgrade(host, addressOffset, gasLimit, value, codeMetadataOffset, location);
  contracts.upgradeFromSourceContract(host, upgrade, sourceAddress);
}

export function deleteContract(host: Host, addressOffset: number, gasLimit: bigint, ...location: ArgumentsLocation): void {
  const args = loadLifecycleArguments(host, ...location);
  contracts.deleteContract(host, host.memLoad(addressOffset, ADDRESS_LENGTH), gasLimit, args);
}
