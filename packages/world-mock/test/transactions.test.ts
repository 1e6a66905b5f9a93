// What transactions change, by kind, and how their output is applied.
import { bytesToByteString, byteStringToBytes } from "@mxvm/codec";
import { CallType, ReturnCode, type VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { addressesOf, adder, alice, bob, call, contractAddress, createWorld, deploy, noTxHash, transfer, userAddress } from "./support/fixtures.js";
import { codeOf, outputAccount, writeStorage } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;

describe("a transfer", () => {
  it("moves EGLD, counts the nonce up and takes the whole fee", () => {
    const { world } = createWorld();
    const result = world.execute(transfer({ value: 100n, gasLimit: 50n, gasPrice: 2n }));
    expect(result).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "", gasUsed: 50n, gasRemaining: 0n, returnData: [], logs: [] });
    expect(world.getAccount(alice)).toMatchObject({ nonce: 8n, balance: 999_800n });
    expect(world.getAccount(bob)).toMatchObject({ nonce: 0n, balance: 105n });
  });

  it("creates the receiver", () => {
    const { world } = createWorld();
    const carol = userAddress("carol");
    world.execute(transfer({ receiver: carol, value: 1n }));
    expect(world.getAccount(carol)).toMatchObject({ balance: 1n, ownerAddress: new Uint8Array(0) });
  });

  it("to oneself changes no balance", () => {
    const { world } = createWorld();
    world.execute(transfer({ receiver: alice, value: 100n }));
    expect(world.getAccount(alice)?.balance).toBe(1_000_000n);
  });

  it("refuses EGLD and tokens at once", () => {
    const { world } = createWorld();
    const esdt = [{ tokenIdentifier: bytes("TOK-123456"), nonce: 0n, value: 1n }];
    expect(() => world.execute(transfer({ value: 1n, esdt }))).toThrow(TypeError);
  });
});

