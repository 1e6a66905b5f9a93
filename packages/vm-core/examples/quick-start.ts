// A VM over mock contracts in a mock world: a deployment and a call, as the README shows them.
import { addressToBech32 } from "@mxvm/codec";
import { codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

/** A contract that says how often it was called. Any executor will do; this one runs closures over VM hooks. */
const counter = mockContract({
  name: "counter",
  endpoints: {
    init: () => undefined,
    call: ({ hooks, memory }) => {
      memory.store(0, Uint8Array.of(1));
      const calls = hooks.smallIntStorageLoadUnsigned(0, 1) + 1n;
      hooks.smallIntStorageStoreUnsigned(0, 1, calls);
      hooks.smallIntFinishUnsigned(calls);
    },
  },
});

const world = createMockWorld({
  gasSchedule: gasSchedules.default,
  vm: createVm({ executor: createMockExecutor({ contracts: [counter] }) }),
});

const owner = new Uint8Array(32).fill(1);
world.setAccount({ address: owner, balance: 10n ** 18n });
const basics = { sender: owner, txHash: new Uint8Array(32), value: 0n, gasLimit: 10_000_000n, gasPrice: 0n, arguments: [], esdt: [] };

const deployment = world.execute({ kind: "deploy", code: codeOf(counter), codeMetadata: Uint8Array.of(1, 0), ...basics });
const receiver = deployment.deployedAddress ?? owner;
world.execute({ kind: "call", receiver, function: "call", ...basics });
const second = world.execute({ kind: "call", receiver, function: "call", ...basics });

export const contract = addressToBech32(receiver); // "erd1qqqqqqqqqqqqqpgqzyg3zygpqyqszqgpqyqszqgpqyqszqgqqyqskhp73e"
export const calls = second.returnData; // [ 02 ]
export const gasUsed = second.gasUsed; // 1092587n
