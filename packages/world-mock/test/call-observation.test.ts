// What an observer of a world is told beyond the VM's own calls, and which worlds have one.
import { bytesToByteString, esdtSystemContractAddress, utf8ToBytes } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, type ObservedCall, ReturnCode, type VmFactory } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, test } from "vitest";
import { codeOf, createScriptedVm } from "./support/scripted-vm.js";

const alice = new Uint8Array(32).fill(0x61);
const bob = new Uint8Array(32).fill(0x62);
const contract = Uint8Array.from([...new Uint8Array(8), 5, 0, ...new Uint8Array(22).fill(0x63)]);
const token = utf8ToBytes("TOK-123456");
const basics = { txHash: new Uint8Array(32), sender: alice, value: 0n, gasLimit: 50_000_000n, gasPrice: 0n } as const;

/** A VM that tells of one call for each run, by the name of its function. */
function tellingVm(): VmFactory {
  const { factory } = createScriptedVm({ code: () => undefined });
  return (hooks, settings) => {
    const vm = factory(hooks, settings);
    let tell: ((calls: readonly ObservedCall[]) => void) | undefined;
    return {
      ...vm,
      runSmartContractCall: (input) => {
        const output = vm.runSmartContractCall(input);
        tell?.([{
          kind: "call", callType: CallType.directCall, isReadOnly: false, callerAddress: input.callerAddress, recipientAddress: input.recipientAddress,
          codeAddress: input.recipientAddress, function: input.function, arguments: input.arguments, callValue: input.callValue, esdtTransfers: input.esdtTransfers,
          esdtReceiver: undefined, gasProvided: input.gasProvided, gasUsed: 0n, steps: [], storageChanges: [],
          outcome: { returnCode: output.returnCode, returnMessage: "", returnData: [], trapMessage: undefined },
        }]);
        return output;
      },
      observeCalls: (observer) => { tell = observer; },
    };
  };
}

function observedWorld(shards?: number) {
  const options = { vm: tellingVm(), gasSchedule: gasSchedules.default };
  const world = createMockWorld(shards === undefined ? options : { ...options, shards });
  const tokens = [{ tokenIdentifier: token, instances: [{ nonce: 0n, balance: 10n }], lastNonce: 0n, roles: [] }];
  world.setAccount({ address: alice, balance: 1_000n, esdt: tokens });
  world.setAccount({ address: bob, balance: 0n });
  world.setAccount({ address: contract, code: codeOf("code"), codeMetadata: Uint8Array.of(5, 6), ownerAddress: alice });
  const runs: (readonly ObservedCall[])[] = [];
  world.observeCalls?.((calls) => runs.push(calls));
  return { world, runs };
}

/** Kind, function and return code of each call, run by run. */
function told(runs: readonly (readonly ObservedCall[])[]): unknown {
  return runs.map((calls) => calls.map(({ kind, function: name, outcome }) => [kind, name, outcome?.returnCode]));
}