describe("a call", () => {
  it("hands the VM what the transaction says", () => {
    const { world, vm } = createWorld();
    world.execute(call({ arguments: [Uint8Array.of(3)], value: 4n, gasLimit: 2n, gasPrice: 2n, relayer: bob, guardian: bob, txHash: bytes("h".repeat(32)) }));
    expect(vm.inputs).toEqual([
      {
        callerAddress: alice,
        recipientAddress: adder,
        function: "add",
        arguments: [Uint8Array.of(3)],
        asyncArguments: undefined,
        callValue: 4n,
        callType: CallType.directCall,
        gasPrice: 2n,
        gasProvided: 2n,
        gasLocked: 0n,
        originalTxHash: bytes("h".repeat(32)),
        currentTxHash: bytes("h".repeat(32)),
        prevTxHash: new Uint8Array(0),
        esdtTransfers: [],
        returnCallAfterError: false,
        txGuardian: bob,
        originalCallerAddress: alice,
        relayerAddress: bob,
        allowInitFunction: false,
      },
    ]);
  });

  it("applies balances, nonces and storage, the latter by the key that each entry ends up with", () => {
    const { world } = createWorld({
      adder: ({ output }) => {
        writeStorage(output, adder, "sum", Uint8Array.of(9));
        writeStorage(output, adder, "old", Uint8Array.of(1), false);
        for (const update of outputAccount(output, adder).storageUpdates.values()) update.offset[0] = 0x73;
        outputAccount(output, adder).nonce = 2n;
        outputAccount(output, adder).balanceDelta -= 3n;
        outputAccount(output, bob).balanceDelta += 3n;
      },
    });
    world.execute(call({ value: 10n }));
    const contract = world.getAccount(adder);
    expect(contract).toMatchObject({ balance: 7n, nonce: 2n });
    expect(contract?.storage).toEqual(new Map([["sum", Uint8Array.of(9)], ["sld", Uint8Array.of(1)]]));
    expect(world.getAccount(bob)?.balance).toBe(8n);
    expect(world.getAccount(alice)?.balance).toBe(1_000_000n - 1000n - 10n);
  });

  it("keeps the larger of two nonces", () => {
    const { world } = createWorld({ adder: ({ output }) => void (outputAccount(output, alice).nonce = 1n) });
    world.execute(call());
    expect(world.getAccount(alice)?.nonce).toBe(8n);
  });

  it("deletes storage entries that become empty", () => {
    const { world } = createWorld({ adder: ({ output }) => writeStorage(output, adder, "sum", new Uint8Array(0)) });
    world.updateAccount({ address: adder, storage: new Map([["sum", Uint8Array.of(1)]]) });
    world.execute(call());
    expect(world.getAccount(adder)?.storage.size).toBe(0);
  });

  it("keeps its own copy of what the output holds", () => {
    const value = Uint8Array.of(1);
    const { world } = createWorld({ adder: ({ output }) => writeStorage(output, adder, "sum", value) });
    world.execute(call());
    value[0] = 2;
    expect(world.getStorage(adder, bytes("sum"))).toEqual(Uint8Array.of(1));
  });

  it("keeps the data of the first transfer as asynchronous call data", () => {
    const { world } = createWorld({
      adder: ({ output }) => {
        const first = { index: 1, value: 0n, gasLimit: 0n, gasLocked: 0n, asyncData: new Uint8Array(0), data: bytes("f@01"), callType: CallType.asynchronousCall, senderAddress: adder };
        outputAccount(output, bob).outputTransfers.push(first, { ...first, index: 2, data: bytes("g") });
      },
    });
    world.execute(call());
    expect(world.getAccount(bob)?.asyncCallData).toEqual(bytes("f@01"));
  });

  it("brings into being every account that the output lists", () => {
    const { world } = createWorld({ adder: ({ output }) => void outputAccount(output, userAddress("seen")) });
    world.execute(call());
    expect(addressesOf(world)).toContain(bytesToByteString(userAddress("seen")));
  });

  it("deletes accounts last", () => {
    const { world } = createWorld({
      adder: ({ output }) => {
        writeStorage(output, adder, "sum", Uint8Array.of(1));
        output.deletedAccounts.push(adder);
      },
    });
    world.execute(call());
    expect(world.getAccount(adder)).toBeUndefined();
  });

  it("answers what the VM answered", () => {
    const log = { identifier: bytes("event"), address: adder, topics: [], data: [] };
    const { world } = createWorld({
      adder: ({ output }) => {
        output.returnData.push(Uint8Array.of(5));
        output.logs.push(log);
        output.gasRemaining = 400n;
        output.gasRefund = 3n;
      },
    });
    const result = world.execute(call());
    expect(result).toMatchObject({ returnData: [Uint8Array.of(5)], logs: [log], gasUsed: 600n, gasRemaining: 400n, gasRefund: 3n, deployedAddress: undefined });
    expect(result.vmOutput?.gasRemaining).toBe(400n);
  });

  it("shows the contract its caller's balance with the value in a scenario world, and without it in a production world", () => {
    const seen: (bigint | undefined)[] = [];
    const script = { adder: ({ hooks }: { readonly hooks: { getUserAccount(address: Uint8Array): { balance: bigint } | undefined } }) => void seen.push(hooks.getUserAccount(alice)?.balance) };
    createWorld(script, "scenario").world.execute(call({ value: 100n, gasPrice: 0n }));
    createWorld(script, "production").world.execute(call({ value: 100n, gasPrice: 0n }));
    expect(seen).toEqual([1_000_000n, 999_900n]);
  });

  it("takes the fee from the relayer where there is one", () => {
    const { world } = createWorld();
    world.execute(call({ relayer: bob, gasLimit: 3n }));
    expect([world.getAccount(alice)?.balance, world.getAccount(alice)?.nonce, world.getAccount(bob)?.balance]).toEqual([1_000_000n, 8n, 2n]);
  });
});

