// One executor for contracts of two kinds: WebAssembly, and closures that stand in for a contract in a test.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createCompositeExecutor, isWasm } from "@mxvm/executor-composite";
import { createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { createWasmExecutor } from "@mxvm/executor-wasm";

const oracle = mockContract({ name: "oracle", endpoints: { price: ({ hooks }) => hooks.int64finish(42n) } });

/** Goes to the VM: `createVm({ executor })`. */
export const executor: ExecutorFactory = createCompositeExecutor({
  routes: [
    { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
    { name: "mock", executor: createMockExecutor({ contracts: [oracle] }) },
  ],
});
