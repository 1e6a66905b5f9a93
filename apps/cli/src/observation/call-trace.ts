// What the transactions of a scenario did, for `--trace`: results, events, transfers, and the tree of contract calls with their gas.
import { bytesToByteString } from "@mxvm/codec";
import type { CallOutcome, Executor, ExecutorFactory, Instance } from "@mxvm/executor-api";
import type { LogEntry, Query, Transaction, TransactionResult, VmOutput, World } from "@mxvm/protocol-hooks";
import { expressionFromBytes } from "@mxvm/scenario";
import type { RunObserver, StepEvent } from "@mxvm/scenario";

/** A function of a contract that ran. Byte values of this file are expressions, as a scenario writes them. */
export interface TracedCall {
  readonly function: string;
  /** Contracts of that code: one, unless several have the same. */
  readonly contracts: readonly string[];
  /** Gas of the code and of what it called, in units. */
  readonly gas: string;
  readonly status: CallOutcome["status"];
  readonly calls: readonly TracedCall[];
}

export interface TracedStep {
  /** From 1, in its file. */
  readonly step: number;
  readonly id: string;
  readonly kind: string;
  readonly from?: string;
  readonly to?: string;
  readonly function?: string;
  readonly arguments: readonly string[];
  readonly status: string;
  readonly message: string;
  readonly out: readonly string[];
  readonly gas: string;
  readonly logs: readonly { readonly address: string; readonly endpoint: string; readonly topics: readonly string[]; readonly data: readonly string[] }[];
  readonly transfers: readonly { readonly from: string; readonly to: string; readonly value: string; readonly data: string }[];
  readonly calls: readonly TracedCall[];
}

/** Looks on while scenarios run one after the other. */
export interface CallTracer {
  readonly observer: RunObserver;
  readonly watch: (world: World) => World;
  readonly wrapExecutor: (executor: ExecutorFactory) => ExecutorFactory;
  /** What was traced since the last call. */
  readonly take: () => readonly TracedStep[];
}

interface RunningCall {
  readonly function: string;
  readonly code: Uint8Array;
  gas: bigint;
  status: CallOutcome["status"];
  readonly calls: RunningCall[];
}

export function createCallTracer(): CallTracer {
  return new ScenarioTracer();
}

class ScenarioTracer implements CallTracer {
  #steps: TracedStep[] = [];
  #current: StepEvent | undefined;
  #roots: RunningCall[] = [];
  readonly #open: RunningCall[] = [];

  readonly observer: RunObserver = {
    onStepStart: (event) => {
      this.#current = event;
    },
  };

  readonly wrapExecutor = (factory: ExecutorFactory): ExecutorFactory => (hooks, costs) => {
    const executor = factory(hooks, costs);
    return methodsReplaced<Executor>(executor, {
      newInstance: (code, options) => {
        const result = executor.newInstance(code, options);
        return result.ok ? { ok: true, instance: this.#wrapInstance(result.instance, code) } : result;
      },
    });
  };

  readonly watch = (world: World): World =>
    methodsReplaced(world, {
      execute: (transaction) => this.#record(world, transaction, () => world.execute(transaction)),
      query: (query, options) => this.#record(world, { kind: "query", ...query }, () => world.query(query, options)),
    });

  readonly take = (): readonly TracedStep[] => {
    const steps = this.#steps;
    this.#steps = [];
    return steps;
  };

  #wrapInstance(instance: Instance, code: Uint8Array): Instance {
    return methodsReplaced<Instance>(instance, {
      callFunction: (name) => {
        const call: RunningCall = { function: name, code, gas: 0n, status: "stopped", calls: [] };
        (this.#open.at(-1)?.calls ?? this.#roots).push(call);
        this.#open.push(call);
        const before = instance.getPointsUsed();
        try {
          const outcome = instance.callFunction(name);
          call.status = outcome.status;
          return outcome;
        } finally {
          call.gas = instance.getPointsUsed() - before;
          this.#open.pop();
        }
      },
    });
  }

  #record(world: World, sent: Transaction | (Query & { readonly kind: "query" }), run: () => TransactionResult): TransactionResult {
    this.#roots = [];
    const result = run();
    const namesOf = contractsByCode(world);
    this.#steps.push({
      step: this.#current?.number ?? 0,
      id: this.#current !== undefined && "id" in this.#current.step ? this.#current.step.id : "",
      kind: this.#current?.step.kind ?? sent.kind,
      ...sentFields(sent),
      ...resultFields(result),
      calls: this.#roots.map((call) => tracedCall(call, namesOf)),
    });
    return result;
  }
}

