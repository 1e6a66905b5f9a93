// Gas trace: what each hook cost, by contract and function. Mirrors vm-go contexts/gasTracer.go.
import type { ByteString } from "@mxvm/protocol-hooks";

/** Gas that one contract's function spent in one hook. */
export interface GasTraceEntry {
  /** Address of the contract. */
  readonly address: Uint8Array;
  /** Function that ran. */
  readonly function: ByteString;
  /** Name of the hook; empty for what was charged outside of hooks. */
  readonly hook: string;
  /** Gas of each call of the hook, in order. */
  readonly gas: readonly number[];
}

/** Collects a trace while a transaction runs. */
export interface GasTracer {
  /** A hook begins, in a contract's function. */
  beginHook(address: Uint8Array, addressKey: ByteString, functionName: ByteString, hook: string): void;
  /** Gas was charged. */
  add(gas: number): void;
  /** What was collected, in order of first appearance; begins anew. */
  take(): readonly GasTraceEntry[];
}

interface GrowingEntry extends GasTraceEntry {
  readonly gas: number[];
}

export function createGasTracer(): GasTracer {
  let entries = new Map<string, GrowingEntry>();
  let current: GrowingEntry | undefined;
  return {
    beginHook(address, addressKey, functionName, hook) {
      const key = `${addressKey}/${functionName}/${hook}`;
      current = entries.get(key);
      if (current === undefined) {
        current = { address, function: functionName, hook, gas: [] };
        entries.set(key, current);
      }
      current.gas.push(0);
    },
    add(gas) {
      if (current === undefined) return;
      const last = current.gas.length - 1;
      current.gas[last] = (current.gas[last] ?? 0) + gas;
    },
    take() {
      const taken = [...entries.values()];
      entries = new Map();
      current = undefined;
      return taken;
    },
  };
}
