// The hooks of each call of adder: those of the compiled contract of mx-sdk-rs 0.59.0, as mx-chain-vm-go carries it in test/adder, but for
// the addition, which calls bigIntAdd after mBufferToBigIntUnsigned there.
import type { ReplayCall } from "../replay.js";

const begin = ["checkNoPayment", "getNumArguments"];
const argument = "bigIntGetUnsignedArgument 0";
const key = "mBufferSetBytes";
const load = [key, "mBufferStorageLoad", "mBufferToBigIntUnsigned"];
const store = ["mBufferFromBigIntUnsigned", "mBufferStorageStore"];

export const adderHooks: readonly (readonly [call: ReplayCall, hooks: readonly string[]])[] = [
  [["init", "05"], [...begin, argument, key, ...store]],
  [["getSum"], [...begin, ...load, "bigIntFinishUnsigned"]],
  [["add", "07"], [...begin, argument, ...load, ...store]],
  [["add", ""], [...begin, argument, ...load, ...store]],
  [["getSum"], [...begin, ...load, "bigIntFinishUnsigned"]],
  [["add"], [...begin, "signalError"]],
  [["add", "01", "02"], [...begin, "signalError"]],
  [["nothing"], []],
];
