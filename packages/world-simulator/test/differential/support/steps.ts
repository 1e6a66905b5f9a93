// What endpoints of the flow contracts do: observe, store, fail, and call other contracts in every form that the VM knows.
import type { Address } from "@mxvm/protocol-hooks";
import type { BytesOrText, EndpointBuilder, Step } from "./wat-builder.js";

/** Finishes bytes. */
export const finish = (value: BytesOrText): Step => (endpoint) => {
  const { offset, length } = endpoint.place(value);
  endpoint.emit(endpoint.hook("finish", offset, length));
};

export const store = (key: string, value: BytesOrText): Step => (endpoint) => {
  const [at, of] = [endpoint.place(key), endpoint.place(value)];
  endpoint.emit(`(drop ${endpoint.hook("storageStore", at.offset, at.length, of.offset, of.length)})`);
};

/** Finishes a storage value. */
export const load = (key: string): Step => (endpoint) => {
  const target = endpoint.fresh();
  endpoint.emit(`(drop ${endpoint.hook("mBufferStorageLoad", endpoint.buffer(key), target)})`);
  finishBuffer(endpoint, target);
};

export const log = (topic: string, data: string): Step => (endpoint) => {
  endpoint.emit(endpoint.hook("managedWriteLog", endpoint.list([topic]), endpoint.buffer(data)));
};

export const signalError = (message: string): Step => (endpoint) => {
  const { offset, length } = endpoint.place(message);
  endpoint.emit(endpoint.hook("signalError", offset, length));
};

export const trap: Step = (endpoint) => endpoint.emit("(if (i32.const 1) (then unreachable))");
export const exhaust: Step = (endpoint) => endpoint.emit("(loop $again (br $again))");

/** Finishes how much gas is left. */
export const finishGasLeft: Step = (endpoint) => endpoint.emit(endpoint.hook("int64finish", endpoint.hook("getGasLeft")));

/** Finishes the owner, which a contract that is being deployed does not have yet. */
export const finishOwner: Step = (endpoint) => {
  const target = endpoint.fresh();
  endpoint.emit(endpoint.hook("managedOwnerAddress", target));
  finishBuffer(endpoint, target);
};

/** Finishes what a callee can see of its call: gas, caller, own address, arguments and payments. */
export const report: Step = (endpoint) => {
  finishGasLeft(endpoint);
  const buffer = endpoint.fresh();
  for (const hook of ["managedCaller", "managedSCAddress"]) {
    endpoint.emit(endpoint.hook(hook, buffer));
    finishBuffer(endpoint, buffer);
  }
  const number = endpoint.fresh();
  endpoint.emit(endpoint.hook("bigIntGetCallValue", number));
  endpoint.emit(endpoint.hook("bigIntFinishUnsigned", number));
  finishArguments(endpoint);
  const payments = endpoint.fresh();
  endpoint.emit(endpoint.hook("managedGetMultiESDTCallValue", payments));
  finishInt(endpoint, endpoint.hook("mBufferGetLength", payments));
  const { offset: token, length: tokenLength } = endpoint.place(new Uint8Array(32));
  endpoint.emit(`(if (i32.eq ${endpoint.hook("getNumESDTTransfers")} (i32.const 1)) (then
    (drop ${endpoint.hook("getESDTTokenName", token)}) ${endpoint.hook("finish", token, tokenLength)}))`);
};

/** Finishes the number of arguments and each of the first three. */
export const finishArguments: Step = (endpoint) => {
  finishInt(endpoint, endpoint.hook("getNumArguments"));
  const target = endpoint.fresh();
  for (let index = 0; index < 3; index++) {
    endpoint.emit(`(if (i32.gt_s ${endpoint.hook("getNumArguments")} (i32.const ${index})) (then
      (drop ${endpoint.hook("mBufferGetArgument", index, target)}) (drop ${endpoint.hook("mBufferFinish", target)})))`);
  }
};

