// What every VM handler does, over hooks of the suite's own.
import { CallType } from "../call-type.js";
import { builtInFunctionFlags, vmFlags, type Flags } from "../flags.js";
import type { GasSchedule } from "../gas-schedule.js";
import type { ContractCallInput, ContractCreateInput } from "../input.js";
import type { OutputAccount, VmOutput } from "../output.js";
import { ReturnCode } from "../return-code.js";
import type { VmFactory, VmHandler } from "../vm-handler.js";
import { alice, bob, bytesOf, contractAddress, counter, failureMessage, keyOf, noBytes, openMetadata, sumKey, txHash } from "./accounts.js";
import { counterCode } from "./counter-contract.js";
import { createFixtureHooks, currentBlockNonce, deployedAddress } from "./hooks-fixture.js";
import { expectCode, expectEqual, observed, present, registerBehaviours, type Behaviour, type ConformanceReport, type RegisterTest } from "./suite.js";

/** What a VM may leave out. */
export interface VmHandlerSupports {
  /** A run ends when its gas does, in an endless loop too. */
  readonly metering: boolean;
  /** Asynchronous calls of other shards. */
  readonly asyncCalls: boolean;
  /** `observeCalls`. */
  readonly callObservation: boolean;
}

/** Options of `testVmHandler`. */
export interface TestVmHandlerOptions {
  /** `test` or `it` of a test runner. */
  readonly test: RegisterTest;
  /** Makes the VM under test; called once for each behaviour. */
  readonly createVm: VmFactory;
  /** A complete schedule. */
  readonly gasSchedule: GasSchedule;
  /** All on, if not given. */
  readonly flags?: Flags;
  /** Code that does what the text of `counterText` does, where the VM runs no WebAssembly. */
  readonly code?: Uint8Array;
  /** What is not given is supported. */
  readonly supports?: Partial<VmHandlerSupports>;
}

interface Fixture {
  readonly vm: VmHandler;
  readonly code: Uint8Array;
  readonly gasSchedule: GasSchedule;
  readonly flags: Flags;
}

const gasProvided = 50_000_000n;

/** Registers the behaviours of VM handlers. */
export function testVmHandler(options: TestVmHandlerOptions): ConformanceReport {
  const { test, createVm, gasSchedule, code = counterCode(), supports = {} } = options;
  const flags = options.flags ?? (Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, true])) as Flags);
  return registerBehaviours(test, behaviours, (need) => supports[need] ?? true, () => {
    const storage = new Map([[keyOf(sumKey), Uint8Array.of(5)]]);
    const hooks = createFixtureHooks([
      [alice, { balance: 1000n, nonce: 8n }],
      [bob, { balance: 5n }],
      [counter, { balance: 10n, code, codeMetadata: openMetadata, ownerAddress: alice, storage }],
      [contractAddress("empty"), {}],
    ]);
    return { vm: createVm(hooks, { gasSchedule, flags }), code, gasSchedule, flags };
  });
}

function callInput(functionName: string, args: readonly Uint8Array[] = [], overrides: Partial<ContractCallInput> = {}): ContractCallInput {
  return {
    callerAddress: alice,
    recipientAddress: counter,
    function: functionName,
    arguments: args,
    asyncArguments: undefined,
    callValue: 0n,
    callType: CallType.directCall,
    gasPrice: 1n,
    gasProvided,
    gasLocked: 0n,
    originalTxHash: txHash,
    currentTxHash: txHash,
    prevTxHash: noBytes,
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: alice,
    relayerAddress: noBytes,
    allowInitFunction: false,
    ...overrides,
  };
}

function createInput({ code }: Fixture, args: readonly Uint8Array[]): ContractCreateInput {
  return { ...callInput("", args), contractCode: code, contractCodeMetadata: openMetadata };
}

function accountOf(output: VmOutput, address: Uint8Array): OutputAccount {
  return present(output.outputAccounts.get(keyOf(address)), "output account");
}

function writtenSum(output: VmOutput, address: Uint8Array): Uint8Array | undefined {
  const update = accountOf(output, address).storageUpdates.get(keyOf(sumKey));
  return update?.written === true ? update.data : undefined;
}

function expectSuccess(output: VmOutput, provided: bigint = gasProvided): void {
  expectEqual([output.returnCode, output.returnMessage], [ReturnCode.ok, ""], "return code and message");
  let gas = output.gasRemaining;
  for (const { gasUsed, outputTransfers } of output.outputAccounts.values()) {
    gas += gasUsed;
    for (const { gasLimit, gasLocked } of outputTransfers) gas += gasLimit + gasLocked;
  }
  expectEqual(gas, provided, "gas used, sent and remaining");
}

