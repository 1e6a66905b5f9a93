// Built-in functions on accounts: owner, rewards, user name, storage, guardian. Figures are those of vm-common-go.
import { describe, expect, it } from "vitest";
import { codeMetadataToBytes } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import { contractAddress, userAddress } from "../support/fixtures.js";
import {
  alice,
  bob,
  bytesField,
  carol,
  cost,
  createFixture,
  farVault,
  GAS,
  hex,
  logsOf,
  number,
  PERSIST_PER_BYTE,
  STORE_PER_BYTE,
  text,
  transferOf,
  varintField,
  vault,
} from "../support/built-in-functions.js";

const notPermitted = "operation in account not permitted";
const withValue = "built in function called with tx value is not allowed";
const notEnoughGas = "not enough gas was sent in the transaction";
const invalidArguments = "invalid arguments to process built-in function";

const dns = contractAddress("dns");
dns[31] = 0x2a;

describe("ClaimDeveloperRewards", () => {
  function withReward(): ReturnType<typeof createFixture> {
    const fixture = createFixture();
    fixture.state.update(vault, { ownerAddress: alice, developerReward: 1000n });
    return fixture;
  }

  it("pays the owner, says so in an event, and leaves nothing", () => {
    const { state, run } = withReward();
    const output = run("ClaimDeveloperRewards", [], { recipientAddress: vault });
    expect(output.gasRemaining).toBe(GAS - cost.ClaimDeveloperRewards);
    expect(state.getAccount(alice)?.balance).toBe(1000n);
    expect(state.getAccount(vault)?.developerReward).toBe(0n);
    expect(transferOf(output)).toEqual({
      to: alice,
      index: 1,
      value: 1000n,
      gasLimit: 0n,
      gasLocked: 0n,
      data: "",
      callType: 0,
      from: alice,
    });
    expect(logsOf(output)).toEqual([{ identifier: "ClaimDeveloperRewards", address: vault, topics: ["03e8", hex(alice)], data: [] }]);
  });

  it("pays an owner that is a contract of the shard without a transfer, and takes all gas of an asynchronous call", () => {
    const { state, run } = withReward();
    state.setOwnerAddress(vault, vault);
    const input = { callerAddress: vault, recipientAddress: vault, callType: CallType.asynchronousCall };
    const output = run("ClaimDeveloperRewards", [], input);
    expect(transferOf(output)).toEqual([]);
    expect(output.gasRemaining).toBe(0n);
    expect(state.getAccount(vault)?.balance).toBe(1000n);
  });

  it("sends the reward to an owner of another shard, as a callback where the call was asynchronous", () => {
    const { state, run } = withReward();
    state.setOwnerAddress(vault, farVault);
    const output = run("ClaimDeveloperRewards", [], {
      callerAddress: farVault,
      recipientAddress: vault,
      callType: CallType.asynchronousCall,
      gasLocked: 9n,
    });
    expect(transferOf(output)).toMatchObject({
      to: farVault,
      value: 1000n,
      gasLimit: 0n,
      gasLocked: 9n,
      callType: CallType.asynchronousCallBack,
    });
    expect(state.getAccount(farVault)).toBeUndefined();
  });

  it("only takes gas where the contract is of another shard", () => {
    const output = withReward().run("ClaimDeveloperRewards", [], { recipientAddress: farVault });
    expect(output.gasRemaining).toBe(GAS - cost.ClaimDeveloperRewards);
    expect(logsOf(output)).toEqual([]);
  });

  it.each([
    ["of a stranger", { callerAddress: bob, recipientAddress: vault }, notPermitted],
    ["with value", { recipientAddress: vault, callValue: 1n }, withValue],
    ["with too little gas", { recipientAddress: vault, gasProvided: cost.ClaimDeveloperRewards - 1n }, notEnoughGas],
  ])("refuses a call %s", (_, input, message) => {
    expect(withReward().failure("ClaimDeveloperRewards", [], input)).toBe(message);
  });
});

