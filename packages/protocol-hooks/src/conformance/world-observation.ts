// Observation of calls: what an observer is told of transactions, queries and deliveries.
import type { ObservedCall, ObservedStep } from "../call-observation.js";
import { CallType } from "../call-type.js";
import { ReturnCode } from "../return-code.js";
import type { ShardedWorld } from "../sharded-world.js";
import { alice, bob, bytesOf, counter, failureMessage, sumKey } from "./accounts.js";
import { expectEqual, observed, present } from "./suite.js";
import { expectOk, token, type WorldBehaviour } from "./world-fixture.js";
import { farAccounts } from "./world-shards.js";

/** The only call that was told of. */
function onlyCall(runs: readonly (readonly ObservedCall[])[]): ObservedCall {
  expectEqual(runs.map(({ length }) => length), [1], "runs and calls");
  return present(runs[0]?.[0], "call");
}

function steps<Kind extends ObservedStep["kind"]>(call: ObservedCall, kind: Kind): Extract<ObservedStep, { kind: Kind }>[] {
  return call.steps.filter((step): step is Extract<ObservedStep, { kind: Kind }> => step.kind === kind);
}

export const observationBehaviours: readonly WorldBehaviour[] = [
  {
    name: "an observer is told of a call: who, what, with which arguments, what it changed and what it cost",
    needs: ["callObservation"],
    run: (fixture) => {
      const runs = observed(fixture.world);
      const { gasUsed } = fixture.call("add", { arguments: [Uint8Array.of(3)] });
      const call = onlyCall(runs);
      expectEqual([call.kind, call.callType, call.function, call.arguments], ["call", CallType.directCall, "add", [Uint8Array.of(3)]], "call");
      expectEqual([call.callerAddress, call.recipientAddress, call.codeAddress], [alice, counter, counter], "addresses");
      expectEqual([call.gasProvided, call.gasUsed], [50_000_000n, gasUsed], "gas");
      const change = { address: counter, key: sumKey, oldValue: Uint8Array.of(5), newValue: Uint8Array.of(8) };
      expectEqual(call.storageChanges, [change], "storage changes");
      expectEqual(call.outcome?.returnCode, ReturnCode.ok, "return code");
    },
  },
  {
    name: "an observer is told what a failed call did, and how it failed",
    needs: ["callObservation"],
    run: (fixture) => {
      const runs = observed(fixture.world);
      fixture.call("addAndFail", { value: 4n });
      const { outcome, storageChanges, callValue, gasUsed } = onlyCall(runs);
      expectEqual([outcome?.returnCode, outcome?.returnMessage, gasUsed], [ReturnCode.userError, failureMessage, 50_000_000n], "outcome");
      expectEqual([callValue, storageChanges.map(({ newValue }) => newValue)], [4n, [Uint8Array.of(1)]], "value and storage");
    },
  },
  {
    name: "an observer is told once of a call that traps or runs out of gas",
    needs: ["callObservation"],
    run: (fixture) => {
      const runs = observed(fixture.world);
      fixture.call("trap");
      fixture.call("spin", { gasLimit: 2_000_000n });
      const codes = runs.map((calls) => calls.map(({ outcome }) => outcome?.returnCode));
      expectEqual(codes, [[ReturnCode.executionFailed], [ReturnCode.outOfGas]], "return codes");
    },
  },
  {
    name: "an observer is told of queries, deployments and upgrades",
    needs: ["callObservation"],
    run: ({ world, code, call, deploy }) => {
      const runs = observed(world);
      expectEqual(call("get").returnData, world.query({ receiver: counter, function: "get", arguments: [] }).returnData, "data");
      const { deployedAddress } = deploy();
      const upgrade = { kind: "upgrade", txHash: new Uint8Array(32), sender: alice, receiver: counter, code, codeMetadata: Uint8Array.of(5, 6) } as const;
      expectOk(world.execute({ ...upgrade, arguments: [Uint8Array.of(1)], value: 0n, gasLimit: 50_000_000n, gasPrice: 0n }));
      const told = runs.flat().map(({ kind, function: name, arguments: args }) => [kind, name, args]);
      const expected = [["call", "get", []], ["call", "get", []], ["deploy", "init", [Uint8Array.of(9)]], ["upgrade", "upgrade", [Uint8Array.of(1)]]];
      expectEqual(told, expected, "calls");
      expectEqual(runs.flat().map(({ recipientAddress }) => recipientAddress), [counter, counter, deployedAddress, counter], "recipients");
      expectEqual(runs[0]?.[0]?.outcome?.returnData, [Uint8Array.of(5)], "return data");
    },
  },
  {
    name: "an observer is told of events where they were written",
    needs: ["callObservation"],
    run: (fixture) => {
      const runs = observed(fixture.world);
      fixture.call("log");
      const logs = steps(onlyCall(runs), "log").map(({ log }) => [log.address, log.topics, log.data]);
      expectEqual(logs, [[counter, [sumKey], [bytesOf(failureMessage)]]], "events");
    },
  },
  {
    name: "an observer is told of transfers, of EGLD and of tokens, and of those that fail",
    needs: ["callObservation"],
    run: ({ world, transfer }) => {
      const runs = observed(world);
      transfer({ value: 3n });
      transfer({ value: 10n ** 16n });
      transfer({ esdt: [{ tokenIdentifier: token, nonce: 0n, value: 7n }] });
      const told = runs.flat().map(({ kind, callValue, outcome }) => [kind, callValue, outcome?.returnCode]);
      const expected = [["transfer", 3n, ReturnCode.ok], ["transfer", 10n ** 16n, ReturnCode.outOfFunds], ["builtInFunction", 0n, ReturnCode.userError]];
      expectEqual(told, expected, "calls");
      const { esdtTransfers, esdtReceiver } = present(runs[2]?.[0], "token transfer");
      expectEqual([esdtTransfers.map(({ value }) => value), esdtReceiver], [[7n], bob], "tokens");
    },
  },
  {
    name: "an observer is told of an asynchronous call and its callback inside the call that asked for it",
    needs: ["callObservation"],
    run: (fixture) => {
      const other = fixture.deploy().deployedAddress ?? counter;
      const runs = observed(fixture.world);
      expectOk(fixture.call("callAsync", { arguments: [other, bytesOf("add@03")] }));
      const inner = steps(onlyCall(runs), "call").map(({ call }) => [call.kind, call.callType, call.recipientAddress, call.function]);
      const expected = [
        ["call", CallType.asynchronousCall, other, "add"],
        ["callback", CallType.asynchronousCallBack, counter, "callBack"],
      ];
      expectEqual(inner, expected, "calls");
    },
  },
  {
    name: "an observer that was taken away is told nothing, and neither is one of a fork's origin",
    needs: ["callObservation", "forks"],
    run: (fixture) => {
      const runs = observed(fixture.world);
      const fork = fixture.world.fork();
      fork.query({ receiver: counter, function: "get", arguments: [] });
      fixture.world.observeCalls?.(undefined);
      fixture.call("get");
      expectEqual(runs.length, 0, "runs");
    },
  },
  {
    name: "observed or not, a run gives the same result",
    needs: ["callObservation", "forks"],
    run: (fixture) => {
      const query = { receiver: counter, function: "add", arguments: [Uint8Array.of(1)] };
      const expected = fixture.world.fork().query(query);
      observed(fixture.world);
      const { gasUsed, returnData, vmOutput } = fixture.world.query(query);
      expectEqual([gasUsed, returnData, vmOutput], [expected.gasUsed, expected.returnData, expected.vmOutput], "result");
    },
  },
  {
    name: "an observer is told what leaves for another shard, and of its delivery",
    needs: ["callObservation", "shards"],
    run: (fixture) => {
      const { contract } = farAccounts(fixture);
      const world = fixture.world as ShardedWorld;
      const runs = observed(world);
      fixture.call("callAsync", { arguments: [contract, bytesOf("add@03")] });
      world.deliverAll();
      const told = runs.flat().map(({ kind, function: name, recipientAddress }) => [kind, name, recipientAddress]);
      expectEqual(told, [["call", "callAsync", counter], ["call", "add", contract], ["callback", "callBack", counter]], "calls");
      const { transfer } = present(steps(present(runs[0]?.[0], "call"), "transfer")[0], "transfer");
      expectEqual([transfer.receiver, transfer.data, transfer.callType], [contract, bytesOf("add@03"), CallType.asynchronousCall], "transfer");
    },
  },
];