function expectFailure(output: VmOutput, returnCode: number, message?: string): void {
  expectEqual(output.returnCode, returnCode, "return code");
  if (message !== undefined) expectEqual(output.returnMessage, message, "return message");
  expectEqual([output.gasRemaining, output.gasRefund], [0n, 0n], "gas remaining and refunded");
  expectEqual([output.returnData.length, output.outputAccounts.size, output.deletedAccounts.length], [0, 0, 0], "data and accounts");
  const logs = output.logs.filter(({ identifier }) => keyOf(identifier) !== "internalVMErrors");
  expectEqual(logs.length, 0, "logs besides internalVMErrors");
}

const behaviours: readonly Behaviour<Fixture, keyof VmHandlerSupports>[] = [
  {
    name: "a deployment puts code, metadata, deployer and storage into the output, at the address that the protocol gives",
    run: (fixture) => {
      const output = fixture.vm.runSmartContractCreate(createInput(fixture, [Uint8Array.of(9)]));
      expectSuccess(output);
      const account = accountOf(output, deployedAddress);
      expectEqual([account.code, account.codeMetadata, account.codeDeployerAddress], [fixture.code, openMetadata, alice], "code");
      expectEqual(writtenSum(output, deployedAddress), Uint8Array.of(9), "storage of the new contract");
    },
  },
  {
    name: "a deployment of what is no contract fails with contractInvalid",
    run: (fixture) => {
      const input = { ...createInput(fixture, []), contractCode: bytesOf("no contract") };
      expectFailure(fixture.vm.runSmartContractCreate(input), ReturnCode.contractInvalid);
    },
  },
  {
    name: "a call reads storage through the hooks, and writes it into the output",
    run: ({ vm }) => {
      const output = vm.runSmartContractCall(callInput("add", [Uint8Array.of(3)]));
      expectSuccess(output);
      expectEqual(writtenSum(output, counter), Uint8Array.of(8), "sum");
      expectEqual(vm.runSmartContractCall(callInput("get")).returnData, [Uint8Array.of(5)], "sum of the hooks");
    },
  },
  {
    name: "a call adds its value to the contract's balance",
    run: ({ vm }) => {
      const output = vm.runSmartContractCall(callInput("get", [], { callValue: 4n }));
      expectSuccess(output);
      expectEqual(accountOf(output, counter).balanceDelta, 4n, "balance delta");
    },
  },
  {
    name: "a call answers what the contract returns",
    run: ({ vm }) => {
      const output = vm.runSmartContractCall(callInput("blockNonce"));
      expectSuccess(output);
      expectEqual(output.returnData, [Uint8Array.of(Number(currentBlockNonce >> 8n), Number(currentBlockNonce & 0xffn))], "block nonce");
    },
  },
  {
    name: "an event carries the contract, its function, topics and data",
    run: ({ vm }) => {
      const { logs } = vm.runSmartContractCall(callInput("log"));
      expectEqual(logs, [{ identifier: bytesOf("log"), address: counter, topics: [sumKey], data: [bytesOf(failureMessage)] }], "logs");
    },
  },
  {
    name: "an error that the contract signals is a user error with its message, and nothing else comes out",
    run: ({ vm }) => expectFailure(vm.runSmartContractCall(callInput("addAndFail")), ReturnCode.userError, failureMessage),
  },
  {
    name: "a trap is executionFailed",
    run: ({ vm }) => expectFailure(vm.runSmartContractCall(callInput("trap")), ReturnCode.executionFailed),
  },
  {
    name: "an endpoint that is not there is functionNotFound",
    run: ({ vm }) => expectFailure(vm.runSmartContractCall(callInput("nothing")), ReturnCode.functionNotFound),
  },
  {
    name: "an account without code is contractNotFound",
    run: ({ vm }) => {
      const call = callInput("get", [], { recipientAddress: contractAddress("empty") });
      expectFailure(vm.runSmartContractCall(call), ReturnCode.contractNotFound);
    },
  },
  {
    name: "init, upgrade and callBack cannot be called",
    run: ({ vm }) => {
      for (const name of ["init", "upgrade", "callBack"]) {
        expectFailure(vm.runSmartContractCall(callInput(name, [Uint8Array.of(1)])), ReturnCode.userError);
      }
    },
  },
  {
    name: "an upgrade by the owner replaces the code, one by somebody else fails with upgradeFailed or executionFailed",
    run: ({ vm, code }) => {
      const args = [code, openMetadata];
      const output = vm.runSmartContractCall(callInput("upgradeContract", args));
      expectSuccess(output);
      expectEqual([accountOf(output, counter).code, accountOf(output, counter).codeDeployerAddress], [code, alice], "code");
      const refused = vm.runSmartContractCall(callInput("upgradeContract", args, { callerAddress: bob }));
      expectFailure(refused, ReturnCode.executionFailed, "upgrade not allowed");
    },
  },
  {
    name: "a run without gas is out of gas",
    run: ({ vm }) => expectFailure(vm.runSmartContractCall(callInput("get", [], { gasProvided: 1n })), ReturnCode.outOfGas),
  },
  {
    name: "an endless loop ends with its gas",
    needs: ["metering"],
    run: ({ vm }) => expectFailure(vm.runSmartContractCall(callInput("spin")), ReturnCode.outOfGas),
  },
  {
    name: "an asynchronous call of another shard is a transfer with gas, locked gas and call ids",
    needs: ["asyncCalls"],
    run: ({ vm }) => {
      const far = contractAddress("far", 1);
      const output = vm.runSmartContractCall(callInput("callAsync", [far, bytesOf("work@01")]));
      expectSuccess(output);
      const [transfer] = accountOf(output, far).outputTransfers;
      const { callType, data, value, senderAddress, gasLocked, asyncData } = present(transfer, "transfer");
      expectEqual([callType, data, value, senderAddress], [CallType.asynchronousCall, bytesOf("work@01"), 0n, counter], "transfer");
      expectEqual([gasLocked > 0n, keyOf(asyncData).split("@").length], [true, 3], "locked gas and call ids");
    },
  },
  {
    name: "an observer is told of each run by one call, whether it succeeds, fails, traps or names no endpoint, and of none before or after",
    needs: ["callObservation"],
    run: (fixture) => {
      const { vm } = fixture;
      vm.runSmartContractCall(callInput("get"));
      const runs = observed(vm);
      for (const name of ["add", "addAndFail", "trap", "nothing"]) vm.runSmartContractCall(callInput(name, name === "add" ? [Uint8Array.of(3)] : []));
      vm.runSmartContractCreate(createInput(fixture, [Uint8Array.of(9)]));
      vm.observeCalls?.(undefined);
      vm.runSmartContractCall(callInput("get"));
      const told = runs.map((calls) => calls.map(({ kind, function: name, outcome }) => [kind, name, outcome?.returnCode]));
      const { ok, userError, executionFailed, functionNotFound } = ReturnCode;
      const failures = [[["call", "addAndFail", userError]], [["call", "trap", executionFailed]], [["call", "nothing", functionNotFound]]];
      expectEqual(told, [[["call", "add", ok]], ...failures, [["deploy", "init", ok]]], "calls");
      const change = { address: counter, key: sumKey, oldValue: Uint8Array.of(5), newValue: Uint8Array.of(8) };
      expectEqual(runs[0]?.[0]?.storageChanges, [change], "storage changes");
    },
  },
  {
    name: "a VM that is observed answers the same output",
    needs: ["callObservation"],
    run: ({ vm }) => {
      const inputs = [callInput("add", [Uint8Array.of(3)]), callInput("addAndFail"), callInput("trap")];
      const expected = inputs.map((input) => vm.runSmartContractCall(input));
      observed(vm);
      expectEqual(inputs.map((input) => vm.runSmartContractCall(input)), expected, "outputs");
    },
  },
  {
    name: "the same input gives the same output, also after other runs",
    run: (fixture) => {
      const { vm } = fixture;
      const input = callInput("add", [Uint8Array.of(3)]);
      const first = vm.runSmartContractCall(input);
      vm.runSmartContractCall(callInput("trap"));
      vm.runSmartContractCreate(createInput(fixture, [Uint8Array.of(1)]));
      expectEqual(vm.runSmartContractCall(input), first, "output");
    },
  },
  {
    name: "inputs are not changed",
    run: ({ vm }) => {
      const argument = Uint8Array.of(3);
      vm.runSmartContractCall(callInput("add", [argument]));
      expectEqual([argument, alice[0], counter[9]], [Uint8Array.of(3), 0x61, 0], "bytes of the input");
    },
  },
  {
    name: "more gas than 2^63 - 1 is refused with INVALID_GAS_PROVIDED",
    run: ({ vm }) => expectCode(() => vm.runSmartContractCall(callInput("get", [], { gasProvided: 2n ** 63n })), "INVALID_GAS_PROVIDED", "too much gas"),
  },
  {
    name: "gas schedule and flags can be changed between runs",
    run: ({ vm, gasSchedule, flags }) => {
      vm.gasScheduleChange(gasSchedule);
      vm.flagsChange(flags);
      expectSuccess(vm.runSmartContractCall(callInput("get")));
    },
  },
  {
    name: "a closed VM refuses runs with VM_IS_CLOSING, and says its version",
    run: ({ vm }) => {
      expectEqual(vm.getVersion().length > 0, true, "version");
      vm.close();
      expectCode(() => vm.runSmartContractCall(callInput("get")), "VM_IS_CLOSING", "a run after close");
    },
  },
];
