// The shape of scenario files. `parse/` is what reads them; a test holds the fields here to the fields there.
import type { Step } from "../model/scenario.js";
import type { TransactionKind } from "../model/transaction.js";
import type { Field, Shape, ShapeFields } from "./shape.js";

const value = { kind: "value" } as const;
const tree = { kind: "value", tree: true } as const;
const expected = { kind: "value", tree: true, any: true } as const;
const expectedNumber = { kind: "value", any: true } as const;
const address = { kind: "value", examples: ["address:owner", "sc:adder", "bech32:erd1"] } as const;
const text = { kind: "text" } as const;
const flag = { kind: "flag" } as const;

function listOf(item: Shape): Shape {
  return { kind: "list", item };
}

const expectedList: Shape = { kind: "list", item: expected, any: true, single: true };

const comment: Field = { shape: text, about: "Text for readers.", nothing: ['""'] };
const id: Field = { shape: text, about: "A name for the step, which reports and transaction hashes use.", nothing: ['""'] };

const instance: ShapeFields = {
  nonce: { shape: value, about: "Nonce of the instance; 0 for fungible tokens." },
  balance: { shape: value, about: "Units of it." },
  creator: { shape: address, about: "32 bytes." },
  royalties: { shape: value, about: "Hundredths of a percent, at most 10000." },
  hash: { shape: value, about: "Hash of the content." },
  uri: { shape: listOf(value), about: "Where the content is." },
  attributes: { shape: tree, about: "Attributes, as bytes." },
};

const instanceCheck: ShapeFields = {
  nonce: { shape: value, about: "Nonce of the instance; 0 for fungible tokens." },
  balance: { shape: expectedNumber, about: "Units of it; 0 where absent." },
  creator: { shape: expected, about: "Not checked where absent." },
  royalties: { shape: expectedNumber, about: "Not checked where absent." },
  hash: { shape: expected, about: "Not checked where absent." },
  uri: { shape: expectedList, about: "Not checked where absent." },
  attributes: { shape: expected, about: "Not checked where absent." },
};

function tokens(fields: ShapeFields, number: Shape, any?: true): Shape {
  return {
    kind: "object",
    balance: true,
    fields: {
      tokenIdentifier: { shape: value, about: "The token's key again." },
      ...fields,
      instances: {
        shape: { kind: "list", item: { kind: "object", fields }, ...(any && { any }) },
        about: "Instances of the token, by nonce.",
        nothing: ["[]"],
      },
      lastNonce: { shape: number, about: "The nonce of the newest instance." },
      roles: { shape: listOf(text), about: "Roles of the account for the token, such as ESDTRoleLocalMint.", nothing: ["[]"] },
      frozen: { shape: number, about: "Frozen if above 0." },
    },
  };
}

const accountFields: ShapeFields = {
  comment,
  update: { shape: flag, about: "Change the account that is there in place of a new one.", nothing: ["false"] },
  shard: { shape: value, about: "The account's shard, where it is not the one that its address gives." },
  nonce: { shape: value, about: "Transactions sent so far." },
  balance: { shape: value, about: "EGLD, in units of 10^-18.", },
  esdt: {
    shape: { kind: "entries", item: tokens(instance, value), keys: "Token identifiers, such as str:TOK-123456." },
    about: "Tokens by identifier.",
    nothing: ["{}"],
  },
  username: { shape: value, about: "The account's name." },
  storage: { shape: { kind: "entries", item: tree, keys: "Storage keys." }, about: "Storage by key.", nothing: ["{}"] },
  code: { shape: value, about: "A contract's code, such as mxsc:../output/adder.mxsc.json." },
  codeMetadata: { shape: value, about: "Two bytes: what may be done with the contract." },
  owner: { shape: address, about: "A contract's owner." },
  developerRewards: { shape: value, about: "What the contract's owner can claim." },
  asyncCallData: { shape: text, about: "The call that a contract waits for." },
};

