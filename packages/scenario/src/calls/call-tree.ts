// Calls as data for people and programs: contracts by their names, values as their ABIs say, and as scenario expressions where none does.
import { ADDRESS_LENGTH, bech32ToAddress, bytesToByteString, bytesToUtf8, byteStringToBytes, type ByteString, esdtSystemContractAddress, hexToBytes, parseCallData, systemAccountAddress } from "@mxvm/codec";
import { CallType, type LogEntry, type ObservedCall, type ObservedCallKind, type ObservedStorageChange, type ObservedTransfer, ReturnCode, returnCodeTexts } from "@mxvm/protocol-hooks";
import type { Abi, AbiFunction } from "../abi/abi.js";
import { decodeEvent, decodeInputs, decodeOutputs, functionOf, type NamedValues } from "../abi/functions.js";
import { showValue, type TextNames } from "../fluent/show-value.js";
import { expressionFromBytes } from "../write/expression.js";
import { storageKeyExpression } from "./storage-key.js";

/** What is known of addresses. */
export interface KnownAddresses {
  /** The name that an address is shown by. */
  nameOf(address: Uint8Array): string | undefined;
  /** The ABI of the contract at an address. */
  abiOf(address: Uint8Array): Abi | undefined;
  /** Addresses that are looked for in storage keys. */
  readonly addresses?: Iterable<Uint8Array>;
}

/** A value, with its name where an ABI says it. */
export interface ShownValue {
  readonly name?: string;
  readonly value: string;
}

/** Tokens that move. */
export interface ShownTokens {
  readonly token: string;
  readonly nonce: string;
  readonly amount: string;
}

/** A log entry of a call, as people read it. */
export interface ShownLog {
  readonly kind: "log";
  /** The event's name, where an ABI knows it; else the log's identifier. */
  readonly name: string;
  readonly address: string;
  /** Fields of the event, or topics. */
  readonly values: readonly ShownValue[];
  /** What else the log holds. */
  readonly data: readonly string[];
}

/** A transfer of EGLD and tokens by a call, as people read it. */
export interface ShownTransfer {
  readonly kind: "transfer";
  readonly to: string;
  /** EGLD in 10^-18. */
  readonly egld: string;
  /** The function of the call that goes along, empty if none does. */
  readonly function: string;
  readonly arguments: readonly ShownValue[];
  readonly isAsynchronous: boolean;
  readonly gasLimit: string;
}

/** A function and its arguments. */
export interface ShownCall {
  readonly function: string;
  readonly arguments: readonly ShownValue[];
}

/** A change of storage by a call, as people read it. */
export interface ShownStorageChange {
  /** Empty where it is the contract's own. */
  readonly address: string;
  readonly key: string;
  /** Empty where there was nothing; left out where nobody knows. */
  readonly from?: string;
  /** Empty where the entry is gone. */
  readonly to: string;
}

/** A call and everything in it, as plain data. Numbers are decimal texts. */
export interface CallTree {
  readonly kind: ObservedCallKind;
  /** Whether it is the call of a query, which nobody sent. */
  readonly isQuery: boolean;
  readonly from: string;
  readonly to: string;
  /** What the ABI calls the contract; empty where none is known. */
  readonly contract: string;
  /** Whose code runs on the caller's own context; empty where it is the recipient's. */
  readonly code: string;
  readonly function: string;
  readonly arguments: readonly ShownValue[];
  /** EGLD in 10^-18. */
  readonly egld: string;
  readonly tokens: readonly ShownTokens[];
  /** Who gets the tokens of a built-in function that moves some; empty where none does. */
  readonly tokensTo: string;
  /** The call that those tokens are sent for; its function is empty where none is. */
  readonly tokensFor: ShownCall;
  readonly isAsynchronous: boolean;
  readonly isReadOnly: boolean;
  /** Gas of the call and of all that it called. */
  readonly gas: string;
  /** Gas of the call alone. */
  readonly ownGas: string;
  /** Production's number; -1 where the engine could not go on. */
  readonly status: number;
  /** Production's words for the number. */
  readonly statusText: string;
  readonly message: string;
  /** What the executor said of a trap; empty where there was none. */
  readonly trap: string;
  /** Results, or returned bytes as expressions. */
  readonly results: readonly string[];
  /** Whether what the call did is undone, since it failed or a call around it. */
  readonly isUndone: boolean;
  readonly steps: readonly (ShownLog | ShownTransfer | { readonly kind: "call"; readonly call: CallTree })[];
  readonly storage: readonly ShownStorageChange[];
}

/** What the world above the calls knows better than the calls do. */
export interface CallTreeOptions {
  /** ABI of code that is deployed or upgraded to by a transaction: what the address had before does not fit it. */
  readonly newCodeAbi?: Abi | undefined;
  /** Whether the calls are those of a query. */
  readonly isQuery?: boolean;
}