/** The object with some methods replaced; the others run on the object itself, whose private fields a copy would not have. */
function methodsReplaced<T extends object>(object: T, replacements: Partial<T>): T {
  return new Proxy(object, {
    get: (target, key) => {
      const replacement: unknown = Object.hasOwn(replacements, key) ? Reflect.get(replacements, key) : undefined;
      if (replacement !== undefined) return replacement;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

type NamesOf = (code: Uint8Array) => readonly string[];

/** Made when it is first asked: only scenarios that are traced pay. */
function contractsByCode(world: World): NamesOf {
  let names: Map<string, string[]> | undefined;
  const collect = (): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    if (!world.supports.accountExport) return found;
    for (const address of world.addresses()) {
      const code = world.getAccount(address)?.code ?? new Uint8Array();
      if (code.length === 0) continue;
      const key = bytesToByteString(code);
      found.set(key, [...(found.get(key) ?? []), expressionFromBytes(address)]);
    }
    return found;
  };
  return (code) => (names ??= collect()).get(bytesToByteString(code)) ?? [];
}

function tracedCall(call: RunningCall, namesOf: NamesOf): TracedCall {
  return {
    function: call.function,
    contracts: namesOf(call.code),
    gas: call.gas.toString(),
    status: call.status,
    calls: call.calls.map((inner) => tracedCall(inner, namesOf)),
  };
}

const expressions = (values: readonly Uint8Array[]): string[] => values.map((bytes) => expressionFromBytes(bytes));

function sentFields(sent: Transaction | (Query & { readonly kind: "query" })): Pick<TracedStep, "from" | "to" | "function" | "arguments"> {
  return {
    ...("sender" in sent && { from: expressionFromBytes(sent.sender) }),
    ...("receiver" in sent && { to: expressionFromBytes(sent.receiver) }),
    ...("function" in sent && sent.function !== "" && { function: sent.function }),
    arguments: "arguments" in sent ? expressions(sent.arguments) : [],
  };
}

function resultFields(result: TransactionResult): Pick<TracedStep, "status" | "message" | "out" | "gas" | "logs" | "transfers"> {
  return {
    status: result.returnCode.toString(),
    message: result.returnMessage,
    out: expressions(result.returnData),
    gas: result.gasUsed.toString(),
    logs: result.logs.map(tracedLog),
    transfers: result.vmOutput === undefined ? [] : transfersOf(result.vmOutput),
  };
}

function tracedLog({ address, identifier, topics, data }: LogEntry): TracedStep["logs"][number] {
  return { address: expressionFromBytes(address), endpoint: expressionFromBytes(identifier), topics: expressions(topics), data: expressions(data) };
}

function transfersOf({ outputAccounts }: VmOutput): TracedStep["transfers"] {
  return [...outputAccounts.values()]
    .flatMap((account) => account.outputTransfers.map((transfer) => ({ account, transfer })))
    .sort((one, other) => one.transfer.index - other.transfer.index)
    .map(({ account, transfer }) => ({
      from: expressionFromBytes(transfer.senderAddress),
      to: expressionFromBytes(account.address),
      value: transfer.value.toString(),
      data: expressionFromBytes(transfer.data),
    }));
}
