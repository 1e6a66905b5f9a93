// What an action of `mxvm run` called: contracts by their names in the world, values as the ABIs of their files say.
import { bytesToHex, hexToBytes } from "@mxvm/codec";
import type { ObservedCall } from "@mxvm/protocol-hooks";
import { type Abi, type CallTree, describeCalls } from "@mxvm/scenario";
import { type AbiFile, readContract } from "../contract-files.js";
import type { Session } from "./session.js";

/** `newCode` is the ABI of code that the action deploys or upgrades to. */
export function callsOfAction({ contracts, cwd }: Session, calls: readonly ObservedCall[], isQuery: boolean, newCode: AbiFile | undefined): readonly CallTree[] {
  const byAddress = new Map([...contracts].map(([name, { address, file }]) => [address, { name, file }]));
  const abis = new Map<string, Abi | undefined>();
  const abiOf = (address: Uint8Array): Abi | undefined => {
    const file = byAddress.get(bytesToHex(address))?.file;
    if (file === undefined) return undefined;
    if (!abis.has(file)) abis.set(file, described(readContract(file, cwd).abi));
    return abis.get(file);
  };
  const addresses = [...byAddress.keys()].map(hexToBytes);
  const known = { nameOf: (address: Uint8Array) => byAddress.get(bytesToHex(address))?.name, abiOf, addresses };
  return describeCalls(calls, known, { isQuery, newCodeAbi: described(newCode) });
}

/** An ABI that says nothing of endpoints describes no call. */
function described(abi: AbiFile | undefined): Abi | undefined {
  return abi?.endpoints === undefined ? undefined : (abi as Abi);
}