describe("ChangeOwnerAddress", () => {
  it("gives the contract to another owner", () => {
    const { state, run } = createFixture();
    state.setOwnerAddress(vault, alice);
    const output = run("ChangeOwnerAddress", [bob], { recipientAddress: vault });
    expect(state.getAccount(vault)?.ownerAddress).toEqual(bob);
    expect(output.gasRemaining).toBe(GAS - cost.ChangeOwnerAddress);
    expect(logsOf(output)).toEqual([{ identifier: "ChangeOwnerAddress", address: vault, topics: [hex(bob)], data: [] }]);
  });

  it("goes on in the contract's shard if a contract calls", () => {
    const input = { callerAddress: vault, recipientAddress: farVault, gasLocked: 3n };
    const { run } = createFixture();
    const output = run("ChangeOwnerAddress", [bob], input);
    const gasLimit = GAS - cost.ChangeOwnerAddress;
    expect(output.gasRemaining).toBe(0n);
    expect(transferOf(output)).toMatchObject({
      to: farVault,
      gasLimit,
      gasLocked: 3n,
      data: `ChangeOwnerAddress@${hex(bob)}`,
      from: vault,
    });
    expect(transferOf(run("ChangeOwnerAddress", [bob], { recipientAddress: farVault }))).toEqual([]);
    const { run: runWithout } = createFixture({ flags: { IsChangeOwnerAddressCrossShardThroughSCFlag: false } });
    expect(transferOf(runWithout("ChangeOwnerAddress", [bob], input))).toEqual([]);
  });

  it.each([
    ["without arguments", [], {}, invalidArguments],
    ["with value", [bob], { callValue: 1n }, withValue],
    ["with an address of another length", [text("bob")], {}, "invalid address length"],
    ["with too little gas", [bob], { gasProvided: 100n }, notEnoughGas],
    ["of a stranger", [bob], {}, `${notPermitted} not the owner of the account`],
  ])("refuses a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ChangeOwnerAddress", args, { recipientAddress: vault, ...input })).toBe(message);
  });
});

describe("user names", () => {
  it("are set and replaced by DNS contracts; the event has the name before", () => {
    const { state, run } = createFixture();
    state.loadAccount(dns);
    const input = { callerAddress: dns, recipientAddress: bob };
    const first = run("SetUserName", [text("bob.elrond")], input);
    expect(first.gasRemaining).toBe(GAS - cost.SaveUserName);
    expect(logsOf(first)).toEqual([{ identifier: "SetUserName", address: bob, topics: [""], data: [] }]);
    expect(logsOf(run("SetUserName", [text("bobby")], input))).toMatchObject([{ topics: [hex("bob.elrond")] }]);
    expect(state.getAccount(bob)?.username).toEqual(text("bobby"));
    const deleted = run("DeleteUserName", [], input);
    expect(deleted.gasRemaining).toBe(GAS - cost.SaveUserName);
    expect(logsOf(deleted)).toEqual([{ identifier: "DeleteUserName", address: bob, topics: [hex("bobby")], data: [] }]);
    expect(state.getAccount(bob)?.username).toEqual(new Uint8Array(0));
  });

  it("cannot be replaced before the flag", () => {
    const { state, run, failure } = createFixture({ flags: { ChangeUsernameFlag: false } });
    state.loadAccount(dns);
    const input = { callerAddress: dns, recipientAddress: bob };
    run("SetUserName", [text("bob.elrond")], input);
    expect(failure("SetUserName", [text("bobby")], input)).toBe("user name change is disabled");
  });

  it("go on in the account's shard, all gas for a DNS contract of another shard is kept", () => {
    const { state, run } = createFixture();
    const callType = CallType.asynchronousCall;
    const fromHere = { callerAddress: dns, recipientAddress: carol };
    expect(transferOf(run("SetUserName", [text("c")], fromHere))).toMatchObject({
      to: carol,
      gasLimit: GAS - cost.SaveUserName,
      data: "SetUserName@63",
      callType,
    });
    expect(transferOf(run("DeleteUserName", [], fromHere))).toMatchObject({ data: "DeleteUserName", callType });
    // The DNS contract has no account in this shard.
    expect(run("SetUserName", [text("b")], { callerAddress: dns, recipientAddress: bob }).gasRemaining).toBe(GAS);
    expect(run("DeleteUserName", [], { callerAddress: dns, recipientAddress: bob }).gasRemaining).toBe(GAS);
    expect(state.getAccount(carol)).toBeUndefined();
    const before = createFixture({ flags: { ChangeUsernameFlag: false } });
    expect(transferOf(before.run("SetUserName", [text("c")], fromHere))).toMatchObject({ gasLimit: GAS });
  });

  it.each([
    ["by anybody else", [text("b")], { callerAddress: alice }, "not a dns address"],
    ["with value", [text("b")], { callValue: 1n }, withValue],
    ["without a name", [], {}, invalidArguments],
    ["with too little gas", [text("b")], { gasProvided: cost.SaveUserName - 1n }, notEnoughGas],
  ])("are refused %s", (_, args, input, message) => {
    const { state, failure } = createFixture();
    state.loadAccount(dns);
    expect(failure("SetUserName", args, { callerAddress: dns, recipientAddress: bob, ...input })).toBe(message);
  });

  it("may be set by 255 contracts", () => {
    const { failure } = createFixture();
    const allowed = Array.from({ length: 256 }, (_, last) => last).filter((last) => {
      const caller = dns.slice();
      caller[31] = last;
      return failure("DeleteUserName", [], { callerAddress: caller, recipientAddress: bob }) === "no failure";
    });
    expect(allowed).toEqual(Array.from({ length: 255 }, (_, last) => last));
  });
});

