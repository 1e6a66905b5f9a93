// The delegation contract of the chain's genesis on both worlds: a large contract with much arithmetic and storage.
import { hexToBytes, magnitudeToBytes } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBothWorlds, type BothWorlds } from "./support/both-worlds.js";
import { readGenesisContract } from "./support/contracts.js";
import { address, aroundTheNeed, call, contractAddress, deploy, owner, user } from "./support/transactions.js";

const code = readGenesisContract("genesisContracts/delegation.wasm");
const auction = contractAddress("auction");
const initArguments = [auction, hexToBytes("03e8"), hexToBytes("00"), hexToBytes("030d40"), hexToBytes("030d40")];
const stake = 10n ** 19n;

const views = [
  ...["getTotalCumulatedRewards", "getTotalUnclaimedRewards", "getAuctionContractAddress", "getServiceFee", "getStakePerNode"],
  ...["getOwnerMinStakeShare", "getNumBlocksBeforeForceUnstake", "getNumBlocksBeforeUnBond", "anyoneCanActivate", "getMinimumStake"],
  ...["unStakeEnabled", "version", "getNumNodes", "allNodesIdle", "getAllNodeStates", "totalStake", "getTotalActiveStake"],
  ...["getTotalInactiveStake", "getTotalStakeByType", "getNumUsers"],
];
const viewsOfUser = ["getClaimableRewards", "getUserStake", "getUserActiveStake", "getUserInactiveStake", "getUserStakeByType", "getUserId"];
const viewsOfNode = ["getNodeId", "getNodeSignature", "getNodeState", "getNodeBlockNonceOfUnstake"];
const node = (seed: number): Uint8Array => new Uint8Array(96).fill(seed);
const signature = (seed: number): Uint8Array => new Uint8Array(48).fill(seed);

describe.skipIf(!isLightSimulatorInstalled())("the delegation contract, as production runs it", () => {
  let worlds: BothWorlds;
  let receiver: Uint8Array;

  const set = (name: string, ...values: Uint8Array[]): void => {
    worlds.execute(call(receiver, name, { arguments: values }));
  };
  const askAll = (): void => {
    for (const view of views) worlds.execute(call(receiver, view));
    for (const view of viewsOfUser) for (const who of [user, owner, address("nobody")]) set(view, who);
    for (const view of viewsOfNode) for (const seed of [1, 2, 9]) set(view, node(seed));
  };

  beforeAll(() => {
    worlds = createBothWorlds();
    for (const who of [owner, user]) worlds.setAccount({ address: who, balance: 10n ** 24n });
    const { deployedAddress = "" } = worlds.execute(deploy(code, { arguments: initArguments }));
    receiver = hexToBytes(deployedAddress);
  });
  afterAll(() => worlds.close());

  it("answers all of its views from the start", () => askAll());

  it("takes its settings from the owner alone", () => {
    for (const name of ["setStakePerNode", "setMinimumStake", "setServiceFee"]) {
      worlds.execute(call(receiver, name, { sender: user, arguments: [magnitudeToBytes(stake)] }));
      set(name, magnitudeToBytes(stake));
      set(name);
    }
    set("setServiceFee", hexToBytes("03e8"));
    for (const name of ["setAnyoneCanActivate", "setOnlyOwnerCanActivate", "enableUnStake", "disableUnStake"]) set(name);
    askAll();
  });

  it("adds and removes nodes", () => {
    set("addNodes", node(1), signature(1), node(2), signature(2));
    set("addNodes", node(1), signature(1));
    set("addNodes", node(3));
    set("removeNodes", node(2));
    set("removeNodes", node(7));
    askAll();
  });

  it("takes stake and activates", () => {
    for (const sender of [user, owner]) {
      expect(worlds.execute(call(receiver, "stakeGenesis", { sender, arguments: [magnitudeToBytes(stake)] }))).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
      worlds.execute(call(receiver, "stakeGenesis", { sender }));
    }
    worlds.execute(call(receiver, "fundById", { value: stake, arguments: [Uint8Array.of(1)] }));
    worlds.execute(call(receiver, "activateGenesis"));
    askAll();
  });

  it("computes and pays rewards", () => {
    const storage = new Map([["ELRONDreward", magnitudeToBytes(123_456_789_123_456_789n)]]);
    for (const world of [worlds.ours, worlds.production]) world.updateAccount({ address: receiver, balance: 10n ** 21n, storage });
    askAll();
    worlds.execute(call(receiver, "computeAllRewards"));
    for (const sender of [user, owner, user]) worlds.execute(call(receiver, "claimRewards", { sender }));
    askAll();
  });

  it.each([
    ["a view", (gasLimit: bigint) => call(receiver, "getClaimableRewards", { arguments: [user], gasLimit })],
    ["the nodes' states", (gasLimit: bigint) => call(receiver, "getAllNodeStates", { gasLimit })],
    ["a deployment", (gasLimit: bigint) => deploy(code, { arguments: initArguments, gasLimit })],
    ["a deployment that fails", (gasLimit: bigint) => deploy(code, { arguments: [auction], gasLimit })],
  ] as const)("ends %s where gas ends", (_name, transaction) => {
    expect(aroundTheNeed((gasLimit) => worlds.execute(transaction(gasLimit))).length).toBeGreaterThan(3);
  });
});
