// Shards: what crosses from one to another.
import type { Address } from "../bytes.js";
import { CallType } from "../call-type.js";
import { ReturnCode } from "../return-code.js";
import type { ShardedWorld } from "../sharded-world.js";
import { alice, bytesOf, contractAddress, counter, failureMessage, openMetadata, sumKey, userAddress } from "./accounts.js";
import { expectCode, expectEqual, present } from "./suite.js";
import { expectOk, type WorldBehaviour, type WorldFixture } from "./world-fixture.js";

interface Far {
  readonly world: ShardedWorld;
  readonly shard: number;
  readonly user: Address;
  readonly contract: Address;
}

/** A user and a second contract in another shard than alice's. */
export function farAccounts({ world, code }: WorldFixture): Far {
  const sharded = world as ShardedWorld;
  const shard = sharded.shardOf(alice) === 0 ? 1 : 0;
  const inShard = (make: (last: number) => Address): Address => {
    const addresses = Array.from({ length: 256 }, (_, last) => make(last));
    return addresses.find((address) => sharded.shardOf(address) === shard) ?? make(0xfe);
  };
  const user = inShard((last) => userAddress("far", last));
  const contract = inShard((last) => contractAddress("far", last));
  const storage = new Map([["sum", Uint8Array.of(5)]]);
  world.setAccount({ address: user, balance: 5n, shard });
  world.setAccount({ address: contract, code, codeMetadata: openMetadata, ownerAddress: alice, storage, shard });
  return { world: sharded, shard, user, contract };
}

export const shardBehaviours: readonly WorldBehaviour[] = [
  {
    name: "a transfer to another shard waits until it is delivered",
    needs: ["shards"],
    run: (fixture) => {
      const { world, user, shard } = farAccounts(fixture);
      expectOk(fixture.transfer({ receiver: user, value: 3n }));
      expectEqual([fixture.balance(alice), fixture.balance(user)], [10n ** 15n - 3n, 5n], "balances");
      const [pending] = world.pendingCalls();
      const { id, value, receiverShard, kind } = present(pending, "pending call");
      expectEqual([value, receiverShard, kind], [3n, shard, "transaction"], "pending call");
      expectOk(world.deliver(id));
      expectEqual([fixture.balance(user), world.pendingCalls()], [8n, []], "after delivery");
      expectCode(() => world.deliver(id), "PENDING_CALL_NOT_FOUND", "a second delivery");
    },
  },
  {
    name: "a call of another shard runs on delivery, and returns its value if it fails",
    needs: ["shards"],
    run: (fixture) => {
      const { world, contract } = farAccounts(fixture);
      fixture.call("add", { receiver: contract, arguments: [Uint8Array.of(3)] });
      fixture.call("addAndFail", { receiver: contract, value: 4n });
      expectEqual(fixture.sum(contract), Uint8Array.of(5), "sum before");
      const results = world.deliverAll();
      expectEqual(results.map(({ returnCode }) => returnCode), [ReturnCode.ok, ReturnCode.userError, ReturnCode.ok], "return codes");
      expectEqual(results[1]?.returnMessage, failureMessage, "message");
      expectEqual([fixture.sum(contract), fixture.balance(alice)], [Uint8Array.of(8), 10n ** 15n], "after delivery");
    },
  },
  {
    name: "calls are delivered in the order that is chosen",
    needs: ["shards"],
    run: (fixture) => {
      const { world, contract } = farAccounts(fixture);
      for (const number of [1, 2]) fixture.call("add", { receiver: contract, arguments: [Uint8Array.of(number)] });
      expectOk(world.deliver(2));
      expectEqual(fixture.sum(contract), Uint8Array.of(7), "sum after the second");
      expectOk(world.deliver(1));
      expectEqual(fixture.sum(contract), Uint8Array.of(8), "sum after both");
    },
  },
  {
    name: "an asynchronous call crosses, and its callback comes back",
    needs: ["shards"],
    run: (fixture) => {
      const { world, contract } = farAccounts(fixture);
      expectOk(fixture.call("callAsync", { arguments: [contract, bytesOf("add@03")] }));
      expectEqual(world.pendingCalls().map(({ callType }) => callType), [CallType.asynchronousCall], "call");
      expectOk(present(world.deliver(1), "result"));
      expectEqual([fixture.sum(contract), world.pendingCalls().map(({ callType }) => callType)], [Uint8Array.of(8), [CallType.asynchronousCallBack]], "callback");
      expectOk(world.deliver(2));
      expectEqual([world.pendingCalls(), world.getStorage(counter, sumKey)], [[], Uint8Array.of(5)], "in the end");
    },
  },
];
