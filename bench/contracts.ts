// The contracts that are measured: our own, assembled from text, and the Rust adder of a checkout of mx-chain-vm-go.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hexToBytes } from "@mxvm/codec";
import wabt from "wabt";

const assembler = await wabt();

function assemble(source: string): Uint8Array {
  const module = assembler.parseWat("contract.wat", source);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

const sourceOf = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const adderSource = sourceOf("../examples/adder/src/adder.wat");

export const adder: Uint8Array = assemble(adderSource);

/** The adder with as much memory as the Rust toolchain gives a contract. */
export const adderOf17Pages: Uint8Array = assemble(adderSource.replace('(memory (export "memory") 1)', '(memory (export "memory") 17)'));

export const caller: Uint8Array = assemble(sourceOf("contracts/caller.wat"));
export const storage: Uint8Array = assemble(sourceOf("contracts/storage.wat"));
export const bigInteger: Uint8Array = assemble(sourceOf("contracts/big-integer.wat"));

/** The adder of the Go VM's tests, compiled from Rust. */
export function rustAdder(checkout: string): Uint8Array {
  const { code } = JSON.parse(readFileSync(join(checkout, "test/adder/output/adder.mxsc.json"), "utf8")) as { readonly code: string };
  return hexToBytes(code);
}

/** The delegation contract of the production chain: 57 KB. */
export function delegation(): Uint8Array {
  const manifest = createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json");
  return new Uint8Array(readFileSync(join(manifest, "..", "config/node/config/genesisContracts/delegation.wasm")));
}
