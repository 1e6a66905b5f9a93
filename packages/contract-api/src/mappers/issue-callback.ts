// The callback that token mappers leave by default. Mirrors DefaultIssueCallbacksModule of mx-sdk-rs contracts/modules; one callback takes
// the place of two, as it sees whether the token came as a result or as a payment.
import { type Address, type Bytes, type Codec, bytesToArray, t } from "@mxvm/codec";
import { storageClear, storageSet } from "../boundary/storage.js";
import { callback, type Callback, type CallResult } from "../callback.js";
import type { Context } from "../context.js";
import { runningEmitter } from "../failure.js";
import type { IssuedToken } from "./esdt-system-contract.js";

type Closure = { readonly initial_caller: Codec<Address, "Address">; readonly storage_key: Codec<Bytes, "bytes"> };

/** What a contract lists as `callbacks: { default_issue_cb: defaultIssueCallback }` to issue tokens without a callback of its own. */
export const defaultIssueCallback: Callback<Context, Closure, IssuedToken> = callback(
  { initial_caller: t.address, storage_key: t.bytes },
  t.optional(t.tokenIdentifier),
  (sc: Context, result: CallResult<IssuedToken>, { initial_caller, storage_key }) => {
    const emitter = runningEmitter();
    const key = emitter.fromBytes(bytesToArray(storage_key));
    if (result.ok) {
      storageSet(emitter, key, t.tokenIdentifier, result.value ?? sc.callValue.single().token);
      return;
    }
    const returned = sc.callValue.egld();
    if (returned > 0n) sc.send.egld(initial_caller, returned);
    storageClear(emitter, key);
  },
);
