// A contract in TypeScript, deployed, called and opened as a white box, as the README shows it.
import { codeOf, contract, endpoint, init, mapper, require, t } from "@mxvm/contract-api";
import { createDebugExecutor, formatReport, whiteBox } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({}, () => undefined),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      require(value > 0n, "nothing to add");
      sc.storage.sum.update((sum) => sum + value);
    }),
  },
});

export const failures: string[] = [];
const executor = createDebugExecutor({ contracts: [adder], onFailure: (report) => failures.push(formatReport(report)) });
const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });

const sender = new Uint8Array(32).fill(1);
world.setAccount({ address: sender, balance: 10n ** 18n });
const basics = { sender, txHash: new Uint8Array(32), value: 0n, gasLimit: 10_000_000n, gasPrice: 0n, esdt: [] };
const deployment = world.execute({ kind: "deploy", code: codeOf(adder), codeMetadata: Uint8Array.of(1, 0), arguments: [], ...basics });
const address = deployment.deployedAddress ?? sender;

world.execute({ kind: "call", receiver: address, function: "add", arguments: [Uint8Array.of(5)], ...basics });
world.execute({ kind: "call", receiver: address, function: "add", arguments: [new Uint8Array(0)], ...basics });
// failures: "Adder.add: nothing to add\n    at … adder.ts:12:7"

export const { value: sum } = whiteBox(world, adder, { address }, (sc) => sc.storage.sum.get()); // 5n
