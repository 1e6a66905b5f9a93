// The vault of the framework's tests in TypeScript, as far as others call it, and a contract that calls vaults.
import { callback, contract, endpoint, init, mapper, payable, proxy, signature, t, type Context } from "@mxvm/contract-api";

const nothing = init({}, () => undefined);
const funds = { token: t.egldOrEsdtTokenId, nonce: t.u64, amount: t.bigUint };

export const typedVault = contract("Vault", {}, {
  init: nothing,
  endpoints: {
    accept_funds: payable(endpoint({}, () => undefined)),
    retrieve_funds: endpoint(funds, (sc, payment) => sc.send.payment(sc.blockchain.caller(), payment)),
  },
});

const vault = proxy({ accept_funds: signature({}), retrieve_funds: signature(funds) });

const state = { storage: { returned: mapper.vec("returned", t.payment), outcomes: mapper.vec("outcomes", t.bool) } };
type Sc = Context<typeof state>;

const onRetrieved = callback({}, (sc: Sc, result) => {
  sc.storage.outcomes.push(result.ok);
  for (const payment of sc.callValue.all()) sc.storage.returned.push(payment);
});

/** Puts what it is paid into a vault, and takes it out again. */
export const depositor = contract("Depositor", state, {
  init: nothing,
  endpoints: {
    deposit: payable(endpoint({ to: t.address }, (sc: Sc, { to }) => {
      sc.send.promise(to, vault, "accept_funds", {}, { payments: sc.callValue.all(), gas: 50_000_000n });
    })),
    withdraw: endpoint({ to: t.address, ...funds }, (sc: Sc, { to, token, nonce, amount }) => {
      sc.send.promise(to, vault, "retrieve_funds", { token, nonce, amount }, { gas: 50_000_000n, callbackGas: 20_000_000n, callback: onRetrieved.with({}) });
    }),
  },
  callbacks: { onRetrieved },
});
