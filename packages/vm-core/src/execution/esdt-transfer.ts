// Token transfers that a contract makes, by way of the built-in functions. Mirrors ExecuteESDTTransfer of vm-go hostCore/execution.go.
import { EGLD_TOKEN_IDENTIFIER, byteStringToBytes, bytesToByteString, magnitudeToBytes, nonceToBytes } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { ByteString, CallTypeValue, ContractCallInput, VmOutput } from "@mxvm/protocol-hooks";
import { failures } from "../failures.js";
import type { EsdtTransfersArguments } from "../host.js";
import type { Machine } from "../machine.js";
import { subUint64 } from "../metering/uint64.js";
import { addEsdtTransferToOutput, observed } from "./built-in-functions.js";

const noBytes: Uint8Array = new Uint8Array(0);

interface BuiltInCall {
  readonly recipientAddress: Uint8Array;
  readonly function: ByteString;
  readonly arguments: readonly Uint8Array[];
}

/** Runs a transfer of at least one token; answers its output and the gas that it used on the running contract. */
export function executeEsdtTransfer(
  machine: Machine,
  transfer: EsdtTransfersArguments,
  callType: CallTypeValue,
): { readonly output: VmOutput; readonly gasUsed: bigint } {
  if (transfer.transfers.length === 0) throw failures.failedTransfer;
  if (machine.runtime.readOnly()) throw failures.invalidCallOnReadOnlyMode;
  const input = transferInput(machine, transfer, callType);
  return observed(machine, "builtInFunction", input, () => runEsdtTransfer(machine, input));
}

function runEsdtTransfer(machine: Machine, input: ContractCallInput): { readonly output: VmOutput; readonly gasUsed: bigint } {
  const { blockchain, metering, output: outputContext } = machine;
  const output = blockchain.processBuiltInFunction(input);
  if (output.returnCode !== ReturnCode.ok) throw failures.executionFailed;
  outputContext.reindexTransfers(output);
  addEsdtTransferToOutput(machine, input, output);

  let gasUsed = subUint64(input.gasProvided, output.gasRemaining);
  for (const account of output.outputAccounts.values()) {
    for (const { gasLimit } of account.outputTransfers) gasUsed = subUint64(gasUsed, gasLimit);
  }
  if (input.callType !== CallType.asynchronousCallBack) {
    if (metering.gasLeft() < gasUsed) throw failures.notEnoughGas;
    metering.useGasExactly(gasUsed);
  }
  return { output, gasUsed };
}

function transferInput(machine: Machine, transfer: EsdtTransfersArguments, callType: CallTypeValue): ContractCallInput {
  const { metering, runtime } = machine;
  const call = builtInCallOf(transfer, machine.flags.BarnardOpcodesFlag);
  const followUp = transfer.function.length > 0 ? [byteStringToBytes(transfer.function)] : [];
  return {
    callerAddress: transfer.sender,
    arguments: [...call.arguments, ...followUp, ...transfer.arguments],
    asyncArguments: undefined,
    callValue: 0n,
    callType,
    gasPrice: runtime.getVmInput().gasPrice,
    gasProvided: metering.gasLeft(),
    gasLocked: 0n,
    originalTxHash: noBytes,
    currentTxHash: noBytes,
    prevTxHash: noBytes,
    esdtTransfers: [],
    returnCallAfterError: transfer.returnAfterError,
    txGuardian: noBytes,
    originalCallerAddress: transfer.originalCaller,
    relayerAddress: noBytes,
    recipientAddress: call.recipientAddress,
    function: call.function,
    allowInitFunction: false,
  };
}

/** One token goes by its own function, several by the multi-transfer; so does EGLD in the guise of a token, since Barnard. */
function builtInCallOf({ destination, sender, transfers }: EsdtTransfersArguments, isBarnard: boolean): BuiltInCall {
  const [single, ...others] = transfers;
  const isEgld = single !== undefined && bytesToByteString(single.tokenIdentifier) === EGLD_TOKEN_IDENTIFIER;
  if (single === undefined || others.length > 0 || (isBarnard && isEgld)) {
    const count = magnitudeToBytes(BigInt(transfers.length));
    const moved = transfers.flatMap(({ tokenIdentifier, nonce, value }) => [tokenIdentifier, nonceToBytes(nonce), magnitudeToBytes(value)]);
    return { function: "MultiESDTNFTTransfer", recipientAddress: sender, arguments: [destination, count, ...moved] };
  }
  const { tokenIdentifier, nonce, value } = single;
  if (nonce > 0n) {
    const args = [tokenIdentifier, nonceToBytes(nonce), magnitudeToBytes(value), destination];
    return { function: "ESDTNFTTransfer", recipientAddress: sender, arguments: args };
  }
  return { function: "ESDTTransfer", recipientAddress: destination, arguments: [tokenIdentifier, magnitudeToBytes(value)] };
}
