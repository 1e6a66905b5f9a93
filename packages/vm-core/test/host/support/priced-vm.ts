// A VM in which only what a test prices costs gas, so that figures are those of the test. Needs `unchecked-costs.ts`.
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { MockVm } from "@mxvm/executor-mock";
import type { BlockchainHooks, GasSchedule, VmFactory } from "@mxvm/protocol-hooks";
import { createVm, type VmOptions } from "../../../src/index.js";
import type { GasCosts } from "../../../src/metering/gas-keys.js";

/** What costs how much; everything else is free. */
export type Prices = { readonly [Section in keyof GasCosts]?: Partial<GasCosts[Section]> };

/** A VM over an executor that reads `prices` instead of the world's schedule. */
export function createPricedVm(
  executor: ExecutorFactory,
  prices: Prices = {},
  between: (hooks: BlockchainHooks) => BlockchainHooks = (hooks) => hooks,
  options: Partial<VmOptions> = {},
): VmFactory {
  const gasSchedule = { ...prices, BaseOpsAPICost: { GetBlockNonce: 1, ...prices.BaseOpsAPICost } } as GasSchedule;
  const make = createVm({ executor, ...options });
  return (hooks, { flags }) => make(between(hooks), { gasSchedule, flags });
}

/** Uses exactly so much gas, the last unit too: the one hook that has a price by itself costs one. */
export function spend({ hooks }: MockVm, gas: number): void {
  for (let used = 0; used < gas; used++) hooks.getBlockNonce();
}
