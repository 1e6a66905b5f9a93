// Contracts' ABIs as constants: what is inferred from the text of an `.abi.json` file written `as const`, and from the ABI that a
// TypeScript contract carries. Mirrors mx-sdk-rs framework/meta-lib abi_json.
import type { Address, TokenId, TypeDescription, ValueOfType } from "@mxvm/codec";

/** An argument or field. A TypeScript contract's type says the value's too, as what `~value` answers. */
interface AbiField {
  readonly name: string;
  readonly type: string;
  readonly "~value"?: () => unknown;
}

interface AbiResult {
  readonly type: string;
  readonly "~value"?: () => unknown;
}

/** What can be called: `init`, `upgrade`, an endpoint. */
export interface AbiFunction {
  readonly inputs: readonly AbiField[];
  readonly outputs?: readonly AbiResult[];
}

interface AbiEventInput extends AbiField {
  readonly indexed?: boolean;
}

/** An event, as an ABI describes it. */
export interface AbiEventEntry {
  readonly identifier: string;
  readonly inputs: readonly AbiEventInput[];
  readonly "~value"?: () => unknown;
}

/** An ABI, as far as tests need it; what else a file says may stay. */
export interface Abi {
  readonly name?: string;
  /** `AbiFunction`, or absent. Every object inherits another `constructor`, so the type cannot say so. */
  readonly constructor?: unknown;
  readonly upgradeConstructor?: AbiFunction;
  readonly endpoints: readonly (AbiFunction & { readonly name: string })[];
  readonly events?: readonly AbiEventEntry[];
  readonly types?: Readonly<Record<string, TypeDescription>>;
}

type TypesOf<A extends Abi> = A extends { readonly types: infer T } ? T : object;

type FieldValue<A extends Abi, F extends AbiResult> = "~value" extends keyof F
  ? ReturnType<NonNullable<F["~value"]>>
  : ValueOfType<F["type"], TypesOf<A>>;

/** What may be left out: values that may be `undefined`. */
type OptionalNames<V> = { [K in keyof V]-?: undefined extends V[K] ? K : never }[keyof V];
type Simplify<V> = { [K in keyof V]: V[K] };
type WithOptional<V> = Simplify<{ readonly [K in Exclude<keyof V, OptionalNames<V>>]: V[K] } & { readonly [K in OptionalNames<V>]?: V[K] }>;

type FieldsOf<A extends Abi, F extends AbiField> = { readonly [K in F as K["name"]]: FieldValue<A, K> };

/** A value as tests may give it: accounts and contracts stand for their addresses, plain text for token identifiers. */
export type Given<V> = V extends Address
  ? V | { readonly address: Address }
  : V extends TokenId
    ? string
    : V extends object
      ? { readonly [K in keyof V]: Given<V[K]> }
      : V;

/** Arguments as tests may give them. */
export type GivenArguments<A extends Abi, F> = Given<ArgumentsOf<A, F>>;

/** Arguments of a function, by name. */
export type ArgumentsOf<A extends Abi, F> = F extends { readonly inputs: readonly (infer I extends AbiField)[] } ? WithOptional<FieldsOf<A, I>> : object;

/** The result: nothing, one value, or a list where there are several. */
export type ResultOf<A extends Abi, F> = F extends { readonly outputs: infer O extends readonly AbiResult[] }
  ? number extends O["length"]
    ? OpenResult<A, O[number]>
    : O extends readonly []
      ? undefined
      : O extends readonly [infer Only extends AbiResult]
        ? FieldValue<A, Only>
        : { readonly [K in keyof O]: FieldValue<A, O[K]> }
  : undefined;

/** A TypeScript contract's type has one entry for the result as a whole, of no type if there is none. */
type OpenResult<A extends Abi, R extends AbiResult> = [R["type"]] extends [never] ? undefined : FieldValue<A, R>;

/** The names of an ABI's endpoints. */
export type EndpointName<A extends Abi> = A["endpoints"][number]["name"];
/** The endpoint of a name. */
export type EndpointOf<A extends Abi, N extends EndpointName<A>> = Extract<A["endpoints"][number], { readonly name: N }>;
/** What describes a deployment. */
export type ConstructorOf<A extends Abi> = A extends { readonly constructor: infer C } ? Exclude<C, undefined> : never;
/** What describes an upgrade. */
export type UpgradeOf<A extends Abi> = A extends { readonly upgradeConstructor?: infer U } ? Exclude<U, undefined> : never;

type EventEntry<A extends Abi> = A extends { readonly events?: infer E } ? (NonNullable<E> extends readonly (infer Entry extends AbiEventEntry)[] ? Entry : never) : never;
type EventArguments<A extends Abi, E extends AbiEventEntry> = "~value" extends keyof E
  ? ReturnType<NonNullable<E["~value"]>>
  : FieldsOf<A, E["inputs"][number]>;

/** An event of a contract: `name` tells which, and so what `args` are. */
export type EventOf<A extends Abi> = EventEntry<A> extends infer E ? (E extends AbiEventEntry ? { readonly name: E["identifier"]; readonly args: EventArguments<A, E> } : never) : never;
