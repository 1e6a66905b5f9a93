// The worlds of this package's tests: contracts in TypeScript, and compiled ones.
import { defineWorlds } from "@mxvm/vitest";
import { contract, endpoint, event, init, mapper, require, t, view } from "@mxvm/contract-api";
import { createDebugExecutor, withContracts } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

/** The smallest contract with a sum. */
export const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) }, events: { added: event("added", { indexed: { by: t.address }, data: { value: t.bigUint } }) } }, {
  init: init({ initialValue: t.bigUint }, (sc, { initialValue }) => sc.storage.sum.set(initialValue)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, t.bigUint, (sc, { value }) => {
      require(value > 0n, "nothing to add");
      sc.storage.sum.update((sum) => sum + value);
      sc.events.added({ by: sc.blockchain.caller(), value });
      return sc.storage.sum.get();
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});

const executor = createDebugExecutor({ contracts: [adder] });
const plain = createVm({ executor });
const another = createVm({ executor: createDebugExecutor({ contracts: [adder] }) });

export default defineWorlds({
  debug: ({ gasSchedule }) => createMockWorld({ gasSchedule: gasSchedules[gasSchedule], vm: plain }),
  another: {
    createWorld: ({ gasSchedule }) => createMockWorld({ gasSchedule: gasSchedules[gasSchedule], vm: another }),
    files: (files) => withContracts(files, { "another.mxsc.json": adder }),
  },
});
