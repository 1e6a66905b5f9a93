// What callers pay, as contracts see it: none, one, several, NFTs; and the words in which other payments are refused.
import { contract, endpoint, init, ownerOnly, payable, t, type Payment } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { alice, bytes, createScene } from "./support.js";

const till = contract("Till", {}, {
  init: payable(init({}, () => undefined)),
  endpoints: {
    all: payable(endpoint({}, t.variadic(t.payment), (sc) => sc.callValue.all())),
    single: payable(endpoint({}, t.payment, (sc) => sc.callValue.single())),
    singleFungible: payable(endpoint({}, t.payment, (sc) => sc.callValue.singleFungible())),
    singleOptional: payable(endpoint({}, t.optional(t.payment), (sc) => sc.callValue.singleOptional())),
    egld: payable(endpoint({}, t.bigUint, (sc) => sc.callValue.egld())),
    twice: payable(endpoint({}, t.bool, (sc) => sc.callValue.all().length === sc.callValue.all().length)),
    free: endpoint({}, () => undefined),
    private: ownerOnly(payable(endpoint({}, () => undefined))),
  },
});

const payment = (text: string, nonce: bigint, amount: bigint): Payment => ({ token: text as Payment["token"], nonce, amount });
const EGLD = "EGLD-000000";
const encoded = ({ token, nonce, amount }: Payment): Uint8Array => {
  const name = bytes(token);
  const value = bytes(amount);
  const number = (size: number, of: bigint) => Uint8Array.from({ length: size }, (_, at) => Number((of >> BigInt(8 * (size - 1 - at))) & 0xffn));
  return Uint8Array.of(...number(4, BigInt(name.length)), ...name, ...number(8, nonce), ...number(4, BigInt(value.length)), ...value);
};

function createTill() {
  const scene = createScene([till]);
  scene.world.updateAccount({
    address: alice,
    esdt: [
      { tokenIdentifier: bytes("TOK-123456"), instances: [{ nonce: 0n, balance: 100n }], lastNonce: 0n, roles: [] },
      { tokenIdentifier: bytes("NFT-123456"), instances: [{ nonce: 7n, balance: 1n }], lastNonce: 7n, roles: [] },
    ],
  });
  const address = scene.deploy(till);
  const pay = (name: string, ...payments: readonly Payment[]) => {
    const [first] = payments;
    return payments.length === 1 && first?.token === EGLD
      ? scene.call(address, name, [], { sender: alice, value: first.amount })
      : scene.call(address, name, [], {
          sender: alice,
          esdt: payments.map(({ amount, nonce, token }) => ({ tokenIdentifier: bytes(token), nonce, value: amount })),
        });
  };
  return { ...scene, address, pay };
}

const fungible = payment("TOK-123456", 0n, 5n);
const nft = payment("NFT-123456", 7n, 1n);
const egld = payment(EGLD, 0n, 3n);

describe("a contract is paid", () => {
  it.each([
    ["nothing", []],
    ["EGLD", [egld]],
    ["a token", [fungible]],
    ["an NFT", [nft]],
    ["several tokens", [fungible, nft]],
    ["EGLD among tokens", [fungible, egld]],
  ] as const)("%s", (_, payments) => {
    const { pay } = createTill();
    expect(pay("all", ...payments)).toMatchObject({ returnMessage: "", returnData: payments.map(encoded) });
  });

  it("once, however often it asks", () => {
    expect(createTill().pay("twice", fungible, nft).returnData).toEqual([bytes(1)]);
  });

  it.each(
    (
      [
        ["single", [], "incorrect number of transfers"],
        ["single", [nft], ""],
        ["single", [fungible, nft], "incorrect number of transfers"],
        ["singleFungible", [fungible], ""],
        ["singleFungible", [egld], ""],
        ["singleFungible", [nft], "fungible token expected"],
        ["singleOptional", [], ""],
        ["singleOptional", [egld], ""],
        ["singleOptional", [fungible, nft], "incorrect number of transfers"],
        ["egld", [], ""],
        ["egld", [egld], ""],
        ["egld", [fungible], "function does not accept ESDT payment"],
        ["egld", [fungible, egld], "incorrect number of transfers"],
        ["free", [egld], "function does not accept EGLD payment"],
        ["free", [fungible], "function does not accept ESDT payment"],
        ["free", [fungible, nft], "function does not accept ESDT payment"],
        ["private", [], "Endpoint can only be called by owner"],
        ["private", [fungible], "Endpoint can only be called by owner"],
      ] as const
    ).map(([name, payments, message]) => ({ name, payments, paid: payments.map(({ token }) => token).join(" and ") || "nothing", message })),
  )("$name with $paid: $message", ({ message, name, payments }) => {
    expect(createTill().pay(name, ...payments).returnMessage).toBe(message);
  });

  it("when it is deployed", () => {
    const { deploy, world } = createScene([till]);
    expect(world.getAccount(deploy(till, [], { value: 9n }))?.balance).toBe(9n);
  });
});
