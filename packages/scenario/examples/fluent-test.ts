// A test of a contract in TypeScript: accounts, a deployment, calls, a failure, and a recording of it all.
import { contract, endpoint, event, init, mapper, require, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createTestWorld } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) }, events: { added: event("added", { indexed: { by: t.address }, data: { value: t.bigUint } }) } }, {
  init: init({ initialValue: t.bigUint }, (sc, { initialValue }) => sc.storage.sum.set(initialValue)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      require(value > 0n, "nothing to add");
      sc.storage.sum.update((sum) => sum + value);
      sc.events.added({ by: sc.blockchain.caller(), value });
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});

const vm = createVm({ executor: createDebugExecutor({ contracts: [adder] }) });
const world = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm }));
const alice = world.account("alice", { balance: 10n ** 18n, tokens: { "TOK-123456": 100n } });
const sum = world.deploy(adder, { from: alice, name: "adder", args: { initialValue: 5n } });

// A fork for each test costs microseconds; accounts and contracts are looked up in it.
const fork = world.fork();
const { events } = sum.on(fork).call.add({ value: 3n }, { from: alice });
export const added = events[0]?.args.value; // 3n
export const inFork = sum.on(fork).query.getSum(); // 8n
export const before = sum.query.getSum(); // 5n

export const failure = sum.fails.add({ value: 0n }, { from: alice }).message; // "nothing to add"

world.advance({ blocks: 1n, seconds: 6n });
export const explanation = sum.call.add({ value: 37n }, { from: alice }).explain();
export const stored = sum.storage("sum", "BigUint"); // 42n

export const scenario = world.toScenario({ name: "adder" });
