// The contract that issues tokens, in worlds of every kind. That it does what the node does, test/differential of world-simulator shows;
// that contracts reach it, the tests of executor-debug.
import { bytesToHex, byteStringToBytes, bytesToByteString, esdtSystemContractAddress, magnitudeToBytes, systemAccountAddress } from "@mxvm/codec";
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode, type FlagChoices, type PortableWorld, type TransactionResult } from "@mxvm/protocol-hooks";
import { blake2b } from "@noble/hashes/blake2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, it } from "vitest";
import { createMockWorld, type Compatibility } from "../src/index.js";
import { alice, bob, call, contractAddress } from "./support/fixtures.js";
import { codeOf, createScriptedVm, type Script } from "./support/scripted-vm.js";

type Argument = Uint8Array | number | string;

const cost = 50_000_000_000_000_000n;
const vault = contractAddress("vault");
const seed = new Uint8Array(48).fill(3);
const everything = ["canFreeze", "canWipe", "canPause", "canChangeOwner", "canMint", "canBurn"].flatMap((name) => [name, "true"]);

function bytesOf(argument: Argument): Uint8Array {
  if (typeof argument === "string") return byteStringToBytes(argument);
  return argument instanceof Uint8Array ? argument : magnitudeToBytes(BigInt(argument));
}

interface Fixture {
  readonly world: PortableWorld;
  /** Alice asks the contract for something. */
  ask(name: string, args: readonly Argument[], value?: bigint, sender?: Uint8Array): TransactionResult;
  issue(name: string, ...args: readonly Argument[]): TransactionResult;
  /** Tokens of an account by identifier: balance and roles. */
  tokens(address: Uint8Array): Record<string, unknown>;
}

function createFixture(compatibility: Compatibility = "production", flags: FlagChoices = {}, scripts: Readonly<Record<string, Script>> = {}): Fixture {
  const world = createMockWorld({ vm: createScriptedVm(scripts).factory, gasSchedule: gasSchedules.default, compatibility, flags });
  for (const address of [alice, bob]) world.setAccount({ address, balance: 10n ** 20n });
  world.setAccount({ address: vault, code: codeOf("vault"), codeMetadata: Uint8Array.of(5, 0), balance: 10n ** 20n });
  world.setCurrentBlock({ randomSeed: seed });
  const ask: Fixture["ask"] = (name, args, value = 0n, sender = alice) =>
    world.execute(call({ sender, receiver: esdtSystemContractAddress, function: name, arguments: args.map(bytesOf), value, gasLimit: 60_000_000n, gasPrice: 0n }));
  return {
    world,
    ask,
    issue: (name, ...args) => ask(name, args, cost),
    tokens: (address) =>
      Object.fromEntries(world.getEsdt(address).map(({ tokenIdentifier, instances, roles }) => [bytesToByteString(tokenIdentifier), [instances.map(({ balance }) => balance), roles]])),
  };
}

function answer({ returnData }: TransactionResult): string[] {
  return returnData.map(bytesToByteString);
}

describe("an identifier", () => {
  it("is of ticker, caller and the block's seed, and the next one where that is taken", () => {
    const { ask, issue } = createFixture();
    const first = bytesToHex(blake2b(Uint8Array.of(...alice, ...seed), { dkLen: 32 }).subarray(0, 3));
    const second = (Number.parseInt(first, 16) + 1).toString(16).padStart(6, "0");
    expect([1, 2].flatMap(() => answer(issue("issueSemiFungible", "SilverToken", "SILV")))).toEqual([`SILV-${first}`, `SILV-${second}`]);
    expect(answer(issue("issueSemiFungible", "GoldToken", "GOLD"))).toEqual([`GOLD-${first}`]);
    expect(answer(ask("issueSemiFungible", ["GoldToken", "GOLD"], cost, bob))).not.toEqual([`GOLD-${first}`]);
  });

  it("is one that was fixed, in order and by ticker", () => {
    const { issue, world } = createFixture();
    world.setNewTokenIdentifiers?.(["GOLD-111111", "SILV-111111"]);
    world.setNewTokenIdentifiers?.(["SILV-222222"]);
    const issued = ["SILV", "GOLD", "SILV"].flatMap((ticker) => answer(issue("issueSemiFungible", "SomeToken", ticker)));
    expect(issued).toEqual(["SILV-111111", "GOLD-111111", "SILV-222222"]);
    expect(answer(issue("issueSemiFungible", "SomeToken", "SILV"))).not.toContain("SILV-222222");
  });

  it("that was fixed goes with a world's data, its forks and its snapshots", () => {
    const { issue, world } = createFixture();
    const exported = world.exportState();
    expect(exported).not.toHaveProperty("newTokenIdentifiers");
    world.setNewTokenIdentifiers?.(["SILV-111111"]);
    const snapshot = world.snapshot();
    const fork = world.fork();
    const other = createFixture();
    other.world.importState(JSON.parse(JSON.stringify(world.exportState())) as typeof exported);
    expect(answer(other.issue("issueSemiFungible", "SomeToken", "SILV"))).toEqual(["SILV-111111"]);
    expect(fork.exportState().newTokenIdentifiers).toEqual(["SILV-111111"]);
    issue("issueSemiFungible", "SomeToken", "SILV");
    world.revert(snapshot);
    expect(answer(issue("issueSemiFungible", "SomeToken", "SILV"))).toEqual(["SILV-111111"]);
  });
});

