// The same transactions on production's VM: a world like any other.
import { hexToBytes, utf8ToBytes } from "@mxvm/codec";
import type { Address, TransactionResult, World } from "@mxvm/protocol-hooks";

const owner: Address = new Uint8Array(32).fill(1);

/** Deploys a contract and calls one of its endpoints; `world` may be `createLightSimulatorWorld()`. */
export function deployAndCall(world: World, code: Uint8Array, functionName: string): TransactionResult {
  const common = { txHash: new Uint8Array(32), sender: owner, value: 0n, gasLimit: 10_000_000n, gasPrice: 0n, arguments: [], esdt: [] };
  world.setAccount({ address: owner, storage: new Map([["greeting", utf8ToBytes("hello")]]) });
  const { deployedAddress } = world.execute({ ...common, kind: "deploy", code, codeMetadata: hexToBytes("0506") });
  if (deployedAddress === undefined) throw new TypeError("the contract does not deploy");
  return world.execute({ ...common, kind: "call", receiver: deployedAddress, function: functionName });
}
