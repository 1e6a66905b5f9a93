// A world in memory that keeps what it is given and answers transactions as a test says: enough to see what a runner asks of a world.
import { bytesToByteString, compareBytes, byteStringToBytes } from "@mxvm/codec";
import type {
  AccountChange,
  AccountState,
  BlockInfo,
  EsdtState,
  NewAddress,
  Query,
  Transaction,
  TransactionResult,
  World,
} from "@mxvm/protocol-hooks";
import { ReturnCode, WORLD_SPECIFICATION_VERSION, WorldError } from "@mxvm/protocol-hooks";

export interface FixtureWorld extends World {
  /** Transactions and queries in the order in which they came. */
  readonly executed: (Transaction | (Query & { readonly kind: "query"; readonly commit: boolean }))[];
  readonly newAddresses: NewAddress[];
  readonly blockHashes: (readonly Uint8Array[])[];
}

const okResult: TransactionResult = {
  returnCode: ReturnCode.ok,
  returnMessage: "",
  returnData: [],
  logs: [],
  gasUsed: 0n,
  gasRemaining: 0n,
  gasRefund: 0n,
  deployedAddress: undefined,
  vmOutput: undefined,
};

const nothing = new Uint8Array();

const emptyBlock: BlockInfo = { nonce: 0n, round: 0n, epoch: 0, timestampMs: 0n, randomSeed: nothing };

type Answer = (transaction: FixtureWorld["executed"][number]) => Partial<TransactionResult>;

export function createFixtureWorld(answer: Answer = () => ({})): FixtureWorld {
  const accounts = new Map<string, AccountState>();
  const esdt = new Map<string, readonly EsdtState[]>();
  const executed: FixtureWorld["executed"] = [];
  const newAddresses: NewAddress[] = [];
  const blockHashes: (readonly Uint8Array[])[] = [];
  let currentBlock = emptyBlock;
  let previousBlock = emptyBlock;

  function put(base: AccountState, change: AccountChange): void {
    const key = bytesToByteString(change.address);
    const storage = new Map([...base.storage, ...(change.storage ?? [])].filter(([, value]) => value.length > 0));
    const { esdt: tokens, ...parts } = change;
    accounts.set(key, { ...base, ...parts, storage });
    if (tokens !== undefined) esdt.set(key, tokens);
  }

  function run(transaction: FixtureWorld["executed"][number]): TransactionResult {
    executed.push(transaction);
    return { ...okResult, ...answer(transaction) };
  }

  const unsupported = (): never => {
    throw new WorldError("UNSUPPORTED", "not part of this fixture");
  };

  return {
    executed,
    newAddresses,
    blockHashes,
    specificationVersion: WORLD_SPECIFICATION_VERSION,
    supports: { snapshots: false, forks: false, settings: false, newAddresses: true, blockHashes: true, accountExport: true, accountDeletion: true, committedQueries: true, logs: true },
    execute: (transaction) => run(transaction),
    query: (query, options) => run({ kind: "query", ...query, commit: options?.commit ?? false }),
    getAccount: (address) => accounts.get(bytesToByteString(address)),
    getEsdt: (address) => esdt.get(bytesToByteString(address)) ?? [],
    getStorage: (address, key) => accounts.get(bytesToByteString(address))?.storage.get(bytesToByteString(key)) ?? nothing,
    addresses: () => [...accounts.keys()].map(byteStringToBytes).sort(compareBytes),
    setAccount: (change) => put(emptyAccount(change.address), change),
    updateAccount: (change) => {
      const account = accounts.get(bytesToByteString(change.address));
      if (account === undefined) throw new WorldError("ACCOUNT_NOT_FOUND", "account not found. could not update");
      put(account, change);
    },
    deleteAccount: (address) => void accounts.delete(bytesToByteString(address)),
    getCurrentBlock: () => currentBlock,
    setCurrentBlock: (block) => {
      currentBlock = { ...currentBlock, ...block };
    },
    getPreviousBlock: () => previousBlock,
    setPreviousBlock: (block) => {
      previousBlock = { ...previousBlock, ...block };
    },
    setBlockHashes: (hashes) => void blockHashes.push(hashes),
    setNewAddress: (entry) => void newAddresses.push(entry),
    getGasSchedule: unsupported,
    setGasSchedule: unsupported,
    getFlags: unsupported,
    setFlags: unsupported,
    snapshot: unsupported,
    revert: unsupported,
    fork: unsupported,
    close: () => undefined,
  };
}

function emptyAccount(address: Uint8Array): AccountState {
  return {
    address,
    nonce: 0n,
    balance: 0n,
    username: nothing,
    storage: new Map(),
    code: nothing,
    codeHash: nothing,
    codeMetadata: nothing,
    ownerAddress: nothing,
    developerReward: 0n,
    shard: 0,
    asyncCallData: nothing,
  };
}
