// Names of variables: of accounts, contracts and their code, each once.
import { bytesToByteString } from "@mxvm/codec";
import { isAddressExpression } from "../fluent/addresses.js";
import { expressionFromBytes } from "../write/expression.js";

const reserved: ReadonlySet<string> = new Set([
  ..."break case catch class const continue debugger default delete do else enum export extends false finally for function if import in".split(" "),
  ..."instanceof new null return super switch this throw true try typeof var void while with yield let static await async of".split(" "),
  ..."arguments eval undefined implements interface package private protected public NaN Infinity".split(" "),
  ..."world describe describeWorlds createWorld executor build test expect result failure createTestWorld createMockWorld createVm createWasmExecutor".split(" "),
  ..."scenarioGasSchedules readCode readFileSync tokenId address worlds URL".split(" "),
]);

/** Hands out names of variables. */
export class Names {
  readonly #taken = new Set<string>(reserved);
  readonly #byKey = new Map<string, string>();

  /** The name for a key; made from the wish when it is asked for first. */
  nameOf(key: string, wish: () => string): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const name = this.#free(toIdentifier(wish()));
    this.#taken.add(name);
    this.#byKey.set(key, name);
    return name;
  }

  ofAddress(address: Uint8Array): string {
    return this.nameOf(`address ${bytesToByteString(address)}`, () => {
      const expression = expressionFromBytes(address, "address");
      const colon = expression.indexOf(":");
      const isNamed = expression.startsWith("address:") || expression.startsWith("sc:");
      const name = toIdentifier(isNamed ? expression.slice(colon + 1) : "account");
      return expression.startsWith("sc:") && this.#taken.has(name) ? `${name}Contract` : name;
    });
  }

  ofCode(path: string): string {
    return this.nameOf(`code ${path}`, () => `${toIdentifier(buildOf(path))}Code`);
  }

  ofAbi(path: string): string {
    return this.nameOf(`abi ${path}`, () => `${toIdentifier(buildOf(path))}Abi`);
  }

  #free(name: string): string {
    if (!this.#taken.has(name)) return name;
    for (let number = 2; ; number++) if (!this.#taken.has(`${name}${number}`)) return `${name}${number}`;
  }
}

/** `adder` for `output/adder.mxsc.json`. */
function buildOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(\.mxsc)?\.(json|wasm)$/, "");
}

/** `crowdfunding-esdt` as `crowdfundingEsdt`. */
function toIdentifier(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join("");
  const lower = /^[A-Z0-9]+$/.test(words[0] ?? "") ? (words[0] ?? "").toLowerCase() + joined.slice((words[0] ?? "").length) : joined;
  if (lower === "") return "account";
  return /^[0-9]/.test(lower) ? `account${lower}` : lower;
}

/** `alice` for `address:alice`, which is what a name stands for; other addresses as they are. */
export function accountName(expression: string): string {
  const name = /^address:(.+)$/.exec(expression)?.[1];
  return name === undefined || isAddressExpression(name) ? expression : name;
}
