// All VM hooks, bound to one host: what an executor lets contracts import.
import type { VmHooks } from "@mxvm/executor-api";
import { bigFloatHooks } from "./big-float.js";
import { bigIntHooks } from "./big-int.js";
import { cryptoHooks } from "./crypto.js";
import { bindHooks } from "./declaration.js";
import type { HookBinding } from "./declaration.js";
import { mainHooks } from "./main.js";
import { managedBufferHooks } from "./managed-buffer.js";
import { managedMapHooks } from "./managed-map.js";
import { managedHooks } from "./managed.js";
import { smallIntHooks } from "./small-int.js";

export function bindAllHooks(binding: HookBinding): VmHooks {
  // Assigned to a table without a prototype, which the engine keeps as a hash table from the start: spreading takes half a millisecond.
  const bound = Object.create(null) as VmHooks;
  Object.assign(
    bound,
    bindHooks(binding, "main", mainHooks),
    bindHooks(binding, "managed", managedHooks),
    bindHooks(binding, "bigFloat", bigFloatHooks),
    bindHooks(binding, "bigInt", bigIntHooks),
    bindHooks(binding, "managedBuffer", managedBufferHooks),
    bindHooks(binding, "managedMap", managedMapHooks),
    bindHooks(binding, "smallInt", smallIntHooks),
    bindHooks(binding, "crypto", cryptoHooks),
  );
  return bound;
}
