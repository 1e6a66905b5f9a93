// The contracts that may set user names in scenarios: `sc:dns#00` to `sc:dns#fe`. Mirrors worldmock/dnsUtil.go of mx-chain-scenario-go.
import { ADDRESS_LENGTH, bytesToByteString, byteStringToBytes, wasmVmType, type ByteString } from "@mxvm/codec";

const NUMBER_OF_DNS_ADDRESSES = 0xff;
const VM_TYPE_OFFSET = 8;
const NAME_OFFSET = 10;

/** Made once: forks and changes of settings share it. */
export const dnsAddresses: ReadonlySet<ByteString> = createDnsAddresses();

function createDnsAddresses(): ReadonlySet<ByteString> {
  const address = new Uint8Array(ADDRESS_LENGTH);
  address.set(wasmVmType, VM_TYPE_OFFSET);
  address.set(byteStringToBytes("dns".padEnd(ADDRESS_LENGTH - NAME_OFFSET, "_")), NAME_OFFSET);
  const addresses = new Set<ByteString>();
  for (let shard = 0; shard < NUMBER_OF_DNS_ADDRESSES; shard++) {
    address[ADDRESS_LENGTH - 1] = shard;
    addresses.add(bytesToByteString(address));
  }
  return addresses;
}