describe("in a production world without shards", () => {
  it("what users ask for has happened: supply, roles, settings of all", () => {
    const { ask, issue, tokens, world } = createFixture();
    world.setNewTokenIdentifiers?.(["GOLD-111111"]);
    expect(issue("issue", "GoldToken", "GOLD", 1000, 2, ...everything)).toMatchObject({ returnCode: ReturnCode.ok, returnData: [] });
    expect(ask("setSpecialRole", ["GOLD-111111", bob, "ESDTRoleLocalMint"]).returnMessage).toBe("");
    expect([tokens(alice), tokens(bob)]).toEqual([{ "GOLD-111111": [[1000n], []] }, { "GOLD-111111": [[], ["ESDTRoleLocalMint"]] }]);
    expect(world.getAccount(esdtSystemContractAddress)).toMatchObject({ balance: cost, shard: 0xffff_ffff });
    expect(ask("pause", ["GOLD-111111"]).returnMessage).toBe("");
    expect(world.getStorage(systemAccountAddress, byteStringToBytes("ELRONDesdtGOLD-111111"))[0]).toBe(5);
    expect(world.addresses().filter((address) => address[0] === 0xff)).toEqual([systemAccountAddress]);
  });

  it("mints and burns, where that is not over", () => {
    const { ask, issue, tokens, world } = createFixture("production", { GlobalMintBurnFlag: true });
    world.setNewTokenIdentifiers?.(["GOLD-111111"]);
    expect(issue("issue", "GoldToken", "GOLD", 0, 2).returnMessage).toBe("negative initial supply was provided");
    issue("issue", "GoldToken", "GOLD", 1000, 2, ...everything);
    ask("mint", ["GOLD-111111", 10]);
    ask("mint", ["GOLD-111111", 5, bob]);
    expect([tokens(alice)["GOLD-111111"], tokens(bob)["GOLD-111111"]]).toEqual([[[1010n], []], [[5n], []]]);
    expect(ask("mint", ["GOLD-111111", 0]).returnMessage).toBe("negative or zero mint value");
    expect(ask("mint", ["GOLD-111111", 1, "bob"]).returnMessage).toBe("destination address of invalid length");
    expect(ask("mint", ["GOLD-111111", new Uint8Array(101).fill(1)]).returnMessage).toBe("max length for esdt mint is 100");
    expect(ask("mint", ["GOLD-111111"]).returnMessage).toBe("accepted arguments number 2/3");
    expect(answer(ask("getTokenProperties", ["GOLD-111111"])).slice(3, 5)).toEqual(["1015", "0"]);
  });

  it("freezes and wipes holders", () => {
    const { ask, issue, tokens, world } = createFixture();
    world.setNewTokenIdentifiers?.(["GOLD-111111"]);
    issue("issue", "GoldToken", "GOLD", 1000, 2, ...everything);
    // The account refuses to be wiped while it is not frozen; the call succeeds, as the contract cannot know.
    expect(ask("wipe", ["GOLD-111111", alice]).returnCode).toBe(ReturnCode.ok);
    expect(tokens(alice)).toEqual({ "GOLD-111111": [[1000n], []] });
    ask("freeze", ["GOLD-111111", alice]);
    ask("wipe", ["GOLD-111111", alice]);
    expect(tokens(alice)).toEqual({});
  });

  it("a failure leaves nothing but nonce and fee", () => {
    const { ask, issue, world } = createFixture();
    const before = { ...world.exportState(), accounts: [] };
    expect(ask("issue", ["GoldToken", "GOLD", 1, 2], 1n)).toMatchObject({ returnCode: ReturnCode.outOfFunds, returnMessage: "callValue not equals with baseIssuingCost", gasRemaining: 0n });
    expect(issue("issue", "Gold Token", "GOLD", 1, 2).returnMessage).toBe("token name is not human readable");
    for (const [name, message] of [["", ""], ["_init", "cannot call smart contract init function"], ["nothing", "invalid method to call"]] as const) {
      expect(ask(name, []).returnMessage).toBe(message);
    }
    expect([world.getAccount(esdtSystemContractAddress), { ...world.exportState(), accounts: [] }]).toEqual([undefined, before]);
    expect(world.getAccount(alice)).toMatchObject({ nonce: 5n, balance: 10n ** 20n });
  });

  it("charges what the schedule says, and needs it to say so", () => {
    const { world } = createFixture();
    const issue = call({ receiver: esdtSystemContractAddress, function: "issueSemiFungible", arguments: ["SomeToken", "SOME"].map(byteStringToBytes), value: cost, gasPrice: 0n });
    expect(world.execute({ ...issue, gasLimit: 50_000_001n }).gasRemaining).toBe(1n);
    expect(world.execute({ ...issue, gasLimit: 49_999_999n })).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas" });
    world.setGasSchedule(scenarioGasSchedules.dummy);
    expect(() => world.execute(issue)).toThrow(expect.objectContaining({ code: "GAS_SCHEDULE_INCOMPLETE" }));
  });

  it("has what flags switch", () => {
    const { ask, issue, world } = createFixture("production", { DynamicEsdtFlag: false, SendAlwaysFlag: false });
    world.setNewTokenIdentifiers?.(["GOLD-111111", "ART-111111"]);
    expect(answer(issue("issue", "GoldToken", "GOLD", 0, 2))).toEqual(["GOLD-111111"]);
    issue("registerAndSetAllRoles", "ArtToken", "ART", "NFT", 0);
    expect(answer(ask("getSpecialRoles", ["ART-111111"]))).toHaveLength(1);
    for (const name of ["registerDynamic", "changeToDynamic", "updateTokenID", "setBurnRoleGlobally", "sendAllTransferRoleAddresses"]) {
      expect(ask(name, ["GOLD-111111"])).toMatchObject({ returnCode: ReturnCode.functionNotFound, returnMessage: "invalid method to call" });
    }
    expect(ask("mint", ["GOLD-111111", 1]).returnMessage).toBe("global mint is no more enabled, use local mint");
    expect(ask("ESDTBurn", ["GOLD-111111", 1]).returnMessage).toBe("global burn is no more enabled, use local burn");
    world.setFlags({ ESDTTransferRoleFlag: false });
    expect(ask("setSpecialRole", ["GOLD-111111", bob, "ESDTTransferRole"]).returnMessage).toBe("invalid argument");
  });

  it("answers queries, which change nothing", () => {
    const { world } = createFixture();
    const query = { receiver: esdtSystemContractAddress, function: "getContractConfig", arguments: [] };
    expect(world.query(query).returnData.slice(1)).toEqual([magnitudeToBytes(cost), Uint8Array.of(10), Uint8Array.of(20)]);
    expect(world.getAccount(esdtSystemContractAddress)).toBeUndefined();
  });

  it("lets its owner change the cost, and take what was paid", () => {
    const { ask, issue, world } = createFixture();
    issue("issueSemiFungible", "SomeToken", "SOME");
    const owner = world.query({ receiver: esdtSystemContractAddress, function: "getContractConfig", arguments: [] }).returnData[0] ?? expect.fail("no owner");
    world.setAccount({ address: owner, balance: 0n });
    expect(ask("configChange", [owner, 7, 3, 2], 0n, owner).returnMessage).toBe("invalid min and max token name lengths");
    expect(ask("configChange", [alice, 7, 3, 20], 0n, owner).returnMessage).toBe("");
    expect(ask("issueSemiFungible", ["SomeToken", "SOME"], 7n).returnCode).toBe(ReturnCode.ok);
    expect(ask("claim", [], 0n, owner).returnMessage).toBe("claim can be called by whitelisted address only");
    expect(ask("claim", []).returnMessage).toBe("");
    expect([world.getAccount(esdtSystemContractAddress)?.balance, world.getAccount(alice)?.balance]).toEqual([0n, 10n ** 20n]);
  });
});

