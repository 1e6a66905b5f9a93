// What is compared: a contract of examples/contracts, and its compiled form, from a checkout of mx-chain-vm-go or from text of ours.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hexToBytes } from "@mxvm/codec";
import type { AnyContract } from "@mxvm/contract-api";
import { adder as adderFromText } from "../../../bench/contracts.js";
import { adder } from "../../../examples/contracts/src/adder/adder.js";
import { erc20 } from "../../../examples/contracts/src/erc20/erc20.js";

export interface Subject {
  readonly name: string;
  readonly contract: AnyContract;
  /** The compiled form. */
  readonly code: Uint8Array;
  /** Whether the compiled form has the same `upgrade`. */
  readonly upgrades: boolean;
}

const builds: Readonly<Record<string, { readonly contract: AnyContract; readonly file: string }>> = {
  adder: { contract: adder, file: "test/adder/output/adder.mxsc.json" },
  erc20: { contract: erc20, file: "test/erc20-rust/output/erc20.mxsc.json" },
};

export const namesInCheckout: readonly string[] = Object.keys(builds);

/** The contract with the compiled form that the checkout carries. */
export function subjectIn(checkout: string, name: string): Subject {
  const build = builds[name];
  if (build === undefined) throw new TypeError(`there is no contract ${name}; there are ${namesInCheckout.join(", ")}`);
  const { code } = JSON.parse(readFileSync(join(checkout, build.file), "utf8")) as { readonly code: string };
  return { name, contract: build.contract, code: hexToBytes(code), upgrades: true };
}

/** The adder of examples/adder. Its `upgrade` does nothing, not even look at arguments and payments. */
export const ownAdder: Subject = { name: "our adder", contract: adder, code: adderFromText, upgrades: false };
