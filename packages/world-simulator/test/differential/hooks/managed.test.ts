// The managed hooks on both worlds.
import { describeHooks } from "../support/hook-suite.js";
import { at, handles } from "../support/scene.js";

const gas = 5_000_000n;
const { address, arguments: list, code, codeMetadata, empty, functionName, key, output, secondOutput, view } = handles;

describeHooks("managed", {
  managedCreateContract: [
    [gas, empty, code, codeMetadata, list, output, secondOutput],
    [gas, key, code, codeMetadata, list, output, secondOutput],
    [gas, key, list, codeMetadata, list, output, secondOutput],
  ],
  managedExecuteReadOnly: [
    [gas, address, view, list, output],
    [gas, address, functionName, list, output],
  ],
  managedCreateAsyncCall: [
    [address, key, functionName, list, at.callBack, 8, at.callBack, 8, gas, 100_000n, key],
    [address, key, functionName, list, 0, 0, 0, 0, gas, 0n, empty],
    [address, key, codeMetadata, list, at.callBack, 8, at.callBack, 8, gas, 100_000n, key],
  ],
  managedBufferToHex: [[list, output]],
});
