// The executors of a project by name: each makes worlds.
import { contract, endpoint, event, init, mapper, require, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { defineWorlds } from "@mxvm/vitest";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

export const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) }, events: { added: event("added", { data: { value: t.bigUint } }) } }, {
  init: init({ initialValue: t.bigUint }, (sc, { initialValue }) => sc.storage.sum.set(initialValue)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      require(value > 0n, "nothing to add");
      sc.storage.sum.update((sum) => sum + value);
      sc.events.added({ value });
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});

const debug = createVm({ executor: createDebugExecutor({ contracts: [adder] }) });

export default defineWorlds({
  debug: ({ gasSchedule }) => createMockWorld({ gasSchedule: gasSchedules[gasSchedule], vm: debug }),
});
