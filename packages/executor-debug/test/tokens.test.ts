// Token functions and what contracts ask about tokens; and the call data that issuing sends to the system contract.
import { bytesToHex } from "@mxvm/codec";
import { type Context, contract, endpoint, init, mapper, payable, t, tokenId, view, defaultIssueCallback } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { alice, bob, bytes, createScene } from "./support.js";

const ok = { returnCode: 0, returnMessage: "" };
const fungible = tokenId("TOK-123456");
const art = tokenId("NFT-123456");
const EVERYTHING = ["ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity", "ESDTRoleNFTBurn", "ESDTRoleNFTAddURI", "ESDTRoleNFTUpdateAttributes"];

const state = {
  storage: {
    coin: mapper.fungibleToken("coin"),
    picture: mapper.nonFungibleToken("picture", t.u32),
  },
};
type Sc = Context<typeof state>;
const issueOptions = { gas: 60_000_000n };

const mint = contract("Mint", state, {
  init: init({}, () => undefined),
  callbacks: { default_issue_cb: defaultIssueCallback },
  endpoints: {
    create: endpoint({ amount: t.bigUint, uris: t.variadic(t.string) }, t.u64, (sc, { amount, uris }) =>
      sc.send.esdtNftCreate({ token: art, amount, name: "Sunset", royalties: 500n, hash: "0xabcd", attributes: "0x0102", uris })),
    add: endpoint({ nonce: t.u64, amount: t.bigUint }, (sc, { amount, nonce }) => { sc.send.esdtLocalMint(art, nonce, amount); }),
    burn: endpoint({ token: t.tokenId, nonce: t.u64, amount: t.bigUint }, (sc, { amount, nonce, token }) => { sc.send.esdtLocalBurn(token, nonce, amount); }),
    addUris: endpoint({ nonce: t.u64, uris: t.variadic(t.string) }, (sc, { nonce, uris }) => { sc.send.nftAddUris(art, nonce, uris); }),
    setAttributes: endpoint({ nonce: t.u64, attributes: t.bytes }, (sc, { attributes, nonce }) => { sc.send.nftUpdateAttributes(art, nonce, attributes); }),
    give: endpoint({ to: t.address, nonce: t.u64 }, (sc, { nonce, to }) => { sc.send.payment(to, { token: art, nonce, amount: 1n }); }),
    data: view({ of: t.address, nonce: t.u64 }, t.multi(t.string, t.bigUint, t.bool, t.bytes, t.string, t.bytes, t.address, t.bigUint, t.variadic(t.string)), (sc, { nonce, of }) => {
      const { amount, attributes, creator, frozen, hash, name, royalties, type, uris } = sc.blockchain.tokenData(of, art, nonce);
      return [type, amount, frozen, hash, name, attributes, creator, royalties, uris] as const;
    }),
    nonceAndRoles: view({ token: t.tokenId }, t.multi(t.u64, t.list(t.string)), (sc, { token }) => {
      const roles = Object.entries(sc.blockchain.localRoles(token));
      return [sc.blockchain.latestNonce(sc.blockchain.self(), token), roles.filter(([, has]) => has).map(([role]) => role)] as const;
    }),
    flags: view({ token: t.tokenId }, t.multi(t.bool, t.bool, t.bool), (sc, { token }) =>
      [sc.blockchain.isFrozen(sc.blockchain.self(), token), sc.blockchain.isPaused(token), sc.blockchain.isLimitedTransfer(token)] as const),
    balances: view({ of: t.address, nonce: t.u64 }, t.multi(t.bigUint, t.bigUint), (sc, { nonce, of }) =>
      [sc.blockchain.balance(art, nonce), sc.blockchain.balanceOf(of, art, nonce)] as const),
    issueCoin: payable(endpoint({}, (sc) => {
      sc.storage.coin.issue(sc.send, { cost: sc.callValue.egld(), name: "Coin", ticker: "COIN", initialSupply: 1000n, decimals: 2 }, issueOptions);
    })),
    issueCoinWithRoles: payable(endpoint({}, (sc) => {
      sc.storage.coin.issueAndSetAllRoles(sc.send, { cost: sc.callValue.egld(), name: "Coin", ticker: "COIN", decimals: 18 }, issueOptions);
    })),
    issuePicture: payable(endpoint({ type: t.explicitEnum("Type", "nonFungible", "semiFungible", "meta") }, (sc, { type }) => {
      sc.storage.picture.issue(sc.send, { cost: sc.callValue.egld(), type, name: "Picture", ticker: "PIC", decimals: 3 }, issueOptions);
    })),
    issuePictureWithRoles: payable(endpoint({}, (sc) => {
      sc.storage.picture.issueAndSetAllRoles(sc.send, { cost: sc.callValue.egld(), type: "semiFungible", name: "Picture", ticker: "PIC" }, issueOptions);
    })),
    setRoles: endpoint({ token: t.tokenId }, (sc: Sc, { token }) => {
      sc.storage.coin.setIfEmpty(token);
      sc.storage.coin.setRoles(sc.send, ["mint", "burn"], issueOptions);
    }),
  },
});

