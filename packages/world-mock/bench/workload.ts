// A world of a given size and what is measured in it: the world's own share of the work, with a VM that does next to nothing.
import { bytesToByteString } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode, type OutputAccount, type Transaction, type VmFactory, type World } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";

/** Numbers of accounts at which growth is measured. */
export const accountCounts: readonly number[] = [1e2, 1e3, 1e4, 1e5, 1e6];

const none = new Uint8Array(0);
const sumKey = Uint8Array.of(115, 117, 109);

/** The address of an account by its number; the numbers are spread over the address. */
export function addressAt(index: number, isContract = false): Uint8Array {
  const address = new Uint8Array(32).fill(0x5f);
  const view = new DataView(address.buffer);
  if (isContract) address.fill(0, 0, 10);
  view.setUint32(10, Math.imul(index, 0x9e3779b1) >>> 0);
  view.setUint32(28, index);
  return address;
}

export const contract: Uint8Array = addressAt(0, true);

function outputAccount(address: Uint8Array, balanceDelta: bigint): OutputAccount {
  return {
    address,
    nonce: 0n,
    balance: 0n,
    balanceDelta,
    storageUpdates: new Map(),
    code: none,
    codeMetadata: none,
    codeDeployerAddress: undefined,
    outputTransfers: [],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
}

/** A VM that asks and answers what `adder.add` does: two account views, one storage value read and one written. */
const addingVm: VmFactory = (hooks) => {
  const addOne = (recipient: Uint8Array, caller: Uint8Array, value: bigint) => {
    const account = hooks.getUserAccount(recipient);
    if (account !== undefined) hooks.getCode(account);
    hooks.getUserAccount(caller);
    const stored = hooks.getStorageData(recipient, sumKey).value;
    const data = stored.slice();
    data[0] = ((data[0] ?? 0) + 1) & 0x7f;
    const output = outputAccount(recipient, value);
    output.storageUpdates.set("sum", { offset: sumKey, data, written: true });
    return {
      returnData: [],
      returnCode: ReturnCode.ok,
      returnMessage: "",
      gasRemaining: 0n,
      gasRefund: 0n,
      outputAccounts: new Map([
        [bytesToByteString(recipient), output],
        [bytesToByteString(caller), outputAccount(caller, 0n)],
      ]),
      deletedAccounts: [],
      touchedAccounts: [],
      logs: [],
    };
  };
  return {
    runSmartContractCreate: (input) => addOne(contract, input.callerAddress, input.callValue),
    runSmartContractCall: (input) => addOne(input.recipientAddress, input.callerAddress, input.callValue),
    gasScheduleChange: () => undefined,
    flagsChange: () => undefined,
    getVersion: () => "adding",
    close: () => undefined,
  };
};

/** A world with that many accounts, of which number 0 is a contract; each has one storage entry. */
export function createPopulatedWorld(accounts: number): World {
  const world = createMockWorld({ vm: addingVm, gasSchedule: gasSchedules.default });
  world.setAccount({ address: contract, code: Uint8Array.of(1, 2, 3), storage: new Map([["sum", Uint8Array.of(5)]]) });
  for (let index = 1; index < accounts; index++) {
    world.setAccount({ address: addressAt(index), balance: 10n ** 18n, storage: new Map([["entry", Uint8Array.of(1)]]) });
  }
  return world;
}

const common = { txHash: new Uint8Array(32), value: 0n, gasLimit: 10n, gasPrice: 1n } as const;

// Made once, so that only the world is measured.
const addCalls: readonly Transaction[] = Array.from({ length: 99 }, (_, index) => ({
  ...common,
  kind: "call",
  sender: addressAt(1 + index),
  receiver: contract,
  function: "add",
  arguments: [Uint8Array.of(1)],
  esdt: [],
}));

/** The call of `adder.add`, from one of the first hundred accounts. */
function addCall(step: number): Transaction {
  return addCalls[step % addCalls.length]!;
}

const transfersOfSize = new Map<number, readonly Transaction[]>();

/** A transfer from one account of the world to another, of 20,000 that are spread over it. */
function transferBetween(step: number, accounts: number): Transaction {
  const at = (index: number): Uint8Array => addressAt(1 + (index % (accounts - 1)));
  let transfers = transfersOfSize.get(accounts);
  if (transfers === undefined) {
    transfers = Array.from({ length: 20_000 }, (_, index) => ({ ...common, kind: "transfer", sender: at(index * 7919), receiver: at(index * 104_729 + 1), esdt: [], value: 1n }));
    transfersOfSize.set(accounts, transfers);
  }
  return transfers[step % transfers.length]!;
}

/** One step of each thing that is measured; `step` counts up. */
export const actions: Readonly<Record<string, (world: World, step: number, accounts: number) => void>> = {
  "call, storage read and written": (world, step) => {
    world.execute(addCall(step));
  },
  "transfer between any accounts": (world, step, accounts) => {
    world.execute(transferBetween(step, accounts));
  },
  "snapshot, call, revert": (world, step) => {
    const snapshot = world.snapshot();
    world.execute(addCall(step));
    world.revert(snapshot);
  },
  "fork, call in the fork": (world, step) => {
    world.fork().execute(addCall(step));
  },
};
