// Addresses in value expressions. Mirrors mx-chain-scenario-go expression/interpreter functions.go.

import { ADDRESS_LENGTH, bech32ToAddress, utf8ToBytes } from "@mxvm/codec";
import { invalidValue } from "./value-error.js";

/** Contract addresses start with zeros, followed by the VM type. */
const contractZeros = 8;
const underscore = 0x5f;

/** `address:name`: the name, filled up with `_`; after `#` the last byte, in hexadecimal, which decides on the shard. */
export function addressExpression(text: string, at: number): Uint8Array {
  return nameToAddress(text, at, new Uint8Array());
}

/** `sc:name`: as `address:`, after the zeros and the VM type of a contract's address. */
export function contractExpression(text: string, at: number, vmType: Uint8Array): Uint8Array {
  const reserved = new Uint8Array(contractZeros + vmType.length);
  reserved.set(vmType, contractZeros);
  return nameToAddress(text, at, reserved);
}

export function bech32Expression(text: string, at: number): Uint8Array {
  try {
    return bech32ToAddress(text);
  } catch (cause) {
    throw invalidValue(at, `\`${text}\``, "a bech32 address: erd1 and 58 characters, the last six of them a checksum", undefined, cause);
  }
}

function nameToAddress(text: string, at: number, reserved: Uint8Array): Uint8Array {
  const [name = "", lastByte, ...more] = text.split("#");
  if (more.length > 0) throw invalidValue(at, `\`${text}\``, "at most one `#`");
  const address = new Uint8Array(ADDRESS_LENGTH).fill(underscore);
  address.set(reserved);
  address.set(utf8ToBytes(name).subarray(0, ADDRESS_LENGTH - reserved.length), reserved.length);
  if (lastByte !== undefined) {
    if (!/^[0-9a-fA-F]{2}$/.test(lastByte)) throw invalidValue(at + name.length + 1, `\`${lastByte}\``, "the last byte as two hexadecimal digits");
    address[ADDRESS_LENGTH - 1] = parseInt(lastByte, 16);
  }
  return address;
}
