// Creation, upgrade and deletion of contracts with arguments under handles. Mirrors vm-go vmhooks/managedei.go.
import { magnitudeToBytes } from "@mxvm/codec";
import type { Host } from "../../host.js";
import * as contracts from "../shared/contracts.js";
import { readDestinationArguments } from "../shared/managed-arguments.js";
import { chargeArguments } from "../shared/memory-arguments.js";
import { writeReturnDataFrom } from "../shared/return-data.js";

export function createContract(
  host: Host,
  gasLimit: bigint,
  valueHandle: number,
  codeHandle: number,
  codeMetadataHandle: number,
  argumentsHandle: number,
  resultAddressHandle: number,
  resultHandle: number,
): number {
  const { managedTypes } = host;
  const value = managedTypes.getBigInt(valueHandle);
  const { buffers, totalLength } = managedTypes.readManagedVecOfManagedBuffers(argumentsHandle);
  chargeArguments(host, totalLength);
  const codeMetadata = managedTypes.getBytes(codeMetadataHandle);
  const code = managedTypes.getBytes(codeHandle);
  const start = host.output.returnData().length;
  const address = contracts.createContract(host, { gasLimit, value, codeMetadata, arguments: buffers }, code);
  managedTypes.setBytes(resultAddressHandle, address);
  writeReturnDataFrom(host, start, resultHandle);
  return 0;
}

export function deployFromSourceContract(
  host: Host,
  gasLimit: bigint,
  valueHandle: number,
  sourceAddressHandle: number,
  codeMetadataHandle: number,
  argumentsHandle: number,
  resultAddressHandle: number,
  resultHandle: number,
): number {
  const { managedTypes } = host;
  const { destination: sourceAddress, arguments: args } = readDestinationArguments(host, sourceAddressHandle, argumentsHandle);
  const value = managedTypes.getBigInt(valueHandle);
  const codeMetadata = managedTypes.getBytes(codeMetadataHandle);
  const start = host.output.returnData().length;
  const address = contracts.deployFromSourceContract(host, { gasLimit, value, codeMetadata, arguments: args }, sourceAddress);
  managedTypes.setBytes(resultAddressHandle, address);
  writeReturnDataFrom(host, start, resultHandle);
  return 0;
}

// An upgrade stops the contract in every case, so that nothing reads the result, which production empties.

export function upgradeContract(
  host: Host,
  addressHandle: number,
  gasLimit: bigint,
  valueHandle: number,
  codeHandle: number,
  codeMetadataHandle: number,
  argumentsHandle: number,
): void {
  const { managedTypes } = host;
  const { destination, arguments: args } = readDestinationArguments(host, addressHandle, argumentsHandle);
  const value = magnitudeToBytes(managedTypes.getBigInt(valueHandle));
  const codeMetadata = managedTypes.getBytes(codeMetadataHandle);
  const code = managedTypes.getBytes(codeHandle);
  contracts.upgradeContract(host, { destination, gasLimit, value, codeMetadata, arguments: args }, code);
}

export function upgradeFromSourceContract(
  host: Host,
  addressHandle: number,
  gasLimit: bigint,
  valueHandle: number,
  sourceAddressHandle: number,
  codeMetadataHandle: number,
  argumentsHandle: number,
): void {
  const { managedTypes } = host;
  const { destination, arguments: args } = readDestinationArguments(host, addressHandle, argumentsHandle);
  const value = magnitudeToBytes(managedTypes.getBigInt(valueHandle));
  const sourceAddress = managedTypes.getBytes(sourceAddressHandle);
  const codeMetadata = managedTypes.getBytes(codeMetadataHandle);
  contracts.upgradeFromSourceContract(host, { destination, gasLimit, value, codeMetadata, arguments: args }, sourceAddress);
}

export function deleteContract(host: Host, addressHandle: number, gasLimit: bigint, argumentsHandle: number): void {
  const destination = host.managedTypes.getBytes(addressHandle);
  const { buffers } = host.managedTypes.readManagedVecOfManagedBuffers(argumentsHandle);
  contracts.deleteContract(host, destination, gasLimit, buffers);
}
