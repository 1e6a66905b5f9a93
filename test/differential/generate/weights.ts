// How often the generator takes which hook: all of them, those that mostly end a call with a failure rarely.
import type { HookGroup } from "@mxvm/executor-api";

export const groupWeights: readonly (readonly [HookGroup, number])[] = [
  ["main", 20],
  ["managed", 12],
  ["bigInt", 16],
  ["bigFloat", 9],
  ["managedBuffer", 16],
  ["managedMap", 5],
  ["smallInt", 6],
  ["crypto", 7],
];

/** Hooks that call, deploy or pay others: taken a few times in a function. */
export const callHooks: RegExp =
  /^(transferValue|transferESDT|multiTransfer|createAsyncCall|asyncCall|upgrade|deleteContract|executeOn|executeRead|createContract|deployFrom)|^managed(AsyncCall|CreateAsync|Upgrade|Delete|Deploy|CreateContract|Execute|MultiTransfer|TransferValue)/;

const weights: readonly (readonly [RegExp, number])[] = [
  // The scenario runner, and with it the light simulator, tells the VM no original caller: it answers nothing.
  [/^managedGetOriginalCallerAddr$/, 0],
  [/ignalError$/, 0.004],
  [/^checkNoPayment$|ESDTTransferESDTNFTExecuteByUser$|ByUser$/, 0.03],
  [/ByIndex$|^getESDT(Value|TokenN|TokenType)|CallValueTokenName|getNum.*CallValue|^bigIntGetESDTCallValue/, 0.08],
  [/^managedGetCallbackClosure$/, 0.05],
  [/^getReturnData|^managedGetReturnData|^setAsyncContextCallback/, 0.08],
  [/[dD]eleteContract/, 0.05],
  [/[uU]pgrade/, 0.3],
  [/[sS]torageLock|tStorageLock/, 0.4],
  [/AsyncCall$/, 1],
  [/BLS|EC$|Secp/, 0.5],
];

export function hookWeight(name: string): number {
  return weights.find(([pattern]) => pattern.test(name))?.[1] ?? 1;
}
