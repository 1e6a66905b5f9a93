// A VM whose contracts are functions over Blockchain Hooks: the code of a contract is the name of its script.
import { bytesToByteString, byteStringToBytes, zeroAddress } from "@mxvm/codec";
import {
  ReturnCode,
  type BlockchainHooks,
  type ContractCallInput,
  type ContractCreateInput,
  type Flags,
  type GasSchedule,
  type OutputAccount,
  type VmFactory,
  type VmOutput,
  type VmSettings,
} from "@mxvm/protocol-hooks";

export type ScriptInput = ContractCallInput | ContractCreateInput;
export type Script = (run: { readonly input: ScriptInput; readonly hooks: BlockchainHooks; readonly output: VmOutput }) => void;

export interface ScriptedVm {
  readonly factory: VmFactory;
  /** Settings at creation, then every change in order. */
  readonly settings: (VmSettings | GasSchedule | Flags)[];
  /** Inputs in order. */
  readonly inputs: ScriptInput[];
  /** Hooks of each VM made. */
  readonly hooks: BlockchainHooks[];
  closed: number;
  refuseSchedule: boolean;
}

export const codeOf = (script: string): Uint8Array => byteStringToBytes(script);

export function emptyOutput(): VmOutput {
  return {
    returnData: [],
    returnCode: ReturnCode.ok,
    returnMessage: "",
    gasRemaining: 0n,
    gasRefund: 0n,
    outputAccounts: new Map(),
    deletedAccounts: [],
    touchedAccounts: [],
    logs: [],
  };
}

/** The output account of an address, made on first use. */
export function outputAccount(output: VmOutput, address: Uint8Array): OutputAccount {
  const key = bytesToByteString(address);
  const existing = output.outputAccounts.get(key);
  if (existing !== undefined) return existing;
  const none = new Uint8Array(0);
  const created: OutputAccount = {
    address,
    nonce: 0n,
    balance: undefined,
    balanceDelta: 0n,
    storageUpdates: new Map(),
    code: none,
    codeMetadata: none,
    codeDeployerAddress: undefined,
    outputTransfers: [],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
  output.outputAccounts.set(key, created);
  return created;
}

export function writeStorage(output: VmOutput, address: Uint8Array, key: string, value: Uint8Array, written = true): void {
  outputAccount(output, address).storageUpdates.set(key, { offset: byteStringToBytes(key), data: value, written });
}

export function createScriptedVm(scripts: Readonly<Record<string, Script>>): ScriptedVm {
  const vm: ScriptedVm = {
    settings: [],
    inputs: [],
    hooks: [],
    closed: 0,
    refuseSchedule: false,
    factory: (hooks, settings) => {
      vm.hooks.push(hooks);
      vm.settings.push(settings);
      const run = (input: ScriptInput, code: Uint8Array, address: Uint8Array): VmOutput => {
        vm.inputs.push(input);
        const output = emptyOutput();
        if (input.callValue !== 0n) outputAccount(output, address).balanceDelta += input.callValue;
        scripts[bytesToByteString(code)]?.({ input, hooks, output });
        return output;
      };
      return {
        runSmartContractCreate: (input) => {
          const { nonce } = hooks.getUserAccount(input.callerAddress) ?? { nonce: 0n };
          const address = hooks.newAddress(input.callerAddress, nonce - 1n, Uint8Array.of(5, 0));
          const output = run(input, input.contractCode, address);
          const account = outputAccount(output, address);
          account.code = input.contractCode;
          account.codeMetadata = input.contractCodeMetadata;
          account.codeDeployerAddress = input.callerAddress;
          return output;
        },
        runSmartContractCall: (input) => {
          const account = hooks.getUserAccount(input.recipientAddress);
          return run(input, account === undefined ? zeroAddress : hooks.getCode(account), input.recipientAddress);
        },
        gasScheduleChange: (schedule) => {
          if (vm.refuseSchedule) throw new RangeError("refused");
          vm.settings.push(schedule);
        },
        flagsChange: (flags) => {
          vm.settings.push(flags);
        },
        getVersion: () => "scripted",
        close: () => {
          vm.closed += 1;
        },
      };
    },
  };
  return vm;
}