describe("in a framework world", () => {
  it("issues without checks, with all roles, and answers the identifier", () => {
    const { ask, tokens } = createFixture("framework");
    const random = bytesToHex(keccak_256(Uint8Array.of(...alice, ...seed)).subarray(0, 3));
    expect(answer(ask("issue", ["Gold Token", "gold", 1000, 99]))).toEqual([`gold-${random}`]);
    expect(answer(ask("issueNonFungible", ["x", "ART"]))).toEqual([`ART-${random}`]);
    expect(answer(ask("registerAndSetAllRoles", ["x", "META", "META", 1]))).toEqual([`META-${random}`]);
    const sft = ["ESDTRoleNFTCreate", "ESDTRoleNFTBurn", "ESDTRoleNFTAddQuantity"];
    expect(tokens(alice)).toEqual({
      [`ART-${random}`]: [[], ["ESDTRoleNFTCreate", "ESDTRoleNFTBurn", "ESDTRoleNFTUpdateAttributes", "ESDTRoleNFTAddURI"]],
      [`META-${random}`]: [[], sft],
      [`gold-${random}`]: [[], ["ESDTRoleLocalMint", "ESDTRoleLocalBurn", "ESDTRoleLocalTransfer"]],
    });
  });

  it("lets anybody give roles, each once, also of tokens that it did not issue", () => {
    const { ask, tokens, world } = createFixture("framework");
    world.setNewTokenIdentifiers?.(["ART-111111"]);
    ask("issueNonFungible", ["x", "ART"]);
    for (let count = 0; count < 2; count++) ask("setSpecialRole", ["ART-111111", bob, "ESDTRoleNFTBurn"], 0n, bob);
    ask("setSpecialRole", ["OLD-111111", bob, "ESDTRoleLocalMint"]);
    expect(tokens(bob)).toEqual({ "ART-111111": [[], ["ESDTRoleNFTBurn"]], "OLD-111111": [[], ["ESDTRoleLocalMint"]] });
  });

  it("refuses what the framework's VM does", () => {
    const { ask } = createFixture("framework");
    const refused = { returnCode: ReturnCode.executionFailed, returnMessage: "not enough arguments" };
    for (const name of ["issue", "issueSemiFungible", "issueNonFungible", "registerAndSetAllRoles"]) expect(ask(name, ["x"])).toMatchObject(refused);
    expect(ask("setSpecialRole", ["x"]).returnMessage).toBe("setSpecialRole too few arguments");
    expect(ask("setSpecialRole", ["x", "bob", "role"]).returnMessage).toBe("second argument must be an address");
    expect(ask("registerAndSetAllRoles", ["x", "X", "OTHER", 1]).returnMessage).toBe("invalid argument");
  });

  it("has production's other functions, free of charge", () => {
    const { ask, tokens, world } = createFixture("framework");
    world.setNewTokenIdentifiers?.(["GOLD-111111"]);
    ask("issue", ["x", "GOLD", 0, 0]);
    expect(ask("mint", ["GOLD-111111", 7])).toMatchObject({ returnMessage: "", gasUsed: 0n });
    expect(tokens(alice)["GOLD-111111"]).toEqual([[7n], expect.anything()]);
  });
});

