// SetGuardian: names a guardian of one's account. As in the scenario world it is checked and announced, but not stored. Mirrors
// setGuardian.go.
import { equalBytes, isSmartContractAddress } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import type { BuiltInCall } from "./call.js";
import { checkArgumentCount, checkGuardedAccount, checkGuardianCall } from "./guardian-call.js";
import { createLog, createOutput } from "./output.js";

const ARGUMENTS = 2;
const MAX_SERVICE_UID_LENGTH = 32;

export function setGuardian(call: BuiltInCall): VmOutput {
  const { input, cost, identifier } = call;
  checkGuardedAccount(call);
  checkArgumentCount(call, ARGUMENTS);
  checkGuardianCall(call, ARGUMENTS);
  const guardian = input.arguments[0]!;
  const serviceUid = input.arguments[1]!;
  const isUserAddress = guardian.length === input.callerAddress.length && !isSmartContractAddress(guardian);
  if (!isUserAddress) fail("invalidAddress", " for guardian");
  if (serviceUid.length > MAX_SERVICE_UID_LENGTH) fail("invalidServiceUid", " for guardian service");
  if (equalBytes(input.callerAddress, guardian)) fail("cannotSetOwnAddressAsGuardian");
  return createOutput(input.gasProvided - cost, [createLog(identifier, input.callerAddress, [guardian, serviceUid])]);
}