describe("SaveKeyValue", () => {
  it("stores entries, priced by their bytes and by what they grow", () => {
    const { run, storage, state } = createFixture();
    const first = run("SaveKeyValue", [text("key"), text("value"), text("k2"), text("v")]);
    const stored = (3n + 5n + 2n + 1n) * PERSIST_PER_BYTE + (5n + 1n) * STORE_PER_BYTE;
    expect(first.gasRemaining).toBe(GAS - cost.SaveKeyValue - stored);
    expect(storage(alice)).toEqual({ key: hex("value"), k2: hex("v") });
    const same = run("SaveKeyValue", [text("key"), text("value")]);
    expect(same.gasRemaining).toBe(GAS - cost.SaveKeyValue - 8n * PERSIST_PER_BYTE);
    const longer = run("SaveKeyValue", [text("key"), text("values!")]);
    expect(longer.gasRemaining).toBe(GAS - cost.SaveKeyValue - 10n * PERSIST_PER_BYTE - 2n * STORE_PER_BYTE);
    const deleted = run("SaveKeyValue", [text("key"), text("")]);
    expect(deleted.gasRemaining).toBe(GAS - cost.SaveKeyValue - 3n * PERSIST_PER_BYTE);
    expect(storage(alice)).toEqual({ k2: hex("v") });
    expect(state.getStorage(alice, "key")).toEqual(new Uint8Array(0));
  });

  it("keeps its own copy of a value", () => {
    const { run, storage } = createFixture();
    const value = text("value");
    run("SaveKeyValue", [text("key"), value]);
    value.fill(0);
    expect(storage(alice)).toEqual({ key: hex("value") });
  });

  it("takes gas that is not there before the flag, as production did", () => {
    const input = { gasProvided: 100n };
    const same = [text("k"), text("")];
    expect(createFixture().failure("SaveKeyValue", same, input)).toBe(notEnoughGas);
    const { run } = createFixture({ flags: { FixGasRemainingForSaveKeyValueFlag: false } });
    expect(run("SaveKeyValue", same, input).gasRemaining).toBe(2n ** 64n + 100n - cost.SaveKeyValue - PERSIST_PER_BYTE);
  });

  it.each([
    ["one argument", [text("k")], {}, invalidArguments],
    ["an odd number of arguments", [text("k"), text("v"), text("k")], {}, invalidArguments],
    ["value", [text("k"), text("v")], { callValue: 1n }, withValue],
    ["a recipient of another shard", [text("k"), text("v")], { callerAddress: carol }, "nil destination SC account"],
    ["another recipient", [text("k"), text("v")], { recipientAddress: bob }, `${notPermitted} not the owner of the account`],
    [
      "a contract as caller",
      [text("k"), text("v")],
      { callerAddress: vault },
      `${notPermitted} key-value builtin function not allowed for smart contracts`,
    ],
    ["a key of the protocol", [text("ELRONDx"), text("v")], {}, `${notPermitted} it is not allowed to save under key ELRONDx`],
    [
      "too little gas",
      [text("k"), text("v")],
      { gasProvided: cost.SaveKeyValue + 2n * PERSIST_PER_BYTE + STORE_PER_BYTE - 1n },
      notEnoughGas,
    ],
  ])("refuses %s", (_, args, input, message) => {
    expect(createFixture().failure("SaveKeyValue", args, input)).toBe(message);
  });
});

