// What calls have in common: the function with its arguments, and payments turned into what the VM takes. Mirrors FunctionCall and
// TxPayment::with_normalized of the Rust framework.
import { type Address, type AnyArgCodec, EGLD, type Payment, t } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import type { Args } from "../endpoint.js";
import type { CallOptions } from "../send.js";
import { failEncoding } from "./failures.js";
import { newList } from "./handle-lists.js";
import { ListOutput } from "./outputs.js";
import { addressBuffer, constantBuffer, filled, textBuffer } from "./values.js";

/** A function and its arguments, as handles. */
export interface FunctionCall {
  readonly name: Handle;
  readonly arguments: Handle;
}

/** A call with its payments in it: tokens travel as arguments of a built-in function. */
export interface NormalizedCall {
  readonly to: Handle;
  readonly egld: Handle;
  readonly call: FunctionCall;
}

/** Adds a value to a list of arguments. */
export function pushArgument(emitter: Emitter, list: Handle, codec: AnyArgCodec, value: unknown): void {
  try {
    codec.multi.encode(value, new ListOutput(emitter, list));
  } catch (thrown) {
    failEncoding(emitter, thrown);
  }
}

/** Values of declared arguments as a list. */
export function argumentList(emitter: Emitter, args: Args, values: Readonly<Record<string, unknown>>): Handle {
  const list = newList(emitter);
  for (const [name, codec] of Object.entries(args)) pushArgument(emitter, list, codec, values[name]);
  return list;
}

/** All that a call pays. */
export function paymentsOf({ egld = 0n, payments = [] }: CallOptions): readonly Payment[] {
  if (egld === 0n) return payments;
  return [{ token: EGLD, nonce: 0n, amount: egld }, ...payments];
}

/** Puts payments into a call, as the framework does for each kind. */
export function normalize(emitter: Emitter, to: Address, call: FunctionCall, payments: readonly Payment[]): NormalizedCall {
  const toHandle = addressBuffer(emitter, to);
  const [first] = payments;
  if (first === undefined) return { to: toHandle, egld: emitter.fromBigInt(0n), call };
  if (payments.length > 1) return toSelf(emitter, multiTransfer(emitter, toHandle, call, payments));
  if (first.token === EGLD) return { to: toHandle, egld: emitter.fromBigInt(first.amount), call };
  if (first.nonce === 0n) return { to: toHandle, egld: emitter.fromBigInt(0n), call: esdtTransfer(emitter, call, first) };
  return toSelf(emitter, nftTransfer(emitter, to, call, first));
}

/** Transfers of NFTs and of several tokens are functions of the sender. */
function toSelf(emitter: Emitter, call: FunctionCall): NormalizedCall {
  return { to: filled(emitter, emitter.hooks.managedSCAddress), egld: emitter.fromBigInt(0n), call };
}

function esdtTransfer(emitter: Emitter, call: FunctionCall, { token, amount }: Payment): FunctionCall {
  const list = newList(emitter);
  pushArgument(emitter, list, t.tokenId, token);
  pushArgument(emitter, list, t.bigUint, amount);
  return { name: constantBuffer(emitter, "ESDTTransfer"), arguments: withCall(emitter, list, call) };
}

function nftTransfer(emitter: Emitter, to: Address, call: FunctionCall, { token, nonce, amount }: Payment): FunctionCall {
  const list = newList(emitter);
  pushArgument(emitter, list, t.tokenId, token);
  pushArgument(emitter, list, t.u64, nonce);
  pushArgument(emitter, list, t.bigUint, amount);
  pushArgument(emitter, list, t.address, to);
  return { name: constantBuffer(emitter, "ESDTNFTTransfer"), arguments: withCall(emitter, list, call) };
}

function multiTransfer(emitter: Emitter, to: Handle, call: FunctionCall, payments: readonly Payment[]): FunctionCall {
  const list = newList(emitter);
  new ListOutput(emitter, list).handle(to);
  pushArgument(emitter, list, t.u32, payments.length);
  for (const { token, nonce, amount } of payments) {
    pushArgument(emitter, list, t.tokenId, token);
    pushArgument(emitter, list, t.u64, nonce);
    pushArgument(emitter, list, t.bigUint, amount);
  }
  return { name: constantBuffer(emitter, "MultiESDTNFTTransfer"), arguments: withCall(emitter, list, call) };
}

/** Adds a function and its arguments to the arguments of another; a call without function adds nothing. */
function withCall(emitter: Emitter, list: Handle, call: FunctionCall): Handle {
  const { hooks } = emitter;
  emitter.if(emitter.less(0, hooks.mBufferGetLength(call.name)), () => {
    new ListOutput(emitter, list).handle(call.name);
    hooks.mBufferAppend(list, call.arguments);
  });
  return list;
}

/** The call of an endpoint, or of nothing where the name is empty. */
export function functionCall(emitter: Emitter, name: string, args: Args, values: Readonly<Record<string, unknown>>): FunctionCall {
  const handle = textBuffer(emitter, name);
  return { name: handle, arguments: argumentList(emitter, args, values) };
}