const accountCheckFields: ShapeFields = {
  comment,
  nonce: { shape: expectedNumber, about: "0 where absent." },
  balance: { shape: expectedNumber, about: "0 where absent." },
  esdt: {
    shape: {
      kind: "entries",
      item: tokens(instanceCheck, expectedNumber, true),
      any: true,
      more: true,
      keys: "Token identifiers, such as str:TOK-123456.",
    },
    about: "Tokens by identifier; none where absent.",
  },
  username: { shape: expected, about: "Empty where absent." },
  storage: {
    shape: { kind: "entries", item: expected, any: true, more: true, keys: "Storage keys." },
    about: 'Storage by key, and nothing else unless "+" is a key. Not checked where absent.',
  },
  code: { shape: expected, about: "No code where absent." },
  codeMetadata: { shape: expected, about: "Not checked where absent." },
  owner: { shape: expected, about: "Not checked where absent." },
  developerRewards: { shape: expectedNumber, about: "Not checked." },
  asyncCallData: { shape: expected, about: "Not checked where absent." },
};

const blockInfo: Shape = {
  kind: "object",
  fields: {
    blockTimestamp: { shape: value, about: "Seconds since 1970.", nothing: ['""'] },
    blockTimestampMs: { shape: value, about: "Milliseconds since 1970; wins over seconds.", nothing: ['""'] },
    blockNonce: { shape: value, about: "The block's number.", nothing: ['""'] },
    blockRound: { shape: value, about: "The block's round.", nothing: ['""'] },
    blockEpoch: { shape: value, about: "The block's epoch.", nothing: ['""'] },
    blockRandomSeed: { shape: tree, about: "48 bytes." },
  },
};

const newAddress: Shape = {
  kind: "object",
  fields: {
    creatorAddress: { shape: address, about: "Who deploys.", required: true },
    creatorNonce: { shape: value, about: "The deployer's nonce." },
    newAddress: { shape: address, about: "The address that the deployment gets.", required: true },
  },
};

const payment: Shape = {
  kind: "object",
  fields: {
    tokenIdentifier: { shape: value, about: "Such as str:TOK-123456." },
    nonce: { shape: value, about: "0 for fungible tokens." },
    value: { shape: value, about: "Units." },
  },
};

const txFields = {
  nonce: { shape: value, about: "The sender's nonce; the account's own where absent." },
  from: { shape: address, about: "The sender.", required: true },
  to: { shape: address, about: "The receiver.", required: true, nothing: ['""'] },
  egldValue: { shape: value, about: "EGLD, in units of 10^-18.", aliases: ["value"], nothing: ['""', '"0"'] },
  esdtValue: { shape: { kind: "list", item: payment, single: true }, about: "Tokens sent along.", aliases: ["esdt"], nothing: ["[]"] },
  function: { shape: text, about: "The endpoint that is called.", nothing: ['""'] },
  contractCode: { shape: value, about: "Such as mxsc:../output/adder.mxsc.json." },
  codeMetadata: { shape: value, about: "Two bytes: what may be done with the contract." },
  arguments: { shape: listOf(tree), about: "Arguments of the call." },
  gasLimit: { shape: value, about: "Gas that may be used." },
  gasPrice: { shape: value, about: "Price of a unit of gas." },
} as const satisfies ShapeFields;

function tx(...names: readonly (keyof typeof txFields)[]): Field {
  const fields = Object.fromEntries(names.map((name) => [name, txFields[name]]));
  return { shape: { kind: "object", fields }, about: "The transaction.", required: true };
}

/** What each kind of transaction takes. */
const transactions: Readonly<Record<TransactionKind, Field>> = {
  scDeploy: tx("nonce", "from", "egldValue", "contractCode", "codeMetadata", "arguments", "gasLimit", "gasPrice"),
  scUpgrade: tx("nonce", "from", "to", "egldValue", "contractCode", "codeMetadata", "arguments", "gasLimit", "gasPrice"),
  scCall: tx("nonce", "from", "to", "egldValue", "esdtValue", "function", "arguments", "gasLimit", "gasPrice"),
  scQuery: tx("nonce", "to", "function", "arguments"),
  transfer: tx("nonce", "from", "to", "egldValue", "esdtValue", "gasLimit", "gasPrice"),
  validatorReward: tx("nonce", "to", "egldValue"),
};