/** Finishes the closure of a callback. */
export const finishClosure: Step = (endpoint) => {
  const target = endpoint.fresh();
  endpoint.emit(endpoint.hook("managedGetCallbackClosure", target));
  finishBuffer(endpoint, target);
};

/** Finishes what came back from calls: the length of the list of tokens, and EGLD. */
export const finishBackTransfers: Step = (endpoint) => {
  const [tokens, egld] = [endpoint.fresh(), endpoint.fresh()];
  endpoint.emit(endpoint.hook("managedGetBackTransfers", tokens, egld));
  finishInt(endpoint, endpoint.hook("mBufferGetLength", tokens));
  endpoint.emit(endpoint.hook("bigIntFinishUnsigned", egld));
};

export interface Token {
  readonly identifier: string;
  readonly nonce: bigint;
  readonly value: bigint;
}

/** A call of another contract. */
export interface Callee {
  readonly to: Address;
  readonly function: string;
  readonly gas: bigint;
  readonly value?: bigint;
  readonly tokens?: readonly Token[];
  readonly arguments?: readonly BytesOrText[];
}

type ContextHook = "managedExecuteOnDestContext" | "managedExecuteOnDestContextWithErrorReturn" | "managedExecuteOnSameContext";

/** Calls at once; finishes what the hook answers and the length of the list of results. */
export const execute = (hook: ContextHook, { to, gas, value = 0n, function: name, arguments: args = [] }: Callee): Step => (endpoint) => {
  const results = endpoint.fresh();
  const operands = [endpoint.buffer(to), endpoint.bigInt(value), endpoint.buffer(name), endpoint.list(args)] as const;
  finishInt(endpoint, endpoint.hook(hook, gas, ...operands, results));
  finishInt(endpoint, endpoint.hook("mBufferGetLength", results));
};

export const executeReadOnly = ({ to, gas, function: name, arguments: args = [] }: Callee): Step => (endpoint) => {
  const results = endpoint.fresh();
  finishInt(endpoint, endpoint.hook("managedExecuteReadOnly", gas, endpoint.buffer(to), endpoint.buffer(name), endpoint.list(args), results));
  finishInt(endpoint, endpoint.hook("mBufferGetLength", results));
};

/** Sends EGLD, or tokens where there are any, and calls. */
export const transferExecute = (callee: Callee): Step => (endpoint) => {
  const { to, gas, value = 0n, tokens = [], function: name, arguments: args = [] } = callee;
  const address = endpoint.buffer(to);
  const rest = [gas, endpoint.buffer(name), endpoint.list(args)] as const;
  if (tokens.length === 0) finishInt(endpoint, endpoint.hook("managedTransferValueExecute", address, endpoint.bigInt(value), ...rest));
  else finishInt(endpoint, endpoint.hook("managedMultiTransferESDTNFTExecute", address, tokenList(endpoint, tokens), ...rest));
};

/** Like `transferExecute`, with the hook that answers instead of failing. */
export const transferExecuteWithReturn = (callee: Callee): Step => (endpoint) => {
  const { to, gas, tokens = [], function: name, arguments: args = [] } = callee;
  const operands = [endpoint.buffer(to), tokenList(endpoint, tokens), gas, endpoint.buffer(name), endpoint.list(args)] as const;
  finishInt(endpoint, endpoint.hook("managedMultiTransferESDTNFTExecuteWithReturn", ...operands));
};

export const asyncCall = ({ to, value = 0n, function: name, arguments: args = [] }: Callee): Step => (endpoint) => {
  endpoint.emit(endpoint.hook("managedAsyncCall", endpoint.buffer(to), endpoint.bigInt(value), endpoint.buffer(name), endpoint.list(args)));
};

export interface Callbacks {
  readonly success: string;
  readonly error: string;
  readonly extraGas: bigint;
  readonly closure: string;
}

