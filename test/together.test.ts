// Compiled contracts and contracts in TypeScript in one world: they call each other in every form, pay each other, and get callbacks.
import { describe, expect, it } from "vitest";
import { type Holdings, type Kind, meet, PAID } from "./together/run.js";
import { callerInTypeScript, compiledCaller, compiledVault, giveAndTake, vaultInTypeScript } from "./together/vaults.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];

const pairs: readonly (readonly [caller: Kind, callee: Kind])[] = [
  ["WebAssembly", "TypeScript"],
  ["TypeScript", "WebAssembly"],
  ["TypeScript", "TypeScript"],
  ["WebAssembly", "WebAssembly"],
];

const payments = [
  { payment: "EGLD", sum: "egld" },
  { payment: "TOK-123456", sum: "esdt" },
] as const;

const hex = (value: bigint): string => value.toString(16).padStart(2, "0");
const nothing: Holdings = { has: 0n, storage: {} };
const half = PAID / 2n;
/** What a callback leaves besides the answer: that it got its closure. */
const closure = "07";

describe.each(pairs)("%s calls %s", (caller, callee) => {
  describe.each(payments)("and pays $payment", ({ payment, sum }) => {
    const meeting = { caller, callee, payment } as const;

    it.each(["sync", "execute"] as const)("by %s: the callee gets it, and its answer arrives", (form) => {
      expect(meet({ ...meeting, form, function: "accept" })).toEqual({
        message: "",
        results: [hex(PAID)],
        user: 0n,
        caller: { has: 0n, storage: form === "sync" ? { answers: hex(PAID) } : {} },
        callee: { has: PAID, storage: { [sum]: hex(PAID) } },
      });
    });

    it.each(["sync", "execute"] as const)("by %s: half of it comes back", (form) => {
      expect(meet({ ...meeting, form, function: "share" })).toEqual({
        message: "",
        results: [hex(half)],
        user: 0n,
        caller: { has: half, storage: form === "sync" ? { answers: hex(half) } : {} },
        callee: { has: half, storage: { [sum]: hex(PAID) } },
      });
    });

    it.each(["sync", "execute"] as const)("by %s: a refusal ends the transaction, and the user has everything", (form) => {
      expect(meet({ ...meeting, form, function: "refuse" })).toEqual({
        message: "error signalled by smartcontract",
        results: [],
        user: PAID,
        caller: nothing,
        callee: nothing,
      });
    });

    it("by a promise: the callback gets the answer, and half of the payment is back", () => {
      expect(meet({ ...meeting, form: "promise", function: "share" })).toEqual({
        message: "",
        results: [hex(half)],
        user: 0n,
        caller: { has: half, storage: { answers: hex(half), closure } },
        callee: { has: half, storage: { [sum]: hex(PAID) } },
      });
    });

    it("by a promise that is refused: the callback gets the failure, and the caller its payment", () => {
      expect(meet({ ...meeting, form: "promise", function: "refuse" })).toEqual({
        message: "",
        results: [],
        user: 0n,
        caller: { has: PAID, storage: { failures: "01", closure } },
        callee: nothing,
      });
    });
  });
});

describe.skipIf(checkout === undefined).each(["EGLD", "TOK-123456"] as const)("contracts that Rust compiled (MXVM_GO_CHECKOUT), with %s", (token) => {
  const hands = { ways: ["0 ", "0 ", "0 "], user: 0n, caller: 40n, vault: 60n };

  it("give a vault in TypeScript money and take it back, and their callbacks store what they do of a compiled vault", () => {
    const ours = giveAndTake(compiledCaller(checkout!), vaultInTypeScript, token);
    expect(ours).toMatchObject(hands);
    expect(ours).toEqual(giveAndTake(compiledCaller(checkout!), compiledVault(checkout!), token));
  });

  it("are a vault for contracts in TypeScript, whose callbacks get money and failures", () => {
    const ours = giveAndTake(callerInTypeScript, compiledVault(checkout!), token);
    expect(ours).toMatchObject(hands);
    expect(ours).toEqual(giveAndTake(callerInTypeScript, vaultInTypeScript, token));
    // How the last of two calls ended: by a failure, and without money. The one before came with 40.
    expect(ours.storage).toEqual(expect.arrayContaining([expect.stringMatching(/28$/), expect.stringMatching(/6f7574636f6d65732e6c656e: 02/)]));
  });
});
