// The executor of programs: an instance for each code that is known.
import { bytesToByteString, type ByteString } from "@mxvm/codec";
import { type Executor, type ExecutorFactory, hooks as hookRows, type InstanceResult, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { DebugInstance, type InstanceSettings } from "./instance.js";
import { Machine } from "./machine.js";
import type { Program } from "./program.js";

/** Programs by their code. */
export type Programs = ReadonlyMap<ByteString, Program>;

const functionNames: readonly string[] = Object.freeze(hookRows.map(({ name }) => name));

export function createProgramExecutor(programs: Programs, settings: InstanceSettings): ExecutorFactory {
  return (hooks): Executor => {
    const machine = new Machine(hooks);
    let instances = 0;
    return {
      specificationVersion: SPECIFICATION_VERSION,
      supports: Object.freeze({ moduleValidation: false, opcodeMetering: false, exactMetering: false }),
      setOpcodeCosts: () => undefined,
      functionNames: () => functionNames,
      newInstance: (code, { pointsLimit }): InstanceResult => {
        const program = programs.get(bytesToByteString(code));
        if (program === undefined) return { ok: false, reason: "no TypeScript contract has this code" };
        instances++;
        return { ok: true, instance: new DebugInstance(`${program.name}#${instances}`, program, machine, settings, pointsLimit) };
      },
    };
  };
}
