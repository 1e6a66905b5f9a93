// SaveKeyValue: writes entries into a user account's own storage. Mirrors keyValueStorage.go.
import { bytesToByteString, equalBytes, type ByteString } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import type { TokenAccount } from "../esdt/environment.js";
import { protectedKeyPrefix } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, isContractCaller, subtractGas, type BuiltInCall } from "./call.js";
import { createOutput } from "./output.js";

export function saveKeyValue(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  const account = checkSaveKeyValue(call);
  let usedGas = call.cost;
  for (let i = 0; i < input.arguments.length; i += 2) {
    const key = bytesToByteString(input.arguments[i]!);
    const value = input.arguments[i + 1]!;
    usedGas += BigInt(key.length + value.length) * context.costs.PersistPerByte;
    usedGas += saveEntry(call, account, key, value, usedGas);
  }
  if (context.flags.FixGasRemainingForSaveKeyValueFlag) checkGas(call, usedGas);
  return createOutput(subtractGas(input.gasProvided, usedGas));
}

function checkSaveKeyValue(call: BuiltInCall): TokenAccount {
  const { input, destination } = call;
  if (input.arguments.length < 2 || input.arguments.length % 2 !== 0) fail("invalidArguments");
  checkNoValue(input);
  if (destination === undefined) fail("nilDestinationAccount");
  if (!equalBytes(input.callerAddress, input.recipientAddress)) fail("operationNotPermitted", " not the owner of the account");
  if (isContractCaller(call)) fail("operationNotPermitted", " key-value builtin function not allowed for smart contracts");
  return destination;
}

/** Saves an entry if it is new. Answers the gas that its growth costs, which is checked together with what was used before. */
function saveEntry(call: BuiltInCall, account: TokenAccount, key: ByteString, value: Uint8Array, usedBefore: bigint): bigint {
  if (key.startsWith(protectedKeyPrefix)) fail("operationNotPermitted", ` it is not allowed to save under key ${key}`);
  const oldValue = account.getStorage(key);
  if (equalBytes(oldValue, value)) return 0n;
  const growthCost = BigInt(Math.max(0, value.length - oldValue.length)) * call.context.costs.StorePerByte;
  checkGas(call, usedBefore + growthCost);
  account.setStorage(key, value.slice());
  return growthCost;
}
