// Tokens are issued by the ESDT system contract; the identifier may be fixed beforehand.
import { esdtSystemContractAddress, magnitudeToBytes, utf8ToBytes } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { VmFactory } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";

const issuer = new Uint8Array(32).fill(0x10);
const issuingCost = 50_000_000_000_000_000n; // 0.05 EGLD

/** Issues a million of a token with two decimals, and answers what the issuer has of it then. */
export function balanceAfterIssuing(vm: VmFactory): bigint | undefined {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm, compatibility: "production", shards: 3 });
  world.setAccount({ address: issuer, balance: issuingCost });
  world.setNewTokenIdentifiers?.(["GOLD-123456"]);
  world.execute({
    kind: "call",
    txHash: new Uint8Array(32),
    sender: issuer,
    receiver: esdtSystemContractAddress,
    function: "issue",
    arguments: [utf8ToBytes("GoldToken"), utf8ToBytes("GOLD"), magnitudeToBytes(1_000_000n), magnitudeToBytes(2n)],
    value: issuingCost,
    esdt: [],
    gasLimit: 60_000_000n,
    gasPrice: 0n,
  });
  world.deliverAll(); // to the metachain, and back
  return world.getEsdt(issuer)[0]?.instances[0]?.balance; // 1000000
}
