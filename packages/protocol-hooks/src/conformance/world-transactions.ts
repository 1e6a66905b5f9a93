// Transactions and queries: what they change, and what failures leave.
import { ReturnCode } from "../return-code.js";
import { alice, bob, bytesOf, contractAddress, counter, failureMessage, openMetadata, sumKey, txHash, userAddress } from "./accounts.js";
import { expectCode, expectEqual, present } from "./suite.js";
import { expectOk, token, type WorldBehaviour } from "./world-fixture.js";

const nobody = userAddress("nobody");

export const transactionBehaviours: readonly WorldBehaviour[] = [
  {
    name: "a transfer moves EGLD, counts the nonce up and creates the receiver",
    run: ({ world, transfer, balance }) => {
      expectOk(transfer({ receiver: nobody, value: 100n }));
      expectEqual([balance(alice), balance(nobody)], [10n ** 15n - 100n, 100n], "balances");
      expectEqual(world.getAccount(alice)?.nonce, 8n, "nonce");
    },
  },
  {
    name: "a transfer of more than the sender has fails with outOfFunds",
    run: ({ transfer, balance }) => {
      expectEqual(transfer({ value: 10n ** 16n }).returnCode, ReturnCode.outOfFunds, "return code");
      expectEqual([balance(alice), balance(bob)], [10n ** 15n, 5n], "balances");
    },
  },
  {
    name: "a transaction of nobody, or one whose fee is not covered, is refused",
    run: ({ world, transfer }) => {
      expectCode(() => transfer({ sender: nobody, value: 1n }), "ACCOUNT_NOT_FOUND", "a transaction of nobody");
      expectCode(() => transfer({ value: 1n, gasPrice: 10n ** 12n }), "FEE_NOT_COVERED", "a fee that is not covered");
      expectEqual(world.getAccount(alice)?.nonce, 7n, "nonce");
    },
  },
  {
    name: "a negative value and a short address are misuse",
    run: ({ transfer }) => {
      for (const overrides of [{ value: -1n }, { receiver: Uint8Array.of(1) }, { gasLimit: -1n }]) {
        let isTypeError = false;
        try {
          transfer(overrides);
        } catch (error) {
          isTypeError = error instanceof TypeError;
        }
        expectEqual(isTypeError, true, "a TypeError");
      }
    },
  },
  {
    name: "a call changes storage, and its gas is what it used",
    run: ({ call, sum }) => {
      const result = call("add", { arguments: [Uint8Array.of(3)] });
      expectOk(result);
      expectEqual(sum(), Uint8Array.of(8), "sum");
      expectEqual([result.gasUsed > 0n, result.gasUsed + result.gasRemaining], [true, 50_000_000n], "gas");
    },
  },
  {
    name: "a call brings its value to the contract",
    run: ({ call, balance }) => {
      expectOk(call("get", { value: 4n }));
      expectEqual(balance(counter), 4n, "balance");
    },
  },
  {
    name: "a call answers return data",
    run: ({ call }) => expectEqual(call("get").returnData, [Uint8Array.of(5)], "return data"),
  },
  {
    name: "events are in the result",
    needs: ["logs"],
    run: ({ call }) => {
      const found = call("log").logs.find(({ identifier }) => identifier.length === 3);
      const { address, topics, data } = present(found, "event");
      expectEqual([address, topics, data], [counter, [sumKey], [bytesOf(failureMessage)]], "event");
    },
  },
  {
    name: "a failed call leaves nonce and fee, and nothing else",
    run: ({ world, call, sum, balance }) => {
      const result = call("addAndFail", { value: 4n, gasLimit: 5_000_000n, gasPrice: 1n });
      expectEqual([result.returnCode, result.returnMessage], [ReturnCode.userError, failureMessage], "return code and message");
      expectEqual([result.returnData.length, result.gasRemaining], [0, 0n], "data and gas");
      expectEqual([sum(), balance(counter)], [Uint8Array.of(5), 0n], "contract");
      expectEqual([world.getAccount(alice)?.nonce, balance(alice)], [8n, 10n ** 15n - 5_000_000n], "sender");
    },
  },
  {
    name: "an endpoint that is not there, a trap and too little gas are failures",
    run: ({ call }) => {
      const codes = [call("nothing"), call("trap"), call("spin", { gasLimit: 2_000_000n })].map(({ returnCode }) => returnCode);
      expectEqual(codes, [ReturnCode.functionNotFound, ReturnCode.executionFailed, ReturnCode.outOfGas], "return codes");
    },
  },
  {
    name: "a call of no contract is refused",
    run: ({ call }) => {
      expectCode(() => call("get", { receiver: bob }), "NOT_A_CONTRACT", "a call of a user");
      expectCode(() => call("get", { receiver: contractAddress("nobody") }), "ACCOUNT_NOT_FOUND", "a call of nobody");
    },
  },
  {
    name: "a deployment makes a contract of the sender's",
    needs: ["accountExport"],
    run: ({ world, deploy, code, sum }) => {
      const result = deploy({ value: 3n });
      expectOk(result);
      const address = present(result.deployedAddress, "address");
      const account = present(world.getAccount(address), "contract");
      expectEqual([account.code, account.codeMetadata, account.ownerAddress, account.balance], [code, openMetadata, alice, 3n], "contract");
      expectEqual(sum(address), Uint8Array.of(9), "sum");
    },
  },
  {
    name: "a deployment that fails makes none",
    run: ({ deploy }) => {
      const result = deploy({ code: bytesOf("no contract") });
      expectEqual([result.returnCode, result.deployedAddress], [ReturnCode.contractInvalid, undefined], "result");
    },
  },
  {
    name: "an upgrade is the owner's, and leaves storage",
    run: ({ world, code, sum }) => {
      const upgrade = { kind: "upgrade", txHash, receiver: counter, code, codeMetadata: openMetadata, arguments: [], value: 0n, gasLimit: 50_000_000n, gasPrice: 0n } as const;
      expectOk(world.execute({ ...upgrade, sender: alice }));
      expectEqual(sum(), Uint8Array.of(5), "sum");
      expectEqual(world.execute({ ...upgrade, sender: bob }).returnCode === ReturnCode.ok, false, "an upgrade by bob succeeds");
    },
  },
  {
    name: "tokens of a transfer move, and those that the sender has not fail it",
    run: ({ world, transfer }) => {
      world.updateAccount({ address: alice, esdt: [{ tokenIdentifier: token, instances: [{ nonce: 0n, balance: 10n }], lastNonce: 0n, roles: [] }] });
      const held = (address: Uint8Array): bigint => world.getEsdt(address)[0]?.instances[0]?.balance ?? 0n;
      expectOk(transfer({ esdt: [{ tokenIdentifier: token, nonce: 0n, value: 4n }] }));
      expectEqual([held(alice), held(bob)], [6n, 4n], "tokens");
      expectEqual(transfer({ esdt: [{ tokenIdentifier: token, nonce: 0n, value: 7n }] }).returnCode, ReturnCode.userError, "return code");
      expectEqual([held(alice), held(bob)], [6n, 4n], "tokens after the failure");
    },
  },
  {
    name: "a validator's reward adds to balance and reward entry",
    run: ({ world, balance }) => {
      for (const value of [7n, 8n]) expectOk(world.execute({ kind: "validatorReward", receiver: bob, value }));
      expectEqual([balance(bob), world.getStorage(bob, bytesOf("ELRONDreward"))], [20n, Uint8Array.of(15)], "reward");
    },
  },
  {
    name: "a query answers and changes nothing",
    run: ({ world, sum }) => {
      expectOk(world.query({ receiver: counter, function: "add", arguments: [Uint8Array.of(1)] }));
      expectEqual(sum(), Uint8Array.of(5), "sum after a query");
    },
  },
  {
    name: "what a query changes can be kept",
    needs: ["committedQueries"],
    run: ({ world, sum }) => {
      expectOk(world.query({ receiver: counter, function: "add", arguments: [Uint8Array.of(1)] }, { commit: true }));
      expectEqual(sum(), Uint8Array.of(6), "sum after a query that is kept");
    },
  },
  {
    name: "contracts see the block that was set",
    run: ({ world, call }) => {
      world.setCurrentBlock({ nonce: 77n });
      expectEqual([world.getCurrentBlock().nonce, call("blockNonce").returnData], [77n, [Uint8Array.of(77)]], "block nonce");
    },
  },
];
