// A contract that can be paused and says whether it is.
import { contract, init, pausable, t, view } from "@mxvm/contract-api";

export const checkPause = contract("CheckPause", pausable.state, {
  init: init({}, () => {}),
  endpoints: { ...pausable.endpoints, checkPause: view({}, t.bool, pausable.isPaused) },
});
