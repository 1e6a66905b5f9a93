// The managed buffer hooks on both worlds.
import { describeHooks } from "../support/hook-suite.js";
import { handles } from "../support/scene.js";

describeHooks("managedBuffer", {
  mBufferToBigFloat: [[handles.float, handles.output]],
});
