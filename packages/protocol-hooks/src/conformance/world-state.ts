// Snapshots, forks, settings, and a world as data.
import type { PortableWorld } from "../exported-world.js";
import type { ShardedWorld } from "../sharded-world.js";
import { alice, bob, bytesOf, contractAddress, counter, esdtSystemContract } from "./accounts.js";
import { expectCode, expectEqual } from "./suite.js";
import { expectOk, type WorldBehaviour } from "./world-fixture.js";

const three = { arguments: [Uint8Array.of(3)] };

export const stateBehaviours: readonly WorldBehaviour[] = [
  {
    name: "a snapshot can be gone back to, more than once",
    needs: ["snapshots"],
    run: ({ world, call, sum, transfer, balance }) => {
      const snapshot = world.snapshot();
      for (let round = 0; round < 2; round++) {
        call("add", three);
        transfer({ value: 1n });
        expectEqual([sum(), balance(bob)], [Uint8Array.of(8), 6n], "state");
        world.revert(snapshot);
        expectEqual([sum(), balance(bob), world.getAccount(alice)?.nonce], [Uint8Array.of(5), 5n, 7n], "state after going back");
      }
    },
  },
  {
    name: "a snapshot of another world is refused",
    needs: ["snapshots", "forks"],
    run: ({ world }) => expectCode(() => world.revert(world.fork().snapshot()), "SNAPSHOT_INVALID", "a snapshot of a fork"),
  },
  {
    name: "a fork starts with the same state and goes its own way",
    needs: ["forks"],
    run: ({ world, call, sum, balance }) => {
      world.setCurrentBlock({ nonce: 9n });
      const fork = world.fork();
      expectEqual(fork.getCurrentBlock().nonce, 9n, "block nonce");
      fork.deleteAccount(bob);
      call("add", three);
      const query = { receiver: counter, function: "get", arguments: [] };
      expectEqual([fork.query(query).returnData, world.query(query).returnData], [[Uint8Array.of(5)], [Uint8Array.of(8)]], "sums");
      expectEqual([sum(), balance(bob), fork.getAccount(bob)], [Uint8Array.of(8), 5n, undefined], "state");
      fork.close();
      expectOk(call("get"));
    },
  },
  {
    name: "gas schedule and flags can be set, and runs follow",
    needs: ["settings"],
    run: ({ world, call }) => {
      const schedule = world.getGasSchedule();
      const before = call("get").gasUsed;
      const { BaseOpsAPICost: costs = {} } = schedule;
      const dearer = Object.fromEntries(Object.entries(costs).map(([key, cost]) => [key, cost + 1]));
      world.setGasSchedule({ ...schedule, BaseOpsAPICost: dearer });
      expectEqual(call("get").gasUsed > before, true, "a dearer schedule costs more");
      world.setGasSchedule(schedule);
      expectEqual(call("get").gasUsed, before, "gas with the schedule of before");
      world.setFlags({ FixGetBalanceFlag: false });
      expectEqual(world.getFlags().FixGetBalanceFlag, false, "flag");
    },
  },
  {
    name: "a deployment gets the address that was fixed for it",
    needs: ["newAddresses"],
    run: ({ world, deploy }) => {
      const newAddress = contractAddress("fixed");
      world.setNewAddress({ creatorAddress: alice, creatorNonce: 7n, newAddress });
      expectEqual(deploy().deployedAddress, newAddress, "address");
    },
  },
  {
    name: "tokens get the identifiers that were fixed for their tickers, in order",
    needs: ["newTokenIdentifiers"],
    run: ({ world, call }) => {
      const value = 50_000_000_000_000_000n;
      world.updateAccount({ address: alice, balance: 4n * value });
      world.setNewTokenIdentifiers?.(["GOLD-111111", "SILV-111111"]);
      world.setNewTokenIdentifiers?.(["SILV-222222"]);
      for (const [ticker, identifier] of [["SILV", "SILV-111111"], ["GOLD", "GOLD-111111"], ["SILV", "SILV-222222"]] as const) {
        const args = ["SomeToken", ticker].map(bytesOf);
        const result = call("issueSemiFungible", { receiver: esdtSystemContract, arguments: args, value, gasLimit: 60_000_000n });
        const delivered = world.supports.shards === true ? (world as ShardedWorld).deliverAll() : [];
        expectEqual([result, ...delivered].flatMap(({ returnData }) => returnData), [bytesOf(identifier)], "what was answered");
      }
    },
  },
  {
    name: "a world that was exported is the same again, through JSON",
    needs: ["stateExport", "accountExport"],
    run: ({ world, call, sum }) => {
      const portable = world as PortableWorld;
      call("add", three);
      const text = JSON.stringify(portable.exportState());
      world.deleteAccount(bob);
      call("add", three);
      portable.importState(JSON.parse(text) as ReturnType<PortableWorld["exportState"]>);
      expectEqual([sum(), JSON.stringify(portable.exportState()) === text], [Uint8Array.of(8), true], "state");
      expectCode(() => { portable.importState({ ...portable.exportState(), version: 0 as 1 }); }, "STATE_INVALID", "another version");
    },
  },
];