function createMint(roles: readonly string[] = EVERYTHING) {
  const scene = createScene([mint]);
  const address = scene.deploy(mint);
  scene.world.updateAccount({
    address,
    esdt: [
      { tokenIdentifier: bytes(art), instances: [], lastNonce: 0n, roles: [...roles] },
      { tokenIdentifier: bytes(fungible), instances: [{ nonce: 0n, balance: 50n }], lastNonce: 0n, roles: ["ESDTRoleLocalBurn"] },
    ],
  });
  const data = (of: Uint8Array, nonce: number) => scene.query(address, "data", [of, bytes(nonce)]).returnData;
  return { ...scene, address, data };
}

describe("a contract with the roles", () => {
  it("makes NFTs, changes them, and reads what is known of them", () => {
    const { address, call, data, query } = createMint();
    expect(call(address, "create", [bytes(3), bytes("ipfs://a"), bytes("ipfs://b")]).returnData).toEqual([bytes(1)]);
    expect(data(address, 1)).toEqual([
      bytes("nonFungible"), bytes(3), bytes(0), Uint8Array.of(0xab, 0xcd), bytes("Sunset"), Uint8Array.of(1, 2), address, bytes(500), bytes("ipfs://a"), bytes("ipfs://b"),
    ]);
    expect(call(address, "addUris", [bytes(1), bytes("ipfs://c")])).toMatchObject(ok);
    expect(call(address, "setAttributes", [bytes(1), Uint8Array.of(9)])).toMatchObject(ok);
    expect(call(address, "add", [bytes(1), bytes(4)])).toMatchObject(ok);
    expect(call(address, "burn", [bytes(art), bytes(1), bytes(2)])).toMatchObject(ok);
    expect(call(address, "give", [bob, bytes(1)])).toMatchObject(ok);
    const [, amount, , , , attributes, , , ...uris] = data(address, 1);
    expect({ amount, attributes, uris }).toEqual({ amount: bytes(4), attributes: Uint8Array.of(9), uris: ["ipfs://a", "ipfs://b", "ipfs://c"].map(bytes) });
    expect(query(address, "balances", [bob, bytes(1)]).returnData).toEqual([bytes(4), bytes(1)]);
  });

  it("gives an NFT one empty URI where it has none, and adds none where there are none", () => {
    const { address, call, data } = createMint();
    call(address, "create", [bytes(1)]);
    expect(call(address, "addUris", [bytes(1)])).toMatchObject(ok);
    expect(data(address, 1).slice(8)).toEqual([new Uint8Array(0)]);
  });

  it("burns fungible tokens", () => {
    const { address, call, world } = createMint();
    expect(call(address, "burn", [bytes(fungible), bytes(0), bytes(8)])).toMatchObject(ok);
    expect(world.getEsdt(address).find(({ tokenIdentifier }) => bytesToHex(tokenIdentifier) === bytesToHex(bytes(fungible)))?.instances[0]?.balance).toBe(42n);
  });

  it("knows its roles, and the nonce of the last NFT", () => {
    const { address, call, query } = createMint();
    call(address, "create", [bytes(1)]);
    call(address, "create", [bytes(1)]);
    const roles = ["nftCreate", "nftAddQuantity", "nftBurn", "nftAddUri", "nftUpdateAttributes"];
    const list = Uint8Array.from(roles.flatMap((role) => [0, 0, 0, role.length, ...bytes(role)]));
    expect(query(address, "nonceAndRoles", [bytes(art)]).returnData).toEqual([bytes(2), list]);
    expect(query(address, "flags", [bytes(fungible)]).returnData).toEqual([bytes(0), bytes(0), bytes(0)]);
  });
});

