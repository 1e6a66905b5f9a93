// The smallest VM: it answers every call with a user error. What a world sees of a VM is no more than this interface.
import { ReturnCode } from "@mxvm/protocol-hooks";
import type { VmFactory, VmOutput } from "@mxvm/protocol-hooks";

const refusal = (): VmOutput => ({
  returnData: [],
  returnCode: ReturnCode.userError,
  returnMessage: "not today",
  gasRemaining: 0n,
  gasRefund: 0n,
  outputAccounts: new Map(),
  deletedAccounts: [],
  touchedAccounts: [],
  logs: [],
});

/** A world calls this once, and hands down its hooks and settings; this VM has no use for either. */
export const createRefusingVm: VmFactory = () => ({
  runSmartContractCreate: refusal,
  runSmartContractCall: refusal,
  gasScheduleChange: () => undefined,
  flagsChange: () => undefined,
  getVersion: () => "0",
  close: () => undefined,
});
