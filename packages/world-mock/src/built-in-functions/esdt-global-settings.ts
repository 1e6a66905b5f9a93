// ESDTPause, ESDTSetLimitedTransfer, ESDTSetBurnRoleForAll and their opposites: settings that hold everywhere.
// Mirrors esdtGlobalSettings.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { setGlobalSetting, type GlobalSettingBit } from "../esdt/global-settings.js";
import { tokenKey } from "../esdt/keys.js";
import type { BuiltInCall } from "./call.js";
import { createOutput } from "./output.js";
import { checkSystemAccount, checkSystemCall } from "./system-call.js";

/** The function that turns a setting on or off. */
export function esdtGlobalSetting(setting: GlobalSettingBit, on: boolean): (call: BuiltInCall) => VmOutput {
  return (call) => {
    checkSystemCall(call, 1);
    checkSystemAccount(call);
    setGlobalSetting(call.context.systemAccount, tokenKey(call.input.arguments[0]!), setting, on);
    return createOutput(0n);
  };
}