describe("a deployment", () => {
  it("puts code, metadata and owner under the next address and answers it", () => {
    const { world, vm } = createWorld({ deployed: ({ output }) => writeStorage(output, bob, "k", Uint8Array.of(1)) });
    const fixed = contractAddress("fixed");
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 7n, newAddress: fixed });
    const result = world.execute(deploy({ value: 20n, arguments: [Uint8Array.of(8)] }));
    expect(result.deployedAddress).toEqual(fixed);
    expect(world.getAccount(fixed)).toMatchObject({ code: codeOf("deployed"), codeMetadata: Uint8Array.of(5, 6), ownerAddress: alice, balance: 20n });
    expect(vm.inputs[0]).toMatchObject({ contractCode: codeOf("deployed"), arguments: [Uint8Array.of(8)], callValue: 20n });
  });

  it("at an address that was paid before still gets its owner", () => {
    const { world } = createWorld();
    const fixed = contractAddress("fixed");
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 8n, newAddress: fixed });
    world.execute(transfer({ receiver: fixed, value: 1n }));
    world.execute(deploy());
    expect(world.getAccount(fixed)).toMatchObject({ ownerAddress: alice, balance: 1n });
  });

  it("normalizes code metadata to the bits that are known", () => {
    const { world } = createWorld();
    const { deployedAddress } = world.execute(deploy({ codeMetadata: Uint8Array.of(0xff, 0xff) }));
    expect(world.getAccount(deployedAddress ?? alice)?.codeMetadata).toEqual(Uint8Array.of(0x0d, 0x06));
  });

  it("answers no address when it fails", () => {
    const { world } = createWorld({ deployed: ({ output }) => void (output.returnCode = ReturnCode.userError) });
    expect(world.execute(deploy())).toMatchObject({ returnCode: ReturnCode.userError, deployedAddress: undefined });
  });
});

describe("an upgrade", () => {
  const upgrade = { kind: "upgrade", txHash: noTxHash, sender: alice, receiver: adder, code: codeOf("new"), codeMetadata: Uint8Array.of(1, 0), arguments: [Uint8Array.of(2)], value: 0n, gasLimit: 5n, gasPrice: 0n } as const;

  it("calls upgradeContract with code, metadata and arguments, and keeps the owner", () => {
    const { world, vm } = createWorld({
      adder: ({ output }) => {
        const account = outputAccount(output, adder);
        account.code = codeOf("new");
        account.codeMetadata = Uint8Array.of(1, 0);
        account.codeDeployerAddress = bob;
      },
    });
    world.execute(upgrade);
    expect(vm.inputs[0]).toMatchObject({ function: "upgradeContract", arguments: [codeOf("new"), Uint8Array.of(1, 0), Uint8Array.of(2)] });
    expect(world.getAccount(adder)).toMatchObject({ code: codeOf("new"), codeMetadata: Uint8Array.of(1, 0), ownerAddress: alice });
  });
});

describe("a validator's reward", () => {
  it("comes into being in balance and storage", () => {
    const { world } = createWorld();
    world.execute({ kind: "validatorReward", receiver: bob, value: 300n });
    world.execute({ kind: "validatorReward", receiver: bob, value: 5n });
    expect(world.getAccount(bob)).toMatchObject({ balance: 310n, nonce: 0n });
    expect(world.getStorage(bob, bytes("ELRONDreward"))).toEqual(Uint8Array.of(1, 49));
  });

  it("needs a receiver that exists", () => {
    const { world } = createWorld();
    expect(() => world.execute({ kind: "validatorReward", receiver: userAddress("nobody"), value: 1n })).toThrow(expect.objectContaining({ code: "ACCOUNT_NOT_FOUND" }));
  });
});

