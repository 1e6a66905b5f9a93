// A log of what a VM does with the instances of another executor.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createLoggingExecutor } from "@mxvm/executor-logging";
import { createMockExecutor, mockContract } from "@mxvm/executor-mock";

const counter = mockContract({ name: "counter", endpoints: { count: ({ hooks }) => hooks.int64finish(1n) } });

export const lines: string[] = ["starting log:"];

/** Goes to the VM in place of the executor that it wraps: `createVm({ executor })`. */
export const executor: ExecutorFactory = createLoggingExecutor({
  executor: createMockExecutor({ contracts: [counter] }),
  log: (line) => lines.push(line),
});