/** A storage change of which the old value may be unknown. */
export type DescribedChange = Omit<ObservedStorageChange, "oldValue"> & { readonly oldValue?: Uint8Array | undefined };
/** A call as it was observed, or as far as a result tells of it. */
export type DescribedCall = Omit<ObservedCall, "storageChanges"> & { readonly storageChanges: readonly DescribedChange[] };

/** Describes calls of one transaction or query. */
export function describeCalls(calls: readonly DescribedCall[], known: KnownAddresses, options: CallTreeOptions = {}): readonly CallTree[] {
  const describer = new Describer(known);
  return calls.map((call) => describer.call(call, false, options));
}

/** So short, bytes are rather a number than a text. */
const LONGEST_SURE_NUMBER = 2;

/** Names of what is at the same address on every chain. */
const protocolNames: ReadonlyMap<ByteString, string> = new Map([
  [bytesToByteString(esdtSystemContractAddress), "the ESDT system contract"],
  [bytesToByteString(systemAccountAddress), "the system account"],
]);

/** The name of an address, or an expression; empty for no address. */
export function showAddress(address: Uint8Array, known: KnownAddresses): string {
  return known.nameOf(address) ?? protocolNames.get(bytesToByteString(address)) ?? expressionFromBytes(address, "address");
}

const noCall: ShownCall = { function: "", arguments: [] };

/** Where functions that move tokens have the name of the call that follows. At the sender, the receiver of several comes first. */
const functionIndexes: Readonly<Record<string, (args: readonly Uint8Array[], count: number) => number>> = {
  ESDTTransfer: () => 2,
  ESDTNFTTransfer: () => 4,
  MultiESDTNFTTransfer: ([first], count) => (first?.length === ADDRESS_LENGTH ? 2 : 1) + 3 * count,
};

class Describer {
  readonly #known: KnownAddresses;
  readonly #named: readonly Uint8Array[];
  /** What is shown in place of decoded texts. */
  readonly #texts: TextNames;

  constructor(known: KnownAddresses) {
    this.#known = known;
    this.#named = [...(known.addresses ?? [])];
    this.#texts = { get: (text) => this.#addressName(text) ?? bytesExpression(text) };
  }