describe("a query", () => {
  const query = { receiver: adder, function: "get", arguments: [Uint8Array.of(1)] };

  it("runs as the contract itself with the most gas there is", () => {
    const { world, vm } = createWorld({ adder: ({ output }) => void output.returnData.push(Uint8Array.of(7)) });
    expect(world.query(query)).toMatchObject({ returnCode: ReturnCode.ok, returnData: [Uint8Array.of(7)] });
    expect(vm.inputs[0]).toMatchObject({ callerAddress: adder, recipientAddress: adder, gasProvided: 2n ** 63n - 1n, gasPrice: 0n, callValue: 0n });
  });

  it("changes nothing unless it is to be kept", () => {
    const { world } = createWorld({ adder: ({ output }) => writeStorage(output, adder, "k", Uint8Array.of(1)) });
    world.query(query);
    expect(world.getStorage(adder, bytes("k"))).toEqual(new Uint8Array(0));
    world.query(query, { commit: true });
    expect(world.getStorage(adder, bytes("k"))).toEqual(Uint8Array.of(1));
  });

  it("that fails changes nothing even if it is to be kept", () => {
    const { world } = createWorld({
      adder: ({ output }) => {
        writeStorage(output, adder, "k", Uint8Array.of(1));
        output.returnCode = ReturnCode.userError;
      },
    });
    expect(world.query(query, { commit: true }).returnCode).toBe(ReturnCode.userError);
    expect(world.getStorage(adder, bytes("k"))).toEqual(new Uint8Array(0));
  });

  it("needs a contract", () => {
    const { world } = createWorld();
    expect(() => world.query({ ...query, receiver: alice })).toThrow(expect.objectContaining({ code: "NOT_A_CONTRACT" }));
  });
});

describe("developer rewards in a production world", () => {
  const gasOf = (output: VmOutput, used: bigint, remaining: bigint): void => {
    outputAccount(output, adder).gasUsed = used;
    output.gasRemaining = remaining;
  };

  it("are 30 % of the fee of the gas that each contract used", () => {
    const helper = contractAddress("helper");
    const { world } = createWorld(
      {
        adder: ({ output }) => {
          gasOf(output, 500n, 100n);
          outputAccount(output, helper).gasUsed = 399n;
          outputAccount(output, bob).gasUsed = 1n;
        },
      },
      "production",
    );
    world.setAccount({ address: helper, code: codeOf("helper"), developerReward: 7n });
    world.execute(call({ gasPrice: 3n }));
    expect(world.getAccount(adder)?.developerReward).toBe((500n * 3n * 30n) / 100n);
    expect(world.getAccount(helper)?.developerReward).toBe(7n + (399n * 3n * 30n) / 100n);
    expect(world.getAccount(bob)?.developerReward).toBe(0n);
  });

  it("are not earned by failures, transfers, built-in functions and queries, and not in a scenario world", () => {
    const { world } = createWorld({ adder: ({ input, output }) => "function" in input && input.function === "fail" && Object.assign(output, { returnCode: ReturnCode.userError }) }, "production");
    world.execute(call({ function: "fail" }));
    world.execute(transfer({ receiver: adder, gasLimit: 50n, gasPrice: 1n }));
    world.execute(call({ function: "ChangeOwnerAddress", arguments: [alice], gasLimit: 900_000n }));
    world.query({ receiver: adder, function: "get", arguments: [] }, { commit: true });
    expect(world.getAccount(adder)?.developerReward).toBe(0n);
    const scenario = createWorld().world;
    scenario.execute(call());
    expect(scenario.getAccount(adder)?.developerReward).toBe(0n);
  });

  it("are earned by the new contract of a deployment, and paid to the owner", () => {
    const { world } = createWorld({ deployed: ({ output }) => { output.gasRemaining = 400n; outputAccount(output, contractAddress("new")).gasUsed = 600n; } }, "production");
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 7n, newAddress: contractAddress("new") });
    world.execute(deploy());
    expect(world.getAccount(contractAddress("new"))?.developerReward).toBe(180n);
    const before = world.getAccount(alice)?.balance ?? 0n;
    expect(world.execute(call({ receiver: contractAddress("new"), function: "ClaimDeveloperRewards", gasLimit: 50_000_000n, gasPrice: 0n }))).toMatchObject({ returnCode: ReturnCode.ok });
    expect((world.getAccount(alice)?.balance ?? 0n) - before).toBe(180n);
    expect(world.getAccount(contractAddress("new"))?.developerReward).toBe(0n);
  });
});
