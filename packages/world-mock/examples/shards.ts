// Between shards: what is sent waits until it is delivered.
import { gasSchedules } from "@mxvm/gas-schedules";
import type { VmFactory } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";

/** Sends EGLD from shard 0 to shard 1, and answers the receiver's balance before and after delivery. */
export function balancesAroundDelivery(vm: VmFactory): (bigint | undefined)[] {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm, compatibility: "production", shards: 3 });
  const sender = new Uint8Array(32).fill(0x10); // the last bits of an address name its shard
  const receiver = new Uint8Array(32).fill(0x11);
  world.setAccount({ address: sender, balance: 1_000n });
  world.execute({ kind: "transfer", txHash: new Uint8Array(32), sender, receiver, value: 100n, esdt: [], gasLimit: 0n, gasPrice: 0n });
  const before = world.getAccount(receiver)?.balance;
  world.deliverAll();
  return [before, world.getAccount(receiver)?.balance]; // none, 100
}