export const promise = (callee: Callee, { success, error, extraGas, closure }: Callbacks): Step => (endpoint) => {
  const { to, gas, value = 0n, function: name, arguments: args = [] } = callee;
  const operands = [endpoint.buffer(to), endpoint.bigInt(value), endpoint.buffer(name), endpoint.list(args)] as const;
  const [onSuccess, onError] = [endpoint.place(success), endpoint.place(error)];
  const names = [onSuccess.offset, onSuccess.length, onError.offset, onError.length] as const;
  finishInt(endpoint, endpoint.hook("managedCreateAsyncCall", ...operands, ...names, gas, extraGas, endpoint.buffer(closure)));
};

/** Code of a contract: another contract's, or given. */
export type CodeSource = { readonly from: Address } | { readonly code: Uint8Array };

export interface Deployment {
  readonly source: CodeSource;
  readonly gas: bigint;
  readonly value?: bigint;
  readonly arguments?: readonly BytesOrText[];
}

const codeMetadata = Uint8Array.of(5, 6);

export const deploy = ({ source, gas, value = 0n, arguments: args = [] }: Deployment): Step => (endpoint) => {
  const [address, results] = [endpoint.fresh(), endpoint.fresh()];
  const hook = "from" in source ? "managedDeployFromSourceContract" : "managedCreateContract";
  const operands = [endpoint.bigInt(value), sourceBuffer(endpoint, source), endpoint.buffer(codeMetadata), endpoint.list(args)] as const;
  finishInt(endpoint, endpoint.hook(hook, gas, ...operands, address, results));
  finishBuffer(endpoint, address);
  finishInt(endpoint, endpoint.hook("mBufferGetLength", results));
};

export const upgrade = (to: Address, { source, gas, value = 0n, arguments: args = [] }: Deployment): Step => (endpoint) => {
  const results = endpoint.fresh();
  const hook = "from" in source ? "managedUpgradeFromSourceContract" : "managedUpgradeContract";
  const operands = [endpoint.bigInt(value), sourceBuffer(endpoint, source), endpoint.buffer(codeMetadata), endpoint.list(args)] as const;
  endpoint.emit(endpoint.hook(hook, endpoint.buffer(to), gas, ...operands, results));
};

export const deleteContract = (to: Address, gas: bigint, args: readonly BytesOrText[] = []): Step => (endpoint) => {
  endpoint.emit(endpoint.hook("managedDeleteContract", endpoint.buffer(to), gas, endpoint.list(args)));
};

/** Sends EGLD and tokens back to the caller. */
export const payBack = (value: bigint, tokens: readonly Token[]): Step => (endpoint) => {
  const caller = endpoint.fresh();
  endpoint.emit(endpoint.hook("managedCaller", caller));
  const [name, args] = [endpoint.buffer(""), endpoint.list([])];
  if (value > 0n) finishInt(endpoint, endpoint.hook("managedTransferValueExecute", caller, endpoint.bigInt(value), 0n, name, args));
  if (tokens.length > 0) finishInt(endpoint, endpoint.hook("managedMultiTransferESDTNFTExecute", caller, tokenList(endpoint, tokens), 0n, name, args));
};

function tokenList(endpoint: EndpointBuilder, tokens: readonly Token[]): number {
  return endpoint.handles(
    tokens.flatMap(({ identifier, nonce, value }) => [endpoint.buffer(identifier), Number(nonce >> 32n), Number(nonce & 0xffffffffn), endpoint.bigInt(value)]),
  );
}

function sourceBuffer(endpoint: EndpointBuilder, source: CodeSource): number {
  return endpoint.buffer("from" in source ? source.from : source.code);
}

function finishInt(endpoint: EndpointBuilder, expression: string): void {
  endpoint.emit(endpoint.hook("int64finish", `(i64.extend_i32_s ${expression})`));
}

function finishBuffer(endpoint: EndpointBuilder, handle: number): void {
  endpoint.emit(`(drop ${endpoint.hook("mBufferFinish", handle)})`);
}