describe("a world", () => {
  test("can be observed if its VM can", () => {
    const silent = createMockWorld({ vm: createScriptedVm({}).factory, gasSchedule: gasSchedules.default });
    expect([silent.supports.callObservation, silent.observeCalls]).toEqual([false, undefined]);
    expect(observedWorld().world.supports.callObservation).toBe(true);
  });

  test("tells of built-in functions that transactions name, and of those that refuse", () => {
    const { world, runs } = observedWorld();
    const call = { ...basics, kind: "call", receiver: bob, function: "ESDTTransfer", esdt: [] } as const;
    world.execute({ ...call, arguments: [token, Uint8Array.of(3)] });
    world.execute({ ...call, arguments: [token, Uint8Array.of(30)] });
    expect(told(runs)).toEqual([[["builtInFunction", "ESDTTransfer", ReturnCode.ok]], [["builtInFunction", "ESDTTransfer", ReturnCode.userError]]]);
    const [transfer, refused] = runs.flat();
    expect(transfer).toMatchObject({ esdtReceiver: bob, esdtTransfers: [{ value: 3n, nonce: 0n }] });
    expect(transfer?.steps.flatMap((step) => (step.kind === "log" ? [bytesToByteString(step.log.identifier)] : []))).toEqual(["ESDTTransfer"]);
    expect(refused).toMatchObject({ gasUsed: basics.gasLimit, outcome: { returnMessage: "insufficient funds" } });
  });

  test("tells of a payment before the call that it is for, which costs nothing", () => {
    const { world, runs } = observedWorld();
    world.execute({ ...basics, kind: "call", receiver: contract, function: "buy", arguments: [], esdt: [{ tokenIdentifier: token, nonce: 0n, value: 3n }] });
    expect(told(runs)).toEqual([[["builtInFunction", "ESDTTransfer", ReturnCode.ok], ["call", "buy", ReturnCode.ok]]]);
    expect(runs[0]?.[0]?.gasUsed).toBe(0n);
  });

  test("tells of transactions that call nothing as what they move, and how they ended", () => {
    const { world, runs } = observedWorld();
    world.execute({ ...basics, kind: "transfer", receiver: bob, value: 3n, esdt: [] });
    world.execute({ ...basics, kind: "call", receiver: contract, function: "buy", arguments: [], value: 3_000n, esdt: [] });
    world.execute({ kind: "validatorReward", receiver: bob, value: 5n });
    expect(told(runs)).toEqual([[["transfer", "", ReturnCode.ok]], [["call", "buy", ReturnCode.outOfFunds]], [["transfer", "", ReturnCode.ok]]]);
    expect(runs.flat().map(({ callValue }) => callValue)).toEqual([3n, 3_000n, 5n]);
  });

  test("tells nothing of what it refuses", () => {
    const { world, runs } = observedWorld();
    expect(() => world.execute({ ...basics, kind: "transfer", sender: bob, gasPrice: 1n, receiver: alice, esdt: [] })).toThrow();
    expect(runs).toEqual([]);
  });

  test("tells of the contract that issues tokens", () => {
    const { world, runs } = observedWorld();
    world.setNewTokenIdentifiers?.(["ABC-123456"]);
    world.query({ receiver: esdtSystemContractAddress, function: "getContractConfig", arguments: [] });
    expect(told(runs)).toMatchObject([[["callOnOtherVm", "getContractConfig", expect.any(Number)]]]);
  });

  test("has an observer of its own: neither its forks nor its origin are told of", () => {
    const { world, runs } = observedWorld();
    const fork = world.fork();
    const told: number[] = [];
    fork.observeCalls?.((calls) => told.push(calls.length));
    world.query({ receiver: contract, function: "look", arguments: [] });
    expect([runs.length, told.length]).toEqual([1, 0]);
    fork.query({ receiver: contract, function: "look", arguments: [] });
    expect([runs.length, told.length]).toEqual([1, 1]);
    world.fork().query({ receiver: contract, function: "look", arguments: [] });
    expect([runs.length, told.length]).toEqual([1, 1]);
  });

  test("lets an observer ask it, and take itself away, since the run is over", () => {
    const { world } = observedWorld();
    const nonces: (bigint | undefined)[] = [];
    world.observeCalls?.(() => {
      world.observeCalls?.(undefined);
      world.query({ receiver: contract, function: "look", arguments: [] });
      nonces.push(world.getAccount(alice)?.nonce);
    });
    world.execute({ ...basics, kind: "transfer", receiver: bob, value: 3n, esdt: [] });
    expect(nonces).toEqual([1n]);
  });

  test("goes on after an observer that threw, which undoes nothing", () => {
    const { world } = observedWorld();
    const transfer = { ...basics, kind: "transfer", receiver: bob, value: 3n, esdt: [] } as const;
    world.observeCalls?.(() => { throw new RangeError("the observer's"); });
    expect(() => world.execute(transfer)).toThrow("the observer's");
    world.observeCalls?.(undefined);
    world.execute(transfer);
    expect([world.getAccount(alice)?.nonce, world.getAccount(bob)?.balance]).toEqual([2n, 6n]);
  });

  test("leaves the VM that it shares unobserved", () => {
    const { world, runs } = observedWorld();
    const fork = world.fork();
    world.query({ receiver: contract, function: "look", arguments: [] });
    fork.execute({ ...basics, kind: "call", receiver: contract, function: "look", arguments: [], esdt: [] });
    expect(runs).toHaveLength(1);
  });
});

describe("a world of shards", () => {
  const far = Uint8Array.from([...contract.subarray(0, 31), 1]);

  test("tells of a call of another shard as sent, then as delivered", () => {
    const { world, runs } = observedWorld(3);
    const sharded = world as ReturnType<typeof createMockWorld> & { deliverAll(): unknown };
    world.setAccount({ address: far, code: codeOf("code"), codeMetadata: Uint8Array.of(5, 6), ownerAddress: alice, shard: 1 });
    world.execute({ ...basics, kind: "call", receiver: far, function: "buy", arguments: [Uint8Array.of(7)], value: 3n, esdt: [] });
    sharded.deliverAll();
    expect(told(runs)).toEqual([[["transfer", "", ReturnCode.ok]], [["call", "buy", ReturnCode.ok]]]);
    expect(runs[0]?.[0]?.steps).toMatchObject([{ kind: "transfer", transfer: { receiver: far, value: 3n, data: utf8ToBytes("buy@07") } }]);
  });

  test("tells of the delivery of value, which calls nothing", () => {
    const { world, runs } = observedWorld(3);
    const sharded = world as ReturnType<typeof createMockWorld> & { deliverAll(): unknown };
    world.setAccount({ address: far, code: codeOf("code"), codeMetadata: Uint8Array.of(5, 6), ownerAddress: alice, shard: 1 });
    world.execute({ ...basics, kind: "transfer", receiver: far, value: 3n, esdt: [] });
    sharded.deliverAll();
    expect(runs.flat().map(({ kind, recipientAddress, callValue }) => [kind, recipientAddress, callValue])).toEqual([["transfer", far, 3n], ["transfer", far, 3n]]);
  });
});
