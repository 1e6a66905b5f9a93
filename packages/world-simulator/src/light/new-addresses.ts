// Addresses that the light simulator gives to new contracts: a counter, but one address for a creator and nonce, whenever it comes again.
// Its own answer names the counter even then, so it is told from here. Source: lsproxy, which adds to the new addresses of a scenario.
import { bytesToHex } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";

export interface NewAddresses {
  /** Address of the deployment that is sent now. */
  next(creator: Address, nonce: string): Address;
}

export function createNewAddresses(): NewAddresses {
  const given = new Map<string, Address>();
  let deployments = 0n;
  return {
    next: (creator, nonce) => {
      deployments++;
      const key = `${bytesToHex(creator)} ${nonce}`;
      const address = given.get(key) ?? addressFromCounter(deployments);
      given.set(key, address);
      return address.slice();
    },
  };
}

/** Eight zeros, the VM type 05 00, the counter in eight bytes, zeros. */
function addressFromCounter(deployments: bigint): Address {
  const address = new Uint8Array(32);
  address[8] = 5;
  new DataView(address.buffer).setBigUint64(10, deployments);
  return address;
}
