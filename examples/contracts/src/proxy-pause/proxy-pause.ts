// Pauses many contracts at once, for any of its owners.
import { contract, endpoint, init, mapper, proxy, require, signature, t, view, type Context } from "@mxvm/contract-api";

/** What a contract with a pause has. */
const Pausable = proxy({ pause: signature({}), unpause: signature({}) });

const state = { storage: { owners: mapper.set("owners", t.address), contracts: mapper.set("contracts", t.address) } };
type Sc = Context<typeof state>;

const requireOwner = (sc: Sc): void => require(sc.storage.owners.has(sc.blockchain.caller()), "caller is not an owner");

const addresses = t.variadic(t.address);

export const proxyPause = contract("PauseProxy", state, {
  init: init({}, (sc) => {
    sc.storage.owners.add(sc.blockchain.caller());
  }),
  endpoints: {
    addContracts: endpoint({ contracts: addresses }, (sc, { contracts }) => {
      requireOwner(sc);
      for (const address of contracts) sc.storage.contracts.add(address);
    }),
    removeContracts: endpoint({ contracts: addresses }, (sc, { contracts }) => {
      requireOwner(sc);
      for (const address of contracts) sc.storage.contracts.delete(address);
    }),
    addOwners: endpoint({ owners: addresses }, (sc, { owners }) => {
      requireOwner(sc);
      for (const address of owners) sc.storage.owners.add(address);
    }),
    removeOwners: endpoint({ owners: addresses }, (sc, { owners }) => {
      requireOwner(sc);
      for (const address of owners) sc.storage.owners.delete(address);
    }),
    pause: endpoint({}, (sc) => {
      requireOwner(sc);
      for (const address of sc.storage.contracts.values()) sc.send.sync(address, Pausable, "pause", {});
    }),
    unpause: endpoint({}, (sc) => {
      requireOwner(sc);
      for (const address of sc.storage.contracts.values()) sc.send.sync(address, Pausable, "unpause", {});
    }),
    owners: view({}, addresses, (sc) => [...sc.storage.owners.values()]),
    contracts: view({}, addresses, (sc) => [...sc.storage.contracts.values()]),
  },
});