describe("guardians", () => {
  const uid = text("service");

  it("are announced, and not stored where the world keeps none", () => {
    const { run, storage } = createFixture();
    const output = run("SetGuardian", [bob, uid]);
    expect(output.gasRemaining).toBe(GAS - cost.SetGuardian);
    expect(logsOf(output)).toEqual([{ identifier: "SetGuardian", address: alice, topics: [hex(bob), hex(uid)], data: [] }]);
    expect(storage(alice)).toEqual({});
  });

  describe("that the world keeps", () => {
    let epoch: number;
    const fixture = () => {
      epoch = 7;
      return createFixture({ guardians: { delayEpochs: 20, currentEpoch: () => epoch } });
    };
    const third = userAddress("third");
    const stored = (...guardians: readonly (readonly [Uint8Array, number])[]) => ({
      ELRONDguardians: guardians
        .map(([address, activationEpoch]) => bytesField(1, bytesField(1, hex(address)) + varintField(2, activationEpoch) + bytesField(3, hex(uid))))
        .join(""),
    });

    it("become active after a delay, and until then nobody guards or replaces them", () => {
      const { run, failure, storage } = fixture();
      expect(failure("GuardAccount", [])).toBe("account has no guardian set");
      run("SetGuardian", [bob, uid]);
      expect(storage(alice)).toEqual(stored([bob, 27]));
      const noActive = "account has no active guardian";
      expect(failure("SetGuardian", [third, uid])).toBe(`${noActive} in updateGuardians, with 1 configured guardians`);
      expect(failure("SetGuardian", [third, uid], { txGuardian: bob })).toBe(noActive);
      epoch = 26;
      expect(failure("GuardAccount", [])).toBe(noActive);
      epoch = 27;
      run("GuardAccount", []);
      run("UnGuardAccount", []);
      expect(storage(alice)).toEqual(stored([bob, 27]));
    });

    it("are replaced after a delay, and forgotten when the account is guarded", () => {
      const { run, storage } = fixture();
      run("SetGuardian", [bob, uid]);
      epoch = 30;
      run("SetGuardian", [third, uid]);
      expect(storage(alice)).toEqual(stored([bob, 27], [third, 50]));
      epoch = 50;
      run("GuardAccount", []);
      expect(storage(alice)).toEqual(stored([third, 50]));
    });

    it("are replaced at once where the active one signs", () => {
      const { run, failure, storage } = fixture();
      run("SetGuardian", [bob, uid]);
      epoch = 30;
      const mismatch = "mismatch between transaction guardian and configured account guardian";
      expect(failure("SetGuardian", [third, uid], { txGuardian: third })).toBe(mismatch);
      run("SetGuardian", [third, uid], { txGuardian: bob });
      expect(storage(alice)).toEqual(stored([third, 30]));
    });
  });

  it("guard an account by a bit of its code metadata", () => {
    const { run, failure, state } = createFixture();
    state.setCodeMetadata(alice, Uint8Array.of(0xf1, 0xf2));
    const output = run("GuardAccount", []);
    expect(output.gasRemaining).toBe(GAS - cost.GuardAccount);
    expect(logsOf(output)).toEqual([{ identifier: "GuardAccount", address: alice, topics: [], data: [] }]);
    expect(state.getAccount(alice)?.codeMetadata).toEqual(codeMetadataToBytes({ upgradeable: true, guarded: true, payable: true }));
    expect(failure("GuardAccount", [])).toBe("cannot guard account, it is already guarded");
    expect(logsOf(run("UnGuardAccount", []))).toMatchObject([{ identifier: "UnGuardAccount" }]);
    expect(failure("UnGuardAccount", [])).toBe("cannot un-guard account, it is not guarded");
    expect(state.getAccount(alice)?.codeMetadata).toEqual(Uint8Array.of(1, 2));
  });

  it.each([
    ["of a caller of another shard", [bob, uid], { callerAddress: carol }, "nil user account for sender"],
    ["with one argument", [bob], {}, "invalid number of arguments, expected 2, got 1 "],
    ["on somebody else", [bob, uid], { recipientAddress: bob }, notPermitted],
    ["with value", [bob, uid], { callValue: 1n }, withValue],
    ["with too little gas", [bob, uid], { gasProvided: 1n }, notEnoughGas],
    ["with a contract as guardian", [vault, uid], {}, "invalid address for guardian"],
    ["with a short guardian", [text("bob"), uid], {}, "invalid address for guardian"],
    ["with a long service", [bob, new Uint8Array(33)], {}, "service UID is invalid for guardian service"],
    ["with oneself as guardian", [alice, uid], {}, "cannot set own address as guardian"],
  ])("cannot be set by a call %s", (_, args, input, message) => {
    expect(createFixture().failure("SetGuardian", args, input)).toBe(message);
  });

  it.each([
    ["of a caller of another shard", [], { callerAddress: carol }, "nil user account for sender"],
    ["on somebody else", [], { recipientAddress: bob }, notPermitted],
    ["with arguments", [uid], {}, "invalid number of arguments, expected 0, got 1 "],
    ["with too little gas", [], { gasProvided: 1n }, notEnoughGas],
  ])("do not guard after a call %s", (_, args, input, message) => {
    expect(createFixture().failure("GuardAccount", args, input)).toBe(message);
  });
});