const log: Shape = {
  kind: "object",
  fields: {
    address: { shape: expected, about: "The contract that wrote it." },
    endpoint: { shape: expected, about: "Its identifier." },
    topics: { shape: expectedList, about: "Its topics." },
    data: { shape: expectedList, about: "Its data." },
  },
};

const expectField: Field = {
  shape: {
    kind: "object",
    fields: {
      out: { shape: expectedList, about: "Results; none where absent." },
      status: { shape: expectedNumber, about: "Return code; 0 where absent." },
      message: { shape: expected, about: "Return message; empty where absent." },
      logs: { shape: { kind: "list", item: log, any: true, more: true }, about: "Events in order; not checked where absent." },
      gas: { shape: expectedNumber, about: "Gas left; not checked where absent." },
      refund: { shape: expectedNumber, about: "Refund; 0 where absent." },
    },
  },
  about: "What is expected of the result; nothing is checked where absent.",
};

const displayLogs: Field = { shape: flag, about: "Show what the VM logs.", nothing: ["false"] };

function transactionStep(kind: TransactionKind, hasResult: boolean): ShapeFields {
  const fields = { id: { ...id, aliases: ["txId"] }, comment, displayLogs, tx: transactions[kind] };
  return hasResult ? { ...fields, expect: expectField } : fields;
}

const steps: Readonly<Record<Step["kind"], ShapeFields>> = {
  externalSteps: {
    comment,
    traceGas: { shape: flag, about: "As for the steps around it where absent." },
    path: { shape: text, about: "A file with steps, relative to this one.", required: true },
  },
  setState: {
    id,
    comment,
    accounts: {
      shape: { kind: "entries", item: { kind: "object", fields: accountFields }, keys: "Addresses, such as address:owner or sc:adder." },
      about: "Accounts by address.",
      nothing: ["{}"],
    },
    newAddresses: { shape: listOf(newAddress), about: "Addresses that deployments get.", nothing: ["[]"] },
    newTokenIdentifiers: { shape: listOf(text), about: "Identifiers of the tokens to be issued.", nothing: ["[]"] },
    previousBlockInfo: { shape: blockInfo, about: "The block before." },
    currentBlockInfo: { shape: blockInfo, about: "The block of the transactions that follow." },
    blockHashes: { shape: listOf(value), about: "Hashes of earlier blocks, the newest last.", nothing: ["[]"] },
  },
  checkState: {
    id,
    comment,
    accounts: {
      shape: {
        kind: "entries",
        item: { kind: "object", fields: accountCheckFields },
        more: true,
        keys: 'Addresses, such as address:owner or sc:adder; "+" allows others.',
      },
      about: "Accounts by address.",
      required: true,
    },
  },
  dumpState: { comment },
  scDeploy: transactionStep("scDeploy", true),
  scUpgrade: transactionStep("scUpgrade", true),
  scCall: transactionStep("scCall", true),
  scQuery: transactionStep("scQuery", true),
  transfer: transactionStep("transfer", false),
  validatorReward: transactionStep("validatorReward", false),
};

export const stepShape: Shape = { kind: "step", steps };

export const scenarioShape: Shape = {
  kind: "object",
  fields: {
    name: { shape: text, about: "The scenario's name.", nothing: ['""'] },
    comment,
    checkGas: { shape: flag, about: "Whether gas in expectations counts; it does where absent.", nothing: ["true"] },
    traceGas: { shape: flag, about: "Report the gas of each VM hook.", nothing: ["false"] },
    gasSchedule: {
      shape: { kind: "text", names: ["default", "dummy", "v3", "v4"] },
      about: "What things cost; the newest schedule where absent.",
      nothing: ['"default"'],
    },
    steps: { shape: listOf(stepShape), about: "What happens, in order." },
  },
};
