// Runs a call graph: contracts made of it, a world of shards, and every call that crosses delivered, callbacks first.
import { bytesToByteString } from "@mxvm/codec";
import { codeOf, createMockExecutor, mockContract, type MockEndpoint, type MockVm } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, ReturnCode, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import { createMockWorld, type PortableShardedWorld } from "@mxvm/world-mock";
import { buffer, bytesOf, fail, text, userAddress, vector } from "../../support/mock-world.js";
import { callbackOf, contractOf, functionOf, shardsOf, type CallEdge, type CallGraph } from "./call-graph.js";
import { failureMessages, GAS_LOCK, type FinishedCall, type GasUsed } from "./expected-run.js";
import { createPricedVm, spend } from "./priced-vm.js";

const VALUE = 7n;
const BALANCE = 1000n;

export interface GraphRun {
  readonly finished: readonly FinishedCall[];
  /** Of the transaction, then of each delivery. */
  readonly results: readonly TransactionResult[];
  /** Of the results: gas used, or that it failed. */
  readonly outcomes: readonly (GasUsed | "failed")[];
  /** What the logs of all runs say of errors inside. */
  readonly errorsLog: string;
  /** Storage that contracts have afterwards. */
  readonly storageKeys: readonly string[];
  /** EGLD that all contracts have together, without what they began with. */
  readonly gained: bigint;
}

type Addresses = ReadonlyMap<string, Uint8Array>;

/** The last byte of an address tells its shard. */
function addressesOf(graph: CallGraph): Addresses {
  return new Map(
    [...shardsOf(graph)].map(([name, shard]) => {
      const address = text(`0123456789${name.padEnd(22, "_")}`).fill(0, 0, 10);
      address[8] = 5;
      address[31] = shard;
      return [name, address];
    }),
  );
}

/** Makes the call of an edge. The called endpoint learns by an argument which edge called it, a callback by its closure. */
function follow(vm: MockVm, edge: CallEdge, label: string, addresses: Addresses): void {
  const { hooks, memory } = vm;
  const destination = buffer(vm, addresses.get(contractOf(edge.to))!);
  const call = [destination, hooks.bigIntNew(VALUE), buffer(vm, functionOf(edge.to)), vector(vm, label)] as const;
  if (edge.kind === "sync") {
    hooks.managedExecuteOnDestContext(BigInt(edge.gas), ...call, hooks.mBufferNew());
    return;
  }
  const { length } = edge.callback;
  memory.store(1000, text(edge.callback));
  hooks.managedCreateAsyncCall(...call, 1000, length, 1000, length, BigInt(edge.gas), BigInt(edge.lock), buffer(vm, label));
}

interface Figures {
  readonly uses: number;
  readonly fails: boolean;
}

const labelOf = (index: number): string => `edge ${index}`;

/** What the edge that led here says of this run. */
function figuresOf(vm: MockVm, { edges }: CallGraph): Figures {
  const labels = edges.map((_, index) => labelOf(index));
  const handle = vm.hooks.mBufferNew();
  vm.hooks.mBufferGetArgument(0, handle);
  const called = labels.indexOf(bytesToByteString(bytesOf(vm, handle)));
  if (called >= 0) return edges[called]!;
  vm.hooks.managedGetCallbackClosure(handle);
  const { callbackUses: uses, callbackFails: fails } = edges[labels.indexOf(bytesToByteString(bytesOf(vm, handle)))]!;
  return { uses, fails };
}

function endpointOf(graph: CallGraph, endpoint: string, addresses: Addresses, finished: FinishedCall[]): MockEndpoint {
  const calls = graph.edges.flatMap((edge, index) => (edge.from === endpoint ? [{ edge, label: labelOf(index) }] : []));
  return (vm) => {
    const gasProvided = Number(vm.hooks.getGasLeft());
    let gasRemaining: FinishedCall["gasRemaining"] = "failed";
    try {
      const { uses, fails } = endpoint === graph.start ? { uses: graph.uses, fails: false } : figuresOf(vm, graph);
      if (fails) fail(vm, failureMessages.ownFailure);
      for (const { edge, label } of calls) follow(vm, edge, label, addresses);
      spend(vm, uses);
      gasRemaining = Number(vm.hooks.getGasLeft());
    } finally {
      finished.push({ endpoint, gasProvided, gasRemaining });
    }
  };
}

