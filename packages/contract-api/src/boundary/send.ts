// Calls, transfers, deployments and token functions as hooks. Mirrors Tx, SendRawWrapper and UserBuiltinProxy of the Rust framework.
import type { AnyContract } from "../contract.js";
import type { Emitter } from "../emitter.js";
import type { Send } from "../send.js";
import { createDeployments } from "./deployments.js";
import { createPromises } from "./promises.js";
import { createSyncCalls } from "./sync-calls.js";
import { createTokenFunctions } from "./token-functions.js";
import { createTransfers } from "./transfers.js";

export function createSend(emitter: Emitter, contract: AnyContract): Send {
  return {
    ...createTransfers(emitter),
    ...createSyncCalls(emitter),
    ...createPromises(emitter, contract),
    ...createDeployments(emitter),
    ...createTokenFunctions(emitter),
  };
}
