// Scenario files name builds (`mxsc:../output/adder.mxsc.json`, `file:adder.wasm`). This lets them find TypeScript contracts instead.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { type AnyContract, codeOf } from "@mxvm/contract-api";

/** What of a scenario's file system is replaced. */
export interface ReadableFiles {
  readonly readFile: (path: string) => Uint8Array;
}

/** Contracts by the builds that stand for them: a file name, or the last parts of a path with `/`. */
export type ContractsByFile = Readonly<Record<string, AnyContract>>;

/**
 * The same files, but that those which `contracts` names hold the code of TypeScript contracts. Such files need not exist. A `.mxsc.json`
 * reads as a build with that code and the ABI, any other file as the code itself, and the `.abi.json` beside it as the ABI.
 */
export function withContracts<Files extends ReadableFiles>(files: Files, contracts: ContractsByFile): Files {
  const entries = Object.entries(contracts);
  const contractAt = (path: string): AnyContract | undefined =>
    entries.find(([name]) => path === name || path.endsWith(`/${name}`))?.[1];
  return {
    ...files,
    readFile: (path: string) => {
      const contract = contractAt(path);
      if (contract !== undefined) {
        const code = codeOf(contract);
        return path.endsWith(".mxsc.json") ? utf8ToBytes(JSON.stringify({ code: bytesToHex(code), abi: contract.abi })) : code;
      }
      const described = path.endsWith(".abi.json") ? contractAt(path.replace(/\.abi\.json$/u, ".wasm")) : undefined;
      return described === undefined ? files.readFile(path) : utf8ToBytes(JSON.stringify(described.abi));
    },
  };
}
