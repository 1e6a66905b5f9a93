// Hash hooks: from memory to memory, from buffer to buffer.
import type { Host } from "../../host.js";
import type { GasCostsOf } from "../../metering/gas-keys.js";

type Hash = (data: Uint8Array) => Uint8Array;

/** Body of a hash of memory: cost and length are charged as one sum, before the length is looked at. */
export function hash(
  cost: keyof GasCostsOf<"CryptoAPICost">,
  digest: Hash,
): (host: Host, dataOffset: number, length: number, resultOffset: number) => number {
  return (host, dataOffset, length, resultOffset) => {
    const { CryptoAPICost, BaseOperationCost } = host.costs;
    host.metering.useGas(CryptoAPICost[cost]);
    host.metering.useGasPerUnit(BaseOperationCost.DataCopyPerByte, length);
    host.memStore(resultOffset, digest(host.memLoad(dataOffset, length)));
    return 0;
  };
}

/** Body of a hash of a managed buffer. */
export function managedHash(digest: Hash): (host: Host, input: number, output: number) => number {
  return (host, input, output) => {
    const bytes = host.managedTypes.getBytes(input);
    host.managedTypes.consumeGasForBytes(bytes.length);
    host.managedTypes.setOwnedBytes(output, digest(bytes));
    return 0;
  };
}
