// The main hooks on both worlds.
import { describeHooks } from "../support/hook-suite.js";
import { at, child } from "../support/scene.js";

const gas = 5_000_000n;
/** Two arguments from memory. */
const two = [2, at.argumentLengths, at.argumentData] as const;

describeHooks("main", {
  asyncCall: [
    [at.callee, at.value, at.data, 10],
    [at.somebody, at.value, at.data, 10],
    [at.callee, at.value, at.data, 4],
  ],
  createAsyncCall: [
    [at.callee, at.value, at.data, 10, at.callBack, 8, at.callBack, 8, gas, 100_000n],
    [at.somebody, at.value, at.data, 10, at.callBack, 8, at.callBack, 8, gas, 0n],
    [at.callee, at.value, at.data, 4, 0, 0, 0, 0, gas, 100_000n],
  ],
  createContract: [[gas, at.value, at.code, at.codeMetadata, child.length, at.output, ...two]],
  deployFromSourceContract: [[gas, at.value, at.callee, at.codeMetadata, at.output, ...two]],
  executeReadOnly: [
    [gas, at.callee, at.view, 4, ...two],
    [gas, at.callee, at.functionName, 4, ...two],
  ],
  transferValue: [
    [at.callee, at.value, at.data, 0],
    [at.somebody, at.value, at.data, 10],
    [at.callee, at.value, at.data, 10],
  ],
  upgradeContract: [[at.callee, gas, at.value, at.code, at.codeMetadata, child.length, ...two]],
});
