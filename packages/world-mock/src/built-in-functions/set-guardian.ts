// SetGuardian: names a guardian of one's account. Mirrors setGuardian.go.
import { equalBytes, isSmartContractAddress } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import type { BuiltInCall } from "./call.js";
import { checkArgumentCount, checkGuardianCall, guardedAccount } from "./guardian-call.js";
import { addGuardian } from "./guardians.js";
import { createLog, createOutput } from "./output.js";

const ARGUMENTS = 2;
const MAX_SERVICE_UID_LENGTH = 32;

export function setGuardian(call: BuiltInCall): VmOutput {
  const { context, input, cost, identifier } = call;
  const account = guardedAccount(call);
  checkArgumentCount(call, ARGUMENTS);
  checkGuardianCall(call, ARGUMENTS);
  const guardian = input.arguments[0]!;
  const serviceUid = input.arguments[1]!;
  const isUserAddress = guardian.length === input.callerAddress.length && !isSmartContractAddress(guardian);
  if (!isUserAddress) fail("invalidAddress", " for guardian");
  if (serviceUid.length > MAX_SERVICE_UID_LENGTH) fail("invalidServiceUid", " for guardian service");
  if (equalBytes(input.callerAddress, guardian)) fail("cannotSetOwnAddressAsGuardian");
  if (context.guardians !== undefined) addGuardian(context.guardians, account, { address: guardian, serviceUid }, input.txGuardian);
  return createOutput(input.gasProvided - cost, [createLog(identifier, input.callerAddress, [guardian, serviceUid])]);
}