function createGraphWorld(graph: CallGraph, addresses: Addresses, finished: FinishedCall[]): PortableShardedWorld {
  const called = graph.edges.flatMap((edge) => [edge.from, edge.to, ...(edge.callback === "" ? [] : [callbackOf(edge)])]);
  const endpoints = [...new Set([graph.start, ...called])];
  const contracts = [...addresses.keys()].map((name) => {
    const own = endpoints.filter((endpoint) => contractOf(endpoint) === name);
    const entries = own.map((endpoint) => [functionOf(endpoint), endpointOf(graph, endpoint, addresses, finished)] as const);
    return mockContract({ name, endpoints: Object.fromEntries(entries) });
  });
  const vm = createPricedVm(createMockExecutor({ contracts }), { BaseOpsAPICost: { AsyncCallbackGasLock: GAS_LOCK } });
  const shards = Math.max(...shardsOf(graph).values()) + 1;
  const world = createMockWorld({ vm, gasSchedule: gasSchedules.default, compatibility: "production", shards });
  for (const contract of contracts) {
    world.setAccount({ address: addresses.get(contract.name)!, balance: BALANCE, code: codeOf(contract), codeMetadata: Uint8Array.of(0, 2) });
  }
  return world;
}

/**
 * Stores what the output of a failed callback says. The protocol discards such an output, and with it that the call is complete; production's
 * host tests look at what the VM would have stored.
 */
function keepStorage(world: World, { returnCode, vmOutput }: TransactionResult): void {
  if (returnCode === ReturnCode.ok || vmOutput === undefined) return;
  for (const { address, storageUpdates } of vmOutput.outputAccounts.values()) {
    const storage = new Map([...storageUpdates].map(([key, { data }]) => [key, data]));
    if (storage.size > 0) world.updateAccount({ address, storage });
  }
}

function outcomeOf({ returnCode, vmOutput }: TransactionResult, addresses: Addresses): GasUsed | "failed" {
  if (returnCode !== ReturnCode.ok) return "failed";
  const used = [...addresses].map(([name, address]) => [name, Number(vmOutput?.outputAccounts.get(bytesToByteString(address))?.gasUsed ?? 0n)] as const);
  return Object.fromEntries(used.filter(([, gas]) => gas > 0));
}

function errorsLogOf({ logs }: TransactionResult): string {
  const entries = logs.filter(({ identifier }) => bytesToByteString(identifier) === "internalVMErrors");
  return entries.flatMap(({ data }) => data.map(bytesToByteString)).join("\n");
}

export function runGraph(graph: CallGraph): GraphRun {
  const finished: FinishedCall[] = [];
  const addresses = addressesOf(graph);
  const world = createGraphWorld(graph, addresses, finished);
  const sender = userAddress("alice").fill(0, 31);
  world.setAccount({ address: sender });
  const transaction = { kind: "call", sender, receiver: addresses.get(contractOf(graph.start))!, function: functionOf(graph.start) } as const;
  const txHash = new Uint8Array(32).fill(1);
  const results = [world.execute({ ...transaction, txHash, arguments: [], value: 0n, esdt: [], gasLimit: BigInt(graph.gas), gasPrice: 0n })];
  for (let pending = world.pendingCalls(); pending.length > 0; pending = world.pendingCalls()) {
    const next = pending.find(({ callType }) => callType === CallType.asynchronousCallBack) ?? pending[0]!;
    const result = world.deliver(next.id);
    keepStorage(world, result);
    results.push(result);
  }
  const accounts = [...addresses.values()].map((address) => world.getAccount(address)!);
  return {
    finished,
    results,
    outcomes: results.map((result) => outcomeOf(result, addresses)),
    errorsLog: results.map(errorsLogOf).join("\n"),
    storageKeys: accounts.flatMap(({ storage }) => [...storage.keys()]),
    gained: accounts.reduce((sum, { balance }) => sum + balance - BALANCE, 0n),
  };
}
