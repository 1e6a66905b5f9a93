// What an action of `mxvm run` called: contracts by their names in the world, values as the ABIs of their files say.
import { bytesToHex, hexToBytes } from "@mxvm/codec";
import type { ObservedCall } from "@mxvm/protocol-hooks";
import { type Abi, type CallTree, describeCalls, type KnownAddresses } from "@mxvm/scenario";
import { type AbiFile, readContract } from "../contract-files.js";
import type { Session } from "./session.js";

/** Contracts that have names in the world. */
export function knownContracts({ contracts, cwd }: Session): KnownAddresses {
  const byAddress = new Map([...contracts].map(([name, { address, file }]) => [address, { name, file }]));
  const abis = new Map<string, Abi | undefined>();
  return {
    nameOf: (address) => byAddress.get(bytesToHex(address))?.name,
    abiOf: (address) => {
      const file = byAddress.get(bytesToHex(address))?.file;
      if (file === undefined) return undefined;
      if (!abis.has(file)) abis.set(file, described(readContract(file, cwd).abi));
      return abis.get(file);
    },
    addresses: [...byAddress.keys()].map(hexToBytes),
  };
}

/** `newCode` is the ABI of code that the action deploys or upgrades to. */
export function callsOfAction(known: KnownAddresses, calls: readonly ObservedCall[], isQuery: boolean, newCode: AbiFile | undefined): readonly CallTree[] {
  return describeCalls(calls, known, { isQuery, newCodeAbi: described(newCode) });
}

/** An ABI that says nothing of endpoints describes no call. */
function described(abi: AbiFile | undefined): Abi | undefined {
  return abi?.endpoints === undefined ? undefined : (abi as Abi);
}
