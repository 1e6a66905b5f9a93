// Executor down, VM Hooks up: the boundary between the VM and what runs contract code.
export { Breakpoint } from "./breakpoints.js";
export type { BreakpointValue } from "./breakpoints.js";
export { ExecutorError, MemoryAccessError, isExecutorError, isMemoryAccessError, memoryAccessMessages } from "./errors.js";
export type { ExecutorErrorCode, MemoryAccessMessage } from "./errors.js";
export { SPECIFICATION_VERSION } from "./executor.js";
export type {
  CompilationOptions,
  Executor,
  ExecutorFactory,
  ExecutorSupports,
  InstanceOptions,
  InstanceResult,
  MeteringMode,
} from "./executor.js";
export type { ExecutorModule } from "./executor-module.js";
export { hookTable, hooks, hooksByName } from "./hook-table/index.js";
export type { Hook, HookGroup, HookName, HookNameOf, HookParameter, HookTable } from "./hook-table/index.js";
export type { HookParameterKind, HookParameterText, HookSignature, WasmType } from "./hook-table/kinds.js";
export type { CallOutcome, Instance } from "./instance.js";
export type { OpcodeCosts } from "./opcode-costs.js";
export type { HookArguments, HookFunction, HookResult, VmHooks, VmHooksOf } from "./vm-hooks.js";
