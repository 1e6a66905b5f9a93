// Deposits, signatures, fees.
import { bytesFromArray, addressToBytes, tokenId, type Address, type Bytes } from "@mxvm/contract-api";
import { ed25519 } from "@noble/curves/ed25519.js";
import { beforeEach, describe, expect, it } from "vitest";
import { digitalCash } from "../src/digital-cash/digital-cash.js";
import { createScene, type Scene } from "./support.js";

const EGLD = tokenId("EGLD-000000");
const secret = new Uint8Array(32).fill(7);
const key: Bytes = bytesFromArray(ed25519.getPublicKey(secret));
const signatureFor = (claimer: Address): Bytes => bytesFromArray(ed25519.sign(addressToBytes(claimer), secret));

describe("digital cash", () => {
  let scene: Scene;
  const start = (fees_disabled: boolean) => scene.deploy(digitalCash, { fees_disabled, fee_variants: [[EGLD, 10n]] });

  beforeEach(() => {
    scene = createScene([digitalCash]);
  });

  it("pays whoever signs with the deposit's key", () => {
    const [donor, claimer, thief] = [scene.user("donor"), scene.user("claimer", 0n), scene.user("thief")];
    const contract = start(true);
    const fund = contract.call("payFeeAndFund", { deposit_key: key, expiration: 100n }, { from: donor, egld: 500n });
    expect(fund).toMatchObject({ ok: true });
    expect(contract.view("deposit", { deposit_key: key })).toMatchObject({ depositor_address: donor, expiration: 100n, fees: undefined });
    const stolen = { deposit_key: key, signature: signatureFor(claimer) };
    expect(contract.call("claim", stolen, { from: thief })).toMatchObject({ ok: false, message: "ed25519 verify error" });
    expect(contract.call("claim", stolen, { from: claimer })).toMatchObject({ ok: true });
    expect(scene.world.getAccount(addressToBytes(claimer))?.balance).toBe(500n);
    expect(contract.call("claim", stolen, { from: claimer })).toMatchObject({ ok: false, message: "non-existent key" });
  });

  it("gives an expired deposit back to who made it", () => {
    const donor = scene.user("donor", 500n);
    const contract = start(true);
    contract.call("payFeeAndFund", { deposit_key: key, expiration: 100n }, { from: donor, egld: 500n });
    expect(contract.call("withdrawExpired", { deposit_key: key })).toMatchObject({ message: "cannot withdraw, deposit not expired yet" });
    scene.world.setCurrentBlock({ timestampMs: 100n });
    expect(contract.call("claim", { deposit_key: key, signature: signatureFor(donor) }, { from: donor })).toMatchObject({ message: "deposit expired" });
    expect(contract.call("withdrawExpired", { deposit_key: key })).toMatchObject({ ok: true });
    expect(scene.world.getAccount(addressToBytes(donor))?.balance).toBe(500n);
  });

  it("collects a fee for each fund, which the owner claims", () => {
    const [donor, claimer] = [scene.user("donor", 100n), scene.user("claimer", 0n)];
    const contract = start(false);
    expect(contract.call("depositFees", { deposit_key: key }, { from: donor, egld: 25n })).toMatchObject({ ok: true });
    expect(contract.call("fund", { deposit_key: key, expiration: 100n }, { from: donor, egld: 50n })).toMatchObject({ ok: true });
    expect(contract.call("claim", { deposit_key: key, signature: signatureFor(claimer) }, { from: claimer })).toMatchObject({ ok: true });
    // 15 of the fees were left over.
    expect(scene.world.getAccount(addressToBytes(donor))?.balance).toBe(40n);
    expect(contract.inside((sc) => sc.storage.collectedFees.get())).toEqual([{ token_identifier: EGLD, amount: 10n }]);
    expect(contract.call("claimFees", {}, { from: donor })).toMatchObject({ ok: false, message: "Endpoint can only be called by owner" });
    expect(contract.call("claimFees", {})).toMatchObject({ ok: true });
  });
});
