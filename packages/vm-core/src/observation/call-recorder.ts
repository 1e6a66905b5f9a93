// What a run does, call by call, for whoever observes the VM. There is none where nobody does, so that a run pays for one look at a field.
import { bytesToByteString, equalBytes } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import type {
  BlockchainHooks,
  ByteString,
  ContractCallInput,
  LogEntry,
  ObservedCall,
  ObservedCallKind,
  ObservedStep,
  ObservedStorageChange,
  OutputTransfer,
  VmOutput,
} from "@mxvm/protocol-hooks";
import { edgeText } from "../execution/edge-text.js";
import { parseEsdtTransfers } from "../execution/esdt-transfer-parser.js";
import { functionNames } from "../execution/function-names.js";

/** Code and metadata come before the arguments of `upgrade`. */
const UPGRADE_ARGUMENTS = 2;

/** How a call began. */
export interface CallBeginning {
  readonly kind: ObservedCallKind;
  readonly input: ContractCallInput;
  readonly isReadOnly: boolean;
  /** If it is not the recipient. */
  readonly codeAddress?: Uint8Array;
}

/** How a call ended; the message is as it is inside the VM. */
export type CallEnd = Pick<VmOutput, "returnCode" | "returnMessage" | "returnData" | "gasRemaining">;

/** Told by the VM in the order of events; calls begin and end like brackets. */
export interface CallRecorder {
  /** Forgets everything: the transaction begins, perhaps for the second time. */
  beginRun(): void;
  begin(beginning: CallBeginning): void;
  end(end: CallEnd): void;
  endWithCost(end: Omit<CallEnd, "gasRemaining">, gasUsed: bigint): void;
  /** The current call deploys to this address. */
  deployingTo(address: Uint8Array): void;
  /** The current call runs another function than its input names. */
  running(functionName: ByteString): void;
  trapped(message: string): void;
  /** To be told before the value is replaced; an old value that is not given is looked up in the world. */
  storageWritten(address: Uint8Array, key: Uint8Array, oldValue: Uint8Array | undefined, newValue: Uint8Array): void;
  logged(log: LogEntry): void;
  sent(receiver: Uint8Array, transfer: OutputTransfer): void;
  /** What was recorded, for the observer to keep; calls that did not end have no outcome. */
  take(): readonly ObservedCall[];
}

export function createCallRecorder(hooks: Pick<BlockchainHooks, "getStorageData">): CallRecorder {
  return new TreeRecorder(hooks);
}

type Draft<T> = { -readonly [Field in keyof T]: T[Field] };

interface OpenCall {
  readonly call: Draft<ObservedCall>;
  readonly steps: (OpenCall | Exclude<ObservedStep, { kind: "call" }>)[];
  readonly changes: Map<ByteString, Draft<ObservedStorageChange>>;
  trapMessage: string | undefined;
}

class TreeRecorder implements CallRecorder {
  readonly #hooks: Pick<BlockchainHooks, "getStorageData">;
  #root: OpenCall | undefined;
  readonly #open: OpenCall[] = [];

  constructor(hooks: Pick<BlockchainHooks, "getStorageData">) {
    this.#hooks = hooks;
  }

