// ESDTSetTokenType: tells all shards the type of a token. Mirrors esdtSetTokenType.go.
import { bytesToByteString } from "@mxvm/codec";
import { BlockchainHookError, type VmOutput } from "@mxvm/protocol-hooks";
import { setTokenType } from "../esdt/global-settings.js";
import { tokenKey } from "../esdt/keys.js";
import { esdtTypeOfName } from "../esdt/token.js";
import type { BuiltInCall } from "./call.js";
import { createOutput } from "./output.js";
import { checkSystemAccount, checkSystemCall } from "./system-call.js";

export function esdtSetTokenType(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  checkSystemCall(call, 2);
  checkSystemAccount(call);
  const name = bytesToByteString(input.arguments[1]!);
  const type = esdtTypeOfName.get(name);
  if (type === undefined) throw new BlockchainHookError(`invalid esdt type: ${name}`);
  setTokenType(context.systemAccount, tokenKey(input.arguments[0]!), type);
  return createOutput(0n);
}
