// What the light simulator decides for itself and a world beside it has to be told. Imports no test runner: programs use it too.
import { gasSchedules } from "@mxvm/gas-schedules";
import type { Address, GasSchedule, World } from "@mxvm/protocol-hooks";

/** The hash that the light simulator gives every transaction. */
export const txHash: Uint8Array = new Uint8Array(32).fill(0x2e);

/** What the scenario runner, and with it the light simulator, says a block may use. */
export const blockGasLimit = 10_000_000n;

/** The schedule of scenarios, with four prices as they were when the simulator was built (Go VM 1.5.43, scenario/gasSchedules). */
export const gasSchedule: GasSchedule = {
  ...gasSchedules.default,
  BaseOpsAPICost: {
    ...gasSchedules.default["BaseOpsAPICost"],
    GetRoundTime: 100,
    EpochStartBlockTimeStamp: 100,
    EpochStartBlockNonce: 100,
    EpochStartBlockRound: 100,
  },
};

/** The simulator chooses the address of a deployment; ours is told before it deploys as well. */
export function foretellAddress(ours: World, creatorAddress: Address, newAddress: Address | undefined): void {
  if (newAddress === undefined) return;
  ours.setNewAddress({ creatorAddress, creatorNonce: ours.getAccount(creatorAddress)?.nonce ?? 0n, newAddress });
}
