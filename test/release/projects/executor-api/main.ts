// What needs the interface of executors alone.
import { type Executor, hookTable, SPECIFICATION_VERSION } from "@mxvm/executor-api";

export const executor: Pick<Executor, "specificationVersion" | "supports"> = {
  specificationVersion: SPECIFICATION_VERSION,
  supports: Object.freeze({ moduleValidation: false, opcodeMetering: false, exactMetering: false }),
};

console.log(`${Object.keys(hookTable.bigInt).length > 0 ? "hooks" : "no hooks"} of version ${executor.specificationVersion}`);