  call(call: DescribedCall, isInUndone: boolean, { newCodeAbi, isQuery = false }: CallTreeOptions = {}): CallTree {
    const { kind, outcome, callType } = call;
    const abi = (kind === "deploy" || kind === "upgrade" ? newCodeAbi : undefined) ?? this.#known.abiOf(call.codeAddress);
    const declared = abi && kind !== "builtInFunction" ? functionOf(abi, call.function) : undefined;
    const isUndone = isInUndone || outcome?.returnCode !== ReturnCode.ok;
    const isOnSameContext = kind === "callOnSameContext";
    return {
      kind,
      isQuery,
      from: this.name(call.callerAddress),
      to: this.name(call.recipientAddress),
      contract: abi?.name ?? "",
      code: isOnSameContext ? this.name(call.codeAddress) : "",
      function: call.function,
      arguments: this.#arguments(call.arguments, abi, declared),
      egld: call.callValue.toString(),
      tokens: call.esdtTransfers.map(({ tokenIdentifier, nonce, value }) => ({ token: textOf(tokenIdentifier), nonce: nonce.toString(), amount: value.toString() })),
      tokensTo: call.esdtReceiver === undefined ? "" : this.name(call.esdtReceiver),
      tokensFor: this.#tokensFor(call),
      isAsynchronous: callType === CallType.asynchronousCall,
      isReadOnly: call.isReadOnly,
      gas: call.gasUsed.toString(),
      ownGas: ownGasOf(call).toString(),
      status: outcome?.returnCode ?? -1,
      statusText: outcome === undefined ? "the engine could not go on" : returnCodeTexts[outcome.returnCode],
      message: outcome?.returnMessage ?? "",
      trap: outcome?.trapMessage ?? "",
      results: this.#results(outcome?.returnData ?? [], abi, declared),
      isUndone,
      steps: call.steps.map((step) => {
        if (step.kind === "call") return { kind: "call", call: this.call(step.call, isUndone) };
        return step.kind === "log" ? this.#log(step.log) : this.#transfer(step.transfer);
      }),
      storage: call.storageChanges.map((change) => this.#change(change, call.recipientAddress)),
    };
  }

  name(address: Uint8Array): string {
    return showAddress(address, this.#known);
  }

  /** Decoded addresses are bech32 texts. */
  #addressName(text: string): string | undefined {
    if (!/^erd1[a-z0-9]{58}$/u.test(text)) return undefined;
    try {
      return this.name(bech32ToAddress(text));
    } catch {
      // A text that only looks like one.
      return undefined;
    }
  }

  #arguments(row: readonly Uint8Array[], abi: Abi | undefined, declared: AbiFunction | undefined): ShownValue[] {
    const values = abi && declared && declared.inputs.length > 0 ? decodeInputs(abi, declared, row) : undefined;
    return values === undefined ? row.map((bytes) => ({ value: this.#bytes(bytes) })) : this.#namedValues(values);
  }

  /** The function stands behind the tokens, and its arguments behind it. */
  #tokensFor({ function: transfer, arguments: args, esdtTransfers, esdtReceiver }: DescribedCall): ShownCall {
    if (esdtReceiver === undefined) return noCall;
    const index = functionIndexes[transfer]?.(args, esdtTransfers.length) ?? args.length;
    const name = args[index];
    if (name === undefined || name.length === 0) return noCall;
    const abi = this.#known.abiOf(esdtReceiver);
    const functionName = textOf(name);
    return { function: functionName, arguments: this.#arguments(args.slice(index + 1), abi, abi && functionOf(abi, functionName)) };
  }

  #results(row: readonly Uint8Array[], abi: Abi | undefined, declared: AbiFunction | undefined): string[] {
    if (row.length === 0) return [];
    if (abi !== undefined && declared?.outputs !== undefined && declared.outputs.length > 0) {
      try {
        return [this.#value(decodeOutputs(abi, declared, row))];
      } catch {
        // Not what the ABI says: shown as it is.
      }
    }
    return row.map((bytes) => this.#bytes(bytes));
  }

  #log(log: LogEntry): ShownLog {
    const event = this.#event(log);
    const address = this.name(log.address);
    if (event !== undefined) return { kind: "log", name: event.name, address, values: this.#namedValues(event.args), data: [] };
    return {
      kind: "log",
      name: textOf(log.identifier),
      address,
      values: log.topics.map((topic) => ({ value: this.#bytes(topic) })),
      data: log.data.filter(({ length }) => length > 0).map((bytes) => paragraph(bytes) ?? this.#bytes(bytes)),
    };
  }

  #event(log: LogEntry): ReturnType<typeof decodeEvent> {
    const abi = this.#known.abiOf(log.address);
    try {
      return abi && decodeEvent(abi, log);
    } catch (cause) {
      // An ABI without the type of a field: the log is shown as it is.
      if (!(cause instanceof TypeError)) throw cause;
      return undefined;
    }
  }

  #transfer({ receiver, value, data, gasLimit, callType }: ObservedTransfer): ShownTransfer {
    const call = data.length === 0 ? undefined : parseCallData(bytesToByteString(data));
    const [name, row] = call?.ok === true ? [call.value.functionName, call.value.arguments] : ["", data.length === 0 ? [] : [data]];
    const abi = this.#known.abiOf(receiver);
    return {
      kind: "transfer",
      to: this.name(receiver),
      egld: value.toString(),
      function: bytesToUtf8(byteStringToBytes(name)) ?? name,
      arguments: this.#arguments(row, abi, abi && functionOf(abi, name)),
      isAsynchronous: callType === CallType.asynchronousCall,
      gasLimit: gasLimit.toString(),
    };
  }

  #change({ address, key, oldValue, newValue }: DescribedChange, recipient: Uint8Array): ShownStorageChange {
    const isOwn = bytesToByteString(address) === bytesToByteString(recipient);
    const shown = (bytes: Uint8Array): string => (bytes.length === 0 ? "" : this.#bytes(bytes));
    return {
      address: isOwn ? "" : this.name(address),
      key: storageKeyExpression(key, this.#named),
      ...(oldValue !== undefined && { from: shown(oldValue) }),
      to: shown(newValue),
    };
  }

  #namedValues(values: NamedValues): ShownValue[] {
    return Object.entries(values).map(([name, value]) => ({ name, value: this.#value(value) }));
  }

  #value(value: unknown): string {
    return showValue(value, this.#texts);
  }

  /** Bytes of which no type is known. */
  #bytes(bytes: Uint8Array): string {
    if (bytes.length === 0) return '""';
    return this.#known.nameOf(bytes) ?? expressionFromBytes(bytes, bytes.length <= LONGEST_SURE_NUMBER ? "number" : undefined);
  }
}

/** Decoded bytes are hexadecimal digits, which may be those of a text. */
function bytesExpression(text: string): string | undefined {
  if (text === "0x") return '""';
  const bytes = /^0x(?:[0-9a-f]{2})+$/u.test(text) ? hexToBytes(text.slice(2)) : undefined;
  if (bytes === undefined) return undefined;
  const written = expressionFromBytes(bytes, "text");
  return bytes.length > LONGEST_SURE_NUMBER && written.startsWith("str:") ? written : text;
}

function ownGasOf({ gasUsed, steps }: DescribedCall): bigint {
  return steps.reduce((gas, step) => (step.kind === "call" ? gas - step.call.gasUsed : gas), gasUsed);
}

/** A text of several lines, in one. */
function paragraph(bytes: Uint8Array): string | undefined {
  const text = bytesToUtf8(bytes);
  return text === undefined || !text.includes("\n") || /[^\P{C}\n\t]/u.test(text) ? undefined : JSON.stringify(text.trim().replaceAll(/\s+/gu, " "));
}

function textOf(bytes: Uint8Array): string {
  return bytesToUtf8(bytes) ?? expressionFromBytes(bytes, "hex");
}
