// Contracts that Rust compiled, from a checkout of mx-chain-vm-go, and contracts in TypeScript: one gives another its money and takes it back.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesToHex, byteStringToBytes, hexToBytes, utf8ToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import { createCompositeExecutor, isWasm } from "@mxvm/executor-composite";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { depositor, typedVault } from "./vault.js";

const executor = createCompositeExecutor({
  routes: [
    { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
    { name: "debug", executor: createDebugExecutor({ contracts: [typedVault, depositor] }) },
  ],
});

export type Token = "EGLD" | "TOK-123456";

/** Code, and its names for giving money to a vault and for taking it back. */
export interface Caller {
  readonly code: Uint8Array;
  readonly give: string;
  readonly take: string;
}

const folder = "test/features/composability";

function built(checkout: string, path: string): Uint8Array {
  const { code } = JSON.parse(readFileSync(join(checkout, folder, path), "utf8")) as { readonly code: string };
  return hexToBytes(code);
}

export const compiledVault = (checkout: string): Uint8Array => built(checkout, "vault/output/vault.mxsc.json");
export const vaultInTypeScript: Uint8Array = codeOf(typedVault);

export const compiledCaller = (checkout: string): Caller => ({
  code: built(checkout, "promises-features/output/promises-features.mxsc.json"),
  give: "forward_promise_accept_funds",
  take: "forward_promise_retrieve_funds",
});
export const callerInTypeScript: Caller = { code: codeOf(depositor), give: "deposit", take: "withdraw" };

const user = new Uint8Array(32).fill(1);
const contractAddress = (filling: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => (at === 8 ? 5 : at < 10 ? 0 : filling));

/** Gives 100 to the vault, takes 40 back, then more than is there; what has come of it, and what the caller stored of its callbacks. */
export function giveAndTake({ code, give, take }: Caller, vault: Uint8Array, token: Token) {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  const tokenIdentifier = utf8ToBytes(token);
  const isToken = token !== "EGLD";
  const [first, second] = [contractAddress(2), contractAddress(3)];
  world.setAccount({ address: user, balance: 100n, esdt: [{ tokenIdentifier: utf8ToBytes("TOK-123456"), instances: [{ nonce: 0n, balance: 100n }], lastNonce: 0n, roles: [] }] });
  world.setAccount({ address: first, code });
  world.setAccount({ address: second, code: vault });
  const call = (name: string, args: readonly Uint8Array[], amount: bigint): string => {
    const { returnCode, returnMessage } = world.execute({
      kind: "call", sender: user, receiver: first, function: name, arguments: [second, ...args], txHash: new Uint8Array(32), gasPrice: 0n, gasLimit: 400_000_000n,
      value: isToken ? 0n : amount, esdt: isToken && amount > 0n ? [{ tokenIdentifier, nonce: 0n, value: amount }] : [],
    });
    return `${returnCode} ${returnMessage}`;
  };
  const balanceOf = (address: Uint8Array): bigint =>
    isToken ? world.getEsdt(address).flatMap(({ instances }) => instances).reduce((sum, { balance }) => sum + balance, 0n) : (world.getAccount(address)?.balance ?? 0n);
  const ways = [call(give, [], 100n), call(take, [tokenIdentifier, new Uint8Array(0), Uint8Array.of(40)], 0n), call(take, [tokenIdentifier, new Uint8Array(0), Uint8Array.of(90)], 0n)];
  const entries = [...(world.getAccount(first)?.storage ?? [])].filter(([key]) => !key.startsWith("ELROND"));
  const storage = entries.map(([key, value]) => `${bytesToHex(byteStringToBytes(key))}: ${bytesToHex(value)}`);
  const outcome = { ways, user: balanceOf(user), caller: balanceOf(first), vault: balanceOf(second), storage };
  world.close();
  return outcome;
}
