// The constant part of a contract's memory: each value once.
import { bytesToByteString, type ByteString } from "@mxvm/codec";
import { SCRATCH } from "../program/program.js";

export interface DataPool {
  /** Address of the bytes. */
  put(bytes: Uint8Array): number;
  contents(): Uint8Array;
}

export function createDataPool(): DataPool {
  const addresses = new Map<ByteString, number>();
  const bytes: number[] = [];
  return {
    put: (value) => {
      const key = bytesToByteString(value);
      const known = addresses.get(key);
      if (known !== undefined) return known;
      const address = bytes.length;
      if (address + value.length > SCRATCH) throw new TypeError("a contract's constants reach into its scratch memory");
      bytes.push(...value);
      addresses.set(key, address);
      return address;
    },
    contents: () => Uint8Array.from(bytes),
  };
}
