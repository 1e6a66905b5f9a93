// The ABI of a contract, as `.abi.json` files write it. Mirrors mx-sdk-rs framework/meta-lib abi_json.

/** A field of a struct or of an enum's variant. */
export interface FieldDescription {
  readonly name: string;
  readonly type: string;
}

/** A variant of an enum; `discriminant` is left out in explicit enums, whose values are their names. */
export interface VariantDescription {
  readonly name: string;
  readonly discriminant?: number;
  readonly fields?: readonly FieldDescription[];
}

/** What the ABI says about a type with a name of its own. Files leave out what is empty, and some types are only named. */
export type TypeDescription =
  | { readonly type: "struct"; readonly fields?: readonly FieldDescription[] }
  | { readonly type: "enum" | "explicit-enum"; readonly variants?: readonly VariantDescription[] }
  | { readonly type: "not-specified" };

/** An argument. Where the ABI is a TypeScript contract's, its type says the value's too, as what `~value` answers; there is no such property. */
export interface AbiInput<Name extends string = string, Type extends string = string, Value = unknown> {
  readonly name: Name;
  readonly type: Type;
  readonly "~value"?: () => Value;
  readonly specificType?: string;
  /** It takes any number of arguments. */
  readonly multi_arg?: true;
}

/** A result; `~value` as of arguments. */
export interface AbiOutput<Type extends string = string, Value = unknown> {
  readonly type: Type;
  readonly "~value"?: () => Value;
  readonly specificType?: string;
  /** It makes any number of results. */
  readonly multi_result?: true;
}

/** `init` or `upgrade`. */
export interface AbiConstructor<Input extends AbiInput = AbiInput> {
  readonly payableInTokens?: readonly string[];
  readonly inputs: readonly Input[];
  readonly outputs: readonly AbiOutput[];
}

/** An endpoint or a view. */
export interface AbiEndpoint<Name extends string = string, Input extends AbiInput = AbiInput, Output extends AbiOutput = AbiOutput> {
  readonly name: Name;
  readonly onlyOwner?: true;
  readonly mutability: "mutable" | "readonly";
  /** `*` for any token. */
  readonly payableInTokens?: readonly string[];
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
}

/** An event: topics after the identifier are `indexed`; `~value` as of arguments, for the fields by name. */
export interface AbiEvent<Identifier extends string = string, Fields = unknown> {
  readonly identifier: Identifier;
  readonly "~value"?: () => Fields;
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly indexed?: true }[];
}

/** What a contract offers, as `.abi.json` files write it; the order of properties is theirs. */
export interface ContractAbi<
  Name extends string = string,
  Constructor extends AbiConstructor = AbiConstructor,
  Endpoint extends AbiEndpoint = AbiEndpoint,
  Upgrade extends AbiConstructor = AbiConstructor,
  Event extends AbiEvent = AbiEvent,
> {
  readonly name: Name;
  /** Undefined without `init`, and then left out of the file. */
  readonly constructor: Constructor | undefined;
  readonly upgradeConstructor?: Upgrade;
  readonly endpoints: readonly Endpoint[];
  readonly promisesCallbackNames?: readonly string[];
  readonly events?: readonly Event[];
  readonly esdtAttributes: readonly { readonly ticker: string; readonly type: string }[];
  readonly hasCallback: boolean;
  readonly types: Readonly<Record<string, TypeDescription>>;
}
