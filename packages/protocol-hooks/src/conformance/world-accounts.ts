// Accounts and tokens as a world takes and gives them.
import { alice, bob, bytesOf, contractAddress, counter, openMetadata, userAddress } from "./accounts.js";
import { expectCode, expectEqual, present } from "./suite.js";
import { token, type WorldBehaviour } from "./world-fixture.js";

const carol = userAddress("carol");

export const accountBehaviours: readonly WorldBehaviour[] = [
  {
    name: "an account that was set is answered with all its parts",
    needs: ["accountExport"],
    run: ({ world }) => {
      const storage = new Map([["key", Uint8Array.of(1)]]);
      world.setAccount({ address: carol, nonce: 3n, balance: 4n, storage });
      const { nonce, balance, storage: stored, code } = present(world.getAccount(carol), "account");
      expectEqual([nonce, balance, stored.get("key"), code.length], [3n, 4n, Uint8Array.of(1), 0], "account");
    },
  },
  {
    name: "a contract keeps code, metadata and owner",
    needs: ["accountExport"],
    run: ({ world, code }) => {
      const account = present(world.getAccount(counter), "account");
      expectEqual([account.code, account.codeMetadata, account.ownerAddress], [code, openMetadata, alice], "contract");
      expectEqual(account.codeHash.length, 32, "length of the code hash");
    },
  },
  {
    name: "setting an account replaces it, updating one merges",
    run: ({ world }) => {
      world.setAccount({ address: carol, balance: 1n, storage: new Map([["a", Uint8Array.of(1)], ["b", Uint8Array.of(2)]]) });
      world.updateAccount({ address: carol, storage: new Map([["a", new Uint8Array(0)], ["c", Uint8Array.of(3)]]) });
      const values = (): Uint8Array[] => ["a", "b", "c"].map((key) => world.getStorage(carol, bytesOf(key)));
      expectEqual([world.getAccount(carol)?.balance, ...values()], [1n, new Uint8Array(0), Uint8Array.of(2), Uint8Array.of(3)], "after the update");
      world.setAccount({ address: carol, nonce: 1n });
      expectEqual([world.getAccount(carol)?.balance, values().every(({ length }) => length === 0)], [0n, true], "after the replacement");
    },
  },
  {
    name: "updating an account that is not there is refused",
    run: ({ world }) => expectCode(() => world.updateAccount({ address: carol, balance: 1n }), "ACCOUNT_NOT_FOUND", "update"),
  },
  {
    name: "an account that is deleted, or never was, is not there",
    needs: ["accountDeletion"],
    run: ({ world }) => {
      world.deleteAccount(bob);
      world.deleteAccount(carol);
      expectEqual([world.getAccount(bob), world.getAccount(carol)], [undefined, undefined], "accounts");
    },
  },
  {
    name: "accounts that contradict themselves are refused, and change nothing",
    run: ({ world, code, balance }) => {
      expectCode(() => world.setAccount({ address: Uint8Array.of(1) }), "ACCOUNT_INVALID", "a short address");
      expectCode(() => world.setAccount({ address: bob, code }), "ACCOUNT_INVALID", "code of a user");
      expectCode(() => world.setAccount({ address: bob, balance: -1n }), "ACCOUNT_INVALID", "a negative balance");
      expectEqual(balance(bob), 5n, "balance");
    },
  },
  {
    name: "addresses are all there, in order of their bytes",
    needs: ["accountExport"],
    run: ({ world }) => {
      const own = world.addresses().filter((address) => address.every((byte) => byte !== 0xff));
      expectEqual(own, [counter, alice, bob], "addresses");
    },
  },
  {
    name: "what the world was given and what it gave may change",
    needs: ["accountExport"],
    run: ({ world }) => {
      const value = Uint8Array.of(1);
      world.setAccount({ address: carol, storage: new Map([["key", value]]) });
      value[0] = 2;
      present(world.getAccount(carol)?.storage.get("key"), "value")[0] = 3;
      expectEqual(world.getStorage(carol, bytesOf("key")), Uint8Array.of(1), "value");
    },
  },
  {
    name: "tokens and roles that were set are read back",
    run: ({ world }) => {
      const instances = [{ nonce: 0n, balance: 10n }, { nonce: 2n, balance: 1n, name: bytesOf("two"), attributes: bytesOf("a") }];
      world.setAccount({ address: carol, esdt: [{ tokenIdentifier: token, instances, lastNonce: 2n, roles: ["ESDTRoleNFTCreate"] }] });
      const [state] = world.getEsdt(carol);
      const { tokenIdentifier, lastNonce, roles, instances: found } = present(state, "token");
      expectEqual([tokenIdentifier, lastNonce, roles], [token, 2n, ["ESDTRoleNFTCreate"]], "token");
      expectEqual(found.map(({ nonce, balance }) => [nonce, balance]), [[0n, 10n], [2n, 1n]], "balances");
      expectEqual([found[1]?.name, found[1]?.attributes], [bytesOf("two"), bytesOf("a")], "metadata");
      expectEqual(world.getEsdt(contractAddress("nobody")), [], "tokens of nobody");
    },
  },
];
