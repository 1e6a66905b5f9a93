// Gas of the current call. One counter holds what was used: that of the running instance. Mirrors vm-go contexts/metering.go.
import { bytesToByteString } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import type { ContractCallInput, OutputAccount, VmOutput } from "@mxvm/protocol-hooks";
import { failureWithMessage, failures } from "../failures.js";
import type { Machine, MeteringRules } from "../machine.js";
import type { DynamicStorageLoadCoefficients } from "../metering/gas-costs.js";
import type { GasTracer } from "../metering/gas-trace.js";
import type { PointsCap } from "../metering/points-cap.js";
import { addUint64, mulUint64, subUint64 } from "../metering/uint64.js";

const MAX_INT64 = 0x7fff_ffff_ffff_ffffn;
const UINT64_RANGE = 2 ** 64;

export interface MeteringOptions {
  readonly blockGasLimit: bigint;
  readonly tracer: GasTracer | undefined;
  readonly pointsCap: PointsCap;
  /** Of the schedule that is in force. */
  dynamicStorageLoad(): DynamicStorageLoadCoefficients;
}

export function createMetering(machine: Machine, options: MeteringOptions): MeteringRules {
  return new FrameMetering(machine, options);
}

class FrameMetering implements MeteringRules {
  readonly tracer: GasTracer | undefined;
  readonly #machine: Machine;
  readonly #options: MeteringOptions;
  readonly #pointsCap: PointsCap;

  constructor(machine: Machine, options: MeteringOptions) {
    this.#machine = machine;
    this.#options = options;
    this.#pointsCap = options.pointsCap;
    this.tracer = options.tracer;
  }

  get dynamicStorageLoad(): DynamicStorageLoadCoefficients {
    return this.#options.dynamicStorageLoad();
  }

  initState(input: ContractCallInput): void {
    const { gas } = this.#machine.frames.current;
    // Locked gas was kept for this callback.
    const isCallback = input.callType === CallType.asynchronousCallBack;
    gas.provided = isCallback ? addUint64(input.gasProvided, input.gasLocked) : input.gasProvided;
    gas.forExecution = gas.provided;
  }

  useGas(gas: number): void {
    const frame = this.#machine.frames.current;
    if (frame.gas.limitIsExact) {
      // The hot path: whole numbers, no BigInt, and the instance alone knows what is left.
      if (frame.instance.instance?.useGas(gas) !== true) throw failures.notEnoughGas;
      this.tracer?.add(gas);
    } else {
      this.useGasExactly(BigInt(Math.min(gas, UINT64_RANGE)));
    }
  }

  useGasCompatible(gas: number): void {
    if (this.#machine.flags.UseGasBoundedShouldFailExecutionFlag) {
      this.useGas(gas);
      return;
    }
    this.#ignoringShortage(() => this.useGas(gas));
  }

  useGasPerUnit(perUnit: number, units: number): void {
    this.useGas(units < 0 ? UINT64_RANGE : perUnit * units);
  }

  useGasPerUnitCompatible(perUnit: number, units: number): void {
    this.useGasCompatible(units < 0 ? UINT64_RANGE : perUnit * units);
  }

  useGasLimitCompatible(gasLimit: bigint): void {
    if (this.#machine.flags.UseGasBoundedShouldFailExecutionFlag) {
      this.useGasExactly(gasLimit);
      return;
    }
    this.#ignoringShortage(() => this.useGasExactly(gasLimit));
  }

