// A contract that adds its argument to a sum in storage, as closures over VM hooks.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";

const KEY = Uint8Array.of(0x73, 0x75, 0x6d); // "sum"

const adder = mockContract({
  name: "adder",
  endpoints: {
    init: () => undefined,
    add: ({ hooks, memory, useGas }) => {
      useGas(100);
      memory.store(0, KEY);
      const sum = hooks.int64storageLoad(0, KEY.length) + hooks.int64getArgument(0);
      hooks.int64storageStore(0, KEY.length, sum);
      hooks.int64finish(sum);
    },
  },
});

/** What an account or a deployment has as its code. */
export const code: Uint8Array = codeOf(adder);

/** Goes to the VM: `createVm({ executor })`. */
export const executor: ExecutorFactory = createMockExecutor({ contracts: [adder] });