describe("in a scenario world", () => {
  it("is there from the first identifier on that was fixed, and never beside code", () => {
    const { ask, world } = createFixture("scenario");
    expect(() => ask("issueNonFungible", ["x", "ART"])).toThrow(expect.objectContaining({ code: "ACCOUNT_NOT_FOUND" }));
    world.setNewTokenIdentifiers?.([]);
    expect(ask("issueNonFungible", ["x", "ART"]).returnCode).toBe(ReturnCode.ok);
    world.setAccount({ address: esdtSystemContractAddress, code: codeOf("vault") });
    expect(answer(ask("issueNonFungible", ["x", "ART"]))).toEqual([]);
  });
});

describe("a contract that calls it within its run", () => {
  const seen: unknown[] = [];
  const issue: Script = ({ hooks, input }) => {
    seen.push([hooks.isSmartContract(esdtSystemContractAddress), hooks.getUserAccount(esdtSystemContractAddress) !== undefined]);
    const base = { ...input, callerAddress: vault, recipientAddress: esdtSystemContractAddress, callValue: 5n, function: "issue", allowInitFunction: false };
    const { returnData, outputAccounts } = hooks.executeSmartContractCallOnOtherVM({ ...base, arguments: ["x", "GOLD", 10, 0].map(bytesOf) });
    seen.push(returnData.map(bytesToByteString), [...outputAccounts.values()].map(({ address, balanceDelta }) => [bytesToHex(address), balanceDelta]));
    expect(() => hooks.executeSmartContractCallOnOtherVM({ ...base, arguments: [] })).toThrow("not enough arguments");
  };

  it.each(["framework", "scenario"] as const)("pays it, and has its answer, in a %s world", (compatibility) => {
    seen.length = 0;
    const { world } = createFixture(compatibility, {}, { vault: issue });
    world.setNewTokenIdentifiers?.(["GOLD-111111"]);
    world.execute(call({ receiver: vault, gasPrice: 0n }));
    expect(seen).toEqual([[true, true], ["GOLD-111111"], [[bytesToHex(esdtSystemContractAddress), 5n], [bytesToHex(vault), -5n]]]);
  });

  it("does not reach it in a production world", () => {
    const { world } = createFixture("production", {}, {
      vault: ({ hooks, input }) => {
        expect(hooks.getUserAccount(esdtSystemContractAddress)).toBeUndefined();
        expect(() => hooks.executeSmartContractCallOnOtherVM({ ...input, recipientAddress: esdtSystemContractAddress, function: "issue", allowInitFunction: false })).toThrow("element does not exist");
      },
    });
    expect(world.execute(call({ receiver: vault, gasPrice: 0n })).returnCode).toBe(ReturnCode.ok);
  });
});
