// Two partners of chosen kinds in one world, a transaction in which one calls the other, and what everyone has afterwards.
import { readFileSync } from "node:fs";
import { bytesToHex, bytesToUtf8, byteStringToBytes, utf8ToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import { createCompositeExecutor, isWasm } from "@mxvm/executor-composite";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import wabt from "wabt";
import { typedPartner } from "./partner.js";

function assemble(name: string, source: string, assembler: Awaited<ReturnType<typeof wabt>>): Uint8Array {
  const module = assembler.parseWat(name, source);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

const text = readFileSync(new URL("partner.wat", import.meta.url), "utf8");
const codes = { TypeScript: codeOf(typedPartner), WebAssembly: assemble("partner.wat", text, await wabt()) };

const executor = createCompositeExecutor({
  routes: [
    { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
    { name: "debug", executor: createDebugExecutor({ contracts: [typedPartner] }) },
  ],
});

export type Kind = keyof typeof codes;

export interface Meeting {
  readonly caller: Kind;
  readonly callee: Kind;
  readonly form: "sync" | "execute" | "promise";
  readonly function: "accept" | "share" | "refuse";
  readonly payment: "EGLD" | "TOK-123456";
}

/** What an account has of what was paid, and its storage. */
export interface Holdings {
  readonly has: bigint;
  readonly storage: Readonly<Record<string, string>>;
}

export interface MeetingOutcome {
  readonly message: string;
  readonly results: readonly string[];
  readonly user: bigint;
  readonly caller: Holdings;
  readonly callee: Holdings;
}

export const PAID = 100n;

const user = new Uint8Array(32).fill(1);
const contractAddress = (filling: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => (at === 8 ? 5 : at < 10 ? 0 : filling));

/** A user pays 100 to the caller, which calls a function of the callee with it. */
export function meet({ caller, callee, form, function: name, payment }: Meeting): MeetingOutcome {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  const tokenIdentifier = utf8ToBytes(payment);
  const isToken = payment !== "EGLD";
  const [first, second] = [contractAddress(2), contractAddress(3)];
  world.setAccount({ address: user, balance: PAID, esdt: [{ tokenIdentifier: utf8ToBytes("TOK-123456"), instances: [{ nonce: 0n, balance: PAID }], lastNonce: 0n, roles: [] }] });
  world.setAccount({ address: first, code: codes[caller] });
  world.setAccount({ address: second, code: codes[callee] });
  const { returnData, returnMessage } = world.execute({
    kind: "call", sender: user, receiver: first, function: form, arguments: [second, utf8ToBytes(name)], txHash: new Uint8Array(32), gasPrice: 0n,
    gasLimit: 300_000_000n, value: isToken ? 0n : PAID, esdt: isToken ? [{ tokenIdentifier, nonce: 0n, value: PAID }] : [],
  });
  const balanceOf = (address: Uint8Array): bigint => {
    if (!isToken) return world.getAccount(address)?.balance ?? 0n;
    return world.getEsdt(address).flatMap(({ instances }) => instances).reduce((sum, { balance }) => sum + balance, 0n);
  };
  const holdings = (address: Uint8Array): Holdings => {
    const entries = [...(world.getAccount(address)?.storage ?? [])].filter(([key]) => !key.startsWith("ELROND"));
    const storage = Object.fromEntries(entries.map(([key, value]) => [bytesToUtf8(byteStringToBytes(key)) ?? key, bytesToHex(value)]));
    return { has: balanceOf(address), storage };
  };
  const outcome = { message: returnMessage, results: returnData.map(bytesToHex), user: balanceOf(user), caller: holdings(first), callee: holdings(second) };
  world.close();
  return outcome;
}
