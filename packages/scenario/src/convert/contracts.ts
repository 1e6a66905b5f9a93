// Which ABI the contract at an address has, as far as a scenario shows: by the file that its code is from.
import { bytesToByteString, type ByteString } from "@mxvm/codec";
import type { Abi, AbiFunction } from "../abi/abi.js";
import type { BytesValue } from "../model/values.js";
import { directoryOf, joinPaths } from "../values/paths.js";
import type { Scenario } from "../model/scenario.js";
import type { FlatStep } from "./flat-steps.js";

/** A file that an expression names. */
export interface NamedFile {
  readonly kind: "mxsc" | "file";
  /** As the loader reads it. */
  readonly path: string;
}

/** The file that an expression consists of, if it does. */
export function fileOf({ source }: Scenario, { start, end }: { readonly start: number; readonly end: number }): NamedFile | undefined {
  const match = /^"(mxsc|file):([^"]+)"$/.exec(source.text.slice(start, end));
  return match === null ? undefined : { kind: match[1] as NamedFile["kind"], path: joinPaths(directoryOf(source.path), match[2]!) };
}

/** An ABI, by the file that it goes with. */
export interface KnownAbi {
  readonly path: string;
  readonly abi: Abi;
}

/** ABIs by addresses; the first that a contract has. */
export function findAbis(steps: readonly FlatStep[], abiOf: (path: string) => Abi | undefined): ReadonlyMap<ByteString, KnownAbi> {
  const abis = new Map<ByteString, KnownAbi>();
  /** Addresses of deployments to come, by creators, in order of nonces. */
  const expected = new Map<ByteString, { readonly nonce: bigint; readonly address: Uint8Array }[]>();
  const learn = (address: Uint8Array, scenario: Scenario, code: BytesValue | undefined): void => {
    const key = bytesToByteString(address);
    const path = code && fileOf(scenario, code)?.path;
    const abi = path === undefined || abis.has(key) ? undefined : abiOf(path);
    if (path !== undefined && abi !== undefined) abis.set(key, { path, abi });
  };
  for (const { step, scenario } of steps) {
    if (step.kind === "setState") {
      for (const { address, code } of step.accounts) learn(address.bytes, scenario, code);
      for (const { creatorAddress, creatorNonce, newAddress } of step.newAddresses) {
        const key = bytesToByteString(creatorAddress.bytes);
        const entries = expected.get(key) ?? [];
        entries.push({ nonce: creatorNonce.value, address: newAddress.bytes });
        expected.set(key, entries.sort((a, b) => (a.nonce < b.nonce ? -1 : 1)));
      }
    } else if ("tx" in step && step.tx.kind === "scDeploy") {
      const next = expected.get(bytesToByteString(step.tx.from.bytes))?.shift();
      if (next !== undefined) learn(next.address, scenario, step.tx.contractCode);
    }
  }
  return abis;
}

/** Of an ABI, what calls of some endpoints need: with their types, without documentation. */
export function reducedAbi({ name, endpoints, types = {} }: Abi, called: ReadonlySet<string>): unknown {
  const kept = endpoints.filter((endpoint) => called.has(endpoint.name));
  const needed = new Set<string>();
  const need = (text: string): void => {
    for (const word of text.match(/[^<>,\s]+/g) ?? []) {
      const description = Object.hasOwn(types, word) ? types[word] : undefined;
      if (description === undefined || needed.has(word)) continue;
      needed.add(word);
      for (const part of typesIn(description)) need(part);
    }
  };
  const functionOf = ({ inputs, outputs = [] }: AbiFunction): object => ({
    inputs: inputs.map((input) => ({ name: input.name, type: input.type })),
    outputs: outputs.map(({ type }) => ({ type })),
  });
  for (const { inputs, outputs = [] } of kept) for (const { type } of [...inputs, ...outputs]) need(type);
  return {
    ...(name !== undefined && { name }),
    endpoints: kept.map((endpoint) => ({ name: endpoint.name, ...functionOf(endpoint) })),
    types: Object.fromEntries(Object.entries(types).filter(([type]) => needed.has(type)).map(([type, description]) => [type, withoutDocs(description)])),
  };
}

function typesIn(description: unknown): readonly string[] {
  if (Array.isArray(description)) return description.flatMap(typesIn);
  if (typeof description !== "object" || description === null) return [];
  return Object.entries(description).flatMap(([name, value]) => (name === "type" && typeof value === "string" ? [value] : typesIn(value)));
}

function withoutDocs(description: unknown): unknown {
  if (Array.isArray(description)) return description.map(withoutDocs);
  if (typeof description !== "object" || description === null) return description;
  return Object.fromEntries(Object.entries(description).filter(([name]) => name !== "docs").map(([name, value]) => [name, withoutDocs(value)]));
}