describe("MigrateDataTrie", () => {
  it("has nothing to move and gives all gas back", () => {
    const output = createFixture().run("MigrateDataTrie", [], { recipientAddress: bob });
    expect(output.gasRemaining).toBe(GAS);
  });

  it.each([
    ["too little gas", [], { gasProvided: 455n }, "not enough gas, gas provided: 455, trie load cost: 227, trie store cost: 229"],
    ["value", [], { callValue: 1n }, withValue],
    ["arguments", [number(1)], {}, "no arguments must be given to migrate data trie: invalid number of arguments"],
    [
      "an account of another shard",
      [],
      { recipientAddress: carol },
      "destination account must be in the same shard as the sender: nil destination SC account",
    ],
  ])("refuses %s", (_, args, input, message) => {
    expect(createFixture().failure("MigrateDataTrie", args, input)).toBe(message);
  });
});

describe("a call", () => {
  it("creates the recipient's account", () => {
    const { state, run } = createFixture();
    const newcomer = userAddress("newcomer");
    run("MigrateDataTrie", [], { recipientAddress: newcomer });
    expect(state.getAccount(newcomer)).toBeDefined();
  });

  it("of a name that is none fails", () => {
    expect(createFixture().failure("Nothing", [])).toBe("element does not exist in container in function container for key Nothing");
  });
});