  get #current(): OpenCall | undefined {
    return this.#open.at(-1);
  }

  beginRun(): void {
    this.#root = undefined;
    this.#open.length = 0;
  }

  begin(beginning: CallBeginning): void {
    const open: OpenCall = { call: callFrom(beginning), steps: [], changes: new Map(), trapMessage: undefined };
    this.#current?.steps.push(open);
    this.#root ??= open;
    this.#open.push(open);
  }

  end(end: CallEnd): void {
    this.endWithCost(end, (this.#current?.call.gasProvided ?? 0n) - end.gasRemaining);
  }

  endWithCost({ returnCode, returnMessage, returnData }: Omit<CallEnd, "gasRemaining">, gasUsed: bigint): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    open.call.gasUsed = gasUsed;
    open.call.outcome = {
      returnCode,
      returnMessage: edgeText(returnMessage),
      returnData: returnData.map((bytes) => bytes.slice()),
      trapMessage: open.trapMessage,
    };
  }

  deployingTo(address: Uint8Array): void {
    const open = this.#current;
    if (open === undefined) return;
    open.call.recipientAddress = address.slice();
    open.call.codeAddress = open.call.recipientAddress;
  }

  running(functionName: ByteString): void {
    const open = this.#current;
    if (open !== undefined) open.call.function = edgeText(functionName);
  }

  trapped(message: string): void {
    const open = this.#current;
    if (open !== undefined) open.trapMessage = message;
  }

  storageWritten(address: Uint8Array, key: Uint8Array, oldValue: Uint8Array | undefined, newValue: Uint8Array): void {
    const changes = this.#current?.changes;
    if (changes === undefined) return;
    const entry = `${bytesToByteString(address)}:${bytesToByteString(key)}`;
    const change = changes.get(entry);
    if (change !== undefined) {
      change.newValue = newValue.slice();
      return;
    }
    const old = oldValue ?? this.#hooks.getStorageData(address, key).value;
    changes.set(entry, { address: address.slice(), key: key.slice(), oldValue: old.slice(), newValue: newValue.slice() });
  }

  logged(log: LogEntry): void {
    this.#current?.steps.push({ kind: "log", log });
  }

  sent(receiver: Uint8Array, { value, data, gasLimit, gasLocked, callType }: OutputTransfer): void {
    const transfer = { receiver: receiver.slice(), value, data: data.slice(), gasLimit, gasLocked, callType };
    this.#current?.steps.push({ kind: "transfer", transfer });
  }

  take(): readonly ObservedCall[] {
    const root = this.#root;
    this.beginRun();
    return root === undefined ? [] : [finished(root)];
  }
}

/** Logs are copied last: what kind of call they tell of may be filled in after they were written. */
function finished({ call, steps, changes }: OpenCall): ObservedCall {
  call.storageChanges = [...changes.values()].filter(({ oldValue, newValue }) => !equalBytes(oldValue, newValue));
  call.steps = steps.map((step): ObservedStep => {
    if ("call" in step) return { kind: "call", call: finished(step) };
    return step.kind === "log" ? { kind: "log", log: copyOfLog(step.log) } : step;
  });
  return call;
}

function copyOfLog({ identifier, address, topics, data }: LogEntry): LogEntry {
  const copy = (bytes: Uint8Array): Uint8Array => bytes.slice();
  return { identifier: copy(identifier), address: copy(address), topics: topics.map(copy), data: data.map(copy) };
}

function callFrom({ kind, input, isReadOnly, codeAddress = input.recipientAddress }: CallBeginning): Draft<ObservedCall> {
  const isCallback = input.callType === CallType.asynchronousCallBack;
  const args = kind === "upgrade" ? input.arguments.slice(UPGRADE_ARGUMENTS) : input.arguments;
  const moved = kind === "builtInFunction" ? movedTokens(input) : undefined;
  return {
    kind,
    callType: input.callType,
    isReadOnly,
    callerAddress: input.callerAddress.slice(),
    recipientAddress: input.recipientAddress.slice(),
    codeAddress: codeAddress.slice(),
    function: functionOf(kind, input),
    arguments: args.map((bytes) => bytes.slice()),
    callValue: input.callValue,
    esdtTransfers: (moved?.transfers ?? input.esdtTransfers).map((transfer) => ({
      ...transfer,
      tokenIdentifier: transfer.tokenIdentifier.slice(),
    })),
    esdtReceiver: moved?.receiver.slice(),
    // Locked gas was kept for this callback.
    gasProvided: isCallback ? input.gasProvided + input.gasLocked : input.gasProvided,
    gasUsed: 0n,
    steps: [],
    storageChanges: [],
    outcome: undefined,
  };
}

function functionOf(kind: ObservedCallKind, input: ContractCallInput): string {
  if (kind === "deploy") return functionNames.init;
  return kind === "upgrade" ? functionNames.upgrade : edgeText(input.function);
}

/** Tokens that a built-in function is to move, as far as its arguments say. */
function movedTokens(input: ContractCallInput): ReturnType<typeof parseEsdtTransfers> {
  return parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
}
