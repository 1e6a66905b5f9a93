// A world, a transfer in a fork of it, and the way back, as the README shows them.
import { gasSchedules } from "@mxvm/gas-schedules";
import type { VmFactory } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";

const alice = new Uint8Array(32).fill(1);
const bob = new Uint8Array(32).fill(2);

/** `vm` is any VM; that of the stack is `createVm({ executor: createWasmExecutor() })`. */
export function balancesAfterTransfer(vm: VmFactory): (bigint | undefined)[] {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm });
  world.setAccount({ address: alice, balance: 1_000n });

  const fork = world.fork();
  const result = fork.execute({
    kind: "transfer",
    txHash: new Uint8Array(32),
    sender: alice,
    receiver: bob,
    value: 100n,
    esdt: [],
    gasLimit: 50n,
    gasPrice: 1n,
  });
  if (result.returnCode !== 0) throw new RangeError(result.returnMessage);

  const snapshot = fork.snapshot();
  fork.deleteAccount(bob);
  fork.revert(snapshot);

  return [world, fork].flatMap((each) => [each.getAccount(alice)?.balance, each.getAccount(bob)?.balance]); // 1000, none, 850, 100
}