  #ignoringShortage(charge: () => void): void {
    try {
      charge();
    } catch (cause) {
      if (cause !== failures.notEnoughGas) throw cause;
    }
  }

  useGasExactly(gas: bigint): void {
    const gasLeft = this.gasLeft();
    if (gasLeft < gas) {
      this.useGasUnchecked(gasLeft);
      this.#pointsCap.check(this.#machine.frames.current);
      throw failures.notEnoughGas;
    }
    this.useGasUnchecked(gas);
    this.#pointsCap.check(this.#machine.frames.current);
    this.tracer?.add(Number(gas));
  }

  reserveGas(gas: bigint): void {
    const frame = this.#machine.frames.current;
    if (this.gasLeft() >= gas) this.#pointsCap.reserve(frame, gas);
    this.useGasExactly(gas);
  }

  useGasUnchecked(gas: bigint): void {
    const { instance } = this.#machine.frames.current.instance;
    if (instance === undefined) return;
    const used = instance.getPointsUsed() + gas;
    instance.setPointsUsed(used > MAX_INT64 ? MAX_INT64 : used);
  }

  useGasForContractInit(gas: bigint): void {
    const { frames } = this.#machine;
    // The callee's frame has no instance of its own yet: this charges the caller's.
    this.#pointsCap.reserve(frames.waiting.at(-1) ?? frames.current, gas);
    this.useGasUnchecked(gas);
    this.tracer?.add(Number(gas));
  }

  useAllGas(): void {
    const gasLeft = this.gasLeft();
    this.useGasUnchecked(gasLeft);
    this.tracer?.add(Number(gasLeft));
  }

  restoreGas(gas: bigint): void {
    const frame = this.#machine.frames.current;
    const { instance } = frame.instance;
    if (!frame.gas.restoreEnabled || instance === undefined) return;
    const used = instance.getPointsUsed();
    if (gas > used) return;
    instance.setPointsUsed(used - gas);
    this.#pointsCap.release(frame, gas);
  }

  freeGas(gas: number): void {
    this.#machine.frames.current.output.gasRefund += BigInt(gas);
  }

  gasLeft(): bigint {
    return subUint64(this.#machine.frames.current.gas.forExecution, this.#pointsUsed());
  }

  #pointsUsed(): bigint {
    return this.#machine.frames.current.instance.instance?.getPointsUsed() ?? 0n;
  }

  getGasProvided(): bigint {
    return this.#machine.frames.current.gas.provided;
  }

  getGasForExecution(): bigint {
    return this.#machine.frames.current.gas.forExecution;
  }

  getGasLocked(): bigint {
    return this.#machine.frames.current.input.vmInput.gasLocked;
  }

  boundGasLimit(value: bigint): bigint {
    const gasLeft = this.gasLeft();
    const limit = BigInt.asUintN(64, value);
    return gasLeft < limit ? gasLeft : limit;
  }

  blockGasLimit(): bigint {
    return this.#options.blockGasLimit;
  }

  useGasForAsyncStep(): void {
    this.useGas(this.#machine.costs.BaseOpsAPICost.AsyncCallStep);
  }

  computeExtraGasLockedForAsync(): bigint {
    const { BaseOperationCost, BaseOpsAPICost } = this.#machine.costs;
    // What it takes to load this code again for the callback, and the least that running it takes.
    const compilation = mulUint64(BigInt(this.#machine.runtime.codeSize()), BigInt(BaseOperationCost.AoTPreparePerByte));
    const execution = BigInt(BaseOpsAPICost.AsyncCallStep) + BigInt(BaseOpsAPICost.AsyncCallbackGasLock);
    return addUint64(compilation, execution);
  }

  deductInitialGasForExecution(code: Uint8Array): void {
    const { GetCode, AoTPreparePerByte } = this.#machine.costs.BaseOperationCost;
    this.#deductInitialGas(code, GetCode, AoTPreparePerByte);
  }

  deductInitialGasForDirectDeployment(code: Uint8Array): void {
    const { BaseOpsAPICost, BaseOperationCost } = this.#machine.costs;
    this.#deductInitialGas(code, BaseOpsAPICost.CreateContract, BaseOperationCost.CompilePerByte);
  }

  deductInitialGasForIndirectDeployment(code: Uint8Array): void {
    this.#deductInitialGas(code, 0, this.#machine.costs.BaseOperationCost.CompilePerByte);
    // Production takes this from the creator's own state: its initial cost is replaced, and what it may use no longer is what its
    // instance was started with.
    this.#machine.frames.current.gas.limitIsExact = false;
  }

  #deductInitialGas(code: Uint8Array, baseCost: number, costPerByte: number): void {
    const { gas, input } = this.#machine.frames.current;
    const initialCost = addUint64(BigInt(baseCost), mulUint64(BigInt(code.length), BigInt(costPerByte)));
    // The input's own figure: gas that a callback unlocked does not count here.
    const { gasProvided } = input.vmInput;
    if (initialCost > gasProvided) throw failures.notEnoughGas;
    gas.initialCost = initialCost;
    gas.forExecution = gasProvided - initialCost;
  }

  trackGasUsedByOutOfVmFunction(input: ContractCallInput, output: VmOutput, followUp: ContractCallInput | undefined): void {
    let gasUsed = subUint64(input.gasProvided, output.gasRemaining);
    // Gas that is meant for the call that follows is charged when that call is made.
    if (followUp !== undefined) gasUsed = subUint64(gasUsed, followUp.gasProvided);
    this.useGasUnchecked(gasUsed);
  }

  checkPointsCap(): void {
    this.#pointsCap.check(this.#machine.frames.current);
  }

  checkFinalGasAfterExit(): void {
    if (this.#pointsUsed() > this.getGasForExecution()) throw failures.notEnoughGas;
  }

  updateGasStateOnSuccess(output: VmOutput): void {
    this.#updateGasUsedByContract();
    const { usedByAccounts } = this.#machine.frames.current.gas;
    for (const [key, account] of output.outputAccounts) account.gasUsed = usedByAccounts.get(key) ?? 0n;
    for (const key of usedByAccounts.keys()) {
      if (!output.outputAccounts.has(key)) throw failureWithMessage("expected OutputAccount has used gas but is missing");
    }
    let total = output.gasRemaining;
    for (const account of output.outputAccounts.values()) {
      total = addUint64(total, addUint64(account.gasUsed, gasTransferredTo(account)));
    }
    if (total !== this.getGasProvided()) throw failures.inputAndOutputGasDoesNotMatch;
  }

  /** What the contract itself used is what it spent, less what it gave away and what others used. */
  #updateGasUsedByContract(): void {
    const { frames, output, runtime } = this.#machine;
    const { gas } = frames.current;
    const address = runtime.getContextAddress();
    const contractAccount = output.getOutputAccount(address);
    const contractKey = bytesToByteString(address);
    let others = 0n;
    for (const [key, account] of frames.current.output.outputAccounts) {
      if (key !== contractKey) others = addUint64(others, gas.usedByAccounts.get(key) ?? 0n);
      others = addUint64(others, gasTransferredTo(account));
    }
    const spent = addUint64(gas.initialCost, this.#pointsUsed());
    // Transfers to the contract itself are subtracted twice, here and among the others, as in production.
    gas.usedByAccounts.set(contractKey, subUint64(subUint64(spent, gasTransferredTo(contractAccount)), others));
  }

  updateGasStateOnFailure(): void {
    const account = this.#machine.output.getOutputAccount(this.#machine.runtime.getContextAddress());
    account.gasUsed = addUint64(account.gasUsed, this.getGasProvided());
  }
}

function gasTransferredTo(account: OutputAccount): bigint {
  let gas = 0n;
  for (const transfer of account.outputTransfers) gas = addUint64(addUint64(gas, transfer.gasLimit), transfer.gasLocked);
  return gas;
}
