// GuardAccount and UnGuardAccount: set and clear the guarded bit of an account that has an active guardian. Mirrors guardAccount.go and
// unGuardAccount.go.
import { codeMetadataFromBytes, codeMetadataToBytes } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import type { BuiltInCall } from "./call.js";
import { checkGuardianCall, guardedAccount } from "./guardian-call.js";
import { checkActiveGuardian, keepActiveGuardian } from "./guardians.js";
import { createLog, createOutput } from "./output.js";

/** The function that guards, or the one that ends it. */
export function guardAccount(isGuard: boolean): (call: BuiltInCall) => VmOutput {
  return (call) => {
    const { context, input, cost, identifier } = call;
    const { guardians } = context;
    const account = guardedAccount(call);
    checkGuardianCall(call, 0);
    if (guardians !== undefined) checkActiveGuardian(guardians, account);
    const metadata = codeMetadataFromBytes(context.state.loadAccount(input.callerAddress).codeMetadata);
    if (metadata.guarded === isGuard) fail(isGuard ? "setGuardAccountFlag" : "setUnGuardAccount");
    context.state.setCodeMetadata(input.callerAddress, codeMetadataToBytes({ ...metadata, guarded: isGuard }));
    if (isGuard && guardians !== undefined) keepActiveGuardian(guardians, account);
    return createOutput(input.gasProvided - cost, [createLog(identifier, input.callerAddress, [])]);
  };
}
