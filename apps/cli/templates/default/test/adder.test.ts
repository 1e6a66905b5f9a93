// The contract in TypeScript: a world, accounts, calls.
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createTestWorld } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { expect, test } from "vitest";
import { adder } from "../src/adder.js";

const vm = createVm({ executor: createDebugExecutor({ contracts: [adder] }) });
const world = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm }));
const alice = world.account("alice", { balance: 10n ** 18n });
const deployed = world.deploy(adder, { from: alice, name: "adder", args: { initialValue: 5n } });

test("adds to what it starts with", () => {
  const sum = deployed.on(world.fork());
  sum.call.add({ value: 3n }, { from: alice });
  expect(sum.query.getSum()).toBe(8n);
});

test("refuses nothing", () => {
  const sum = deployed.on(world.fork());
  expect(sum.fails.add({ value: 0n }, { from: alice }).message).toBe("nothing to add");
});
