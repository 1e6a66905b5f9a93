// The Main hooks about the call, its payments, accounts, blocks, storage and results, on the hand-made host.
import { BlockchainHookError, EsdtType } from "@mxvm/protocol-hooks";
import { expect, test } from "vitest";
import { MEMORY_SIZE, callInput, callerAddress, contractAddress, createFake, otherAddress, ownerAddress } from "./support/fake-host.js";
import { type HookCases, amount, int32s, testHooks } from "./support/hook-cases.js";

const token = { tokenIdentifier: Uint8Array.from("TOK-123456", (character) => character.charCodeAt(0)), tokenType: 0 };
const nft = { ...token, tokenType: EsdtType.nonFungible, nonce: 2n ** 64n - 1n, value: 3n };
const onePayment = { input: { esdtTransfers: [{ ...token, nonce: 0n, value: 0x0203n }] } };
const twoPayments = { input: { esdtTransfers: [{ ...token, nonce: 0n, value: 1n }, nft] } };
const metadata = {
  nonce: 5n,
  name: Uint8Array.of(1, 2, 3),
  creator: Uint8Array.of(9, 9),
  royalties: 250,
  hash: Uint8Array.of(4),
  uris: [Uint8Array.of(7, 7, 7, 7), Uint8Array.of(8)],
  attributes: Uint8Array.of(5, 6),
};
const holding = { token: { type: 1, value: 0x0102n, properties: Uint8Array.of(1, 0), metadata, reserved: new Uint8Array(0) } };
const beyond = MEMORY_SIZE + 1;
const edge = MEMORY_SIZE - 1;
const loadFails = "mem load: bad bounds";
const storeFails = "bad bounds (upper)";
const negative = "mem load: negative length";
const noToken = { fails: "nil esdt data", charges: ["GetExternalBalance"] };

function shortOf(charge: string): { does: string; given: { shortOf: string }; fails: string; charges: string[] } {
  return { does: `fails without gas for ${charge}`, given: { shortOf: charge }, fails: "not enough gas", charges: [`${charge}!`] };
}

/** A hook that takes an address in memory, or a token of it. */
const badAddress = { does: "fails for an address outside memory", fails: loadFails };

