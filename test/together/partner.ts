// Partner in TypeScript: exported functions and storage are those of partner.wat.
import { callback, contract, EGLD, endpoint, fail, init, mapper, payable, proxy, signature, t, type Context, type Payment } from "@mxvm/contract-api";

const state = {
  storage: {
    egld: mapper.value("egld", t.bigUint),
    esdt: mapper.value("esdt", t.bigUint),
    answers: mapper.value("answers", t.bigUint),
    failures: mapper.value("failures", t.bigUint),
    closure: mapper.value("closure", t.u8),
  },
};
type Sc = Context<typeof state>;

/** Any partner, of any kind. */
const partner = proxy({ accept: signature({}, t.bigUint), share: signature({}, t.bigUint), refuse: signature({}, t.bigUint) });
const call = { to: t.address, function: t.explicitEnum("Function", "accept", "share", "refuse") };

function take(sc: Sc, { token, amount }: Payment): void {
  const sum = token === EGLD ? sc.storage.egld : sc.storage.esdt;
  sum.update((before) => before + amount);
}

function countAnswer(sc: Sc, answer: bigint): void {
  sc.storage.answers.update((answers) => answers + answer);
}

const onAnswer = callback({ id: t.u8 }, t.bigUint, (sc: Sc, result, { id }) => {
  sc.storage.closure.set(id);
  if (result.ok) countAnswer(sc, result.value);
  else sc.storage.failures.update((failures) => failures + 1n);
});

export const typedPartner = contract("Partner", state, {
  init: init({}, () => undefined),
  endpoints: {
    accept: payable(
      endpoint({}, t.bigUint, (sc: Sc) => {
        const payment = sc.callValue.single();
        take(sc, payment);
        return payment.amount;
      }),
    ),
    share: payable(
      endpoint({}, t.bigUint, (sc: Sc) => {
        const payment = sc.callValue.single();
        take(sc, payment);
        const half = payment.amount / 2n;
        sc.send.payment(sc.blockchain.caller(), { ...payment, amount: half });
        return half;
      }),
    ),
    refuse: payable(endpoint({}, () => fail("refused"))),
    sync: payable(
      endpoint(call, t.bigUint, (sc: Sc, args) => {
        const answer = sc.send.sync(args.to, partner, args.function, {}, { payments: sc.callValue.all(), gas: sc.blockchain.gasLeft() / 2n });
        countAnswer(sc, answer);
        return answer;
      }),
    ),
    execute: payable(
      endpoint(call, (sc: Sc, args) => {
        sc.send.transferExecute(args.to, partner, args.function, {}, { payments: sc.callValue.all(), gas: sc.blockchain.gasLeft() / 2n });
      }),
    ),
    promise: payable(
      endpoint(call, (sc: Sc, args) => {
        const options = { payments: sc.callValue.all(), gas: 50_000_000n, callbackGas: 20_000_000n, callback: onAnswer.with({ id: 7 }) };
        sc.send.promise(args.to, partner, args.function, {}, options);
      }),
    ),
  },
  callbacks: { onAnswer },
});