describe("a contract without", () => {
  it("fails in the words of the built-in function", () => {
    const { address, call } = createMint([]);
    expect(call(address, "create", [bytes(1)])).toMatchObject({ returnCode: 10, returnMessage: "action is not allowed" });
  });

  it("reads nothing of an NFT that an account does not have", () => {
    const { data } = createMint();
    const [, amount, , hash, name, , creator] = data(alice, 5);
    expect({ amount, hash, name, creator }).toEqual({ amount: bytes(0), hash: new Uint8Array(0), name: new Uint8Array(0), creator: new Uint8Array(32) });
  });
});

// The order of arguments and the properties are those that ESDTSystemSCProxy of mx-sdk-rs 0.66 builds from its defaults.
const properties = (before: string, ...others: readonly (readonly [string, boolean])[]) =>
  [before, ...[...others].flatMap(([name, value]) => [hex(name), hex(String(value))])].join("@");
const hex = (text: string): string => bytesToHex(bytes(text));
const first = [["canFreeze", true], ["canWipe", true], ["canPause", true]] as const;
const last = [["canChangeOwner", true], ["canUpgrade", true], ["canAddSpecialRoles", true]] as const;
const ofCoin = [...first, ["canMint", false], ["canBurn", false], ...last] as const;
const ofPicture = [...first, ["canTransferNFTCreateRole", true], ...last] as const;
const [coin, picture] = [`${hex("Coin")}@${hex("COIN")}`, `${hex("Picture")}@${hex("PIC")}`];

describe("issuing sends the system contract what the framework would", () => {
  it.each([
    ["issueCoin", [], properties(`issue@${coin}@03e8@02`, ...ofCoin)],
    ["issueCoinWithRoles", [], `registerAndSetAllRoles@${coin}@${hex("FNG")}@12`],
    ["issuePicture", ["nonFungible"], properties(`issueNonFungible@${picture}`, ...ofPicture)],
    ["issuePicture", ["semiFungible"], properties(`issueSemiFungible@${picture}`, ...ofPicture)],
    ["issuePicture", ["meta"], properties(`registerMetaESDT@${picture}@03`, ...ofPicture)],
    ["issuePictureWithRoles", [], `registerAndSetAllRoles@${picture}@${hex("SFT")}@`],
  ] as const)("%s %j", (name, args, expected) => {
    const { address, call } = createMint();
    expect(transfersOf(call(address, name, args.map(bytes), { value: 50n }))).toEqual([[50n, expected]]);
  });

  it("setRoles", () => {
    const { address, call } = createMint();
    const roles = `${hex("ESDTRoleLocalMint")}@${hex("ESDTRoleLocalBurn")}`;
    const expected = `setSpecialRole@${hex(fungible)}@${bytesToHex(address)}@${roles}`;
    expect(transfersOf(call(address, "setRoles", [bytes(fungible)]))).toEqual([[0n, expected]]);
  });
});

const SYSTEM = "000000000000000000010000000000000000000000000000000000000002ffff";

/** Value and call data of what a transaction sent to the system contract. */
function transfersOf({ vmOutput }: ReturnType<ReturnType<typeof createScene>["call"]>): (readonly [bigint, string])[] {
  const account = [...(vmOutput?.outputAccounts.values() ?? [])].find(({ address }) => bytesToHex(address) === SYSTEM);
  return account?.outputTransfers.map(({ data, value }) => [value, new TextDecoder().decode(data)]) ?? [];
}