const aboutTheCall: HookCases = {
  getGasLeft: [{ does: "answers what is left after its own price", args: [], answers: 1000n, charges: ["GetGasLeft"] }, { ...shortOf("GetGasLeft"), args: [] }],
  getSCAddress: [
    { does: "stores the contract's address", args: [64], stores: { 64: contractAddress }, charges: ["GetSCAddress"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
    { does: "fails for a negative offset", args: [-1], fails: "bad bounds (lower)" },
  ],
  getOwnerAddress: [
    { does: "stores the owner", args: [64], stores: { 64: ownerAddress }, charges: ["GetOwnerAddress"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
    {
      does: "fails as the protocol does",
      args: [64],
      given: { throws: { getOwnerAddress: new BlockchainHookError("account was not found") } },
      fails: "account was not found",
    },
  ],
  getCaller: [
    { does: "stores the caller", args: [64], stores: { 64: callerAddress }, charges: ["GetCaller"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getFunction: [
    { does: "stores the name", args: [64], answers: 8, stores: { 64: "endpoint" }, charges: ["GetFunction"] },
    { does: "stores a name byte by byte", args: [64], given: { input: { function: "\u00ff" } }, answers: 1, stores: { 64: Uint8Array.of(0xff) } },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getNumArguments: [{ does: "counts", args: [], given: { input: { arguments: [new Uint8Array(0)] } }, answers: 1, charges: ["GetNumArguments"] }],
  getArgumentLength: [
    { does: "answers the length", args: [0], given: { input: { arguments: [new Uint8Array(5)] } }, answers: 5, charges: ["GetArgument"] },
    { does: "fails for an index too large", args: [0], fails: "invalid argument", charges: ["GetArgument"] },
    { does: "fails for a negative index", args: [-1], given: { input: { arguments: [new Uint8Array(5)] } }, fails: "invalid argument" },
  ],
  getArgument: [
    { does: "stores the argument", args: [0, 64], given: { input: { arguments: [Uint8Array.of(4, 2)] } }, answers: 2, stores: { 64: Uint8Array.of(4, 2) } },
    { does: "fails for an index too large", args: [3, 64], fails: "invalid argument", charges: ["GetArgument"] },
    { does: "fails at the end of memory", args: [0, edge], given: { input: { arguments: [Uint8Array.of(4, 2)] } }, fails: storeFails },
  ],
  getOriginalTxHash: [
    { does: "stores the hash", args: [64], stores: { 64: callInput.originalTxHash }, charges: ["GetOriginalTxHash"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getCurrentTxHash: [
    { does: "stores the hash", args: [64], stores: { 64: callInput.currentTxHash }, charges: ["GetCurrentTxHash"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getPrevTxHash: [
    { does: "stores the hash", args: [64], stores: { 64: callInput.prevTxHash }, charges: ["GetPrevTxHash"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  isReservedFunctionName: [
    { does: "knows reserved names", args: [1], buffers: { 1: "getCaller" }, answers: 1, charges: ["IsReservedFunctionName"] },
    { does: "knows free names", args: [1], buffers: { 1: "mine" }, answers: 0 },
    { does: "fails without a buffer", args: [1], fails: "no managed buffer under the given handle" },
  ],
};

const accountsAndBlocks: HookCases = {
  getShardOfAddress: [
    { does: "answers the shard", args: [64], answers: 1, charges: ["GetShardOfAddress"] },
    { does: "answers -1 for the metachain", args: [64], memory: { 64: new Uint8Array(32).fill(0xff) }, answers: -1 },
    { ...badAddress, args: [beyond] },
  ],
  isSmartContract: [
    { does: "knows a contract", args: [64], memory: { 64: otherAddress }, answers: 1, charges: ["IsSmartContract"] },
    { does: "knows a user", args: [64], answers: 0 },
    { ...badAddress, args: [-1] },
  ],
  getExternalBalance: [
    { does: "stores the shortest bytes", args: [0, 64], stores: { 64: Uint8Array.of(1, 2, 0) }, charges: ["GetExternalBalance"] },
    { ...badAddress, args: [beyond, 64] },
    { does: "fails at the end of memory", args: [0, edge], fails: storeFails },
  ],
  getBlockHash: [
    { does: "stores the hash", args: [7n, 64], answers: 0, stores: { 64: new Uint8Array(32).fill(7) }, charges: ["GetBlockHash"] },
    { does: "stores nothing for a block that is not known, wherever", args: [-1n, beyond], answers: 0 },
    { does: "fails at the end of memory", args: [7n, edge], fails: storeFails },
  ],
  getBlockTimestamp: [{ does: "answers seconds", args: [], answers: 1000n, charges: ["GetBlockTimeStamp"] }, { ...shortOf("GetBlockTimeStamp"), args: [] }],
  getBlockTimestampMs: [{ does: "answers milliseconds", args: [], answers: 1_000_500n, charges: ["GetBlockTimeStamp"] }],
  getBlockNonce: [{ does: "answers the nonce", args: [], answers: 10n, charges: ["GetBlockNonce"] }],
  getBlockRound: [{ does: "answers the round", args: [], answers: 11n, charges: ["GetBlockRound"] }],
  getBlockEpoch: [{ does: "answers the epoch", args: [], answers: 12n, charges: ["GetBlockEpoch"] }],
  getBlockRandomSeed: [
    { does: "stores the seed", args: [64], stores: { 64: new Uint8Array(48).fill(0x5d) }, charges: ["GetBlockRandomSeed"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getStateRootHash: [
    { does: "stores the hash", args: [64], stores: { 64: new Uint8Array(32).fill(0x50) }, charges: ["GetStateRootHash"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getPrevBlockTimestamp: [{ does: "answers seconds", args: [], answers: 900n, charges: ["GetBlockTimeStamp"] }],
  getPrevBlockTimestampMs: [{ does: "answers milliseconds", args: [], answers: 900_500n, charges: ["GetBlockTimeStamp"] }],
  getPrevBlockNonce: [{ does: "answers the nonce", args: [], answers: 9n, charges: ["GetBlockNonce"] }],
  getPrevBlockRound: [{ does: "answers the round", args: [], answers: 8n, charges: ["GetBlockRound"] }],
  getPrevBlockEpoch: [{ does: "answers the epoch", args: [], answers: 7n, charges: ["GetBlockEpoch"] }],
  getPrevBlockRandomSeed: [
    { does: "stores the seed", args: [64], stores: { 64: new Uint8Array(48).fill(0x1a) }, charges: ["GetBlockRandomSeed"] },
    { does: "fails at the end of memory", args: [edge], fails: storeFails },
  ],
  getBlockRoundTimeMs: [{ does: "answers milliseconds", args: [], answers: 6000n, charges: ["GetRoundTime"] }],
  epochStartBlockTimestampMs: [{ does: "answers milliseconds", args: [], answers: 500n, charges: ["EpochStartBlockTimeStamp"] }],
  epochStartBlockNonce: [{ does: "answers 64 bits as a signed number", args: [], answers: -1n, charges: ["EpochStartBlockNonce"] }],
  epochStartBlockRound: [{ does: "answers the round", args: [], answers: 6n, charges: ["EpochStartBlockRound"] }],
};

const payments: HookCases = {
  checkNoPayment: [
    { does: "passes without payment", args: [], charges: ["GetCallValue"] },
    { does: "refuses EGLD", args: [], given: { input: { callValue: 1n } }, fails: "function does not accept EGLD payment" },
    { does: "refuses tokens", args: [], given: onePayment, fails: "function does not accept ESDT payment" },
  ],
  getCallValue: [
    { does: "stores 32 bytes", args: [64], given: { input: { callValue: 7n } }, answers: 32, stores: { 64: amount(7) }, charges: ["GetCallValue"] },
    { does: "stores nothing for zero, wherever", args: [beyond], answers: 0 },
    { does: "fails at the end of memory", args: [edge], given: { input: { callValue: 7n } }, fails: storeFails },
  ],
  getESDTValue: [
    { does: "stores 32 bytes", args: [64], given: onePayment, answers: 32, stores: { 64: amount(0x0203) }, charges: ["GetCallValue"] },
    { does: "refuses several payments for free", args: [64], given: twoPayments, fails: "too many ESDT transfers", charges: [] },
    { does: "fails without payment", args: [64], fails: "invalid token index", charges: ["GetCallValue"] },
  ],
  getESDTValueByIndex: [
    { does: "stores 32 bytes", args: [64, 1], given: twoPayments, answers: 32, stores: { 64: amount(3) }, charges: ["GetCallValue"] },
    { does: "fails for a wrong index", args: [64, 2], given: twoPayments, fails: "invalid token index" },
    { does: "fails for a negative index", args: [64, -1], given: twoPayments, fails: "invalid token index" },
    { does: "fails at the end of memory", args: [edge, 0], given: twoPayments, fails: storeFails },
  ],
  getESDTTokenName: [
    { does: "stores the identifier", args: [64], given: onePayment, answers: 10, stores: { 64: "TOK-123456" }, charges: ["GetCallValue"] },
    { does: "refuses several payments for free", args: [64], given: twoPayments, fails: "too many ESDT transfers", charges: [] },
  ],
  getESDTTokenNameByIndex: [
    { does: "stores the identifier", args: [64, 1], given: twoPayments, answers: 10, stores: { 64: "TOK-123456" }, charges: ["GetCallValue"] },
    { does: "fails for a wrong index", args: [64, 0], fails: "invalid token index" },
    { does: "fails at the end of memory", args: [edge, 0], given: onePayment, fails: storeFails },
  ],
  getESDTTokenNonce: [
    { does: "answers the nonce", args: [], given: onePayment, answers: 0n, charges: ["GetCallValue"] },
    { does: "refuses several payments for free", args: [], given: twoPayments, fails: "too many ESDT transfers", charges: [] },
  ],
  getESDTTokenNonceByIndex: [
    { does: "answers 64 bits as a signed number", args: [1], given: twoPayments, answers: -1n, charges: ["GetCallValue"] },
    { does: "fails for a wrong index", args: [0], fails: "invalid token index" },
  ],
  getESDTTokenType: [
    { does: "answers the type", args: [], given: { input: { esdtTransfers: [nft] } }, answers: 1, charges: ["GetCallValue"] },
    { does: "refuses several payments for free", args: [], given: twoPayments, fails: "too many ESDT transfers", charges: [] },
  ],
  getESDTTokenTypeByIndex: [
    { does: "answers the type", args: [1], given: twoPayments, answers: 1, charges: ["GetCallValue"] },
    { does: "fails for a wrong index", args: [5], given: twoPayments, fails: "invalid token index" },
  ],
  getNumESDTTransfers: [{ does: "counts", args: [], given: twoPayments, answers: 2, charges: ["GetCallValue"] }],
  getCallValueTokenName: [
    { does: "stores value and identifier", args: [64, 128], given: onePayment, answers: 10, stores: { 64: amount(0x0203), 128: "TOK-123456" } },
    { does: "refuses several payments for free", args: [64, 128], given: twoPayments, fails: "too many ESDT transfers", charges: [] },
  ],
  getCallValueTokenNameByIndex: [
    { does: "stores value and identifier", args: [64, 128, 1], given: twoPayments, answers: 10, stores: { 64: amount(3), 128: "TOK-123456" } },
    { does: "fails for a wrong index", args: [64, 128, 2], given: twoPayments, fails: "invalid token index", charges: ["GetCallValue"] },
    {
      does: "goes on after a wrong index, to the next failure",
      args: [edge, 128, 0],
      given: { input: { callValue: 1n } },
      fails: ["invalid token index", storeFails],
    },
    { does: "fails at the end of memory", args: [64, edge, 0], given: onePayment, fails: storeFails },
  ],
};

const tokens: HookCases = {
  getESDTBalance: [
    { does: "stores the shortest bytes", args: [0, 32, 4, 5n, 64], given: holding, answers: 2, stores: { 64: Uint8Array.of(1, 2, 0) }, charges: ["GetExternalBalance"] },
    { ...badAddress, args: [beyond, 32, 4, 5n, 64] },
    { does: "fails for a negative identifier length", args: [0, 32, -1, 5n, 64], fails: negative },
    { does: "fails as the protocol does", args: [0, 32, 4, 5n, 64], given: { token: new BlockchainHookError("broken data") }, fails: "broken data" },
    { does: "fails at the end of memory", args: [0, 32, 4, 5n, edge], given: holding, fails: storeFails },
  ],
  getESDTNFTNameLength: [
    { does: "answers the length", args: [0, 32, 4, 5n], given: holding, answers: 3, charges: ["GetExternalBalance"] },
    { does: "fails without metadata", args: [0, 32, 4, 5n], ...noToken },
    { ...badAddress, args: [beyond, 32, 4, 5n] },
  ],
  getESDTNFTAttributeLength: [
    { does: "answers the length", args: [0, 32, 4, 5n], given: holding, answers: 2, charges: ["GetExternalBalance"] },
    { does: "fails without metadata", args: [0, 32, 4, 5n], ...noToken },
  ],
  getESDTNFTURILength: [
    { does: "answers the length of the first", args: [0, 32, 4, 5n], given: holding, answers: 4, charges: ["GetExternalBalance"] },
    { does: "answers 0 without any", args: [0, 32, 4, 5n], given: { token: { ...holding.token, metadata: { ...metadata, uris: [] } } }, answers: 0 },
    { does: "fails without metadata", args: [0, 32, 4, 5n], ...noToken },
  ],
  getESDTTokenData: [
    {
      does: "stores everything",
      args: [0, 32, 4, 5n, 1, 100, 110, 120, 130, 140, 2, 150],
      given: holding,
      answers: 2,
      setsBigInts: { 1: 0x0102n, 2: 250n },
      stores: { 100: Uint8Array.of(1, 0), 110: metadata.hash, 120: metadata.name, 130: metadata.attributes, 140: metadata.creator, 150: metadata.uris[0]! },
    },
    { does: "leaves the metadata out where there are none", args: [0, 32, 4, 5n, 1, beyond, -1, -1, -1, -1, 2, -1], answers: 0, setsBigInts: { 1: 0n } },
    { does: "fails at the end of memory", args: [0, 32, 4, 5n, 1, 100, 110, 120, 130, 140, 2, edge], given: holding, fails: storeFails },
  ],
  getESDTLocalRoles: [
    {
      does: "answers a bit per role",
      args: [1],
      buffers: { 1: "TOK-123456" },
      given: { storage: { "ELRONDroleesdtTOK-123456": Uint8Array.from("\n\x11ESDTRoleLocalMint\n\x11ESDTRoleSetNewURI\n\x01?", (c) => c.charCodeAt(0)) } },
      answers: 1025n,
      charges: ["StorageLoad"],
    },
    {
      does: "knew five roles before CryptoOpcodesV2",
      args: [1],
      buffers: { 1: "TOK-123456" },
      given: {
        flags: { CryptoOpcodesV2Flag: false },
        storage: { "ELRONDroleesdtTOK-123456": Uint8Array.from("\n\x0fESDTRoleNFTBurn\n\x11ESDTRoleSetNewURI", (c) => c.charCodeAt(0)) },
      },
      answers: 16n,
    },
    { does: "fails without a buffer", args: [1], fails: "no managed buffer under the given handle", charges: [] },
    { does: "fails without gas for the load", args: [1], buffers: { 1: "T" }, given: { shortOf: "StorageLoad" }, fails: "not enough gas" },
  ],
  validateTokenIdentifier: [
    { does: "accepts an identifier", args: [1], buffers: { 1: "TOK-123abc" }, answers: 1, charges: ["GetArgument"] },
    { does: "refuses another text", args: [1], buffers: { 1: "tok-123abc" }, answers: 0 },
    { does: "fails without a buffer", args: [1], fails: "no managed buffer under the given handle" },
  ],
  getCurrentESDTNFTNonce: [
    {
      does: "reads the nonce from the account, never as cached",
      args: [64, 128, 3],
      memory: { 64: otherAddress, 128: "TOK" },
      given: { storage: { ELRONDnonceTOK: Uint8Array.of(1, 0) } },
      answers: 256n,
      effects: [["getStorageFromAddress", [otherAddress, "ELRONDnonceTOK"]], ["useGasForStorageLoad", { usedCache: false, trieDepth: 3 }]],
    },
    { ...badAddress, args: [beyond, 128, 3] },
    { does: "fails for a negative identifier length", args: [64, 128, -3], fails: negative },
  ],
};

const storage: HookCases = {
  storageStore: [
    {
      does: "answers the status and charges after loading",
      args: [64, 3, 128, 2],
      memory: { 64: "key", 128: "ab" },
      answers: 2,
      charges: ["StorageStore"],
      effects: [["setStorage", ["key", Uint8Array.of(97, 98)]]],
    },
    { does: "fails for a key outside memory, for free", args: [beyond, 3, 128, 2], fails: loadFails, charges: [] },
    { does: "fails for a negative value length, for free", args: [64, 3, 128, -2], fails: negative, charges: [] },
    { ...shortOf("StorageStore"), args: [64, 3, 128, 2] },
  ],
  storageLoadLength: [
    {
      does: "answers the length without pricing bytes",
      args: [64, 3],
      memory: { 64: "key" },
      given: { storage: { key: new Uint8Array(9) } },
      answers: 9,
      effects: [["getStorageUnmetered", "key"], ["useGasForStorageLoad", { usedCache: false, trieDepth: 3 }]],
    },
    { does: "fails for a key outside memory", args: [beyond, 3], fails: loadFails },
  ],
  storageLoad: [
    { does: "stores the value", args: [64, 3, 128], memory: { 64: "key" }, given: { storage: { key: Uint8Array.of(4, 2) } }, answers: 2, stores: { 128: Uint8Array.of(4, 2) }, charges: ["StorageLoad"] },
    { does: "fails for a negative key length", args: [64, -3, 128], fails: negative },
    { does: "fails at the end of memory", args: [64, 3, edge], memory: { 64: "key" }, given: { storage: { key: Uint8Array.of(4, 2) } }, fails: storeFails },
  ],
  storageLoadFromAddress: [
    {
      does: "reads another account",
      args: [32, 64, 3, 128],
      memory: { 32: otherAddress, 64: "key" },
      given: { storage: { key: Uint8Array.of(4, 2) } },
      answers: 2,
      stores: { 128: Uint8Array.of(4, 2) },
      effects: [["getStorageFromAddress", [otherAddress, "key"]], ["useGasForStorageLoad", { usedCache: true, trieDepth: 3 }]],
    },
    { does: "loads the key before the address", args: [beyond, 64, -3, 128], fails: negative },
    { ...badAddress, args: [beyond, 64, 3, 128] },
  ],
  setStorageLock: [
    { does: "stores a timestamp under the protected key", args: [64, 3, 256n], memory: { 64: "key" }, answers: 2, charges: ["Int64StorageStore"], effects: [["setProtectedStorage", ["ELRONDVM@TIMELOCKkey", Uint8Array.of(1, 0)]]] },
    { does: "loses the sign", args: [64, 3, -5n], memory: { 64: "key" }, effects: [["setProtectedStorage", ["ELRONDVM@TIMELOCKkey", Uint8Array.of(5)]]] },
    { does: "fails for a key outside memory", args: [beyond, 3, 1n], fails: loadFails, charges: ["Int64StorageStore"] },
  ],
  clearStorageLock: [
    { does: "deletes the lock", args: [64, 3], memory: { 64: "key" }, answers: 2, charges: ["Int64StorageStore"], effects: [["setProtectedStorage", ["ELRONDVM@TIMELOCKkey", new Uint8Array(0)]]] },
    { does: "fails for a key outside memory", args: [beyond, 3], fails: loadFails },
  ],
  getStorageLock: [
    { does: "charges the load twice", args: [64, 3], memory: { 64: "key" }, given: { storage: { "ELRONDVM@TIMELOCKkey": Uint8Array.of(1, 0) } }, answers: 256n, charges: ["StorageLoad", "StorageLoad"] },
    { does: "fails for a key outside memory", args: [beyond, 3], fails: loadFails, charges: ["StorageLoad"] },
  ],
  isStorageLocked: [
    { does: "knows a lock that has passed", args: [64, 3], memory: { 64: "key" }, given: { storage: { "ELRONDVM@TIMELOCKkey": Uint8Array.of(3, 0xe8) } }, answers: 0, charges: ["StorageLoad", "StorageLoad", "GetBlockTimeStamp"] },
    { does: "knows a lock that holds", args: [64, 3], memory: { 64: "key" }, given: { storage: { "ELRONDVM@TIMELOCKkey": Uint8Array.of(3, 0xe9) } }, answers: 1 },
    { does: "answers -1 for a lock beyond 63 bits", args: [64, 3], memory: { 64: "key" }, given: { storage: { "ELRONDVM@TIMELOCKkey": new Uint8Array(8).fill(0x80) } }, answers: -1, charges: ["StorageLoad", "StorageLoad"] },
    { does: "fails for a key outside memory", args: [beyond, 3], fails: loadFails },
  ],
};

const returnData = [Uint8Array.of(1), Uint8Array.of(2, 3)];

const results: HookCases = {
  finish: [
    { does: "adds return data", args: [64, 2], memory: { 64: "ab" }, charges: ["Finish", "PersistPerByte*2"], effects: [["finish", Uint8Array.of(97, 98)]] },
    { does: "cuts at the end of memory, at the full price", args: [edge, 2], charges: ["Finish", "PersistPerByte*2"], effects: [["finish", Uint8Array.of(0)]] },
    { does: "runs out of gas for a negative length", args: [64, -1], fails: "not enough gas" },
    { does: "fails outside memory", args: [beyond, 2], fails: loadFails },
  ],
  signalError: [
    { does: "ends the run with the message", args: [64, 2], memory: { 64: "no" }, charges: ["SignalError+PersistPerByte*2"], effects: [["signalUserError", "no"]] },
    { does: "keeps bytes one by one", args: [64, 1], memory: { 64: Uint8Array.of(0xff) }, effects: [["signalUserError", "\u00ff"]] },
    { does: "runs out of gas for a length whose price wraps around to much", args: [64, -2_147_483_648], fails: "not enough gas" },
    { does: "gets as far as memory with a length whose price wraps around to less", args: [64, -1], fails: negative },
    { does: "fails outside memory", args: [beyond, 2], fails: loadFails },
    {
      does: "goes on without gas where that was no failure yet",
      args: [64, 0],
      given: { shortOf: "SignalError", flags: { UseGasBoundedShouldFailExecutionFlag: false } },
      charges: ["SignalError!"],
      effects: [["signalUserError", ""]],
    },
  ],
  writeLog: [
    {
      does: "logs topics of 32 bytes",
      args: [64, 2, 128, 1],
      memory: { 64: "ab", 128: otherAddress },
      charges: ["Log", "PersistPerByte*34"],
      effects: [["writeLog", [contractAddress, [otherAddress], [Uint8Array.of(97, 98)]]]],
    },
    { does: "fails for a negative length, for free", args: [64, -1, 128, 1], fails: "negative length", charges: [] },
    { does: "fails for a negative number of topics, for free", args: [64, 1, 128, -1], fails: "negative length", charges: [] },
    { does: "prices the lengths in 32 bits and stops at the end of memory", args: [64, 0, 128, 1 << 27], fails: loadFails, charges: ["Log"] },
  ],
  writeEventLog: [
    {
      does: "logs topics of any length",
      args: [2, 64, 128, 192, 2],
      memory: { 64: int32s(1, 2), 128: "xyz", 192: "ab" },
      charges: ["Log", "DataCopyPerByte*5"],
      effects: [["writeLog", [contractAddress, [Uint8Array.of(120), Uint8Array.of(121, 122)], [Uint8Array.of(97, 98)]]]],
    },
    { does: "fails for a negative number of topics, for free", args: [-1, 64, 128, 192, 2], fails: "negative numArguments (-1)", charges: [] },
    { does: "fails for a negative topic length", args: [1, 64, 128, 192, 2], memory: { 64: int32s(-1) }, fails: negative },
    { does: "fails for a negative data length", args: [0, 64, 128, 192, -2], fails: negative },
  ],
  getNumReturnData: [{ does: "counts", args: [], given: { returnData }, answers: 2, charges: ["GetNumReturnData"] }],
  getReturnDataSize: [
    { does: "answers the length", args: [1], given: { returnData }, answers: 2, charges: ["GetReturnDataSize"] },
    { does: "fails for an index too large", args: [2], given: { returnData }, fails: "invalid argument" },
    { does: "fails for a negative index", args: [-1], given: { returnData }, fails: "invalid argument" },
  ],
  getReturnData: [
    { does: "stores the data", args: [1, 64], given: { returnData }, answers: 2, stores: { 64: Uint8Array.of(2, 3) }, charges: ["GetReturnData"] },
    { does: "fails for an index too large", args: [2, 64], given: { returnData }, fails: "invalid argument" },
    { does: "fails at the end of memory", args: [1, edge], given: { returnData }, fails: storeFails },
  ],
  cleanReturnData: [{ does: "drops everything", args: [], charges: ["CleanReturnData"], effects: [["clearReturnData"]] }],
  deleteFromReturnData: [
    { does: "drops one item", args: [1], given: { returnData }, charges: ["DeleteFromReturnData"], effects: [["removeReturnData", 1]] },
    { does: "does nothing for an index too large", args: [2], given: { returnData }, effects: [] },
    { does: "does nothing for a negative index", args: [-1], given: { returnData }, effects: [] },
  ],
};

for (const cases of [aboutTheCall, accountsAndBlocks, payments, tokens, storage, results]) testHooks(cases);

test("getESDTLocalRoles is a fault of the engine where production crashes: on a list that is cut short", () => {
  const { hooks, host } = createFake({ storage: { ELRONDroleesdtT: Uint8Array.of(10, 17, 69) } });
  host.managedTypes.setBytes(1, Uint8Array.of(84));
  expect(() => hooks.getESDTLocalRoles(1)).toThrow("VM execution panicked");
});

test("argument lengths that the end of memory cuts apart are a fault of the engine, as production crashes", () => {
  const { hooks } = createFake();
  expect(() => { hooks.writeEventLog(1, MEMORY_SIZE - 2, 0, 0, 0); }).toThrow("VM execution panicked");
});
