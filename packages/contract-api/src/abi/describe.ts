// The ABI of a contract value. Mirrors mx-sdk-rs framework/base abi and framework/meta-lib abi_json.
import type { AbiConstructor, AbiEndpoint, AbiEvent, AbiInput, AbiOutput, AnyArgCodec, ArgCodec, ContractAbi, TypeDescription } from "@mxvm/codec";
import type { Args } from "../endpoint.js";

/** The part of an endpoint that the ABI tells of. */
interface DescribedEndpoint {
  readonly type: "endpoint" | "view";
  readonly args: Args;
  readonly returns: AnyArgCodec | undefined;
  readonly payable: boolean;
  readonly ownerOnly: boolean;
}

/** The part of a contract that the ABI tells of. */
export interface Described {
  readonly name: string;
  readonly state: {
    readonly events?: Readonly<Record<string, { readonly name: string; readonly indexed: Args; readonly data: Args }>>;
  };
  readonly init: DescribedEndpoint | undefined;
  readonly upgrade: DescribedEndpoint | undefined;
  readonly endpoints: Readonly<Record<string, DescribedEndpoint>>;
  readonly callbacks: Readonly<Record<string, unknown>>;
}

const ANY_TOKEN: readonly string[] = Object.freeze(["*"]);

/** The ABI, frozen. Throws a `TypeError` where two different types share a name. */
export function describeContract(contract: Described): ContractAbi {
  const endpoints = Object.entries(contract.endpoints).map(([name, endpoint]) => describeEndpoint(name, endpoint));
  const callbackNames = Object.keys(contract.callbacks);
  const events = Object.values(contract.state.events ?? {}).map(describeEvent);
  return deepFreeze({
    name: contract.name,
    // Always its own property: every object inherits another `constructor`.
    constructor: contract.init === undefined ? undefined : describeConstructor(contract.init),
    ...(contract.upgrade === undefined ? {} : { upgradeConstructor: describeConstructor(contract.upgrade) }),
    endpoints,
    ...(callbackNames.length === 0 ? {} : { promisesCallbackNames: callbackNames }),
    ...(events.length === 0 ? {} : { events }),
    esdtAttributes: [],
    hasCallback: false,
    types: describeTypes(codecsOf(contract), contract.name),
  });
}

/** The ABI as the text of an `.abi.json` file, laid out as the framework does. */
export function abiToJson(abi: ContractAbi): string {
  return `${JSON.stringify(abi, undefined, 4)}\n`;
}

function describeEndpoint(name: string, endpoint: DescribedEndpoint): AbiEndpoint {
  return {
    name,
    ...(endpoint.ownerOnly ? { onlyOwner: true } : {}),
    mutability: endpoint.type === "view" ? "readonly" : "mutable",
    ...payableIn(endpoint),
    inputs: describeInputs(endpoint.args),
    outputs: describeOutputs(endpoint.returns),
  };
}

function describeConstructor(endpoint: DescribedEndpoint): AbiConstructor {
  return { ...payableIn(endpoint), inputs: describeInputs(endpoint.args), outputs: describeOutputs(endpoint.returns) };
}

function payableIn(endpoint: DescribedEndpoint): { readonly payableInTokens?: readonly string[] } {
  return endpoint.payable ? { payableInTokens: ANY_TOKEN } : {};
}

function describeInputs(args: Args): AbiInput[] {
  return Object.entries(args).map(([name, codec]) => ({ name, ...typeOf(codec), ...(codec.single ? {} : { multi_arg: true }) }));
}

/** Several values in a row are as many results, where their number is fixed. */
function describeOutputs(codec: AnyArgCodec | undefined): AbiOutput[] {
  if (codec === undefined) return [];
  if (codec.kind === "multi") return codec.components.flatMap(describeOutputs);
  return [{ ...typeOf(codec), ...(codec.single ? {} : { multi_result: true }) }];
}

function typeOf(codec: AnyArgCodec): { readonly type: string; readonly specificType?: string } {
  return { type: codec.typeName, ...(codec.specificType === undefined ? {} : { specificType: codec.specificType }) };
}

function describeEvent(event: { readonly name: string; readonly indexed: Args; readonly data: Args }): AbiEvent {
  const indexed = Object.entries(event.indexed).map(([name, { typeName }]) => ({ name, type: typeName, indexed: true as const }));
  const data = Object.entries(event.data).map(([name, { typeName }]) => ({ name, type: typeName }));
  return { identifier: event.name, inputs: [...indexed, ...data] };
}

/** All codecs that the ABI names. */
function codecsOf({ init, upgrade, endpoints, state }: Described): AnyArgCodec[] {
  const callable = [init, upgrade, ...Object.values(endpoints)].filter((endpoint) => endpoint !== undefined);
  const ofCalls = callable.flatMap(({ args, returns }) => [...Object.values(args), ...(returns === undefined ? [] : [returns])]);
  const ofEvents = Object.values(state.events ?? {}).flatMap(({ indexed, data }) => [...Object.values(indexed), ...Object.values(data)]);
  return [...ofCalls, ...ofEvents];
}

/** Descriptions of named types, by name in order. */
function describeTypes(codecs: readonly AnyArgCodec[], owner: string): Record<string, TypeDescription> {
  const found = new Map<string, TypeDescription>();
  const visited = new Set<ArgCodec<unknown>>();
  const visit = (codec: ArgCodec<unknown>): void => {
    if (visited.has(codec)) return;
    visited.add(codec);
    const { typeName, description, components } = codec;
    if (description !== undefined) {
      const known = found.get(typeName);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(description)) {
        throw new TypeError(`${owner}: two different types have the name ${typeName}`);
      }
      found.set(typeName, description);
    }
    components.forEach(visit);
  };
  codecs.forEach(visit);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
